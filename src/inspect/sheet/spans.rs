//! The rows of a shape: which stretch of each lies inside.

use super::grid::Grid;
use super::lines::Vector;
use super::quads::Quad;
use std::ops::Range;

/// About this many rows are looked at for colours and shares: as good as all of them.
const ROWS: usize = 40;

/// By row: the stretch inside of a shape.
pub(super) struct Spans(Vec<Range<usize>>);

impl Spans {
    /// Of the shape grown by `by` cells.
    pub(super) fn of(grid: &Grid, quad: &Quad, by: f32) -> Self {
        let middle = [grid.wide as f32 / 2.0, grid.high as f32 / 2.0];
        let corners = quad.corners;
        let row = |y: usize| {
            // Between the two sides that the row crosses; a side is moved outwards.
            let y = y as f32 + 0.5 - middle[1];
            let (mut from, mut to) = (-middle[0], middle[0]);
            for at in 0..4 {
                let (a, b): (Vector, Vector) = (corners[at], corners[(at + 1) % 4]);
                let [dx, dy] = [b[0] - a[0], b[1] - a[1]];
                let long = dx.hypot(dy).max(1e-3);
                // Inside: dx·(y − ay) − dy·(x − ax) ≥ −by·long.
                let room = dx * (y - a[1]) + by * long;
                if dy.abs() < 1e-4 {
                    if room < 0.0 {
                        return 0..0;
                    }
                } else if dy > 0.0 {
                    to = to.min(a[0] + room / dy);
                } else {
                    from = from.max(a[0] + room / dy);
                }
            }
            let cell = |x: f32| (x + middle[0] + 0.5).clamp(0.0, grid.wide as f32) as usize;
            let (from, to) = (cell(from), cell(to));
            from..to.max(from)
        };
        Self((0..grid.high).map(row).collect())
    }

    /// The rows that are looked at.
    pub(super) fn rows(&self) -> impl Iterator<Item = usize> + Clone {
        (0..self.0.len()).step_by((self.0.len() / ROWS).max(1))
    }

    pub(super) fn inside(&self, y: usize) -> Range<usize> {
        self.0[y].clone()
    }

    pub(super) fn outside(&self, y: usize, wide: usize) -> [Range<usize>; 2] {
        let inside = self.0[y].clone();
        if inside.is_empty() { [0..wide, wide..wide] } else { [0..inside.start, inside.end..wide] }
    }
}
