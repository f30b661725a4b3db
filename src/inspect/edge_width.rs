//! The width of edges on full-resolution pixels: contrast over slope, where the slope is steepest. It separated sharp from
//! blurred pages without a miss where every page-wide measure failed (IMAGES).

use super::block_steps;
use super::repeated::{self, Places};
use crate::jpeg::{TILES_HIGH, TILES_WIDE};
use crate::pictures::{Luma, luma};
use crate::seen::look::EdgeWidth;

/// The most pixels that are decoded: 600 dpi of A4. Larger pictures stay in doubt.
const PIXEL_LIMIT: u64 = 40_000_000;
/// Every eighth row and column has the same median as all of them.
const STEP: usize = 8;
/// How far an edge is looked at to either side, px.
const REACH: usize = 7;
/// The least contrast of an edge, levels, and as a share of the picture's own range.
const CONTRAST: u8 = 24;
/// See [`CONTRAST`].
const CONTRAST_SHARE: f32 = 0.35;
/// Widths are counted in tenths of a pixel up to 16.
const BINS: usize = 160;
/// Edges from which a region's median says something.
const ENOUGH_IN_REGION: u32 = 20;
/// Median width above which no pixels are repeated, px: at most 2.25 on 60 pictures enlarged so.
const NARROW: f32 = 2.6;

/// Decodes a picture and measures it; `None` where it does not decode or is too large.
pub(super) fn measure(bytes: &[u8]) -> Option<EdgeWidth> {
    luma(bytes, PIXEL_LIMIT).map(|luma| of_pixels(&luma))
}

/// Counts of widths, by tenths of a pixel.
#[derive(Clone)]
struct Histogram([u32; BINS]);

/// Widths of one direction: of the whole picture, of each tile, of the middle.
struct Widths {
    all: Histogram,
    tiles: Vec<Histogram>,
    centre: Histogram,
    places: Places,
}

fn of_pixels(luma: &Luma) -> EdgeWidth {
    let (wide, high) = (luma.wide, luma.high);
    let pixels = luma.levels.as_slice();
    let least = least_contrast(pixels);
    let mut across = Widths::new(wide);
    for (y, row) in pixels.chunks_exact(wide.max(1)).enumerate().step_by(STEP) {
        edges(row, least, |x, width| across.add(x, place(x, wide, y, high), width));
    }
    let mut down = Widths::new(high);
    let mut column = Vec::with_capacity(high);
    for x in (0..wide).step_by(STEP) {
        column.clear();
        column.extend(pixels.iter().skip(x).step_by(wide));
        edges(&column, least, |y, width| down.add(y, place(x, wide, y, high), width));
    }
    EdgeWidth { blocks: block_steps::measure(luma), ..summary(&across, &down) }
}

/// Calls `found` with the place and the width of each edge along a line.
fn edges(line: &[u8], least: u8, mut found: impl FnMut(usize, f32)) {
    let slopes: Vec<u8> = line.windows(2).map(slope).collect();
    for (at, window) in slopes.windows(2 * REACH + 1).enumerate() {
        let Some((before, [steepest, after @ ..])) = window.split_at_checked(REACH) else { continue };
        // Of equal slopes the first is taken. A slope below a sixteenth of the contrast is wider than any bin.
        if *steepest < least / 16 || before.iter().any(|s| s >= steepest) || after.iter().any(|s| s > steepest) {
            continue;
        }
        let around = line.get(at..at + 2 * REACH + 2).unwrap_or_default();
        let (low, high) = around.iter().fold((255, 0), |(low, high), level| (*level.min(&low), *level.max(&high)));
        let contrast = high - low;
        if contrast >= least {
            found(at + REACH, f32::from(contrast) / f32::from(*steepest).max(1.0));
        }
    }
}

fn slope(pair: &[u8]) -> u8 {
    match pair {
        [a, b] => a.abs_diff(*b),
        _ => 0,
    }
}

fn least_contrast(pixels: &[u8]) -> u8 {
    let mut histogram = [0u32; 256];
    for level in pixels.iter().step_by(13) {
        if let Some(count) = histogram.get_mut(usize::from(*level)) {
            *count += 1;
        }
    }
    let few = histogram.iter().sum::<u32>() / 100;
    let low = position_past(histogram.iter(), few);
    let high = 255usize.saturating_sub(position_past(histogram.iter().rev(), few));
    CONTRAST.max((high.saturating_sub(low) as f32 * CONTRAST_SHARE) as u8)
}

/// Where the sum of the counts passes `few`.
fn position_past<'c>(mut counts: impl Iterator<Item = &'c u32>, few: u32) -> usize {
    let mut sum = 0;
    let passes = counts.position(|count| {
        sum += count;
        sum > few
    });
    passes.unwrap_or(255)
}

/// The tile of a pixel, and whether it lies in the middle third of the picture.
fn place(x: usize, wide: usize, y: usize, high: usize) -> (usize, bool) {
    let middle = |at: usize, length: usize| at * 3 >= length && at * 3 < 2 * length;
    (x * TILES_WIDE / wide + y * TILES_HIGH / high * TILES_WIDE, middle(x, wide) && middle(y, high))
}

