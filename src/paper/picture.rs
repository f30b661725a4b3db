//! Pictures on a sheet: where they lie in their cells.

use super::sheet::{A4_HEIGHT, Rect};
use crate::pdf::{Jpeg, upright};

/// What the name of a picture begins with in a page's resources; its position in the list follows.
pub const NAME: &str = "P";

/// Operators that show picture `at` in `cell`: fitted inside, or filling it and cut at its edges.
pub fn placement(cell: &Rect, picture: &Jpeg, fill: bool, at: usize) -> String {
    let (width, height) = picture.upright_size();
    let (across, down) = (cell.w / width as f32, cell.h / height as f32);
    let scale = if fill { across.max(down) } else { across.min(down) };
    let size = (width as f32 * scale, height as f32 * scale);
    let (left, lower) = (cell.x, A4_HEIGHT - cell.bottom());
    let corner = (left + (cell.w - size.0) / 2.0, lower + (cell.h - size.1) / 2.0);
    let matrix = upright(picture.header.orientation, corner, size).map(|number| format!("{number:.3}")).join(" ");
    format!("q {left:.3} {lower:.3} {:.3} {:.3} re W n {matrix} cm /{NAME}{at} Do Q\n", cell.w, cell.h)
}
