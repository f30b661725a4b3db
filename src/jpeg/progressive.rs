//! Progressive Huffman decoding (ITU-T T.81, G.1.2 and G.2).
//!
//! Later scans refine earlier ones and need to know only which coefficients are non-zero by then: a 64-bit mask a block.

use super::bits::BitReader;
use super::feed::{Feed, Grow, Lane};
use super::frame::Frame;
use super::huffman::{END_OF_BLOCK, LOOK, Table, VALUE_FOLLOWS, extend};
use super::scan::ScanHeader;
use super::sequential::{Stop, dc_difference};
use std::ops::Range;

/// What later scans need to know: by component, by block, the coefficients that are not zero (bit 0 for the DC one).
pub(super) struct History(Vec<Vec<u64>>);

impl History {
    pub(super) fn new(frame: &Frame) -> Self {
        let blocks = |of: &super::frame::Component| of.padded_wide as usize * of.padded_high as usize;
        Self(frame.components.iter().map(|of| vec![0; blocks(of)]).collect())
    }
}

/// Decodes the MCUs of `range` of one scan; see [`super::sequential::interval`].
///
/// # Errors
/// The MCU at which it stopped, and why.
#[inline(never)]
pub(super) fn interval<F: Feed>(
    reader: &mut BitReader,
    scan: (&ScanHeader, &mut [Lane]),
    kept: (&mut F, &mut History),
    range: Range<u32>,
    across: u32,
) -> Result<(), (u32, Stop)> {
    // A reader that nobody else sees stays in the registers.
    let mut own = *reader;
    let decoded = match scan.0.first {
        0 => dc_interval(&mut own, scan, kept.0, range, across),
        _ => ac_interval(&mut own, scan, kept, range, across),
    };
    *reader = own;
    decoded
}

#[inline(always)]
#[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
fn ac_interval<F: Feed>(
    reader: &mut BitReader,
    (header, lanes): (&ScanHeader, &mut [Lane]),
    (feed, history): (&mut F, &mut History),
    range: Range<u32>,
    across: u32,
) -> Result<(), (u32, Stop)> {
    let invalid = |mcu: u32| (mcu, Stop::Invalid);
    let [lane] = lanes else { return Err(invalid(range.start)) };
    let masks = history.0.get_mut(lane.component).ok_or_else(|| invalid(range.start))?;
    let mut band = Band::new(header, lane.ac);
    let mut mcu = range.start;
    while mcu < range.end {
        // Row by row: a block's number is that of its MCU but for what fills up the rows.
        let (row, x) = (mcu / across, mcu % across);
        let end = range.end.min(mcu + (across - x));
        let start = row as usize * lane.stride + x as usize;
        let masks = masks.get_mut(start..start + (end - mcu) as usize).ok_or_else(|| invalid(mcu))?;
        for (mask, block) in masks.iter_mut().zip(start..) {
            if band.end_of_band_run > 0 && (header.high == 0 || *mask & band.bits == 0) {
                band.end_of_band_run -= 1;
            } else {
                let growing = feed.growing(lane, block);
                let decoded = if header.high == 0 {
                    band.first(reader, mask, growing)
                } else {
                    band.refine(reader, mask, growing)
                };
                if reader.overrun() {
                    return Err((mcu, Stop::Overrun));
                }
                decoded.ok_or_else(|| invalid(mcu))?;
            }
            mcu += 1;
        }
    }
    Ok(())
}

#[inline(always)]
#[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
fn dc_interval<F: Feed>(
    reader: &mut BitReader,
    (header, lanes): (&ScanHeader, &mut [Lane]),
    feed: &mut F,
    range: Range<u32>,
    across: u32,
) -> Result<(), (u32, Stop)> {
    for lane in lanes.iter_mut() {
        lane.prediction = 0;
    }
    for mcu in range {
        let (x, y) = ((mcu % across) as usize, (mcu / across) as usize);
        for lane in lanes.iter_mut() {
            for row in 0..lane.v {
                for column in 0..lane.h {
                    let block = (y * lane.v + row) * lane.stride + x * lane.h + column;
                    let dc = feed.dc(lane.component, block).ok_or((mcu, Stop::Invalid))?;
                    dc_block(reader, header, lane, dc).ok_or_else(|| (mcu, Stop::of(reader)))?;
                }
            }
        }
        if reader.overrun() {
            return Err((mcu, Stop::Overrun));
        }
    }
    Ok(())
}

/// G.1.2.1: the first scan brings the coefficient but for its low bits, each later one a bit.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
fn dc_block(reader: &mut BitReader, header: &ScanHeader, lane: &mut Lane, dc: &mut i16) -> Option<()> {
    if header.high == 0 {
        lane.prediction = lane.prediction.checked_add(dc_difference(reader, lane.dc)?)?;
        *dc = lane.plausible(lane.prediction.checked_mul(1 << header.low)?)?;
    } else {
        *dc |= (reader.bits(1) as i16) << header.low;
    }
    Some(())
}

/// One scan over a band of AC coefficients.
struct Band<'a> {
    header: &'a ScanHeader,
    table: &'a Table,
    /// The band's coefficients as bits of a mask.
    bits: u64,
    /// Blocks of which the band brings nothing new (EOBRUN).
    end_of_band_run: u32,
}

