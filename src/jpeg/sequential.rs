//! Sequential Huffman decoding (ITU-T T.81, F.2.2): every coefficient of a block at once.

use super::bits::BitReader;
use super::feed::{Feed, Lane, Place};
use super::huffman::{END_OF_BLOCK, LOOK, Table, VALUE_FOLLOWS, extend};
use std::ops::Range;

/// Why decoding stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The bits are no code, or the code makes no block.
    Invalid,
    /// The segment ended too early.
    Overrun,
}

impl Stop {
    /// A code broken by the segment's end is not invalid, but cut.
    pub(super) fn of(reader: &BitReader) -> Self {
        if reader.overrun() { Self::Overrun } else { Self::Invalid }
    }
}

/// The longest code of an all-white MCU that is looked for, bits: what a full buffer always holds.
const LONGEST_WHITE: u32 = 56;

/// Decodes the MCUs of `range` of a scan that has `across` of them in a row.
///
/// # Errors
/// The MCU at which it stopped, and why.
#[inline(never)]
pub(super) fn interval<F: Feed>(
    reader: &mut BitReader,
    lanes: &mut [Lane],
    feed: &mut F,
    range: Range<u32>,
    across: u32,
) -> Result<(), (u32, Stop)> {
    // A reader that nobody else sees stays in the registers, if the function has them to itself and hands it to no other.
    let mut own = *reader;
    let decoded = mcus(&mut own, lanes, feed, range, across);
    *reader = own;
    decoded
}

#[inline(always)]
#[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
fn mcus<F: Feed>(
    reader: &mut BitReader,
    lanes: &mut [Lane],
    feed: &mut F,
    range: Range<u32>,
    across: u32,
) -> Result<(), (u32, Stop)> {
    for lane in lanes.iter_mut() {
        lane.prediction = 0;
    }
    let white = white(lanes);
    let (mut x, mut y) = ((range.start % across) as usize, (range.start / across) as usize);
    let mut mcu = range.start;
    while mcu < range.end {
        let most = (range.end - mcu).min(across - x as u32);
        let whites = if let Some(white) = white { white_run(reader, white, most) } else { 0 };
        let stop = |reader: &BitReader| (mcu, Stop::of(reader));
        if whites > 0 {
            fill(lanes, feed, (x, y), whites as usize).ok_or((mcu, Stop::Invalid))?;
        } else {
            for lane in lanes.iter_mut() {
                for row in 0..lane.v {
                    for column in 0..lane.h {
                        // Far from overflowing, in a hot loop; what is written at the place is bounded by its plane.
                        let x = x.wrapping_mul(lane.h).wrapping_add(column);
                        let y = y.wrapping_mul(lane.v).wrapping_add(row);
                        let place = Place { x, y, block: y.wrapping_mul(lane.stride).wrapping_add(x) };
                        block(reader, lane, feed, place).ok_or_else(|| stop(reader))?;
                    }
                }
            }
        }
        if reader.overrun() {
            return Err((mcu, Stop::Overrun));
        }
        let done = whites.max(1);
        mcu += done;
        x += done as usize;
        if x == across as usize {
            x = 0;
            y += 1;
        }
    }
    Ok(())
}

/// The code of an MCU in which nothing changes, which most of a page is: its bits and their number.
fn white(lanes: &[Lane]) -> Option<(u64, u32)> {
    let (mut bits, mut length) = (0, 0);
    for lane in lanes {
        let (code, of) = lane.white()?;
        for _ in 0..lane.h * lane.v {
            bits = bits << of | code;
            length += of;
            if length > LONGEST_WHITE {
                return None;
            }
        }
    }
    Some((bits, length))
}

/// Takes as many such MCUs as come next, at most `most`.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
fn white_run(reader: &mut BitReader, (bits, length): (u64, u32), most: u32) -> u32 {
    let mut run = 0;
    reader.fill();
    while run < most && reader.has(length) && reader.peek_long(length) == bits {
        reader.take(length);
        reader.fill();
        run += 1;
    }
    run
}

fn fill<F: Feed>(lanes: &[Lane], feed: &mut F, (x, y): (usize, usize), mcus: usize) -> Option<()> {
    for lane in lanes {
        let dc = i16::try_from(lane.prediction).ok()?;
        for row in 0..lane.v {
            let from = (y * lane.v + row) * lane.stride + x * lane.h;
            feed.fill(lane.component, from..from + mcus * lane.h, dc)?;
        }
    }
    Some(())
}

#[inline(always)]
#[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
fn block<F: Feed>(reader: &mut BitReader, lane: &mut Lane, feed: &mut F, place: Place) -> Option<()> {
    reader.fill();
    let packed = *lane.opening.get(reader.peek(LOOK) as usize)?;
    let difference = if packed == 0 {
        long_dc_difference(reader, lane.dc)?
    } else {
        reader.take(packed & 0xFF);
        packed.cast_signed() >> 16
    };
    lane.prediction = lane.prediction.wrapping_add(difference);
    *feed.dc(lane.component, place.block)? = lane.plausible(lane.prediction)?;
    if packed & 0x100 == 0 { feed.ac(reader, lane, place) } else { Some(()) }
}

/// The difference of a DC coefficient to the one before (F.2.2.1).
#[inline(always)]
#[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
pub(super) fn dc_difference(reader: &mut BitReader, table: &Table) -> Option<i32> {
    reader.fill();
    let packed = *table.whole.get(reader.peek(LOOK) as usize)?;
    if packed == 0 {
        return long_dc_difference(reader, table);
    }
    reader.take(packed & 0xFF);
    Some(packed.cast_signed() >> 16)
}

/// A difference whose code and value are longer than the look-up.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
fn long_dc_difference(reader: &mut BitReader, table: &Table) -> Option<i32> {
    let (size, length) = table.symbol(reader.peek(16))?;
    reader.take(length);
    Some(extend(reader.ready_bits(u32::from(size)), u32::from(size)))
}

/// Decodes a block's AC coefficients; `take` is given the place of each in zigzag order, 1–63, and its value.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
pub(super) fn each_coefficient(reader: &mut BitReader, table: &Table, mut take: impl FnMut(usize, i32)) -> Option<()> {
    let mut at = 1usize;
    // Nothing here can overflow: places reach 63 + 255.
    while at < 64 {
        let (run, value) = ac_symbol(reader, table)?;
        at = at.wrapping_add(run as usize);
        if at > 63 {
            return (run == END_OF_BLOCK).then_some(());
        }
        take(at, value);
        at = at.wrapping_add(1);
    }
    Some(())
}

/// The next AC symbol: how many zeros, then which value; 15 zeros and another for ZRL.
#[inline(always)]
#[allow(clippy::inline_always, reason = "called for every coefficient; measured, a call costs a tenth")]
fn ac_symbol(reader: &mut BitReader, table: &Table) -> Option<(u32, i32)> {
    reader.refill_to(LOOK);
    let packed = *table.whole.get(reader.peek(LOOK) as usize)?;
    if packed & VALUE_FOLLOWS == 0 {
        reader.take(packed & 0xFF);
        return Some((packed >> 8 & 0xFF, packed.cast_signed() >> 16));
    }
    reader.refill();
    let (symbol, length) =
        if packed == VALUE_FOLLOWS { table.symbol(reader.peek(16))? } else { ((packed >> 16) as u8, packed & 0x7F) };
    reader.take(length);
    let size = u32::from(symbol & 15);
    let value = extend(reader.ready_bits(size), size);
    let run = u32::from(symbol >> 4);
    Some((if size == 0 && run < 15 { END_OF_BLOCK } else { run }, value))
}
