//! Progressive Huffman decoding (ITU-T T.81, G.1.2 and G.2).
//!
//! Later scans refine earlier ones and need to know only which coefficients are non-zero by then: a 64-bit mask a block.
//! For luma the magnitudes' sums are kept beside it; they grow by each refinement bit, so they come out exact. The
//! energy is estimated from the bit position at which a coefficient appeared, taking the middle of what may follow.

use super::bits::BitReader;
use super::blocks::{BAND, Blocks, EDGE_ENERGY, Plane};
use super::huffman::extend;
use super::scan::ScanHeader;
use super::sequential::{Lane, Stop, dc_difference, plausible_dc};
use std::ops::Range;

/// What later scans need to know about each block.
pub(super) struct History {
    /// By component: by block, the coefficients that are not zero, bit 0 for the DC one.
    masks: Vec<Vec<u64>>,
    /// By luma block.
    luma: Vec<Growing>,
}

/// A luma block's statistics so far.
#[derive(Clone, Copy, Default)]
struct Growing {
    energy: u32,
    /// By [`BAND`], 1–14.
    sums: [u16; 14],
}

impl History {
    pub(super) fn new(planes: &[Plane], luma: usize) -> Self {
        let blocks = |plane: &Plane| plane.dc.len();
        Self {
            masks: planes.iter().map(|plane| vec![0; blocks(plane)]).collect(),
            luma: vec![Growing::default(); planes.get(luma).map_or(0, blocks)],
        }
    }

    /// Says which blocks turned out to hold edges.
    pub(super) fn settle(&self, blocks: &mut Blocks, luma: usize) {
        let Some(plane) = blocks.planes.get(luma) else { return };
        for (row, y) in self.luma.chunks(plane.stride.max(1)).zip(0..plane.high) {
            for (block, x) in row.iter().zip(0..plane.wide) {
                if block.energy >= EDGE_ENERGY {
                    let mut sums = [0; 16];
                    for (sum, kept) in sums.iter_mut().skip(1).zip(block.sums) {
                        *sum = u32::from(kept);
                    }
                    blocks.edges.add((x, y), block.energy, &sums);
                }
            }
        }
    }
}

impl Growing {
    /// A coefficient appears with `magnitude` units at bit position `low`.
    fn appear(&mut self, at: usize, magnitude: u32, low: u32, steps: &[u16; 64]) {
        let Some(step) = steps.get(at).copied().map(u32::from) else { return };
        let known = (magnitude << low).wrapping_mul(step).min(1 << 14);
        let middle = known + ((1 << low >> 1) * step).min(1 << 13);
        self.energy = self.energy.saturating_add(middle * middle);
        self.grow(at, known);
    }

    /// A coefficient's magnitude grows by `more`, dequantised.
    fn grow(&mut self, at: usize, more: u32) {
        let band = BAND.get(at).map_or(0, |band| usize::from(*band));
        if let Some(sum) = band.checked_sub(1).and_then(|band| self.sums.get_mut(band)) {
            *sum = sum.saturating_add(more.min(u32::from(u16::MAX)) as u16);
        }
    }
}

/// Decodes the MCUs of `range` of one scan; see [`super::sequential::interval`].
///
/// # Errors
/// The MCU at which it stopped, and why.
pub(super) fn interval(
    reader: &mut BitReader,
    (header, lanes): (&ScanHeader, &mut [Lane]),
    (blocks, history): (&mut Blocks, &mut History),
    range: Range<u32>,
    across: u32,
) -> Result<(), (u32, Stop)> {
    if header.first == 0 {
        return dc_interval(reader, (header, lanes), blocks, range, across);
    }
    let [lane] = lanes else { return Err((range.start, Stop::Invalid)) };
    let Some(stride) = blocks.planes.get(lane.plane).map(|plane| plane.stride) else {
        return Err((range.start, Stop::Invalid));
    };
    let Some(masks) = history.masks.get_mut(lane.plane) else { return Err((range.start, Stop::Invalid)) };
    let mut band = Band { header, lane, end_of_band_run: 0 };
    let mut mcu = range.start;
    while mcu < range.end {
        if header.high == 0 && band.end_of_band_run > 0 {
            let skip = band.end_of_band_run.min(range.end - mcu);
            band.end_of_band_run -= skip;
            mcu += skip;
            continue;
        }
        let index = (mcu / across) as usize * stride + (mcu % across) as usize;
        let Some(mask) = masks.get_mut(index) else { return Err((mcu, Stop::Invalid)) };
        let growing = if band.lane.luma { history.luma.get_mut(index) } else { None };
        let decoded = match header.high {
            0 => band.first(reader, mask, growing),
            _ => band.refine(reader, mask, growing),
        };
        if reader.overrun() {
            return Err((mcu, Stop::Overrun));
        }
        decoded.ok_or((mcu, Stop::Invalid))?;
        mcu += 1;
    }
    Ok(())
}

