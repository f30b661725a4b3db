//! Areas that are painted with a pattern of tiles (ISO 32000-1, 8.7.3). hayro makes a picture for each: of one tile where it
//! is repeated, of all that is seen of the area where it is not. It draws into that what the tile holds, and keeps it until the
//! page is drawn.

use hayro::hayro_interpret::pattern::TilingPattern;
use hayro::hayro_interpret::util::x_y_advances;
use hayro::kurbo::{Affine, Rect};
use std::ops::{Range, RangeInclusive};

/// A picture is rounded up to whole pixels: one more at the least resolution, points.
const ROUNDED: f64 = 0.25;

/// The picture that is made of tiles for one area.
pub(super) struct Sheet {
    /// How large it is, points.
    pub(super) size: Rect,
    /// How a tile is laid on it, for each that is.
    pub(super) copies: Vec<Affine>,
}

/// What is made to paint an area, which is cut to what is seen, with tiles; `None` where it has no end, or takes more than so many
/// copies of the tile.
pub(super) fn sheet(tile: &TilingPattern<'_>, area: Rect, most: u64) -> Option<Sheet> {
    let area = tile.matrix.inverse().transform_rect_bbox(area);
    let (across, down) = x_y_advances(&tile.matrix);
    let x = Axis::of(across.length(), tile.bbox.x0..tile.bbox.x1, tile.x_step, area.x0..area.x1)?;
    let y = Axis::of(down.length(), tile.bbox.y0..tile.bbox.y1, tile.y_step, area.y0..area.y1)?;
    if x.count().saturating_mul(y.count()) > most {
        return None;
    }
    let laid = Affine::scale_non_uniform(x.scale, y.scale) * Affine::translate((-x.start, -y.start));
    let place = |column: i32, row: i32| laid * Affine::translate((f64::from(column) * x.step, f64::from(row) * y.step));
    let copies = y.copies.clone().flat_map(|row| x.copies.clone().map(move |column| (column, row)));
    let copies = copies.map(|(column, row)| place(column, row)).collect();
    Some(Sheet { size: Rect::new(0.0, 0.0, x.length + ROUNDED, y.length + ROUNDED), copies })
}

/// One direction of it.
struct Axis {
    start: f64,
    /// Points to a unit of the pattern.
    scale: f64,
    /// Points.
    length: f64,
    step: f64,
    copies: RangeInclusive<i32>,
}

impl Axis {
    /// As hayro's `TileAxis`, which is not to be had from outside.
    fn of(scale: f64, cell: Range<f64>, step: f32, area: Range<f64>) -> Option<Self> {
        let step = f64::from(step.abs());
        let seen = (area.end - area.start).max(0.0);
        let (start, copies) = if seen >= step {
            (cell.start, (-(cell.end - cell.start) / step).floor() as i32 + 1..=0)
        } else {
            let first = ((area.start - cell.end) / step).ceil() as i32;
            (area.start, first..=((area.end - cell.start) / step).floor() as i32)
        };
        let length = seen.min(step) * scale;
        let is_finite = [start, length, scale, step].into_iter().all(f64::is_finite);
        is_finite.then_some(Self { start, scale, length, step, copies })
    }

    fn count(&self) -> u64 {
        u64::try_from(i64::from(*self.copies.end()) - i64::from(*self.copies.start()) + 1).unwrap_or(0)
    }
}
