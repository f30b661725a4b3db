//! The picture at 1/8 of its size, from its DC coefficients alone: enough for tone, copies, backgrounds.

use crate::jpeg::{Blocks, Colour, Plane};
use crate::pictures::{light, ycbcr};

/// Pixels along a block's side.
const BLOCK: usize = 8;

/// One channel of levels 0–255, row after row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Small {
    pub(super) wide: usize,
    pub(super) high: usize,
    pub(super) levels: Vec<u8>,
}

impl Small {
    /// Luminance: the component that carries it, or the sum of red, green and blue.
    pub(super) fn luminance(blocks: &Blocks, colour: Colour) -> Self {
        match (colour, blocks.planes.as_slice()) {
            (Colour::Rgb, [red, green, blue]) if (red.wide, red.high) == (blue.wide, blue.high) => {
                let mut small = Self::of(green);
                let (red, blue) = (Self::of(red), Self::of(blue));
                for ((green, red), blue) in small.levels.iter_mut().zip(red.levels).zip(blue.levels) {
                    *green = luma([red, *green, blue]);
                }
                small
            }
            (Colour::Cmyk { .. } | Colour::Ycck, planes) => {
                let (wide, high) = (blocks.edges.wide, blocks.edges.high);
                let cells = inked(planes, colour, (wide, high));
                Self { wide, high, levels: cells.into_iter().map(luma).collect() }
            }
            (_, planes) => {
                planes.get(colour.light()[0]).map_or(Self { wide: 0, high: 0, levels: Vec::new() }, Self::of)
            }
        }
    }

    fn of(plane: &Plane) -> Self {
        let mut levels = Vec::with_capacity(plane.wide * plane.high);
        for y in 0..plane.high {
            levels.extend(plane.row(y));
        }
        Self { wide: plane.wide, high: plane.high, levels }
    }

    /// One row; empty below the picture.
    pub(super) fn row(&self, y: usize) -> &[u8] {
        self.levels.get(y * self.wide..(y + 1) * self.wide).unwrap_or_default()
    }

    /// The rows of the page without its margins.
    pub(super) fn body(&self) -> impl Iterator<Item = &[u8]> {
        let (columns, rows) = (body(self.wide), body(self.high));
        rows.map(move |y| self.row(y).get(columns.clone()).unwrap_or_default())
    }

    /// The means of a grid of `across` × `down` cells, row by row, each block by the share of it that the cell covers: so
    /// that a picture saved in half the size has the same cells. A cell smaller than a block repeats its block.
    pub(super) fn shrunk(&self, across: usize, down: usize) -> Vec<f32> {
        self.shrunk_from((self.wide * BLOCK, self.high * BLOCK), across, down)
    }

    /// The same of a picture of so many pixels: the blocks at its right and lower edges count as far as they lie in it, so that
    /// it has the same cells when it is turned round.
    pub(super) fn shrunk_from(&self, (width, height): (usize, usize), across: usize, down: usize) -> Vec<f32> {
        let pixels =
            |pixels: usize, blocks: usize| if pixels.div_ceil(BLOCK) == blocks { pixels } else { blocks * BLOCK };
        let (width, height) = (pixels(width, self.wide), pixels(height, self.high));
        let columns: Vec<Vec<_>> = (0..across).map(|x| covered(x, across, width).collect()).collect();
        let total = (width * height).max(1) as f64;
        let mut means = Vec::with_capacity(across * down);
        let mut sums = vec![0u32; self.wide];
        for y in 0..down {
            // Of each column the sum over the rows that the cells cover.
            sums.fill(0);
            for (row, share) in covered(y, down, height) {
                let levels = sums.iter_mut().zip(self.row(row));
                levels.for_each(|(sum, level)| *sum = sum.wrapping_add(u32::from(*level).wrapping_mul(share)));
            }
            means.extend(columns.iter().map(|columns| {
                let sum: u64 = columns.iter().map(|(at, share)| u64::from(sums[*at]) * u64::from(*share)).sum();
                (sum as f64 / total) as f32
            }));
        }
        means
    }
}

/// The blocks that a cell of `cells` covers of so many pixels, and how much of each: a pixel counts `cells`, all of the cell's
/// together `pixels`.
fn covered(cell: usize, cells: usize, pixels: usize) -> impl Iterator<Item = (usize, u32)> {
    let (from, to, block_side) = (cell * pixels, (cell + 1) * pixels, cells * BLOCK);
    let share = move |block: usize| to.min((block + 1) * block_side) - from.max(block * block_side);
    (from / block_side..to.div_ceil(block_side)).map(move |block| (block, share(block) as u32))
}

/// How many are true of a row: unchecked and without a branch, so that many are counted at once.
pub(super) fn count_of(are: impl Iterator<Item = bool>) -> u32 {
    are.fold(0, |count: u32, is| count.wrapping_add(u32::from(is)))
}

