//! Takes the miniature of a picture, by which the same scan saved again is found.

use super::small::Small;
use crate::seen::miniature::{Miniature, SIDE};

/// How far a cell's surroundings reach, cells to either side.
const REACH: usize = 2;

/// Each cell less the mean of its surroundings: what is on the page, not how light the page is.
pub(super) fn take(luminance: &Small, (width, height): (u32, u32)) -> Miniature {
    let cells = luminance.shrunk_from((width as usize, height as usize), SIDE, SIDE);
    let rows: Vec<[f32; SIDE + 2 * REACH]> = cells.chunks_exact(SIDE).map(rimmed).collect();
    let mut miniature = Vec::with_capacity(SIDE * SIDE);
    for (y, row) in cells.chunks_exact(SIDE).enumerate() {
        // The sums of a whole row side by side, each in the order of its cells.
        let mut sums = [0f32; SIDE];
        let near = around(y);
        for row in rows.get(near.clone()).unwrap_or_default() {
            for cells in row.array_windows::<SIDE>() {
                sums.iter_mut().zip(cells).for_each(|(sum, cell)| *sum += cell);
            }
        }
        miniature.extend(row.iter().zip(sums).enumerate().map(|(x, (cell, sum))| {
            let count = (around(x).len() * near.len()) as f32;
            (cell - sum / count).round().clamp(-127.0, 127.0) as i8
        }));
    }
    Miniature(miniature)
}

/// A row with nothing on either side of it.
fn rimmed(row: &[f32]) -> [f32; SIDE + 2 * REACH] {
    let mut rimmed = [0.0; SIDE + 2 * REACH];
    rimmed[REACH..REACH + SIDE].copy_from_slice(row);
    rimmed
}

/// The places near one, without those beyond the edge.
fn around(at: usize) -> std::ops::Range<usize> {
    at.saturating_sub(REACH)..(at + REACH + 1).min(SIDE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(shift: usize) -> Small {
        let level =
            |x: usize, y: usize| if (x / 5 + y / 7 + shift).is_multiple_of(3) { 40 } else { 240 - (y % 9) as u8 };
        let levels = (0..90).flat_map(|y| (0..70).map(move |x| level(x, y))).collect();
        Small { wide: 70, high: 90, levels }
    }

    #[test]
    fn lighter_is_the_same_and_other_content_is_not() {
        let one = page(0);
        let mut lighter = one.clone();
        lighter.levels.iter_mut().for_each(|level| *level = (*level).saturating_add(6));
        let take = |small: &Small| take(small, (8 * 70, 8 * 90));
        let same = take(&one).likeness(&take(&lighter));
        assert!(same.differing.is_some_and(|share| share < 0.05) && same.correlation > 0.9, "{same:?}");
        let other = take(&one).likeness(&take(&page(1)));
        assert!(other.correlation < 0.6, "{other:?}");
    }

    /// 26.25 blocks across: the last of them is a quarter of one.
    #[test]
    fn a_picture_turned_round_has_the_same_cells() {
        let (width, height) = (210usize, 304usize);
        let level = |x: usize, y: usize| if (x / 21 + y / 38).is_multiple_of(2) { 60.0 } else { 230.0 };
        let small = |turned: bool| {
            let pixel = |x: usize, y: usize| if turned { level(width - 1 - x, height - 1 - y) } else { level(x, y) };
            let mean = |column: usize, row: usize| {
                let (xs, ys) = (8 * column..(8 * column + 8).min(width), 8 * row..8 * row + 8);
                let levels: Vec<f32> =
                    ys.flat_map(|y| xs.clone().map(move |x| (x, y))).map(|(x, y)| pixel(x, y)).collect();
                (levels.iter().sum::<f32>() / levels.len() as f32) as u8
            };
            let (wide, high) = (width.div_ceil(8), height / 8);
            let levels = (0..high).flat_map(|row| (0..wide).map(move |column| mean(column, row))).collect();
            Small { wide, high, levels }
        };
        let [one, other] = [false, true].map(|turned| take(&small(turned), (width as u32, height as u32)));
        let likeness = one.likeness(&other.turned(2));
        assert!(likeness.correlation > 0.97, "{likeness:?}");
    }
}