fn dc_interval(
    reader: &mut BitReader,
    (header, lanes): (&ScanHeader, &mut [Lane]),
    blocks: &mut Blocks,
    range: Range<u32>,
    across: u32,
) -> Result<(), (u32, Stop)> {
    for lane in lanes.iter_mut() {
        lane.prediction = 0;
    }
    for mcu in range {
        let (x, y) = ((mcu % across) as usize, (mcu / across) as usize);
        for lane in lanes.iter_mut() {
            let Some(plane) = blocks.planes.get_mut(lane.plane) else { return Err((mcu, Stop::Invalid)) };
            for row in 0..lane.v {
                for column in 0..lane.h {
                    let index = (y * lane.v + row) * plane.stride + x * lane.h + column;
                    if dc_block(reader, header, lane, plane, index).is_none() {
                        return Err((mcu, if reader.overrun() { Stop::Overrun } else { Stop::Invalid }));
                    }
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
fn dc_block(
    reader: &mut BitReader,
    header: &ScanHeader,
    lane: &mut Lane,
    plane: &mut Plane,
    index: usize,
) -> Option<()> {
    let dc = plane.dc.get_mut(index)?;
    if header.high == 0 {
        lane.prediction += dc_difference(reader, lane.dc)?;
        *dc = plausible_dc(lane.prediction.checked_mul(1 << header.low)?, plane.step)?;
    } else if reader.bits(1) == 1 {
        *dc |= 1 << header.low;
    }
    Some(())
}

/// One scan over a band of AC coefficients.
struct Band<'a, 'b> {
    header: &'a ScanHeader,
    lane: &'a Lane<'b>,
    /// Blocks, this one included, of which the band brings nothing new (EOBRUN).
    end_of_band_run: u32,
}

impl Band<'_, '_> {
    /// G.1.2.2: the coefficients but for their low bits.
    fn first(&mut self, reader: &mut BitReader, mask: &mut u64, mut growing: Option<&mut Growing>) -> Option<()> {
        let mut at = self.header.first;
        while at <= self.header.last {
            let (run, size) = self.symbol(reader)?;
            if size == 0 && run < 15 {
                // This block ends the run's count, having been visited.
                self.end_of_band_run = run_length(reader, run) - 1;
                return Some(());
            }
            at += run;
            if at > self.header.last {
                return None;
            }
            if size > 0 {
                let value = extend(reader.ready_bits(size), size);
                *mask |= 1 << at;
                if let Some(growing) = growing.as_deref_mut() {
                    growing.appear(at as usize, value.unsigned_abs(), self.header.low, self.lane.steps);
                }
            }
            at += 1;
        }
        Some(())
    }

    /// G.1.2.3: one more bit of what is there, and the coefficients that appear at this bit.
    fn refine(&mut self, reader: &mut BitReader, mask: &mut u64, mut growing: Option<&mut Growing>) -> Option<()> {
        let mut at = self.header.first;
        if self.end_of_band_run == 0 {
            while at <= self.header.last {
                let (mut run, size) = self.symbol(reader)?;
                if size == 0 && run < 15 {
                    self.end_of_band_run = run_length(reader, run);
                    break;
                }
                if size > 1 {
                    return None;
                }
                let _ = reader.ready_bits(size);
                while at <= self.header.last {
                    if *mask >> at & 1 == 1 {
                        self.correct(reader, at, growing.as_deref_mut());
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
                    *mask |= 1 << at;
                    if let Some(growing) = growing.as_deref_mut() {
                        growing.appear(at as usize, 1, self.header.low, self.lane.steps);
                    }
                }
                at += 1;
            }
        }
        if self.end_of_band_run > 0 {
            self.correct_rest(reader, at, *mask, growing);
            self.end_of_band_run -= 1;
        }
        Some(())
    }

    /// Corrects all that is there from `from` to the end of the band.
    fn correct_rest(&self, reader: &mut BitReader, from: u32, mask: u64, mut growing: Option<&mut Growing>) {
        let mut there = mask & (u64::MAX >> (63 - self.header.last)) & u64::MAX.checked_shl(from).unwrap_or(0);
        while there != 0 {
            self.correct(reader, there.trailing_zeros(), growing.as_deref_mut());
            there &= there - 1;
        }
    }

    #[inline]
    fn correct(&self, reader: &mut BitReader, at: u32, growing: Option<&mut Growing>) {
        let bit = reader.bits(1);
        if let (1, Some(growing)) = (bit, growing) {
            let step = self.lane.steps.get(at as usize).copied().unwrap_or_default();
            growing.grow(at as usize, u32::from(step) << self.header.low);
        }
    }

    /// Run and size of the next symbol.
    #[inline]
    fn symbol(&self, reader: &mut BitReader) -> Option<(u32, u32)> {
        reader.refill();
        let (symbol, length) = self.lane.ac.symbol(reader.peek(16))?;
        reader.take(length);
        Some((u32::from(symbol >> 4), u32::from(symbol & 15)))
    }
}

/// The length of a run of ended bands: 2^r and r more bits (Figure G.3).
fn run_length(reader: &mut BitReader, run: u32) -> u32 {
    (1 << run) + reader.bits(run)
}