/// The part of `length` between two margins of an 18th each: 12 mm of an A4 page's width.
pub(super) fn body(length: usize) -> std::ops::Range<usize> {
    length / 18..length - length / 18
}

/// Red, green and blue at the resolution of the colour components, where the picture has colour.
pub(super) struct Colours {
    pub(super) wide: usize,
    pub(super) high: usize,
    /// Levels 0–255, row after row.
    pub(super) planes: [Vec<u8>; 3],
}

impl Colours {
    /// `None` for gray pictures. `luminance` is [`Small::luminance`] of the same picture.
    pub(super) fn of(blocks: &Blocks, colour: Colour, luminance: &Small) -> Option<Self> {
        if matches!(colour, Colour::Cmyk { .. } | Colour::Ycck) {
            let (wide, high) = (luminance.wide, luminance.high);
            return Some(Self::of_cells(wide, high, &inked(&blocks.planes, colour, (wide, high))));
        }
        let [first, second, third] = blocks.planes.as_slice() else { return None };
        let (wide, high) = (second.wide, second.high);
        if (third.wide, third.high) != (wide, high) || wide == 0 || high == 0 {
            return None;
        }
        let red = (colour == Colour::Rgb).then(|| Small::of(first));
        let (first, second, third) = (red.as_ref().unwrap_or(luminance), Small::of(second), Small::of(third));
        let columns: Vec<usize> = (0..wide).map(|x| x * first.wide / wide).collect();
        let mut coarse = Vec::with_capacity(wide * high);
        for y in 0..high {
            let fine = first.row(y * first.high / high);
            coarse.extend(columns.iter().map(|x| fine.get(*x).copied().unwrap_or_default()));
        }
        let (second, third) = (second.levels, third.levels);
        if colour == Colour::Rgb {
            return Some(Self { wide, high, planes: [coarse, second, third] });
        }
        // Plane by plane, so that many cells are taken at once.
        let cells = || coarse.iter().zip(&second).zip(&third).map(|((luma, blue), red)| [*luma, *blue, *red]);
        let red = cells().map(|cell| ycbcr::to_rgb(cell)[0]).collect();
        let green = cells().map(|cell| ycbcr::to_rgb(cell)[1]).collect();
        let blue = cells().map(|cell| ycbcr::to_rgb(cell)[2]).collect();
        Some(Self { wide, high, planes: [red, green, blue] })
    }

    /// Of red, green and blue cell by cell, row after row.
    pub(super) fn of_cells(wide: usize, high: usize, cells: &[[u8; 3]]) -> Self {
        Self { wide, high, planes: [0, 1, 2].map(|plane| cells.iter().map(|cell| cell[plane]).collect()) }
    }

    /// The planes of a picture, three times luminance where it is gray; how wide and high they are.
    pub(super) fn planes_of<'a>(luminance: &'a Small, colours: Option<&'a Self>) -> ([&'a [u8]; 3], usize, usize) {
        match colours {
            Some(Self { wide, high, planes }) => (planes.each_ref().map(Vec::as_slice), *wide, *high),
            None => ([&luminance.levels; 3], luminance.wide, luminance.high),
        }
    }
}

/// The four components of a picture in printing inks as red, green and blue.
fn inked(planes: &[Plane], colour: Colour, (wide, high): (usize, usize)) -> Vec<[u8; 3]> {
    let planes: Vec<Small> = planes.iter().map(Small::of).collect();
    let level = |of: usize, x: usize, y: usize| {
        let plane = planes.get(of)?;
        plane.row(y * plane.high / high).get(x * plane.wide / wide).copied()
    };
    let cell = |x, y| light(colour, [0, 1, 2, 3].map(|of| level(of, x, y).unwrap_or_default()));
    (0..high).flat_map(|y| (0..wide).map(move |x| (x, y))).map(|(x, y)| cell(x, y)).collect()
}

/// ITU-R BT.601 weights, as JFIF prescribes.
fn luma([red, green, blue]: [u8; 3]) -> u8 {
    ((299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue)) / 1000) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shrinking_takes_means_and_repeats_where_there_is_less() {
        let small = Small { wide: 4, high: 2, levels: vec![0, 10, 20, 30, 2, 12, 22, 32] };
        assert_eq!(small.shrunk(2, 1), [6.0, 26.0]);
        assert_eq!(small.shrunk(4, 4)[..8], [0.0, 10.0, 20.0, 30.0, 0.0, 10.0, 20.0, 30.0]);
        let empty = Small { wide: 0, high: 0, levels: Vec::new() };
        assert_eq!(empty.shrunk(1, 1), [0.0]);
    }
}