impl<'a> Band<'a> {
    fn new(header: &'a ScanHeader, table: &'a Table) -> Self {
        let bits = (u64::MAX << (header.first & 63)) & (u64::MAX >> (63 - (header.last & 63)));
        Self { header, table, bits, end_of_band_run: 0 }
    }

    /// G.1.2.2: the coefficients but for their low bits.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
    fn first(&mut self, reader: &mut BitReader, mask: &mut u64, mut growing: impl Grow) -> Option<()> {
        let (last, low) = (self.header.last, self.header.low);
        let mut at = self.header.first;
        while at <= last {
            reader.fill();
            let packed = *self.table.whole.get(reader.peek(LOOK) as usize)?;
            let (run, value) = if packed & VALUE_FOLLOWS != 0 || packed >> 8 == END_OF_BLOCK {
                let (run, size) = self.symbol(reader)?;
                if size == 0 && run < 15 {
                    // This block ends the run's count, having been visited.
                    self.end_of_band_run = run_length(reader, run) - 1;
                    return Some(());
                }
                (run, extend(reader.ready_bits(size), size))
            } else {
                reader.take(packed & 0xFF);
                (packed >> 8 & 0xFF, packed.cast_signed() >> 16)
            };
            at = at.wrapping_add(run);
            if at > last {
                return None;
            }
            if value != 0 {
                *mask |= 1 << (at & 63);
                growing.appear(at as usize, value, low);
            }
            at = at.wrapping_add(1);
        }
        Some(())
    }

    /// G.1.2.3: one more bit of what is there, and the coefficients that appear at this bit.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
    fn refine(&mut self, reader: &mut BitReader, mask: &mut u64, mut growing: impl Grow) -> Option<()> {
        let low = self.header.low;
        // The part of the band that is still to come, and the bits read for what was there before.
        let mut rest = self.bits;
        let before = *mask;
        let mut corrections = Corrections::default();
        while rest != 0 && self.end_of_band_run == 0 {
            reader.fill();
            let (run, size) = self.symbol(reader)?;
            if size == 0 && run < 15 {
                self.end_of_band_run = run_length(reader, run);
                break;
            }
            if size > 1 {
                return None;
            }
            let value = if reader.ready_bits(size) == 1 { 1 } else { -1 };
            // The place behind `run` coefficients that are not there yet.
            let mut empty = rest & !before;
            // A short run without a branch, which nobody could predict.
            let less = |bits: u64| bits & bits.wrapping_sub(1);
            empty = [empty, less(empty), less(less(empty)), less(less(less(empty)))][run.min(3) as usize];
            for _ in 3..run {
                empty = less(empty);
            }
            let place = empty & empty.wrapping_neg();
            let passed = if place == 0 { rest } else { rest & (place - 1) };
            corrections.read(reader, (passed & before).count_ones());
            if size == 1 {
                if place == 0 {
                    return None;
                }
                *mask |= place;
                growing.appear(place.trailing_zeros() as usize, value, low);
            }
            rest &= !(passed | place);
        }
        if self.end_of_band_run > 0 {
            corrections.read(reader, (rest & before).count_ones());
            self.end_of_band_run -= 1;
        }
        if growing.is_wanted() {
            corrections.apply(before & self.bits, low, &mut growing);
        }
        Some(())
    }

    /// Run and size of the next symbol. Call [`BitReader::fill`] before.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
    fn symbol(&self, reader: &mut BitReader) -> Option<(u32, u32)> {
        let (symbol, length) = self.table.symbol(reader.peek(16))?;
        reader.take(length);
        Some((u32::from(symbol >> 4), u32::from(symbol & 15)))
    }
}

/// One more bit of each coefficient of a block that was there before.
#[derive(Default)]
struct Corrections {
    bits: u64,
    count: u32,
}

impl Corrections {
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
    fn read(&mut self, reader: &mut BitReader, count: u32) {
        let count = if count > 56 { self.read_some(reader, count) } else { count };
        reader.fill();
        self.bits = self.bits << count | reader.peek_long(count);
        self.count += count;
        reader.take(count);
    }

    /// Reads the first of more bits than a full buffer has; how many are left.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
    fn read_some(&mut self, reader: &mut BitReader, count: u32) -> u32 {
        self.bits = u64::from(reader.bits(16));
        self.count = 16;
        count - 16
    }

    /// All at once: a loop for each symbol would end where nobody can predict.
    #[inline]
    fn apply(self, mut there: u64, low: u32, growing: &mut impl Grow) {
        let mut bits = self.bits.cast_signed() << (64 - self.count.max(1));
        for _ in 0..self.count {
            growing.grow(there.trailing_zeros() as usize, (bits >> 63) as u32, low);
            bits <<= 1;
            there &= there.wrapping_sub(1);
        }
    }
}

/// The length of a run of ended bands: 2^r and r more bits (Figure G.3).
#[inline(always)]
#[allow(clippy::inline_always, reason = "a call would take the reader out of the registers; measured")]
fn run_length(reader: &mut BitReader, run: u32) -> u32 {
    (1 << run) + reader.bits(run)
}
