//! Sequential Huffman decoding (ITU-T T.81, F.2.2): every coefficient of a block at once, and none of them kept.

use super::bits::BitReader;
use super::blocks::{Blocks, EDGE_ENERGY, Sums, Weights};
use super::huffman::{END_OF_BLOCK, LOOK, Packed, Table, extend, pack};
use std::ops::Range;

/// Why decoding stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The bits are no code, or the code makes no block.
    Invalid,
    /// The segment ended too early.
    Overrun,
}

/// One component of a scan, ready to decode.
pub(super) struct Lane<'a> {
    pub(super) dc: &'a Table,
    pub(super) ac: &'a Table,
    /// Quantisation steps in zigzag order.
    pub(super) steps: &'a [u16; 64],
    /// The same with the bands.
    pub(super) weights: Weights,
    /// Which plane.
    pub(super) plane: usize,
    /// Blocks across and down in one MCU.
    pub(super) h: usize,
    pub(super) v: usize,
    /// Whether its edges are wanted.
    pub(super) luma: bool,
    /// The DC coefficient before the current one.
    pub(super) prediction: i32,
}

/// Decodes the MCUs of `range` of a scan that has `across` of them in a row.
///
/// # Errors
/// The MCU at which it stopped, and why.
pub(super) fn interval(
    reader: &mut BitReader,
    lanes: &mut [Lane],
    blocks: &mut Blocks,
    range: Range<u32>,
    across: u32,
) -> Result<(), (u32, Stop)> {
    let mut own = *reader;
    let decoded = mcus(&mut own, lanes, blocks, range, across);
    *reader = own;
    decoded
}

/// As [`interval`], on a reader that nobody else sees.
#[inline]
fn mcus(
    reader: &mut BitReader,
    lanes: &mut [Lane],
    blocks: &mut Blocks,
    range: Range<u32>,
    across: u32,
) -> Result<(), (u32, Stop)> {
    for lane in lanes.iter_mut() {
        lane.prediction = 0;
    }
    let (mut x, mut y) = ((range.start % across) as usize, (range.start / across) as usize);
    for mcu in range {
        for lane in lanes.iter_mut() {
            for row in 0..lane.v {
                for column in 0..lane.h {
                    // Far from overflowing, in a hot loop; what is written at the place is bounded by its plane.
                    let place = (x.wrapping_mul(lane.h).wrapping_add(column), y.wrapping_mul(lane.v).wrapping_add(row));
                    block(reader, lane, blocks, place).ok_or((mcu, stopped(reader)))?;
                }
            }
        }
        if reader.overrun() {
            return Err((mcu, Stop::Overrun));
        }
        x += 1;
        if x == across as usize {
            x = 0;
            y += 1;
        }
    }
    Ok(())
}

/// A code broken by the segment's end is not invalid, but cut.
fn stopped(reader: &BitReader) -> Stop {
    if reader.overrun() { Stop::Overrun } else { Stop::Invalid }
}

#[inline(always)]
#[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
fn block(reader: &mut BitReader, lane: &mut Lane, blocks: &mut Blocks, (x, y): (usize, usize)) -> Option<()> {
    let plane = blocks.planes.get_mut(lane.plane)?;
    lane.prediction = lane.prediction.wrapping_add(dc_difference(reader, lane.dc)?);
    let dc = plausible_dc(lane.prediction, plane.step)?;
    *plane.dc.get_mut(y.wrapping_mul(plane.stride).wrapping_add(x))? = dc;
    if lane.luma {
        let (energy, sums) = luma_coefficients(reader, lane.ac, &lane.weights)?;
        let energy = u32::try_from(energy).unwrap_or(u32::MAX);
        if energy >= EDGE_ENERGY {
            blocks.edges.add((x, y), energy, &sums);
        }
        Some(())
    } else {
        pass_coefficients(reader, lane.ac)
    }
}

/// The difference of a DC coefficient to the one before (F.2.2.1).
#[inline(always)]
#[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
pub(super) fn dc_difference(reader: &mut BitReader, table: &Table) -> Option<i32> {
    reader.fill();
    let packed = *table.whole.get(reader.peek(LOOK) as usize)?;
    if packed != 0 {
        reader.take(packed & 0xFF);
        return Some(packed.cast_signed() >> 16);
    }
    let (size, length) = table.symbol(reader.peek(16))?;
    reader.take(length);
    Some(extend(reader.ready_bits(u32::from(size)), u32::from(size)))
}

/// A block's mean cannot lie further outside 0–255 than coarse rounding puts it; one that does is the trace of damage
/// upstream. Twice the range is allowed.
#[inline]
pub(super) fn plausible_dc(dc: i32, step: u16) -> Option<i16> {
    let eighths = dc.checked_mul(i32::from(step))?;
    if eighths.unsigned_abs() > 2048 + u32::from(step) {
        return None;
    }
    i16::try_from(dc).ok()
}

/// Decodes a luma block's AC coefficients into their energy (Σ c², dequantised) and [`Sums`].
#[inline]
fn luma_coefficients(reader: &mut BitReader, table: &Table, weights: &Weights) -> Option<(u64, Sums)> {
    let mut energy = 0u64;
    let mut sums = [0; 16];
    let mut at = 1usize;
    // Nothing here can overflow (63 magnitudes below 2²⁹, positions up to 63 + 255), and this is the innermost loop.
    while at < 64 {
        let (run, value) = ac_symbol(reader, table)?;
        at = at.wrapping_add(run as usize);
        let Some(weight) = weights.get(at) else {
            return (run == END_OF_BLOCK).then_some((energy, sums));
        };
        let magnitude = value.unsigned_abs().wrapping_mul(weight >> 4);
        energy = energy.wrapping_add(u64::from(magnitude).wrapping_mul(u64::from(magnitude)));
        // Each sum but the one of no interest has a single coefficient of a block.
        sums[(weight & 15) as usize] = magnitude;
        at = at.wrapping_add(1);
    }
    Some((energy, sums))
}

/// Decodes a block's AC coefficients for no other purpose than to see that they are there.
#[inline]
fn pass_coefficients(reader: &mut BitReader, table: &Table) -> Option<()> {
    let mut at = 1;
    while at < 64 {
        let (run, _) = ac_symbol(reader, table)?;
        at = run.wrapping_add(at).wrapping_add(1);
        if at > 64 {
            return (run == END_OF_BLOCK).then_some(());
        }
    }
    Some(())
}

/// The next AC symbol: how many zeros, then which value; 15 zeros and another for ZRL.
#[inline(always)]
#[allow(clippy::inline_always, reason = "called for every coefficient from two loops; measured, a call costs a tenth")]
fn ac_symbol(reader: &mut BitReader, table: &Table) -> Option<(u32, i32)> {
    reader.refill_to(LOOK);
    let mut packed = *table.whole.get(reader.peek(LOOK) as usize)?;
    if packed == 0 {
        reader.refill();
        packed = long_ac_symbol(reader.peek(32), table)?;
    }
    reader.take(packed & 0xFF);
    Some((packed >> 8 & 0xFF, packed.cast_signed() >> 16))
}

/// A symbol that the next 32 bits begin with and whose code and value are longer than the look-up.
#[inline(never)]
fn long_ac_symbol(next: u32, table: &Table) -> Option<Packed> {
    let (symbol, length) = table.symbol(next >> 16)?;
    let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
    if size == 0 && run < 15 {
        return Some(END_OF_BLOCK << 8 | length);
    }
    Some(pack(run, next, size, length))
}
