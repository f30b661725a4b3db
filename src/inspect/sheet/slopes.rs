//! How steeply the picture changes at each cell, and which way: what straight lines are made of.

use super::grid::Grid;

/// Slopes below this are none, levels over two cells.
pub(super) const LEAST: u8 = 7;

/// The change of the strongest channel at each cell.
pub(super) struct Slopes {
    pub(super) wide: usize,
    pub(super) high: usize,
    /// Ninths of a level over two cells.
    pub(super) across: Vec<i16>,
    pub(super) down: Vec<i16>,
    /// Its length, levels over two cells; 0 below [`LEAST`].
    pub(super) size: Vec<u8>,
}

impl Slopes {
    pub(super) fn of(grid: &Grid) -> Self {
        let (wide, high) = (grid.wide, grid.high);
        let (mut across, mut down) = (vec![0; wide * high], vec![0; wide * high]);
        let mut squares = vec![0; wide * high];
        for plane in &grid.soft {
            for y in 1..high - 1 {
                let row = |y: usize| &plane[y * wide..(y + 1) * wide];
                let inner = y * wide + 1..(y + 1) * wide - 1;
                keep_steepest(
                    (&mut across[inner.clone()], &mut down[inner.clone()], &mut squares[inner]),
                    (row(y), &row(y)[2..], &row(y - 1)[1..], &row(y + 1)[1..]),
                );
            }
        }
        let least = (i32::from(LEAST) * 9).pow(2);
        let size = |square: &i32| if *square < least { 0 } else { ((*square as f32).sqrt() / 9.0) as u8 };
        Self { wide, high, across, down, size: squares.iter().map(size).collect() }
    }
}

/// Keeps the steeper of what is known and what the cells on four sides say: left, right, above, below.
fn keep_steepest(
    (across, down, squares): (&mut [i16], &mut [i16], &mut [i32]),
    (left, right, above, below): (&[i16], &[i16], &[i16], &[i16]),
) {
    let sides = left.iter().zip(right).zip(above.iter().zip(below));
    let kept = across.iter_mut().zip(down).zip(squares);
    for (((left, right), (above, below)), ((across, down), square)) in sides.zip(kept) {
        // Differences of sums of nine: neither they nor their squares come near the end of their types.
        let (x, y) = (right.wrapping_sub(*left), below.wrapping_sub(*above));
        let squared = |by: i16| i32::from(by).wrapping_mul(i32::from(by));
        let new = squared(x).wrapping_add(squared(y));
        // All ones where it is steeper: without a branch, many cells are taken at once.
        let steeper = i16::from(new > *square).wrapping_neg();
        *across = x & steeper | *across & !steeper;
        *down = y & steeper | *down & !steeper;
        *square = new.max(*square);
    }
}