impl Histogram {
    fn new() -> Self {
        Self([0; BINS])
    }

    fn add(&mut self, width: f32) {
        let bin = (width * 10.0) as usize;
        if let Some(count) = self.0.get_mut(bin.min(BINS - 1)) {
            *count += 1;
        }
    }

    fn count(&self) -> u32 {
        self.0.iter().sum()
    }

    /// The width below which `percent` of all lie, px.
    fn percentile(&self, percent: u32) -> f32 {
        let wanted = self.count() * percent / 100;
        let mut below = 0;
        let bin = self.0.iter().position(|count| {
            below += count;
            below > wanted
        });
        (bin.unwrap_or(0) as f32 + 0.5) / 10.0
    }
}

impl Widths {
    fn new(length: usize) -> Self {
        let tiles = vec![Histogram::new(); TILES_WIDE * TILES_HIGH];
        Self { all: Histogram::new(), tiles, centre: Histogram::new(), places: Places::new(length) }
    }

    fn add(&mut self, at: usize, (tile, centre): (usize, bool), width: f32) {
        self.places.add(at, tile);
        self.all.add(width);
        if let Some(tile) = self.tiles.get_mut(tile) {
            tile.add(width);
        }
        if centre {
            self.centre.add(width);
        }
    }
}

/// The larger of two directions, of those that have enough edges.
fn larger(across: &Histogram, down: &Histogram, percent: u32) -> Option<f32> {
    let enough = |histogram: &Histogram| histogram.count() >= ENOUGH_IN_REGION;
    let widths = [across, down].into_iter().filter(|histogram| enough(histogram)).map(|of| of.percentile(percent));
    widths.reduce(f32::max)
}

fn summary(across: &Widths, down: &Widths) -> EdgeWidth {
    let pairs = across.tiles.iter().zip(&down.tiles);
    let mut regions: Vec<f32> = pairs.filter_map(|(across, down)| larger(across, down, 50)).collect();
    regions.sort_by(f32::total_cmp);
    let median = larger(&across.all, &down.all, 50).unwrap_or_default();
    let region = |at: usize| regions.get(at).copied().unwrap_or(median);
    EdgeWidth {
        edges: across.all.count() + down.all.count(),
        median,
        sharp: region(regions.len() / 4),
        soft: region((regions.len() * 3 / 4).min(regions.len().saturating_sub(1))),
        repeated: repeated::factor(&across.places, &down.places, median <= NARROW),
        blocks: 0.0,
        centre: larger(&across.centre, &down.centre, 20),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(side: usize, level: impl Fn(usize, usize) -> u8) -> Luma {
        let levels = (0..side * side).map(|at| level(at % side, at / side)).collect();
        Luma { wide: side, high: side, levels }
    }

    /// Vertical and horizontal bars of 40 px whose edges rise over `rise` px.
    fn bars(rise: f32) -> Luma {
        let level = |at: usize| {
            let within = (at % 80) as f32 - 40.0;
            ((within.abs() - 20.0) / rise).clamp(-0.5, 0.5) * 180.0 + 128.0
        };
        drawn(640, |x, y| if x / 320 == y / 320 { level(x) } else { level(y) }.round() as u8)
    }

    #[test]
    fn width_is_that_of_the_edges() {
        for rise in [2.0, 4.0, 6.0] {
            let width = of_pixels(&bars(rise));
            assert!((width.median - rise).abs() < 0.4, "{rise}: {width:?}");
            assert!((width.soft - width.sharp).abs() < 0.3, "{rise}: {width:?}");
            assert!(width.edges > 500, "{width:?}");
        }
    }

    #[test]
    fn regions_differ_where_half_of_the_page_is_soft() {
        let (sharp, soft) = (bars(2.0), bars(6.0));
        let half = drawn(640, |x, y| if y < 320 { &sharp } else { &soft }.levels[y * 640 + x]);
        let width = of_pixels(&half);
        assert!(width.sharp < 2.5 && width.soft > 5.5, "{width:?}");
    }

    #[test]
    fn repeated_pixels_are_seen_and_sharp_ones_are_not() {
        let noise = |x: usize, y: usize| if ((x * 7919) ^ (y * 104_729) ^ (x * y)) % 5 < 2 { 30 } else { 220 };
        for factor in [3u8, 4] {
            let repeated = drawn(480, |x, y| noise(x / usize::from(factor), y / usize::from(factor)));
            assert_eq!(of_pixels(&repeated).repeated, Some(f32::from(factor)));
        }
        for factor in [2.3, 4.13, 5.7, 6.2] {
            let source = |at: usize| ((at as f32 + 0.5) / factor) as usize;
            let found = of_pixels(&drawn(1200, |x, y| noise(source(x), source(y)))).repeated;
            assert!(found.is_some_and(|found| (found - factor).abs() < 0.05), "{factor}: {found:?}");
        }
        assert_eq!(of_pixels(&drawn(480, noise)).repeated, None);
    }

    #[test]
    fn nothing_to_measure_is_no_edge() {
        assert_eq!(of_pixels(&drawn(100, |_, _| 200)).edges, 0);
        assert_eq!(of_pixels(&Luma { wide: 3, high: 2, levels: vec![0; 6] }).edges, 0);
    }
}
