//! What is kept of a picture's blocks: the DC coefficients, and where luma has edges and of which frequencies.
//!
//! A page needs 3 bytes a block and a few hundred a tile, not the 128 bytes a block of its coefficients.

use super::frame::{Component, Frame};

/// Tiles across and down the picture, for judging by region.
pub(in crate::inspect) const TILES_WIDE: usize = 6;
/// See [`TILES_WIDE`].
pub(in crate::inspect) const TILES_HIGH: usize = 8;

/// AC energy from which a block holds an edge: a standard deviation of 15 levels over its 64 pixels (IMAGES: ink of any
/// print, but neither paper grain nor show-through).
pub(super) const EDGE_ENERGY: u32 = 64 * 15 * 15;

/// By zigzag position: which of the [`Sums`] a coefficient belongs to. c(0,u) is u, c(v,0) is 7 + v, others are 0.
pub(super) const BAND: [u8; 64] = {
    let mut band = [0; 64];
    let mut at = 0;
    while at < 7 {
        band[[1, 5, 6, 14, 15, 27, 28][at]] = at as u8 + 1;
        band[[2, 3, 9, 10, 20, 21, 35][at]] = at as u8 + 8;
        at += 1;
    }
    band
};

/// By zigzag position: quantisation step << 4 | [`BAND`], so that the innermost loop looks up one thing.
pub(super) type Weights = [u32; 64];

/// Joins steps and bands. No 8-bit picture needs a step above 2¹⁴, and below it no sum over a block overflows.
pub(super) fn weights(steps: &[u16; 64]) -> Weights {
    let mut weights = [0; 64];
    for ((weight, step), band) in weights.iter_mut().zip(steps).zip(BAND) {
        *weight = u32::from(*step).min(1 << 14) << 4 | u32::from(band);
    }
    weights
}

/// Sums of dequantised magnitudes over a block, by [`BAND`]; the last is padding, so that any four-bit index is one of
/// them.
pub(super) type Sums = [u32; 16];

/// One component's DC coefficients: the picture at 1/8 of the component's size.
pub(in crate::inspect) struct Plane {
    /// Blocks across and down that show the picture.
    pub(in crate::inspect) wide: usize,
    pub(in crate::inspect) high: usize,
    pub(super) stride: usize,
    /// As stored, before dequantisation, rows of `stride`.
    pub(super) dc: Vec<i16>,
    /// Quantisation step of the DC coefficient.
    pub(super) step: u16,
}

impl Plane {
    pub(super) fn new(component: &Component) -> Self {
        let (stride, rows) = (component.padded_wide as usize, component.padded_high as usize);
        Self {
            wide: component.blocks_wide as usize,
            high: component.blocks_high as usize,
            stride,
            dc: vec![0; stride * rows],
            step: 0,
        }
    }

    /// One row of block means, levels 0–255; empty below the picture.
    #[inline]
    pub(in crate::inspect) fn row(&self, y: usize) -> impl Iterator<Item = u8> + '_ {
        let from = y.min(self.high) * self.stride;
        let to = from + if y < self.high { self.wide } else { 0 };
        self.dc.get(from..to).unwrap_or_default().iter().map(|dc| self.level(*dc))
    }

    /// Whether the whole picture is one tone in this component.
    pub(super) fn is_flat(&self) -> bool {
        self.dc.windows(2).all(|pair| pair.first() == pair.last())
    }

    /// A block's mean: the DC coefficient is eight times its distance from 128 (T.81, A.3.3).
    #[inline]
    fn level(&self, dc: i16) -> u8 {
        let eighths = i32::from(dc) * i32::from(self.step);
        (((eighths + 4) >> 3) + 128).clamp(0, 255) as u8
    }
}

/// Where luma has edges, and their frequencies.
pub(in crate::inspect) struct Edges {
    pub(in crate::inspect) wide: usize,
    pub(in crate::inspect) high: usize,
    /// By luma block, row after row: whether it holds an edge.
    pub(in crate::inspect) holds: Vec<bool>,
    /// By tile, row after row.
    pub(in crate::inspect) tiles: Vec<Tile>,
    /// By block column: its tile column. By block row: where its row of tiles starts.
    tile_of_column: Vec<u8>,
    tile_of_row: Vec<u8>,
}

/// Sums over the edge blocks of one tile.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::inspect) struct Tile {
    pub(in crate::inspect) edge_blocks: u32,
    /// Sum of Σ c² over their AC coefficients.
    pub(in crate::inspect) energy: u64,
    /// Sums of |c(0,1)| to |c(0,7)|: frequencies across.
    pub(in crate::inspect) across: [u64; 7],
    /// Sums of |c(1,0)| to |c(7,0)|: frequencies down.
    pub(in crate::inspect) down: [u64; 7],
}

impl Tile {
    /// Both together.
    pub(in crate::inspect) fn plus(mut self, other: &Self) -> Self {
        self.edge_blocks += other.edge_blocks;
        self.energy += other.energy;
        for (total, sum) in self.across.iter_mut().zip(other.across) {
            *total += sum;
        }
        for (total, sum) in self.down.iter_mut().zip(other.down) {
            *total += sum;
        }
        self
    }
}

impl Edges {
    pub(super) fn new(luma: &Component) -> Self {
        let (wide, high) = (luma.blocks_wide as usize, luma.blocks_high as usize);
        let spread = |blocks: usize, tiles: usize, stride: usize| {
            (0..blocks).map(|at| (at * tiles / blocks * stride) as u8).collect()
        };
        Self {
            wide,
            high,
            holds: vec![false; wide * high],
            tiles: vec![Tile::default(); TILES_WIDE * TILES_HIGH],
            tile_of_column: spread(wide, TILES_WIDE, 1),
            tile_of_row: spread(high, TILES_HIGH, TILES_WIDE),
        }
    }

    /// Adds a block that holds an edge; one that only pads the picture is not of interest.
    #[inline]
    pub(super) fn add(&mut self, (x, y): (usize, usize), energy: u32, sums: &Sums) {
        let (Some(column), Some(row)) = (self.tile_of_column.get(x), self.tile_of_row.get(y)) else { return };
        if let Some(holds) = self.holds.get_mut(y * self.wide + x) {
            *holds = true;
        }
        if let Some(tile) = self.tiles.get_mut(usize::from(*column) + usize::from(*row)) {
            tile.edge_blocks += 1;
            tile.energy += u64::from(energy);
            let [_, across @ .., _, _, _, _, _, _, _, _] = sums;
            let [_, _, _, _, _, _, _, _, down @ .., _] = sums;
            for (total, sum) in tile.across.iter_mut().zip(across) {
                *total += u64::from(*sum);
            }
            for (total, sum) in tile.down.iter_mut().zip(down) {
                *total += u64::from(*sum);
            }
        }
    }
}

/// Everything kept of one picture.
pub(in crate::inspect) struct Blocks {
    /// One a component, in the frame's order.
    pub(in crate::inspect) planes: Vec<Plane>,
    pub(in crate::inspect) edges: Edges,
}

impl Blocks {
    pub(super) fn new(frame: &Frame, luma: usize) -> Option<Self> {
        let edges = Edges::new(frame.components.get(luma)?);
        Some(Self { planes: frame.components.iter().map(Plane::new).collect(), edges })
    }
}
