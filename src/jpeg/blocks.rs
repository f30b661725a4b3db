//! What is kept of a picture's blocks: the DC coefficients, and where luma has edges and of which frequencies.
//!
//! A page needs 3 bytes a block and a few hundred a tile, not the 128 bytes a block of its coefficients.

use super::frame::Component;

/// Tiles across and down the picture, for judging by region.
pub(crate) const TILES_WIDE: usize = 6;
/// See [`TILES_WIDE`].
pub(crate) const TILES_HIGH: usize = 8;

/// Sums of dequantised magnitudes over a block, by band; the last is padding, so that any four-bit index is one of
/// them.
pub(super) type Sums = [u32; 16];

/// One component's DC coefficients: the picture at 1/8 of the component's size.
pub(crate) struct Plane {
    /// Blocks across and down that show the picture.
    pub(crate) wide: usize,
    pub(crate) high: usize,
    pub(super) stride: usize,
    /// As stored, before dequantisation, rows of `stride`.
    pub(super) dc: Vec<i16>,
    /// Quantisation steps, in zigzag order.
    pub(super) steps: [u16; 64],
}

impl Plane {
    pub(super) fn new(component: &Component) -> Self {
        let (stride, rows) = (component.padded_wide as usize, component.padded_high as usize);
        Self {
            wide: component.blocks_wide as usize,
            high: component.blocks_high as usize,
            stride,
            dc: vec![0; stride * rows],
            steps: [0; 64],
        }
    }

    /// One row of block means, levels 0–255; empty below the picture.
    #[inline]
    pub(crate) fn row(&self, y: usize) -> impl Iterator<Item = u8> + '_ {
        let from = y.min(self.high) * self.stride;
        let to = from + if y < self.high { self.wide } else { 0 };
        // Beyond `most` all is black or white, up to it 16 bits are enough: half the time of 32.
        let step = self.steps[0].min(1 << 14).cast_signed();
        let most = 2048 / step.max(1) + 1;
        let level = move |dc: &i16| level((*dc).clamp(-most, most).wrapping_mul(step));
        self.dc.get(from..to).unwrap_or_default().iter().map(level)
    }
}

/// A block's mean: its DC coefficient is eight times the distance from 128 (T.81, A.3.3).
#[inline]
fn level(eighths: i16) -> u8 {
    (eighths.wrapping_add(4) >> 3).wrapping_add(128).clamp(0, 255) as u8
}

/// Where luma has edges, and their frequencies.
pub(crate) struct Edges {
    pub(crate) wide: usize,
    pub(crate) high: usize,
    /// By luma block, row after row: whether it holds an edge.
    pub(crate) holds: Vec<bool>,
    /// By tile, row after row.
    pub(crate) tiles: Vec<Tile>,
    /// By block column: its tile column. By block row: where its row of tiles starts.
    tile_of_column: Vec<u8>,
    tile_of_row: Vec<u8>,
}

/// Sums over the edge blocks of one tile.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tile {
    pub(crate) edge_blocks: u32,
    /// Sum of Σ c² over their AC coefficients.
    pub(crate) energy: u64,
    /// Sums of |c(0,1)| to |c(0,7)|: frequencies across.
    pub(crate) across: [u64; 7],
    /// Sums of |c(1,0)| to |c(7,0)|: frequencies down.
    pub(crate) down: [u64; 7],
}

impl Tile {
    /// Both together.
    pub(crate) fn plus(mut self, other: &Self) -> Self {
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

    /// The tiles in the middle third of the picture together.
    pub(crate) fn centre(&self) -> Tile {
        let rows = self.tiles.chunks(TILES_WIDE).skip(TILES_HIGH / 3 + 1).take(TILES_HIGH / 3);
        let middle = rows.flat_map(|row| row.iter().skip(TILES_WIDE / 3).take(TILES_WIDE / 3));
        middle.fold(Tile::default(), Tile::plus)
    }

    /// A picture of so many blocks, none of which holds an edge.
    #[cfg(test)]
    pub(crate) fn none(wide: usize, high: usize) -> Self {
        let (tile_of_column, tile_of_row) = (vec![0; wide], vec![0; high]);
        Self { wide, high, holds: vec![false; wide * high], tiles: Vec::new(), tile_of_column, tile_of_row }
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
            // No picture has so many blocks that 64 bits overflow.
            for at in 0..7 {
                tile.across[at] = tile.across[at].wrapping_add(u64::from(sums[1 + at]));
                tile.down[at] = tile.down[at].wrapping_add(u64::from(sums[8 + at]));
            }
        }
    }
}

/// Everything kept of one picture.
pub(crate) struct Blocks {
    /// One a component, in the frame's order.
    pub(crate) planes: Vec<Plane>,
    pub(crate) edges: Edges,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_a_rounded_eighth_of_what_was_stored_whatever_the_step() {
        let dc: Vec<i16> = (i16::MIN..=i16::MAX).step_by(5).collect();
        for step in [0, 1, 2, 7, 16, 255, 2048, 1 << 14, (1 << 14) + 1, u16::MAX] {
            let exact = |dc: &i16| (((i32::from(*dc) * i32::from(step) + 4) >> 3) + 128).clamp(0, 255) as u8;
            let levels: Vec<u8> = dc.iter().map(exact).collect();
            let (wide, steps) = (dc.len(), [step; 64]);
            let plane = Plane { wide, high: 1, stride: wide, dc: dc.clone(), steps };
            assert!(plane.row(0).eq(levels), "{step}");
        }
    }
}
