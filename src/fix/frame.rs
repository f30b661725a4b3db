//! What the parts that a file fills ask of it: bytes, dots, and a photo's frame.

use super::fit::Bounds;
use crate::profile::{LimitName, Part, Size};

/// Millimetres in an inch.
const INCH_MM: f64 = 25.4;
/// The least share of its pixels that a picture keeps where nothing is asked of its resolution.
const UNASKED: f64 = 0.5;

/// What is asked of one file; the strictest of all parts that it fills.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Asked {
    /// The most bytes.
    pub max_bytes: Option<u64>,
    /// The least bytes.
    pub min_bytes: Option<u64>,
    /// The highest resolution, dpi.
    pub dpi_max: Option<f64>,
    /// Resolutions with the size of the original, dpi: below the first it draws a warning, below the second an error.
    resolution: Vec<(Size, f64, f64)>,
    /// Least width and height, pixels.
    least: Option<(f64, f64)>,
    /// The frame of a photo.
    pub frame: Option<Frame>,
}

/// The frame that a profile asks of a photo.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Exact width and height, where the profile gives them, pixels.
    exact: Option<(f64, f64)>,
    /// Least and most width for a height of 1.
    aspect: (f64, f64),
}

impl Asked {
    /// What `parts` ask together.
    pub fn of<'p>(parts: impl Iterator<Item = &'p Part>) -> Self {
        let mut asked = Self::default();
        for part in parts {
            let value = |name| part.limits.value(name);
            let bytes = value(LimitName::MaxBytes).map(|bytes| bytes as u64);
            asked.max_bytes = asked.max_bytes.into_iter().chain(bytes).min();
            let least = value(LimitName::MinBytes).map(|bytes| bytes as u64);
            asked.min_bytes = asked.min_bytes.into_iter().chain(least).max();
            asked.dpi_max = asked.dpi_max.into_iter().chain(value(LimitName::DpiMax)).reduce(f64::min);
            if let Some(size) = part.size {
                let error = value(LimitName::DpiError).unwrap_or(0.0);
                asked.resolution.push((size, value(LimitName::DpiWarning).unwrap_or(error), error));
            }
            let exact = value(LimitName::ExactWidth).zip(value(LimitName::ExactHeight));
            asked.least = exact.or(value(LimitName::MinWidth).zip(value(LimitName::MinHeight))).or(asked.least);
            asked.frame = Frame::of(exact, (value(LimitName::AspectMin), value(LimitName::AspectMax))).or(asked.frame);
        }
        asked
    }

    /// The bounds for a picture of this many pixels.
    pub fn bounds(&self, (width, height): (u32, u32)) -> Bounds {
        let [width, height] = [width, height].map(f64::from);
        let (long, short) = (width.max(height), width.min(height).max(1.0));
        let scale = |pick: fn(&(Size, f64, f64)) -> f64| {
            let needed = self.resolution.iter().map(|row| {
                let dpi = (long / row.0.long_mm).min(short / row.0.short_mm) * INCH_MM;
                pick(row) / dpi.max(f64::MIN_POSITIVE)
            });
            let pixels = self.least.map(|(wide, high)| (wide / width).max(high / height));
            needed.chain(pixels).reduce(f64::max).filter(|scale| *scale > 0.0).unwrap_or(UNASKED).min(1.0)
        };
        Bounds { max_bytes: self.max_bytes, good_scale: scale(|row| row.1), least_scale: scale(|row| row.2) }
    }
}

impl Frame {
    fn of(exact: Option<(f64, f64)>, (least, most): (Option<f64>, Option<f64>)) -> Option<Self> {
        match (exact, least, most) {
            (Some((width, height)), _, _) => Some(Self { exact, aspect: (width / height, width / height) }),
            (None, None, None) => None,
            (None, least, most) => Some(Self { exact, aspect: (least.unwrap_or(0.0), most.unwrap_or(f64::MAX)) }),
        }
    }

    /// The part of a picture that the frame shows (x, y, width, height), where that is not all of it. What is too wide
    /// loses as much on either side; what is too high loses three quarters below: a head is above.
    pub fn cut(self, (width, height): (u32, u32)) -> Option<(u32, u32, u32, u32)> {
        let (wide, high) = (f64::from(width), f64::from(height.max(1)));
        let (least, most) = self.aspect;
        // Rounded inwards, so that a rounded length does not leave the frame again.
        if wide / high > most {
            let kept = ((high * most).floor() as u32).max(1);
            let differs = kept < width && (self.exact.is_none() || width - kept > 1);
            differs.then_some(((width - kept) / 2, 0, kept, height))
        } else if wide / high < least {
            let kept = ((wide / least).floor() as u32).max(1);
            let differs = kept < height && (self.exact.is_none() || height - kept > 1);
            differs.then_some((0, (height - kept) / 4, width, kept))
        } else {
            None
        }
    }

    /// Whether a picture has the shape of the frame, and more pixels than it is to have.
    pub fn only_reduces(self, size: (u32, u32)) -> bool {
        self.cut(size).is_none() && self.exact(size).is_some()
    }

    /// The exact size that a cut picture is reduced to; `None` where none is asked, or it would have to be enlarged.
    pub fn exact(self, (width, height): (u32, u32)) -> Option<(u32, u32)> {
        let (wide, high) = self.exact?;
        let asked = (wide.round() as u32, high.round() as u32);
        let smaller = asked.0 <= width && asked.1 <= height && asked != (width, height);
        smaller.then_some(asked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_is_cut_to_the_nearest_shape_that_fits() {
        let frame = Frame::of(None, (Some(0.62), Some(0.85))).expect("a frame");
        assert_eq!(frame.cut((600, 800)), None);
        assert_eq!(frame.cut((1000, 800)), Some((160, 0, 680, 800)));
        assert_eq!(frame.cut((310, 900)), Some((0, 100, 310, 500)));
        assert_eq!(frame.exact((600, 800)), None);
    }

    #[test]
    fn an_exact_size_is_reached_from_above_only() {
        let frame = Frame::of(Some((413.0, 626.0)), (None, None)).expect("a frame");
        assert_eq!(frame.cut((826, 1252)), None);
        assert_eq!(frame.exact((826, 1252)), Some((413, 626)));
        let reduced =
            [(826, 1252), (827, 1252), (413, 626), (840, 1252), (200, 303)].map(|size| frame.only_reduces(size));
        assert_eq!(reduced, [true, true, false, false, false]);
        assert_eq!(frame.exact((413, 626)), None);
        assert_eq!(frame.exact((300, 500)), None);
    }

    #[test]
    fn scales_keep_the_resolution_that_is_asked() {
        let size = Size { short_mm: 210.0, long_mm: 297.0 };
        let asked = Asked { resolution: vec![(size, 200.0, 150.0)], ..Asked::default() };
        let bounds = asked.bounds((2480, 3508));
        assert!((bounds.good_scale - 0.667).abs() < 0.001 && (bounds.least_scale - 0.5).abs() < 0.001, "{bounds:?}");
        assert!((asked.bounds((1000, 1400)).least_scale - 1.0).abs() < f64::EPSILON, "too small already");
        assert!((Asked::default().bounds((100, 100)).least_scale - UNASKED).abs() < f64::EPSILON);
    }
}
