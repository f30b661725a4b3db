//! The small picture that a camera puts into the metadata, against the picture itself: editing programs often leave the
//! old one behind, and whoever looks at the file's icon sees something else than the file.

use super::small::Small;
use crate::jpeg;
use crate::seen::picture::Wholeness;

/// Cells across and down in which the two are compared: as fine as the DC image of a thumbnail of 160 × 120.
const SIDE: usize = 12;
/// A thumbnail is often given black bars to a fixed shape: rows and columns below this level at its edges are one.
const BAR: u8 = 16;
/// Spread of the cells from which there is something to compare, levels.
const FLAT: f32 = 6.0;

/// Correlation of the thumbnail in `bytes` with the picture, −1 to 1; `None` where it is not a whole JPEG, or where one of
/// the two is flat.
pub(super) fn likeness(bytes: &[u8], picture: &Small) -> Option<f32> {
    let (jpeg, blocks) = jpeg::read(bytes);
    let blocks = blocks.filter(|_| jpeg.wholeness == Wholeness::Whole)?;
    let thumbnail = without_bars(Small::luminance(&blocks, jpeg.colour));
    correlation(&thumbnail.shrunk(SIDE, SIDE), &picture.shrunk(SIDE, SIDE))
}

/// Takes the bars off a picture that is not dark as a whole.
fn without_bars(small: Small) -> Small {
    let row_is_bar = |y: usize| small.row(y).iter().all(|level| *level < BAR);
    let column_is_bar = |x: usize| (0..small.high).filter_map(|y| small.row(y).get(x)).all(|level| *level < BAR);
    let (Some(top), Some(left)) =
        ((0..small.high).find(|y| !row_is_bar(*y)), (0..small.wide).find(|x| !column_is_bar(*x)))
    else {
        return small;
    };
    let bottom = (0..small.high).rev().find(|y| !row_is_bar(*y)).unwrap_or(top);
    let right = (0..small.wide).rev().find(|x| !column_is_bar(*x)).unwrap_or(left);
    // The cells beside a bar are half of it.
    let inside = |first: usize, last: usize, all: usize| {
        let (after, before) = (usize::from(first > 0), usize::from(last + 1 < all));
        if first + after + before < last { (first + after, last - before) } else { (first, last) }
    };
    let ((top, bottom), (left, right)) = (inside(top, bottom, small.high), inside(left, right, small.wide));
    let levels = (top..=bottom).flat_map(|y| small.row(y).get(left..=right).unwrap_or_default()).copied().collect();
    Small { wide: right - left + 1, high: bottom - top + 1, levels }
}

fn correlation(a: &[f32], b: &[f32]) -> Option<f32> {
    let less_mean = |cells: &[f32]| -> Vec<f32> {
        let mean = cells.iter().sum::<f32>() / cells.len().max(1) as f32;
        cells.iter().map(|cell| cell - mean).collect()
    };
    let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>() / a.len().max(1) as f32;
    let (a, b) = (less_mean(a), less_mean(b));
    let (of_a, of_b) = (product(&a, &a).sqrt(), product(&b, &b).sqrt());
    (of_a >= FLAT && of_b >= FLAT).then(|| product(&a, &b) / (of_a * of_b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene(wide: usize, high: usize) -> Small {
        let level = |x: usize, y: usize| (40 + x * 150 / wide + if y * 2 < high { 60 } else { 0 }) as u8;
        Small { wide, high, levels: (0..high).flat_map(|y| (0..wide).map(move |x| level(x, y))).collect() }
    }

    #[test]
    fn bars_do_not_count_and_other_scenes_are_unlike() {
        let picture = scene(200, 130);
        let small = scene(20, 13);
        let mut levels = vec![0; 20];
        levels.extend(vec![40; 20]);
        levels.extend(&small.levels);
        let barred = without_bars(Small { wide: 20, high: 15, levels });
        assert_eq!(barred, small);
        let like = correlation(&barred.shrunk(SIDE, SIDE), &picture.shrunk(SIDE, SIDE)).expect("a likeness");
        assert!(like > 0.9, "{like}");
        let turned = Small { levels: small.levels.iter().rev().copied().collect(), ..small };
        assert!(correlation(&turned.shrunk(SIDE, SIDE), &picture.shrunk(SIDE, SIDE)).expect("a likeness") < 0.0);
        let flat = Small { wide: 20, high: 13, levels: vec![250; 260] };
        assert_eq!(correlation(&flat.shrunk(SIDE, SIDE), &picture.shrunk(SIDE, SIDE)), None);
    }
}
