//! How steeply the picture changes at each cell, and which way: what straight lines are made of.

use super::grid::Grid;

/// Slopes below this are none, levels over two cells.
pub(super) const LEAST: u8 = 7;

/// The change of the strongest channel at each cell.
pub(super) struct Slopes {
    pub(super) wide: usize,
    pub(super) high: usize,
    /// Across and down, ninths of a level over two cells.
    pub(super) change: Vec<[i16; 2]>,
    /// Its length, levels over two cells; 0 below [`LEAST`].
    pub(super) size: Vec<u8>,
}

impl Slopes {
    pub(super) fn of(grid: &Grid) -> Self {
        let (wide, high) = (grid.wide, grid.high);
        let mut change = vec![[0; 2]; wide * high];
        let mut squares = vec![0; wide * high];
        for plane in &grid.soft {
            for y in 1..high - 1 {
                let row = |y: usize| &plane[y * wide..(y + 1) * wide];
                let across = row(y)[2..].iter().zip(row(y));
                let down = row(y + 1)[1..].iter().zip(&row(y - 1)[1..]);
                let kept = change[y * wide + 1..].iter_mut().zip(&mut squares[y * wide + 1..]);
                for (((right, left), (below, above)), (change, square)) in across.zip(down).zip(kept) {
                    // Differences of sums of nine: neither they nor their squares come near the end of their types.
                    let (x, y) = (right.wrapping_sub(*left), below.wrapping_sub(*above));
                    let squared = |by: i16| i32::from(by).wrapping_mul(i32::from(by));
                    let new = squared(x).wrapping_add(squared(y));
                    if new > *square {
                        (*change, *square) = ([x, y], new);
                    }
                }
            }
        }
        let least = (i32::from(LEAST) * 9).pow(2);
        let size = |square: &i32| if *square < least { 0 } else { ((*square as f32).sqrt() / 9.0) as u8 };
        Self { wide, high, change, size: squares.iter().map(size).collect() }
    }
}
