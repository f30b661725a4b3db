//! What judging a page needs of its blocks, gathered as they are decoded.
//!
//! In a progressive picture the magnitudes' sums are kept for each luma block; they grow by each refinement bit, so they
//! come out exact. The energy is estimated from the bit position at which a coefficient appeared, taking the middle of
//! what may follow.

use super::bits::BitReader;
use super::blocks::{Blocks, Edges, Plane};
use super::feed::{Feed, Grow, Lane, Place};
use super::frame::Frame;
use super::sequential::each_coefficient;
use std::ops::Range;

/// AC energy from which a block holds an edge: a standard deviation of 15 levels over its 64 pixels (IMAGES: ink of any
/// print, but neither paper grain nor show-through).
const EDGE_ENERGY: u32 = 64 * 15 * 15;

/// By zigzag position: which of the [`Sums`] a coefficient belongs to. c(0,u) is u, c(v,0) is 7 + v, others are 0.
const BAND: [u8; 64] = {
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
type Weights = [u32; 64];

/// Joins steps and bands. No 8-bit picture needs a step above 2¹⁴, and below it no sum over a block overflows.
fn weights(steps: &[u16; 64]) -> Weights {
    let mut weights = [0; 64];
    for ((weight, step), band) in weights.iter_mut().zip(steps).zip(BAND) {
        *weight = u32::from(*step).min(1 << 14) << 4 | u32::from(band);
    }
    weights
}

/// Gathers [`Blocks`].
pub(super) struct Statistics {
    blocks: Blocks,
    /// By component: its steps with their bands.
    weights: Vec<Weights>,
    /// By component of a progressive picture, by block; empty where its edges are not wanted.
    growing: Vec<Vec<Growing>>,
}

/// A block's statistics so far.
#[derive(Clone, Copy, Default)]
pub(super) struct Growing {
    energy: u32,
    /// By [`BAND`].
    sums: [u16; 16],
}

impl Statistics {
    /// The blocks as they are in the end.
    pub(super) fn into_blocks(mut self) -> Blocks {
        let Blocks { planes, edges } = &mut self.blocks;
        for (plane, growing) in planes.iter().zip(&self.growing) {
            for (row, y) in growing.chunks(plane.stride.max(1)).zip(0..plane.high) {
                for (block, x) in row.iter().zip(0..plane.wide) {
                    if block.energy >= EDGE_ENERGY {
                        edges.add((x, y), block.energy, &block.sums.map(u32::from));
                    }
                }
            }
        }
        self.blocks
    }
}

impl Feed for Statistics {
    type Growing<'f> = Option<(&'f mut Growing, &'f [u16; 64])>;

    fn new(frame: &Frame, light: &[usize]) -> Option<Self> {
        let planes: Vec<Plane> = frame.components.iter().map(Plane::new).collect();
        let edges = Edges::new(frame.components.get(*light.first()?)?);
        let growing = |(component, plane): (usize, &Plane)| {
            let wanted = frame.progressive && light.contains(&component);
            vec![Growing::default(); if wanted { plane.dc.len() } else { 0 }]
        };
        let growing = planes.iter().enumerate().map(growing).collect();
        let weights = vec![[0; 64]; planes.len()];
        Some(Self { blocks: Blocks { planes, edges }, weights, growing })
    }

    fn begin(&mut self, component: usize, steps: &[u16; 64]) {
        if let Some(plane) = self.blocks.planes.get_mut(component) {
            plane.steps = *steps;
        }
        if let Some(kept) = self.weights.get_mut(component) {
            *kept = weights(steps);
        }
    }

    #[inline]
    fn dc(&mut self, component: usize, block: usize) -> Option<&mut i16> {
        self.blocks.planes.get_mut(component)?.dc.get_mut(block)
    }

    fn fill(&mut self, component: usize, blocks: Range<usize>, dc: i16) -> Option<()> {
        self.blocks.planes.get_mut(component)?.dc.get_mut(blocks)?.fill(dc);
        Some(())
    }

    #[inline(always)]
    #[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
    fn ac(&mut self, reader: &mut BitReader, lane: &Lane, place: Place) -> Option<()> {
        if !lane.light {
            return each_coefficient(reader, lane.ac, |_, _| {});
        }
        let (mut energy, mut sums) = (0u64, [0; 16]);
        let weights = self.weights.get(lane.component)?;
        // Nothing here can overflow (63 magnitudes below 2²⁹), and this is the innermost loop.
        each_coefficient(reader, lane.ac, |at, value| {
            let weight = weights[at & 63];
            let magnitude = value.unsigned_abs().wrapping_mul(weight >> 4);
            energy = energy.wrapping_add(u64::from(magnitude).wrapping_mul(u64::from(magnitude)));
            // Each sum but the one of no interest has a single coefficient of a block.
            sums[(weight & 15) as usize] = magnitude;
        })?;
        let energy = u32::try_from(energy).unwrap_or(u32::MAX);
        if energy >= EDGE_ENERGY {
            self.blocks.edges.add((place.x, place.y), energy, &sums);
        }
        Some(())
    }

    fn is_flat(&self) -> bool {
        self.blocks.planes.iter().all(|plane| plane.dc.windows(2).all(|pair| pair.first() == pair.last()))
    }

    #[inline]
    fn growing(&mut self, lane: &Lane, block: usize) -> Self::Growing<'_> {
        let steps = &self.blocks.planes.get(lane.component)?.steps;
        Some((self.growing.get_mut(lane.component)?.get_mut(block)?, steps))
    }
}

impl Grow for Option<(&mut Growing, &[u16; 64])> {
    #[inline]
    fn appear(&mut self, at: usize, value: i32, low: u32) {
        let Some((block, steps)) = self else { return };
        let step = u32::from(steps[at & 63]);
        let known = (value.unsigned_abs() << low).wrapping_mul(step).min(1 << 14);
        let middle = known + ((1 << low >> 1) * step).min(1 << 13);
        block.energy = block.energy.saturating_add(middle * middle);
        block.add(at, known);
    }

    #[inline]
    fn is_wanted(&self) -> bool {
        self.is_some()
    }

    #[inline]
    fn grow(&mut self, at: usize, bit: u32, low: u32) {
        let Some((block, steps)) = self else { return };
        // Without a branch, which nobody could predict.
        block.add(at, (u32::from(steps[at & 63]) << low) & bit);
    }
}

impl Growing {
    /// A coefficient's magnitude grows by `more`, dequantised.
    #[inline]
    fn add(&mut self, at: usize, more: u32) {
        let sum = &mut self.sums[usize::from(BAND[at & 63] & 15)];
        *sum = sum.saturating_add(more.min(u32::from(u16::MAX)) as u16);
    }
}
