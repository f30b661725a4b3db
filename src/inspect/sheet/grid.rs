//! Cells as edges are looked for in them: smoothed, and with ink marked.

use super::cells::{Cells, Colour};

/// Difference of luma from a cell two away from which there is ink, levels: see `ink.rs`.
const INK: u16 = 15;

/// Cells, their sums, and their ink.
pub(super) struct Grid<'c> {
    pub(super) cells: &'c Cells,
    pub(super) wide: usize,
    pub(super) high: usize,
    /// Each plane of the cells, a cell the sum of nine.
    pub(super) soft: Vec<Vec<i16>>,
    /// Where something is drawn or printed.
    pub(super) ink: Vec<bool>,
}

impl<'c> Grid<'c> {
    pub(super) fn of(cells: &'c Cells) -> Self {
        let (wide, high) = (cells.wide, cells.high);
        let soft = cells.planes.iter().map(|plane| sums(plane, wide, high)).collect();
        Self { cells, wide, high, soft, ink: ink(&cells.planes[0], wide, high) }
    }

    /// The sums of nine at a cell.
    #[inline]
    pub(super) fn soft_at(&self, x: usize, y: usize) -> Colour {
        let at = y * self.wide + x;
        match self.soft.as_slice() {
            [luma, blue, red] => [luma[at], blue[at], red[at]],
            planes => [planes[0][at], 0, 0],
        }
    }
}

/// Sums over 3 × 3 cells; the outermost cells are repeated outwards. None leaves 16 bits, so nothing is checked.
fn sums(plane: &[i16], wide: usize, high: usize) -> Vec<i16> {
    let mut across = Vec::with_capacity(plane.len());
    for row in plane.chunks_exact(wide) {
        across.push(row[0] * 2 + row[1]);
        let threes = row.iter().zip(&row[1..]).zip(&row[2..]);
        across.extend(threes.map(|((a, b), c)| a.wrapping_add(*b).wrapping_add(*c)));
        across.push(row[wide - 2] + row[wide - 1] * 2);
    }
    let mut sums = Vec::with_capacity(plane.len());
    for y in 0..high {
        let row = |y: usize| &across[y * wide..(y + 1) * wide];
        let (above, here, below) = (row(y.saturating_sub(1)), row(y), row((y + 1).min(high - 1)));
        sums.extend(above.iter().zip(here).zip(below).map(|((a, b), c)| a.wrapping_add(*b).wrapping_add(*c)));
    }
    sums
}

fn ink(luma: &[i16], wide: usize, high: usize) -> Vec<bool> {
    let mut ink = vec![false; luma.len()];
    for y in 0..high.saturating_sub(2) {
        let (here, below) = (&luma[y * wide..(y + 1) * wide], &luma[(y + 2) * wide..(y + 3) * wide]);
        let cells = ink[y * wide..].iter_mut().zip(here.iter().zip(&here[2..]).zip(below));
        for (ink, ((cell, right), below)) in cells {
            *ink = (cell.abs_diff(*right) >= INK) | (cell.abs_diff(*below) >= INK);
        }
    }
    ink
}
