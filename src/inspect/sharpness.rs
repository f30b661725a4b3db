//! How sharp a page is, at its edges: page-wide measures cannot tell a blurred page from one with little on it.
//!
//! The coefficient ratio comes free with the pass over the file and only ever clears a page. Where it leaves doubt, the
//! width of edges is measured on pixels.

use crate::jpeg::{Edges, Tile};
use crate::seen::look::{EdgeWidth, Ink, Sharpness};

/// Above it a page is surely sharp (IMAGES: sharp text of every kind ≥ .117, blurs of 1.5 px and more ≤ .089).
const CLEAR_RATIO: f32 = 0.11;
/// Below it a whole region is soft enough to look closer, although the page as a whole is sharp: a sharp stamp or border
/// on a blurred page.
const SOFT_REGION: f32 = 0.09;
/// Edge blocks from which a ratio says something: of the page, and of a region. A few lines enlarged by repetition have as
/// high a ratio as sharp ones.
const ENOUGH_EDGES: u32 = 256;
/// See [`ENOUGH_EDGES`].
const ENOUGH_IN_REGION: u32 = 24;
/// Below it the quantisation has taken the high frequencies, whatever the scan was (libjpeg quality).
const COARSE_QUALITY: u8 = 30;
/// A direction with less than this share of the other's low frequencies has no edges to judge by: a ruled line alone.
const LEAST_SHARE: f32 = 0.2;
/// Below this share of the other direction's high frequencies one has lost its own to motion. Upright print has at least
/// half, motion over 5 px leaves a fifth.
const ONE_SIDED: f32 = 0.35;
/// A frequency against the one two below it, from 4 on: natural edges fall off in at least one direction (at most .64 on
/// drawn pages), pixels repeated three or four times rise again behind the zero of their own spectrum (at least .79).
const NO_FALL: f32 = 0.72;

/// Third against first frequency from which a page is sharp whatever its noise: at least .161 on 167 sharp documents, at
/// most .15 on the same blurred by 2 px and more under noise of 8 levels.
const FALL: f32 = 0.16;

/// Measures sharpness; `widths` decodes the picture and is called in doubt, or always where `deep` says so.
pub(super) fn measure(
    edges: &Edges,
    ink: &Ink,
    quality: Option<u8>,
    (deep, widths): (bool, &dyn Fn() -> Option<EdgeWidth>),
) -> Sharpness {
    let page = edges.tiles.iter().fold(Tile::default(), Tile::plus);
    let centre = edges.centre();
    let mut regions: Vec<f32> =
        edges.tiles.iter().filter(|tile| tile.edge_blocks >= ENOUGH_IN_REGION).filter_map(ratio).collect();
    regions.sort_by(f32::total_cmp);
    let soft_ratio = regions.get(regions.len() / 4).copied();
    // The middle by itself: a sharp border or stamp must not clear a blurred text.
    let middle = if centre.edge_blocks >= ENOUGH_IN_REGION { ratio(&centre) } else { None };
    let (ratio, fall) = (ratio(&page), fall(&page));
    let doubtful = page.edge_blocks < ENOUGH_EDGES
        || quality.is_some_and(|quality| quality < COARSE_QUALITY)
        || [ratio, middle].into_iter().flatten().any(|ratio| ratio <= CLEAR_RATIO)
        || fall.is_some_and(|fall| fall <= FALL)
        || soft_ratio.is_some_and(|ratio| ratio <= SOFT_REGION)
        || is_one_sided(&page)
        || [page.across, page.down].into_iter().all(does_not_fall);
    let blank = page.edge_blocks == 0 && ink.relief <= 0.0;
    let doubtful = doubtful && !blank;
    let width = if doubtful || deep { widths() } else { None };
    Sharpness { edge_blocks: page.edge_blocks, ratio, soft_ratio, fall, doubtful, width }
}

/// High (4–7) over low frequencies (1–3), the softer of the two directions.
fn ratio(tile: &Tile) -> Option<f32> {
    softer(tile, low_and_high)
}

/// The third frequency over the first, the softer of the two directions.
fn fall(tile: &Tile) -> Option<f32> {
    softer(tile, |[first, _, third, ..]| (first as f32, third as f32))
}

/// The smaller share of the two directions that have edges, of what `split` sets against each other.
fn softer(tile: &Tile, split: fn([u64; 7]) -> (f32, f32)) -> Option<f32> {
    let [across, down] = [tile.across, tile.down].map(split);
    let least = across.0.max(down.0) * LEAST_SHARE;
    let directions = [across, down].into_iter().filter(|(low, _)| *low > 0.0 && *low >= least);
    directions.map(|(low, high)| high / low).reduce(f32::min)
}

fn low_and_high(sums: [u64; 7]) -> (f32, f32) {
    let (low, high) = sums.split_at(3);
    (low.iter().sum::<u64>() as f32, high.iter().sum::<u64>() as f32)
}

fn is_one_sided(tile: &Tile) -> bool {
    let [(_, across), (_, down)] = [tile.across, tile.down].map(low_and_high);
    across.min(down) < ONE_SIDED * across.max(down)
}

fn does_not_fall(sums: [u64; 7]) -> bool {
    let [.., fourth, fifth, sixth, seventh] = sums.map(|sum| sum as f32);
    sixth > NO_FALL * fourth || seventh > NO_FALL * fifth
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tile(across: [u64; 7], down: [u64; 7]) -> Tile {
        Tile { edge_blocks: 1000, energy: 0, across, down }
    }

    #[test]
    fn the_softer_direction_counts_but_not_one_without_edges() {
        let near = |a: Option<f32>, b: f32| (a.expect("a ratio") - b).abs() < 1e-4;
        assert!(near(ratio(&tile([80, 10, 10, 20, 10, 5, 5], [90, 5, 5, 5, 3, 1, 1])), 0.1));
        assert!(near(ratio(&tile([80, 10, 10, 20, 10, 5, 5], [9, 1, 0, 0, 0, 0, 0])), 0.4));
        assert_eq!(ratio(&tile([0; 7], [0; 7])), None);
    }

    #[test]
    fn motion_and_repetition_leave_their_marks() {
        let print = [191, 148, 95, 59, 32, 22, 20];
        assert!(!is_one_sided(&tile(print, [138, 110, 85, 63, 49, 39, 29])));
        assert!(is_one_sided(&tile([46, 22, 14, 8, 4, 2, 0], [96, 66, 62, 56, 48, 42, 34])));
        assert!(!does_not_fall(print));
        assert!(does_not_fall([143, 87, 52, 45, 28, 32, 32]));
    }
}
