//! The picture in which the sheet is looked for: cells of luma and chroma, at most 320 along the longer side.

use super::super::small::{Colours, Small};
use crate::jpeg::Edges;

/// Cells along the longer side. 448 cost twice as much and find the same sheets, 256 find two of 60 fewer (SHEET §2).
const LONG_SIDE: usize = 320;
/// Fewer cells along the shorter side show no sheet that anyone could be sure of.
const SHORT_SIDE: usize = 40;
/// Chroma from the difference to luma, in 256ths: 1.6 times what BT.601 gives (.564 and .713), as paper and desk often
/// differ in colour alone.
const BLUE: i32 = 231;
const RED: i32 = 292;
/// A picture whose chroma strays by no more than this is gray, levels.
const GRAY: u16 = 6;
/// Width of the ring that shows whether the picture ends with the sheet, cells.
const RING: usize = 3;
/// How far from the ring's colour the picture is something else, levels.
const APART: i32 = 12;
/// Share of the ring that has its colour where nothing reaches the edge, and share of the picture that is something else
/// and no print, below which nothing lies on it: the smallest card is 4 % of the picture, three tenths of it plain (SHEET §3).
const ONE_COLOUR: f32 = 0.9;
const PLAIN: f32 = 0.012;

/// A colour: luma, and blue and red against it.
pub(super) type Colour = [i16; 3];

/// The cells, row after row. Chroma is stretched, so that distances need no weights.
pub(super) struct Cells {
    pub(super) wide: usize,
    pub(super) high: usize,
    /// Luma, and where the picture has colour, blue and red against luma.
    pub(super) planes: Vec<Vec<i16>>,
    /// Where the JPEG's blocks hold an edge.
    pub(super) held: Vec<bool>,
}

/// What a picture ends in.
pub(super) struct Rim {
    /// Whether that is one colour, and nothing but print differs from it: a page from edge to edge.
    pub(super) one_sheet: bool,
    /// The colour, where it is one.
    pub(super) colour: Option<Colour>,
}

impl Cells {
    /// `None` where the picture is too small.
    pub(super) fn new(luminance: &Small, colours: Option<&Colours>, edges: &Edges) -> Option<Self> {
        let factor = luminance.wide.max(luminance.high).div_ceil(LONG_SIDE).max(1);
        let (wide, high) = (luminance.wide / factor, luminance.high / factor);
        if wide.min(high) < SHORT_SIDE || (edges.wide, edges.high) != (luminance.wide, luminance.high) {
            return None;
        }
        let mut planes = vec![reduced(luminance, factor, (wide, high))];
        planes.extend(colours.and_then(|colours| chroma(colours, (wide, high))).into_iter().flatten());
        let held = held(edges, factor, (wide, high));
        Some(Self { wide, high, planes, held })
    }

    /// The colour of a cell; 0 for chroma that the picture lacks.
    #[inline]
    pub(super) fn at(&self, at: usize) -> Colour {
        match self.planes.as_slice() {
            [luma, blue, red] => [luma[at], blue[at], red[at]],
            planes => [planes[0][at], 0, 0],
        }
    }

    /// Length of the diagonal, cells.
    pub(super) fn diagonal(&self) -> f32 {
        (self.wide as f32).hypot(self.high as f32)
    }

    /// What the picture ends in.
    pub(super) fn rim(&self) -> Rim {
        let in_ring = |y: usize| {
            let whole = y < RING || y + RING >= self.high;
            if whole { [0..self.wide, 0..0] } else { [0..RING, self.wide - RING..self.wide] }
        };
        let ring = percentile(self, 50, &(0..self.high).map(|y| (y, in_ring(y))));
        let squares = self.squares_from(ring);
        let plain: Vec<bool> =
            squares.iter().zip(&self.held).map(|(square, held)| *square >= APART * APART && !held).collect();
        let count = |cells: &[bool]| cells.iter().filter(|other| **other).count();
        let (mut others, mut all) = (0, 0);
        for y in 0..self.high {
            for cells in in_ring(y).map(|span| &plain[y * self.wide..][span]) {
                others += count(cells);
                all += cells.len();
            }
        }
        let even = others as f32 <= (1.0 - ONE_COLOUR) * all as f32;
        Rim { one_sheet: even && count(&plain) <= (PLAIN * plain.len() as f32) as usize, colour: even.then_some(ring) }
    }

    /// The cells that differ from a colour.
    pub(super) fn other_than(&self, colour: Colour) -> Vec<bool> {
        self.squares_from(colour).iter().map(|square| *square >= APART * APART).collect()
    }

    /// Squares of the distance of every cell from a colour, levels².
    fn squares_from(&self, colour: Colour) -> Vec<i32> {
        let mut squares = vec![0; self.held.len()];
        for (plane, level) in self.planes.iter().zip(colour) {
            squares.iter_mut().zip(plane).for_each(|(sum, cell)| *sum = squared(*cell, level).wrapping_add(*sum));
        }
        squares
    }
}

