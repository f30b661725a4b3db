//! Whether two pictures show the same: a result is compared with its source before it is written.
//!
//! Both are compared by the means of small cells, so that what an encoder loses within a block does not count, and a line
//! of print that is missing does. Colour is stored more coarsely than lightness, and is compared so.

use super::preview::Preview;
use super::raster::Raster;

/// Pixels of a cell, across and down.
const CELL: u32 = 8;
/// The most cells across and down.
const MOST: u32 = 480;
/// Cells across and down whose colour is compared together.
const COLOUR: usize = 4;
/// How far two pictures of one page may be apart on the whole, levels.
const MEAN: f32 = 3.0;
/// How far a drawing and the picture that was drawn may be apart in any one cell, levels.
const DRAWN: u8 = 24;
/// The same for a decoded picture and its own coefficients, which clip nothing.
const CODED: u8 = 48;

/// A picture as cells, rows of red, green and blue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    across: usize,
    down: usize,
    levels: Vec<[u8; 3]>,
}

/// How far two pictures are apart, levels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Apart {
    /// The mean over all cells.
    pub mean: f32,
    /// The most in any cell but the outermost.
    pub most: u8,
}

impl Apart {
    /// Whether a drawing shows what it is held to be a drawing of, and nothing else.
    pub fn is_same_drawing(self) -> bool {
        self.mean <= MEAN && self.most <= DRAWN
    }

    /// Whether pixels are those of the coefficients beside them.
    pub fn is_same_picture(self) -> bool {
        self.mean <= MEAN && self.most <= CODED
    }
}

impl Cells {
    /// The picture in cells of 8 × 8 pixels, the last ones as far as they reach: as the DC coefficients of its JPEG are.
    pub fn blocks(raster: &Raster) -> Self {
        let (wide, high) = raster.size();
        let cell = |at: u32| at / CELL;
        Self::by(raster, (wide.div_ceil(CELL), high.div_ceil(CELL)), cell, cell)
    }

    /// The picture in cells as the blocks of a JPEG's first component are, whose sampling factors are held against the
    /// largest of all.
    pub fn of_sampling(raster: &Raster, [across, down]: [(u32, u32); 2]) -> Self {
        let (wide, high) = raster.size();
        let cell = |at: u32, (own, most): (u32, u32)| at * own / (CELL * most.max(1));
        let count = |length: u32, (own, most): (u32, u32)| (length * own).div_ceil(most.max(1)).div_ceil(CELL);
        Self::by(raster, (count(wide, across), count(high, down)), |x| cell(x, across), |y| cell(y, down))
    }

    /// Each pixel a cell.
    pub fn pixels(raster: &Raster) -> Self {
        Self::by(raster, raster.size(), |x| x, |y| y)
    }

    /// The picture in a grid of cells.
    fn grid(raster: &Raster, (across, down): (u32, u32)) -> Self {
        let (wide, high) = raster.size();
        let share =
            |at: u32, cells: u32, length: u32| (u64::from(at) * u64::from(cells) / u64::from(length.max(1))) as u32;
        Self::by(raster, (across, down), |x| share(x, across, wide), |y| share(y, down, high))
    }

    fn by(raster: &Raster, (across, down): (u32, u32), column: impl Fn(u32) -> u32, row: impl Fn(u32) -> u32) -> Self {
        let (wide, _) = raster.size();
        let (across, down) = (across as usize, down as usize);
        let columns: Vec<usize> = (0..wide).map(|x| column(x) as usize).collect();
        // The cells of a line of pixels, and how many pixels lie in each.
        let pieces = columns.chunk_by(|one, other| one == other);
        let pieces: Vec<(usize, usize)> = pieces.filter_map(|piece| Some((*piece.first()?, piece.len()))).collect();
        let levels = if raster.is_gray() {
            let means = means_by::<1>(raster, &pieces, (across, down), row);
            means.into_iter().map(|[level]| [level; 3]).collect()
        } else {
            means_by::<3>(raster, &pieces, (across, down), row)
        };
        Self { across, down, levels }
    }

    fn light(&self) -> Vec<u8> {
        let light = |[r, g, b]: &[u8; 3]| (299 * u32::from(*r) + 587 * u32::from(*g) + 114 * u32::from(*b)) / 1000;
        self.levels.iter().map(|cell| light(cell) as u8).collect()
    }

