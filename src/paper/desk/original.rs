//! How large an original is on paper.

use crate::paper::sheet::{Drawing, MM};
use crate::pdf::Jpeg;
use crate::profile::Size;

/// Originals shorter than this are printed at their true size, millimetres: less than A5.
const SMALL_MM: f64 = 210.0;
/// What an original is taken for where nobody says how large it is: A4.
const A4: Size = Size { short_mm: 210.0, long_mm: 297.0 };

/// A copy of one page: what is drawn, and how large its original is, points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Original {
    /// The picture.
    pub drawing: Drawing,
    /// Width, as it lies.
    pub w: f32,
    /// Height, as it lies.
    pub h: f32,
    /// Whether it is printed as large as it is.
    pub is_small: bool,
}

impl Original {
    /// The original of a part of this size, whose scan is picture `at`.
    pub(super) fn of(picture: &Jpeg, at: usize, size: Option<Size>) -> Self {
        let small = size.filter(|size| size.long_mm < SMALL_MM);
        let whole = Drawing::Picture { at, fill: false };
        let (width, height) = picture.upright_size();
        let (width, height) = (width as f32, height as f32);
        let Size { short_mm, long_mm } = size.unwrap_or(A4);
        let (short, long) = (short_mm as f32 * MM, long_mm as f32 * MM);
        let (w, h) = if width >= height { (long, short) } else { (short, long) };
        if small.is_some() {
            return Self { drawing: whole, w, h, is_small: true };
        }
        let scale = (w / width).min(h / height);
        Self { drawing: whole, w: width * scale, h: height * scale, is_small: false }
    }
}
