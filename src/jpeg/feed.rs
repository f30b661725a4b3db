//! What an entropy decoder feeds: one decoder reads the codes, and whoever wants something of them takes it here.

use super::bits::BitReader;
use super::frame::Frame;
use super::huffman::{LOOK, Packed, Table};
use std::ops::Range;

/// Takes a picture's coefficients as they come.
///
/// Blocks are numbered row by row over all that interleaved MCUs fill.
pub(super) trait Feed: Sized {
    /// A block of a progressive picture, which comes bit by bit.
    type Growing<'f>: Grow
    where
        Self: 'f;

    /// Makes room for a frame's blocks; `light` are the components that stand for lightness. `None` where there are too
    /// many.
    fn new(frame: &Frame, light: &[usize]) -> Option<Self>;

    /// A component's first scan begins, with these quantisation steps.
    fn begin(&mut self, component: usize, steps: &[u16; 64]);

    /// Where a block's DC coefficient is kept.
    fn dc(&mut self, component: usize, block: usize) -> Option<&mut i16>;

    /// Some blocks of a row have this DC coefficient and no others.
    fn fill(&mut self, component: usize, blocks: Range<usize>, dc: i16) -> Option<()>;

    /// Reads the AC coefficients of one block of a sequential scan.
    fn ac(&mut self, reader: &mut BitReader, lane: &Lane, place: Place) -> Option<()>;

    /// Whether the whole picture is one tone in every component.
    fn is_flat(&self) -> bool;

    /// A block whose AC coefficients a progressive scan brings or refines.
    fn growing(&mut self, lane: &Lane, block: usize) -> Self::Growing<'_>;
}

/// Takes the coefficients of one block in a progressive scan.
pub(super) trait Grow {
    /// A coefficient appears: so much, at bit position `low`.
    fn appear(&mut self, at: usize, value: i32, low: u32);

    /// Whether anything is to be done about this block.
    fn is_wanted(&self) -> bool;

    /// The next bit of a coefficient that is there already; it stands at position `low`. All ones for 1.
    fn grow(&mut self, at: usize, bit: u32, low: u32);
}

/// Where a block stands: across, down, and its number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) block: usize,
}

/// One component of a scan, ready to decode.
pub(super) struct Lane<'t> {
    pub(super) dc: &'t Table,
    pub(super) ac: &'t Table,
    /// By the next [`LOOK`] bits: a DC difference, and whether the block ends behind it. Empty for progressive scans.
    pub(super) opening: Vec<Packed>,
    /// Which component of the frame.
    pub(super) component: usize,
    /// Blocks in a row of the whole component.
    pub(super) stride: usize,
    /// Blocks across and down in one MCU.
    pub(super) h: usize,
    pub(super) v: usize,
    /// The largest magnitude that a DC coefficient can have; see [`Self::plausible`].
    pub(super) most: u32,
    /// Whether its edges are wanted.
    pub(super) light: bool,
    /// The DC coefficient before the current one.
    pub(super) prediction: i32,
}

impl Lane<'_> {
    /// The largest magnitude for a quantisation step. A block's mean cannot lie further outside 0–255 than coarse rounding puts
    /// it; twice the range is allowed.
    pub(super) fn most(step: u16) -> u32 {
        let step = u32::from(step);
        (2048 + step).checked_div(step).unwrap_or(u32::MAX).min(i16::MAX as u32)
    }

    /// A DC coefficient that can be one; any other is the trace of damage upstream.
    #[inline]
    pub(super) fn plausible(&self, dc: i32) -> Option<i16> {
        (dc.unsigned_abs() <= self.most).then_some(dc as i16)
    }

    /// The code of a block that is as light as the one before and flat: its bits and their number, if they are few.
    pub(super) fn white(&self) -> Option<(u64, u32)> {
        let mut entries = (0u64..).zip(&self.opening);
        let (index, entry) = entries.find(|(_, entry)| *entry >> 8 == 1)?;
        let length = entry & 0xFF;
        Some((index >> (LOOK - length), length))
    }
}
