//! Every quantised DCT coefficient of a picture (ITU-T T.81, Annexes F and G), for turning it without loss.
//!
//! Judging a page never needs them; `fix` does. Only pictures that the strict pass found whole come here, so the first
//! thing out of order ends the reading: half a picture is never handed on.

use super::bits::BitReader;
use super::frame::{Component, Frame};
use super::huffman::Table;
use super::marker::{self, next_marker, segment};
use super::quantisation;
use super::scan::ScanHeader;
use super::tables::{Slot, Tables};
use super::values;
use std::ops::Range;

/// The most blocks that are kept, 128 bytes each: A3 at 600 dpi has 1.7 million with halved chroma.
const BLOCK_LIMIT: u64 = 3_000_000;

/// A picture as its coefficients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coefficients {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The components, in the frame's order.
    pub components: Vec<ComponentBlocks>,
}

/// One component's blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentBlocks {
    /// Its name in the frame header.
    pub id: u8,
    /// Horizontal sampling factor; 1 for the only component of a picture, which needs none.
    pub h: u32,
    /// Vertical sampling factor.
    pub v: u32,
    /// Quantisation steps, in zigzag order.
    pub steps: [u16; 64],
    /// Blocks across, with those that only fill MCUs.
    pub wide: usize,
    /// Blocks down, with those that only fill MCUs.
    pub high: usize,
    /// Row by row, each in zigzag order.
    pub blocks: Vec<[i16; 64]>,
}

/// Reads all coefficients of the JPEG in `bytes`; `None` where they do not all come.
pub fn coefficients(bytes: &[u8]) -> Option<Coefficients> {
    let mut reading =
        Reading { bytes, at: 2, tables: Tables::default(), frame: None, planes: Vec::new(), begun: Vec::new() };
    while reading.step()? {}
    let frame = reading.frame?;
    reading.begun.iter().all(|begun| *begun).then_some(Coefficients {
        width: frame.width,
        height: frame.height,
        components: reading.planes,
    })
}

/// One component of a scan, ready to decode.
pub(super) struct Lane<'t> {
    pub(super) dc: Option<&'t Table>,
    pub(super) ac: Option<&'t Table>,
    pub(super) plane: usize,
    pub(super) h: usize,
    pub(super) v: usize,
    pub(super) prediction: i32,
}

struct Reading<'a> {
    bytes: &'a [u8],
    at: usize,
    tables: Tables,
    frame: Option<Frame>,
    planes: Vec<ComponentBlocks>,
    /// By component: whether a scan brought its first coefficients.
    begun: Vec<bool>,
}

impl Reading<'_> {
    /// Goes on by one marker; false at the end marker, or at the end of a file without one.
    fn step(&mut self) -> Option<bool> {
        let Some(found) = next_marker(self.bytes, self.at) else { return Some(false) };
        self.at = found.end();
        if found.code == marker::EOI {
            return Some(false);
        }
        if matches!(found.code, marker::RST0..=marker::RST7 | marker::TEM) {
            return Some(true);
        }
        let (payload, end) = segment(self.bytes, self.at).ok()?;
        self.at = end;
        match found.code {
            marker::SOF0..=marker::SOF2 => self.frame(Frame::read(payload, found.code == marker::SOF2)?)?,
            marker::DHT => self.tables.define_huffman(payload)?,
            marker::DQT => quantisation::read(payload, &mut self.tables.quantisation)?,
            marker::DRI => {
                self.tables.restart_interval = u32::from(u16::from_be_bytes(*payload.first_chunk()?));
            }
            marker::SOS => {
                self.tables.fill_with_standard();
                self.scan(&ScanHeader::read(payload, self.frame.as_ref()?)?)?;
            }
            _ => {}
        }
        Some(true)
    }

    fn frame(&mut self, frame: Frame) -> Option<()> {
        let alone = frame.components.len() == 1;
        let size = |of: &Component| {
            if alone { (of.blocks_wide, of.blocks_high) } else { (of.padded_wide, of.padded_high) }
        };
        let blocks = frame.components.iter().map(size).map(|(wide, high)| u64::from(wide) * u64::from(high));
        if self.frame.is_some() || frame.precision != 8 || blocks.sum::<u64>() > BLOCK_LIMIT {
            return None;
        }
        self.planes = frame.components.iter().map(|of| plane(of, size(of), alone)).collect();
        self.begun = vec![false; self.planes.len()];
        self.frame = Some(frame);
        Some(())
    }

    fn scan(&mut self, header: &ScanHeader) -> Option<()> {
        let frame = self.frame.as_ref()?;
        let (across, down) = header.mcus(frame);
        let total = across.checked_mul(down)?;
        let span = if self.tables.restart_interval == 0 { total } else { self.tables.restart_interval };
        let mut lanes = Vec::with_capacity(header.components.len());
        for of in &header.components {
            let component = frame.components.get(of.index)?;
            let alone = header.components.len() == 1;
            if let (false, Some(plane)) = (*self.begun.get(of.index)?, self.planes.get_mut(of.index)) {
                // A component keeps the table that is in force when its first scan begins (B.2.4.1).
                plane.steps = *self.tables.quantisation.get(usize::from(component.quantisation))?.as_ref()?;
            }
            *self.begun.get_mut(of.index)? = true;
            lanes.push(Lane {
                dc: filled(self.tables.dc(of.dc)),
                ac: filled(self.tables.ac(of.ac)),
                plane: of.index,
                h: if alone { 1 } else { component.h as usize },
                v: if alone { 1 } else { component.v as usize },
                prediction: 0,
            });
        }
        let mut reader = BitReader::new(self.bytes, self.at);
        let mut next: u32 = 0;
        loop {
            let end = next.saturating_add(span).min(total);
            let range = Range { start: next, end };
            if frame.progressive {
                values::progressive(&mut reader, header, &mut lanes, &mut self.planes, range, across)?;
            } else {
                values::sequential(&mut reader, &mut lanes, &mut self.planes, range, across)?;
            }
            if reader.overrun() {
                return None;
            }
            let (marker, _) = reader.end();
            next = end;
            if next == total {
                self.at = marker.map_or(self.bytes.len(), |marker| marker.at);
                return Some(());
            }
            let marker = marker.filter(|marker| (marker::RST0..=marker::RST7).contains(&marker.code))?;
            reader = BitReader::new(self.bytes, marker.end());
        }
    }
}

fn filled(slot: &Slot) -> Option<&Table> {
    match slot {
        Slot::Filled(table) => Some(table),
        Slot::Empty | Slot::Invalid => None,
    }
}

fn plane(of: &Component, (wide, high): (u32, u32), alone: bool) -> ComponentBlocks {
    ComponentBlocks {
        id: of.id,
        h: if alone { 1 } else { of.h },
        v: if alone { 1 } else { of.v },
        steps: [0; 64],
        wide: wide as usize,
        high: high as usize,
        blocks: vec![[0; 64]; wide as usize * high as usize],
    }
}
