//! What stands behind a head: the two upper corners and the bands below them, which no shoulder reaches.

use super::small::{Colours, Small};
use crate::dossier::look::Background;

/// Measures the upper corners (a fifth of the width each, down to a sixth of the height) and the outer eighths of the width
/// down to the middle. `None` for a picture of fewer than 8 × 8 cells.
pub(super) fn measure(luminance: &Small, colours: Option<&Colours>) -> Option<Background> {
    if let Some(colours) = colours {
        let rows = colours.cells.chunks(colours.wide.max(1)).enumerate();
        let cells = rows.flat_map(|(y, row)| row.iter().enumerate().map(move |(x, cell)| ((x, y), *cell)));
        summary(cells, (colours.wide, colours.high))
    } else {
        let rows = (0..luminance.high).map(|y| (y, luminance.row(y)));
        let cells = rows.flat_map(|(y, row)| row.iter().enumerate().map(move |(x, level)| ((x, y), [*level; 3])));
        summary(cells, (luminance.wide, luminance.high))
    }
}

fn summary(cells: impl Iterator<Item = ((usize, usize), [u8; 3])>, (wide, high): (usize, usize)) -> Option<Background> {
    if wide < 8 || high < 8 {
        return None;
    }
    let behind = |x: usize, y: usize| {
        let from_side = x.min(wide - 1 - x);
        // The outermost cells may show a white frame.
        let inside = from_side > wide / 40 && y > high / 40;
        inside && ((from_side < wide / 5 && y < high / 6) || (from_side < wide / 8 && y < high / 2))
    };
    let (mut sums, mut squares, mut count) = ([0u64; 3], 0u64, 0u64);
    for (_, cell) in cells.filter(|((x, y), _)| behind(*x, *y)) {
        for (sum, level) in sums.iter_mut().zip(cell) {
            *sum += u64::from(level);
            squares += u64::from(level) * u64::from(level);
        }
        count += 1;
    }
    let count = count.max(1) as f64;
    let means = sums.map(|sum| sum as f64 / count);
    let variance = squares as f64 / count - means.iter().map(|mean| mean * mean).sum::<f64>();
    Some(Background { colour: means.map(|mean| mean.round() as u8), spread: (variance.max(0.0) / 3.0).sqrt() as f32 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portrait(wall: impl Fn(usize, usize) -> [u8; 3]) -> Colours {
        let head = |x: usize, y: usize| y > 10 && (12..28).contains(&x) || y > 35;
        let cell = |x: usize, y: usize| if head(x, y) { [60, 40, 30] } else { wall(x, y) };
        let cells = (0..50).flat_map(|y| (0..40).map(move |x| (x, y))).map(|(x, y)| cell(x, y)).collect();
        Colours { wide: 40, high: 50, cells }
    }

    #[test]
    fn a_plain_wall_has_a_colour_and_a_busy_one_a_spread() {
        let none = Small { wide: 0, high: 0, levels: Vec::new() };
        let plain = measure(&none, Some(&portrait(|_, _| [67, 142, 219]))).expect("a background");
        assert_eq!(plain.colour, [67, 142, 219]);
        assert!(plain.spread < 1.0, "{plain:?}");
        let busy = portrait(|x, y| if (x / 3 + y / 3) % 2 == 0 { [20, 20, 20] } else { [220, 220, 220] });
        assert!(measure(&none, Some(&busy)).expect("a background").spread > 60.0);
        assert_eq!(measure(&none, None), None);
    }
}
