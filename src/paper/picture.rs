//! Pictures on a sheet: where they lie in their cells.

use super::sheet::{A4_HEIGHT, Rect};
use crate::pdf::{Jpeg, upright};

/// What the name of a picture begins with in a page's resources; its position in the list follows.
pub const NAME: &str = "P";

/// How much of a picture is seen in its cell.
#[derive(Debug, Clone, Copy)]
pub enum Shown {
    /// As much as fills the cell: it is cut at two of its edges, or fitted inside where too much would be cut.
    Filling,
    /// This piece of it, fitted inside: shares of the upright picture's width and height.
    Piece(Rect),
}

impl Shown {
    /// All of it, fitted inside.
    pub const WHOLE: Self = Self::Piece(WHOLE);
}

/// All of a picture, as shares of its width and height.
const WHOLE: Rect = Rect { x: 0.0, y: 0.0, w: 1.0, h: 1.0 };

/// How much of a picture is seen at least where it fills its cell. Of a portrait, an eighth at either end is hair and
/// shoulders; more would be face.
const LEAST_SEEN: f32 = 0.75;

/// Operators that show picture `at` in `cell`.
pub fn placement(cell: &Rect, picture: &Jpeg, shown: Shown, at: usize) -> String {
    let (width, height) = picture.upright_size();
    let (width, height) = (width as f32, height as f32);
    let (across, down) = (cell.w / width, cell.h / height);
    let (scale, piece) = match shown {
        Shown::Filling if across.min(down) >= LEAST_SEEN * across.max(down) => (across.max(down), WHOLE),
        Shown::Filling => (across.min(down), WHOLE),
        Shown::Piece(piece) => ((across / piece.w).min(down / piece.h), piece),
    };
    let size = (width * scale, height * scale);
    let (left, lower) = (cell.x, A4_HEIGHT - cell.bottom());
    // The piece lies in the middle of the cell. A page's heights are counted from below.
    let below = 1.0 - piece.y - piece.h;
    let corner = (
        left + (cell.w - piece.w * size.0) / 2.0 - piece.x * size.0,
        lower + (cell.h - piece.h * size.1) / 2.0 - below * size.1,
    );
    let matrix = upright(picture.header.orientation, corner, size).map(|number| format!("{number:.3}")).join(" ");
    format!("q {left:.3} {lower:.3} {:.3} {:.3} re W n {matrix} cm /{NAME}{at} Do Q\n", cell.w, cell.h)
}
