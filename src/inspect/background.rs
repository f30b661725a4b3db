//! What stands behind a head: the two upper corners and the bands below them, which no shoulder reaches.

use super::small::{Colours, Small};
use crate::seen::look::Background;

/// Where the wall is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wall {
    /// Above, on both sides of the head.
    Above,
    /// The same below, for a picture that stands on its head.
    Below,
    /// Above, on the left alone.
    Left,
    /// Above, on the right alone.
    Right,
}

/// Measures the upper corners (a fifth of the width each, down to a sixth of the height) and the outer eighths of the width
/// down to the middle. `None` for a picture of fewer than 8 × 8 cells.
pub(super) fn measure(luminance: &Small, colours: Option<&Colours>) -> Option<Background> {
    at(Wall::Above, luminance, colours)
}

/// The same at another place.
pub(super) fn at(wall: Wall, luminance: &Small, colours: Option<&Colours>) -> Option<Background> {
    let (planes, wide, high) = Colours::planes_of(luminance, colours);
    if wide < 8 || high < 8 {
        return None;
    }
    let (mut sums, mut squares, mut count) = ([0u64; 3], 0u64, 0usize);
    // The outermost cells may show a white frame.
    for y in high / 40 + 1..high / 2 {
        let band = wide.div_ceil(if y < high / 6 { 5 } else { 8 });
        let (left, right) = (wide / 40 + 1..band, wide - band..wide - wide / 40 - 1);
        let columns = match wall {
            Wall::Above | Wall::Below => vec![left, right],
            Wall::Left => vec![left],
            Wall::Right => vec![right],
        };
        let y = if wall == Wall::Below { high - 1 - y } else { y };
        for columns in columns {
            let cells = y * wide + columns.start..y * wide + columns.end;
            for (sum, plane) in sums.iter_mut().zip(planes) {
                for level in plane.get(cells.clone()).unwrap_or_default() {
                    *sum += u64::from(*level);
                    squares += u64::from(*level) * u64::from(*level);
                }
            }
            count += cells.len();
        }
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
        let cells: Vec<_> = (0..50).flat_map(|y| (0..40).map(move |x| (x, y))).map(|(x, y)| cell(x, y)).collect();
        Colours::of_cells(40, 50, &cells)
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