    /// The same in cells that are [`COLOUR`] times as long, but for what is left over.
    fn coarse(&self) -> Self {
        let (across, down) = ((self.across / COLOUR).max(1), (self.down / COLOUR).max(1));
        let mut sums = vec![[0u32; 4]; across * down];
        for (at, cell) in self.levels.iter().enumerate() {
            let (x, y) = (at % self.across / COLOUR, at / self.across / COLOUR);
            let sum = if x < across { sums.get_mut(y * across + x) } else { None };
            if let Some([r, g, b, count]) = sum {
                *r += u32::from(cell[0]);
                *g += u32::from(cell[1]);
                *b += u32::from(cell[2]);
                *count += 1;
            }
        }
        let mean = |[r, g, b, count]: [u32; 4]| [r, g, b].map(|sum| (sum / count.max(1)) as u8);
        Self { across, down, levels: sums.into_iter().map(mean).collect() }
    }

    fn inside(&self, at: usize) -> bool {
        let (x, y) = (at % self.across, at / self.across);
        // Where a page ends between two pixels, one program rounds up and another down.
        self.across < 3 || self.down < 3 || (x > 0 && y > 0 && x + 1 < self.across && y + 1 < self.down)
    }
}

impl From<&Preview> for Cells {
    fn from(preview: &Preview) -> Self {
        let levels = preview.rgb.as_chunks().0.to_vec();
        Self { across: preview.width as usize, down: preview.height as usize, levels }
    }
}

/// The means of cells, row by row. `pieces` are the cells of a line of pixels and how many of its pixels lie in each.
fn means_by<const CHANNELS: usize>(
    raster: &Raster,
    pieces: &[(usize, usize)],
    (across, down): (usize, usize),
    row: impl Fn(u32) -> u32,
) -> Vec<[u8; CHANNELS]> {
    let mut sums = vec![([0u64; CHANNELS], 0u64); across * down];
    let pixels = raster.levels().as_chunks::<CHANNELS>().0;
    for (y, line) in (0..).zip(pixels.chunks_exact((raster.size().0 as usize).max(1))) {
        let start = row(y) as usize * across;
        let mut rest = line;
        for (cell, length) in pieces {
            let Some((piece, behind)) = rest.split_at_checked(*length) else { break };
            rest = behind;
            let Some((sum, count)) = sums.get_mut(start + cell) else { continue };
            let mut of_piece = [0u32; CHANNELS];
            for pixel in piece {
                for (sum, level) in of_piece.iter_mut().zip(pixel) {
                    *sum += u32::from(*level);
                }
            }
            for (sum, part) in sum.iter_mut().zip(of_piece) {
                *sum += u64::from(part);
            }
            *count += *length as u64;
        }
    }
    sums.into_iter().map(|(sum, count)| sum.map(|sum| (sum / count.max(1)) as u8)).collect()
}

/// Compares two pictures of any sizes; `None` where their shapes differ by more than rounding.
pub fn apart(one: &Raster, other: &Raster) -> Option<Apart> {
    let ((wide, high), (wide2, high2)) = (one.size(), other.size());
    let [a, b] = [(wide, high), (wide2, high2)].map(|(wide, high)| f64::from(wide) / f64::from(high.max(1)));
    let tolerance = 0.01 + 1.5 / f64::from(wide.min(high).min(wide2).min(high2).max(1));
    if (a / b - 1.0).abs() > tolerance {
        return None;
    }
    let cells = |length: u32, other: u32| (length.min(other) / CELL).clamp(1, MOST);
    let grid = (cells(wide, wide2), cells(high, high2));
    cells_apart(&Cells::grid(one, grid), &Cells::grid(other, grid))
}

/// Compares a JPEG of this size, by the means of its blocks, with another picture of any size; `None` where the blocks are
/// not those of that size.
pub fn apart_from_blocks(blocks: &Cells, size: (u32, u32), other: &Raster) -> Option<Apart> {
    let (wide, high) = other.size();
    // Which block the middle of a pixel lies in; the last blocks reach beyond the picture.
    let block = |at: u32, length: u32, own: u32| {
        ((2 * u64::from(at) + 1) * u64::from(own) / (2 * u64::from(length.max(1))) / u64::from(CELL)) as u32
    };
    let cells = (size.0.div_ceil(CELL), size.1.div_ceil(CELL));
    let other = Cells::by(other, cells, |x| block(x, wide, size.0), |y| block(y, high, size.1));
    cells_apart(blocks, &other)
}