/// The level of each channel below which `percent` of the cells in the spans of some rows lie.
pub(super) fn percentile<const N: usize>(
    cells: &Cells,
    percent: u32,
    rows: &(impl Iterator<Item = (usize, [std::ops::Range<usize>; N])> + Clone),
) -> Colour {
    // Chroma may be negative, and is stretched.
    const ZERO: i16 = 512;
    let mut levels = [0; 3];
    for (level, plane) in levels.iter_mut().zip(&cells.planes) {
        let mut counts = [0u32; 2 * ZERO as usize];
        for (y, spans) in rows.clone() {
            for span in spans {
                for cell in &plane[y * cells.wide..][span] {
                    counts[(cell + ZERO) as usize & 1023] += 1;
                }
            }
        }
        let wanted = counts.iter().sum::<u32>() * percent / 100;
        let mut below = 0;
        let at = counts.iter().position(|count| {
            below += count;
            below > wanted
        });
        *level = at.and_then(|at| i16::try_from(at).ok()).map_or(0, |at| at - ZERO);
    }
    levels
}

/// Square of the distance of two colours, levels².
#[inline]
pub(super) fn square(a: Colour, b: Colour) -> i32 {
    squared(a[0], b[0]).wrapping_add(squared(a[1], b[1])).wrapping_add(squared(a[2], b[2]))
}

/// Square of a difference. Levels, and sums of nine, are far from the end of `i32`: a check at every cell would only cost.
#[inline]
fn squared(a: i16, b: i16) -> i32 {
    let difference = i32::from(a).wrapping_sub(i32::from(b));
    difference.wrapping_mul(difference)
}

/// Distance of two colours, levels.
pub(super) fn distance(a: Colour, b: Colour) -> f32 {
    (square(a, b) as f32).sqrt()
}

/// Means of `factor` × `factor` levels.
fn reduced(luminance: &Small, factor: usize, size: (usize, usize)) -> Vec<i16> {
    squares((&luminance.levels, luminance.wide), factor, size, |sum, cells| (sum / cells) as i16)
}

/// Cells of which half of the blocks, or more, hold an edge.
fn held(edges: &Edges, factor: usize, size: (usize, usize)) -> Vec<bool> {
    squares((&edges.holds, edges.wide), factor, size, |count, cells| count * 2 >= cells)
}

/// What `of` makes of the sum over each square of `factor` × `factor` cells and of their number, `wide` × `high` times.
fn squares<T: Copy + Into<u16>, S>(
    (cells, across): (&[T], usize),
    factor: usize,
    (wide, high): (usize, usize),
    of: impl Fn(u32, u32) -> S,
) -> Vec<S> {
    let mut squares = Vec::with_capacity(wide * high);
    let mut sums = vec![0u16; wide * factor];
    for rows in cells.chunks_exact(across * factor).take(high) {
        // Of each column first: few levels, so nothing is checked.
        sums.fill(0);
        for row in rows.chunks_exact(across) {
            sums.iter_mut().zip(row).for_each(|(sum, cell)| *sum = sum.wrapping_add((*cell).into()));
        }
        // A page of A4 has factor 1 at 200 dpi, 2 at 300 and 3 at 600; a known one takes a fifth of the time.
        match factor {
            1 => squares.extend(totals::<1>(&sums).map(|sum| of(sum, 1))),
            2 => squares.extend(totals::<2>(&sums).map(|sum| of(sum, 4))),
            3 => squares.extend(totals::<3>(&sums).map(|sum| of(sum, 9))),
            _ => squares.extend(sums.chunks_exact(factor).map(|sums| of(total(sums), (factor * factor) as u32))),
        }
    }
    squares
}

fn totals<const FACTOR: usize>(sums: &[u16]) -> impl Iterator<Item = u32> {
    sums.as_chunks::<FACTOR>().0.iter().map(|sums| total(sums))
}

#[inline]
fn total(sums: &[u16]) -> u32 {
    sums.iter().fold(0, |total: u32, sum| total.wrapping_add(u32::from(*sum)))
}

/// Blue and red against luma, levels × 1.6; `None` for a picture that is gray in colour.
fn chroma(colours: &Colours, (wide, high): (usize, usize)) -> Option<[Vec<i16>; 2]> {
    let columns: Vec<usize> = (0..wide).map(|x| (2 * x + 1) * colours.wide / (2 * wide)).collect();
    let mut planes = [Vec::with_capacity(wide * high), Vec::with_capacity(wide * high)];
    let mut rows = [vec![0; colours.wide], vec![0; colours.wide]];
    let mut read = usize::MAX;
    for y in 0..high {
        let from = (2 * y + 1) * colours.high / (2 * high);
        if from != read {
            let [red, green, blue] =
                colours.planes.each_ref().map(|plane| &plane[from * colours.wide..(from + 1) * colours.wide]);
            let cells = || red.iter().zip(green).zip(blue).map(|((red, green), blue)| [*red, *green, *blue]);
            let [blues, reds] = &mut rows;
            blues.iter_mut().zip(cells()).for_each(|(blue, cell)| *blue = against_luma(cell)[0]);
            reds.iter_mut().zip(cells()).for_each(|(red, cell)| *red = against_luma(cell)[1]);
            read = from;
        }
        for (plane, row) in planes.iter_mut().zip(&rows) {
            if row.len() == wide {
                plane.extend_from_slice(row);
            } else {
                plane.extend(columns.iter().map(|column| row[*column]));
            }
        }
    }
    planes.iter().any(|plane| plane.iter().any(|level| level.unsigned_abs() > GRAY)).then_some(planes)
}

fn against_luma(cell: [u8; 3]) -> [i16; 2] {
    let [red, green, blue] = cell.map(i32::from);
    // ITU-R BT.601, as JFIF prescribes, in 256ths.
    let luma = (77 * red + 150 * green + 29 * blue) >> 8;
    [(((blue - luma) * BLUE) >> 8) as i16, (((red - luma) * RED) >> 8) as i16]
}
