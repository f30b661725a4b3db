//! Sequential Huffman decoding (ITU-T T.81, F.2.2): every coefficient of a block at once, and none of them kept.

use super::bits::BitReader;
use super::blocks::{BAND, Blocks, EDGE_ENERGY, Sums};
use super::huffman::{END_OF_BLOCK, LOOK, Table, extend};
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
    for lane in lanes.iter_mut() {
        lane.prediction = 0;
    }
    let (mut x, mut y) = ((range.start % across) as usize, (range.start / across) as usize);
    for mcu in range {
        for lane in lanes.iter_mut() {
            for row in 0..lane.v {
                for column in 0..lane.h {
                    let place = (x * lane.h + column, y * lane.v + row);
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

#[inline]
fn block(reader: &mut BitReader, lane: &mut Lane, blocks: &mut Blocks, (x, y): (usize, usize)) -> Option<()> {
    let plane = blocks.planes.get_mut(lane.plane)?;
    lane.prediction += dc_difference(reader, lane.dc)?;
    let dc = plausible_dc(lane.prediction, plane.step)?;
    *plane.dc.get_mut(y * plane.stride + x)? = dc;
    if lane.luma {
        let (energy, sums) = luma_coefficients(reader, lane.ac, lane.steps)?;
        if energy >= EDGE_ENERGY {
            blocks.edges.add((x, y), energy, &sums);
        }
        Some(())
    } else {
        pass_coefficients(reader, lane.ac)
    }
}

/// The difference of a DC coefficient to the one before (F.2.2.1).
#[inline]
pub(super) fn dc_difference(reader: &mut BitReader, table: &Table) -> Option<i32> {
    reader.refill();
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
fn luma_coefficients(reader: &mut BitReader, table: &Table, steps: &[u16; 64]) -> Option<(u32, Sums)> {
    let mut energy = 0u32;
    let mut sums = [0; 16];
    let mut at = 1usize;
    // Nothing here can overflow (63 magnitudes of at most 2¹⁴, positions up to 63 + 255), and this is the innermost loop.
    while at < 64 {
        let (run, value) = ac_symbol(reader, table)?;
        at = at.wrapping_add(run as usize);
        let (Some(step), Some(band)) = (steps.get(at), BAND.get(at)) else {
            return (run == END_OF_BLOCK).then_some((energy, sums));
        };
        let magnitude = value.unsigned_abs().wrapping_mul(u32::from(*step)).min(1 << 14);
        energy = energy.saturating_add(magnitude.wrapping_mul(magnitude));
        let sum = &mut sums[usize::from(band & 15)];
        *sum = sum.wrapping_add(magnitude);
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
        at += run + 1;
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
    reader.refill();
    let packed = *table.whole.get(reader.peek(LOOK) as usize)?;
    if packed != 0 {
        reader.take(packed & 0xFF);
        return Some((packed >> 8 & 0xFF, packed.cast_signed() >> 16));
    }
    long_ac_symbol(reader, table)
}

/// A symbol whose code and value are longer than the look-up.
#[inline(never)]
fn long_ac_symbol(reader: &mut BitReader, table: &Table) -> Option<(u32, i32)> {
    let (symbol, length) = table.symbol(reader.peek(16))?;
    reader.take(length);
    let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
    if size == 0 && run < 15 {
        return Some((END_OF_BLOCK, 0));
    }
    Some((run, extend(reader.ready_bits(size), size)))
}
