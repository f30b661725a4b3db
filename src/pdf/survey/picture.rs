//! The pictures on a page, and how they lie.

use crate::jpeg::Orientation;

/// Share of its length by which a picture may lie askew and still be looked at as an upright one.
const ASKEW: f64 = 0.002;

/// A picture on a page.
pub(in crate::pdf) struct Picture {
    /// Pixels across and down.
    pub(super) size: (u32, u32),
    /// From its own pixels to points on the page, counted from the upper left corner.
    pub(super) matrix: [f64; 6],
    /// The file, where the picture is a JPEG and nothing around it.
    pub(super) jpeg: Option<Vec<u8>>,
}

impl Picture {
    /// Pixels across and down as it lies on the page, where that is upright.
    pub(in crate::pdf) fn upright_size(&self) -> Option<(u32, u32)> {
        Some(self.orientation()?.size(self.size))
    }

    /// Pixels to a point, the finer direction.
    pub(in crate::pdf) fn resolution(&self) -> f64 {
        let [a, b, c, d, ..] = self.matrix;
        1.0 / a.hypot(b).min(c.hypot(d)).max(f64::MIN_POSITIVE)
    }

    /// How the picture must be turned to lie as it does on the page; `None` where it lies askew.
    pub(super) fn orientation(&self) -> Option<Orientation> {
        let [a, b, c, d, ..] = self.matrix;
        let largest = [a, b, c, d].iter().fold(0.0f64, |most, value| most.max(value.abs()));
        let small = |value: f64| value.abs() <= ASKEW * largest;
        // Rows of the picture run along (a, b), columns along (c, d).
        Some(match (small(b) && small(c), small(a) && small(d)) {
            (true, false) => match (a > 0.0, d > 0.0) {
                (true, true) => Orientation::Upright,
                (false, true) => Orientation::FlipX,
                (false, false) => Orientation::HalfTurn,
                (true, false) => Orientation::FlipY,
            },
            (false, true) => match (b > 0.0, c > 0.0) {
                (true, true) => Orientation::Transpose,
                (true, false) => Orientation::QuarterRight,
                (false, false) => Orientation::Transverse,
                (false, true) => Orientation::QuarterLeft,
            },
            _ => return None,
        })
    }
}
