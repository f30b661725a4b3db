//! Takes the miniature of a picture, by which the same scan saved again is found.

use super::small::Small;
use crate::dossier::miniature::{Miniature, SIDE};

/// How far a cell's surroundings reach, cells to either side.
const REACH: usize = 2;

/// Each cell less the mean of its surroundings: what is on the page, not how light the page is.
pub(super) fn take(luminance: &Small) -> Miniature {
    let cells = luminance.shrunk(SIDE, SIDE);
    let surroundings = |x: usize, y: usize| {
        let (columns, rows) = (around(x), around(y));
        let count = (columns.len() * rows.len()) as f32;
        let row = |y: usize| cells.get(y * SIDE..(y + 1) * SIDE).unwrap_or_default();
        let mut sum = 0.0;
        for y in rows {
            for cell in row(y).get(columns.clone()).unwrap_or_default() {
                sum += cell;
            }
        }
        sum / count
    };
    let places = (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (x, y)));
    let less = |(cell, (x, y)): (&f32, (usize, usize))| (cell - surroundings(x, y)).round().clamp(-127.0, 127.0) as i8;
    Miniature(cells.iter().zip(places).map(less).collect())
}

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
        let same = take(&one).likeness(&take(&lighter));
        assert!(same.differing.is_some_and(|share| share < 0.05) && same.correlation > 0.9, "{same:?}");
        let other = take(&one).likeness(&take(&page(1)));
        assert!(other.correlation < 0.6, "{other:?}");
    }
}
