//! Huffman decoding of a restart interval's coefficients into their places (ITU-T T.81, F.2.2, G.1.2 and G.2).
//!
//! The strict pass only needs to know that they are there (`sequential`, `progressive`); this keeps their values.

use super::bits::BitReader;
use super::coefficients::{ComponentBlocks, Lane};
use super::huffman::{Table, extend};
use super::scan::ScanHeader;
use super::sequential::dc_difference;
use std::ops::Range;

type Block = [i16; 64];

/// Sequential: every coefficient of a block at once.
pub(super) fn sequential(
    reader: &mut BitReader,
    lanes: &mut [Lane],
    planes: &mut [ComponentBlocks],
    range: Range<u32>,
    across: u32,
) -> Option<()> {
    each_block(lanes, planes, range, across, |lane, block| {
        lane.prediction = lane.prediction.checked_add(dc_difference(reader, lane.dc?)?)?;
        block[0] = i16::try_from(lane.prediction).ok()?;
        let table = lane.ac?;
        let mut at = 1;
        while at < 64 {
            let (run, size) = symbol(reader, table)?;
            if size == 0 && run < 15 {
                break;
            }
            at += run as usize;
            let value = block.get_mut(at)?;
            *value = i16::try_from(extend(reader.bits(size), size)).ok()?;
            at += 1;
        }
        Some(())
    })
}

/// Progressive: one scan's share of the coefficients, or one more bit of them.
pub(super) fn progressive(
    reader: &mut BitReader,
    header: &ScanHeader,
    lanes: &mut [Lane],
    planes: &mut [ComponentBlocks],
    range: Range<u32>,
    across: u32,
) -> Option<()> {
    let low = header.low;
    if header.first > 0 {
        let mut band = Band { header, table: lanes.first()?.ac?, end_of_band_run: 0 };
        return match header.high {
            0 => each_block(lanes, planes, range, across, |_, block| band.first(reader, block)),
            _ => each_block(lanes, planes, range, across, |_, block| band.refine(reader, block)),
        };
    }
    each_block(lanes, planes, range, across, |lane, block| {
        if header.high == 0 {
            lane.prediction = lane.prediction.checked_add(dc_difference(reader, lane.dc?)?)?;
            block[0] = i16::try_from(lane.prediction.checked_mul(1 << low)?).ok()?;
        } else if reader.bits(1) == 1 {
            block[0] |= 1 << low;
        }
        Some(())
    })
}

/// Visits the blocks of an interval in the order of A.2.3.
fn each_block<'t>(
    lanes: &mut [Lane<'t>],
    planes: &mut [ComponentBlocks],
    range: Range<u32>,
    across: u32,
    mut decode: impl FnMut(&mut Lane<'t>, &mut Block) -> Option<()>,
) -> Option<()> {
    for lane in lanes.iter_mut() {
        lane.prediction = 0;
    }
    for mcu in range {
        let (x, y) = ((mcu % across) as usize, (mcu / across) as usize);
        for lane in lanes.iter_mut() {
            for row in 0..lane.v {
                for column in 0..lane.h {
                    let plane = planes.get_mut(lane.plane)?;
                    let index = (y * lane.v + row) * plane.wide + x * lane.h + column;
                    decode(lane, plane.blocks.get_mut(index)?)?;
                }
            }
        }
    }
    Some(())
}

/// One scan over a band of AC coefficients.
struct Band<'a> {
    header: &'a ScanHeader,
    table: &'a Table,
    /// Blocks, this one included, of which the band brings nothing new (EOBRUN).
    end_of_band_run: u32,
}

impl Band<'_> {
    /// G.1.2.2: the coefficients but for their low bits.
    fn first(&mut self, reader: &mut BitReader, block: &mut Block) -> Option<()> {
        if self.end_of_band_run > 0 {
            self.end_of_band_run -= 1;
            return Some(());
        }
        let mut at = self.header.first;
        while at <= self.header.last {
            let (run, size) = symbol(reader, self.table)?;
            if size == 0 && run < 15 {
                self.end_of_band_run = run_length(reader, run) - 1;
                return Some(());
            }
            at += run;
            if at > self.header.last {
                return None;
            }
            let value = extend(reader.bits(size), size).checked_mul(1 << self.header.low)?;
            *block.get_mut(at as usize)? = i16::try_from(value).ok()?;
            at += 1;
        }
        Some(())
    }

    /// G.1.2.3: one more bit of what is there, and the coefficients that appear at this bit.
    fn refine(&mut self, reader: &mut BitReader, block: &mut Block) -> Option<()> {
        let bit = 1i16 << self.header.low;
        let mut at = self.header.first;
        while at <= self.header.last && self.end_of_band_run == 0 {
            let (mut run, size) = symbol(reader, self.table)?;
            if size == 0 && run < 15 {
                self.end_of_band_run = run_length(reader, run);
                break;
            }
            if size > 1 {
                return None;
            }
            let positive = size == 1 && reader.bits(1) == 1;
            while at <= self.header.last {
                let value = block.get_mut(at as usize)?;
                if *value != 0 {
                    correct(reader, value, bit);
                } else if run == 0 {
                    break;
                } else {
                    run -= 1;
                }
                at += 1;
            }
            if size == 1 {
                if at > self.header.last {
                    return None;
                }
                *block.get_mut(at as usize)? = if positive { bit } else { -bit };
            }
            at += 1;
        }
        if self.end_of_band_run > 0 {
            let rest = block.get_mut(at as usize..=self.header.last as usize).unwrap_or_default();
            rest.iter_mut().filter(|value| **value != 0).for_each(|value| correct(reader, value, bit));
            self.end_of_band_run -= 1;
        }
        Some(())
    }
}

fn correct(reader: &mut BitReader, value: &mut i16, bit: i16) {
    if reader.bits(1) == 1 && value.unsigned_abs() & bit.unsigned_abs() == 0 {
        *value = value.saturating_add(if *value > 0 { bit } else { -bit });
    }
}

fn symbol(reader: &mut BitReader, table: &Table) -> Option<(u32, u32)> {
    reader.refill();
    let (symbol, length) = table.symbol(reader.peek(16))?;
    reader.take(length);
    Some((u32::from(symbol >> 4), u32::from(symbol & 15)))
}

/// The length of a run of ended bands: 2^r and r more bits (Figure G.3).
fn run_length(reader: &mut BitReader, run: u32) -> u32 {
    (1 << run) + reader.bits(run)
}