/// Compares two pictures as cells; `None` where there are not equally many.
pub fn cells_apart(one: &Cells, other: &Cells) -> Option<Apart> {
    if (one.across, one.down) != (other.across, other.down) {
        return None;
    }
    let (light, light2) = (one.light(), other.light());
    let apart = light.iter().zip(&light2).map(|(one, other)| one.abs_diff(*other));
    let sum: u64 = apart.clone().map(u64::from).sum();
    let most = apart.enumerate().filter(|(at, _)| one.inside(*at)).map(|(_, apart)| apart).max().unwrap_or_default();
    let (coarse, coarse2) = (one.coarse(), other.coarse());
    let coloured = coarse.levels.iter().zip(&coarse2.levels);
    let apart = |(one, other): (&[u8; 3], &[u8; 3])| {
        one.iter().zip(other).map(|(one, other)| one.abs_diff(*other)).max().unwrap_or_default()
    };
    let colour = coloured.enumerate().filter(|(at, _)| coarse.inside(*at)).map(|(_, pair)| apart(pair)).max();
    Some(Apart { mean: sum as f32 / light.len().max(1) as f32, most: most.max(colour.unwrap_or_default()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jpeg::Orientation;
    use crate::pictures::{Format, decode, preview};

    fn page(side: u32, mark: bool) -> Raster {
        let level = |at: u32| {
            let (x, y) = (at % side * 200 / side, at / side * 200 / side);
            match (x, y) {
                (20..180, 30..34) | (20..90, 60..64) => 40,
                (100..130, 150..153) if mark => 60,
                _ => 240,
            }
        };
        Raster::gray((side, side), (0..side * side).map(level).collect()).expect("a picture")
    }

    #[test]
    fn the_same_at_another_size_or_quality_is_the_same() {
        let original = page(800, true);
        assert!(apart(&original, &page(400, true)).expect("one shape").is_same_drawing());
        let bytes = original.jpeg(60).expect("a JPEG");
        let saved = decode(&bytes, Format::Jpeg).expect("a picture");
        assert!(apart(&original, &saved).expect("one shape").is_same_drawing());
        let coefficients = Cells::from(&preview(&bytes).expect("a picture"));
        assert!(cells_apart(&Cells::blocks(&saved), &coefficients).expect("one size").is_same_picture());
    }

    #[test]
    fn blocks_are_found_in_a_smaller_picture() {
        let original = page(596, true);
        let bytes = original.jpeg(80).expect("a JPEG");
        let blocks = Cells::from(&preview(&bytes).expect("a picture"));
        let of = |other: &Raster| apart_from_blocks(&blocks, original.size(), other).expect("one size");
        assert!(of(&original.shrunk((149, 149))).is_same_picture());
        assert!(!of(&page(596, false).shrunk((149, 149))).is_same_picture(), "a mark is missing");
        assert!(!of(&original.clone().turned(Orientation::HalfTurn)).is_same_picture());
    }

    #[test]
    fn a_missing_line_a_turn_and_a_negative_are_not() {
        let original = page(800, true);
        assert!(!apart(&original, &page(800, false)).expect("one shape").is_same_drawing(), "a mark is missing");
        let negative = Raster::gray((800, 800), original.levels().iter().map(|level| 255 - level).collect());
        for other in [original.clone().turned(Orientation::HalfTurn), negative.expect("a picture")] {
            assert!(!apart(&original, &other).expect("one shape").is_same_picture());
        }
        assert_eq!(apart(&original, &original.cropped((0, 0, 800, 600))), None);
    }

    #[test]
    fn another_colour_of_the_same_lightness_is_not_the_same() {
        let plain = |pixel: [u8; 3]| Raster::rgb((160, 160), pixel.repeat(160 * 160)).expect("a picture");
        let apart = apart(&plain([200, 100, 100]), &plain([100, 151, 100])).expect("one shape");
        assert!(apart.mean <= 3.0 && !apart.is_same_picture(), "{apart:?}");
    }
}
