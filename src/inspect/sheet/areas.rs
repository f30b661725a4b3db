//! What lies inside of a shape, and around it.

use super::cells::{Colour, distance, percentile, square};
use super::grid::Grid;
use super::quads::Quad;
use super::spans::Spans;
use crate::seen::sheet::Ground;
use std::ops::Range;

/// How far from the ground's colour a cell is something else, levels.
const APART: i32 = 12;

/// What lies around a shape.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    /// Median.
    pub(super) colour: Colour,
    /// Share of cells with ink, with the picture's rim and without.
    pub(super) ink: f32,
    pub(super) rimless_ink: f32,
}

impl Around {
    pub(super) fn measure(grid: &Grid, quad: &Quad) -> Self {
        let spans = Spans::of(grid, quad, grown(grid));
        let rim = ((grid.wide.min(grid.high) as f32 * 0.025).ceil() as usize).max(1);
        let inner = rim..grid.wide - rim;
        let within =
            |span: &Range<usize>| span.start.max(inner.start)..span.end.min(inner.end).max(span.start.max(inner.start));
        let (mut ink, mut rimless) = (Share::default(), Share::default());
        for y in spans.rows() {
            for span in spans.outside(y, grid.wide) {
                let row = &grid.ink[y * grid.wide..(y + 1) * grid.wide];
                if (rim..grid.high - rim).contains(&y) {
                    rimless.add(&row[within(&span)]);
                }
                ink.add(&row[span]);
            }
        }
        let colour = percentile(grid.cells, 50, &spans.rows().map(|y| (y, spans.outside(y, grid.wide))));
        Self { colour, ink: ink.value(), rimless_ink: rimless.value() }
    }

    /// White and within 8 levels of neutral.
    pub(super) fn is_white(&self) -> bool {
        self.colour[0] >= 190 && self.is_neutral()
    }

    fn is_neutral(&self) -> bool {
        self.colour[1].abs().max(self.colour[2].abs()) <= 12
    }

    pub(super) fn ground(&self) -> Ground {
        if self.colour[0] < 45 {
            Ground::Black
        } else if self.is_white() {
            Ground::White
        } else if self.is_neutral() {
            Ground::Gray
        } else {
            Ground::Coloured
        }
    }
}

/// What lies inside of a shape.
pub(super) struct Inside {
    /// The 75th percentile of luma.
    pub(super) paper: i16,
    /// Share that looks like the ground.
    pub(super) like_ground: f32,
    /// Share that has the ground's colour.
    pub(super) bare: f32,
    /// Median.
    pub(super) colour: Colour,
    /// Share of cells that differ from the ground and hold no edge.
    pub(super) filled: f32,
}

impl Inside {
    pub(super) fn measure(grid: &Grid, quad: &Quad, around: &Around) -> Self {
        let spans = Spans::of(grid, quad, 0.0);
        let rows = spans.rows().map(|y| (y, [spans.inside(y)]));
        let (paper, colour) = (percentile(grid.cells, 75, &rows)[0], percentile(grid.cells, 50, &rows));
        let (mut filled, mut bare, mut like_ground, mut count) = (0u32, 0u32, 0u32, 0u32);
        for y in spans.rows() {
            for x in spans.inside(y) {
                let at = y * grid.wide + x;
                let apart = square(grid.cells.at(at), around.colour);
                let differs = apart >= APART * APART;
                filled += u32::from(!grid.cells.held[at] && differs);
                bare += u32::from(!differs);
                like_ground += u32::from(apart < square(grid.cells.at(at), colour));
                count += 1;
            }
        }
        let share = |of: u32| of as f32 / count.max(1) as f32;
        Self { paper, colour, filled: share(filled), bare: share(bare), like_ground: share(like_ground) }
    }
}

/// How many of some cells.
#[derive(Default)]
struct Share {
    of: usize,
    all: usize,
}

impl Share {
    fn add(&mut self, cells: &[bool]) {
        self.of += cells.iter().filter(|cell| **cell).count();
        self.all += cells.len();
    }

    fn value(&self) -> f32 {
        self.of as f32 / self.all.max(1) as f32
    }
}

/// How far means of 12 × 12 cells of the ground stray from their median, the 85th percentile, and how many there are.
pub(super) fn tiles(grid: &Grid, quad: &Quad) -> Option<(f32, usize)> {
    const TILE: usize = 12;
    const TILES: i32 = 144;
    let spans = Spans::of(grid, quad, grown(grid));
    let mut means: Vec<Colour> = Vec::new();
    for top in (0..grid.high.saturating_sub(TILE - 1)).step_by(TILE) {
        for left in (0..grid.wide.saturating_sub(TILE - 1)).step_by(TILE) {
            let clear = |y: usize| {
                let inside = spans.inside(y);
                inside.is_empty() || inside.end <= left || inside.start >= left + TILE
            };
            if !(top..top + TILE).all(clear) {
                continue;
            }
            let mut sums = [0i32; 3];
            for y in top..top + TILE {
                for x in left..left + TILE {
                    for (sum, level) in sums.iter_mut().zip(grid.cells.at(y * grid.wide + x)) {
                        *sum += i32::from(level);
                    }
                }
            }
            means.push(sums.map(|sum| (sum / TILES) as i16));
        }
    }
    let middle = |plane: usize| {
        let mut levels: Vec<i16> = means.iter().map(|mean| mean[plane]).collect();
        levels.sort_unstable();
        levels.get(levels.len() / 2).copied().unwrap_or_default()
    };
    let middle = [middle(0), middle(1), middle(2)];
    let mut strays: Vec<f32> = means.iter().map(|mean| distance(*mean, middle)).collect();
    strays.sort_by(f32::total_cmp);
    strays.get(strays.len() * 85 / 100).map(|stray| (*stray, strays.len()))
}

/// How far from a shape its ground begins, cells: ink marks what lies two cells before an edge.
fn grown(grid: &Grid) -> f32 {
    (0.007 * grid.cells.diagonal()).max(3.0)
}
