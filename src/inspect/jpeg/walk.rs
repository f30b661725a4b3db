//! The walk from marker to marker (ITU-T T.81, Annex B), and the verdict at its end.
//!
//! What libjpeg passes over with a warning, though the picture comes out whole, is an oddity here; where it shows grey
//! or shifted blocks, or nothing, is damage. Only the first damage is told: what follows is its consequence.

use super::coverage::Extent;
use super::decoding::Decoding;
use super::frame::{Frame, PIXEL_LIMIT};
use super::intervals::PADDING;
use super::marker::{self, Marker, SegmentFault, next_marker, segment};
use super::quantisation;
use super::scan::ScanHeader;
use super::tables::Tables;
use super::{Colour, Jpeg};
use crate::dossier::picture::{Damage, Oddity, Process, Reason, Wholeness};

/// The most scans that are read. The longest useful progression has a few dozen.
const SCAN_LIMIT: u32 = 100;
/// The most oddities that are told of one file.
const ODDITY_LIMIT: usize = 16;

/// A walk in progress.
pub(super) struct Walk<'a> {
    bytes: &'a [u8],
    /// Where the next marker is looked for.
    at: usize,
    tables: Tables,
    adobe_transform: Option<u8>,
    decoding: Option<Decoding>,
    scans: u32,
    damage: Option<(Reason, usize)>,
    /// ‰ of the picture without DC coefficients, and without finer ones.
    lost: u16,
    coarse: u16,
    found: Jpeg<'a>,
}

/// What ends the walk before the end marker.
enum Halt {
    Damage(Reason, usize),
    Verdict(Wholeness),
}

impl<'a> Walk<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let found = Jpeg {
            frame: None,
            colour: Colour::YCbCr,
            wholeness: Wholeness::Whole,
            oddities: Vec::new(),
            trailing: 0,
            quality: None,
            jfif: None,
            exif: None,
            blocks: None,
        };
        Self {
            bytes,
            at: 2,
            tables: Tables::default(),
            adobe_transform: None,
            decoding: None,
            scans: 0,
            damage: None,
            lost: 0,
            coarse: 0,
            found,
        }
    }

    pub(super) fn finish(mut self) -> Jpeg<'a> {
        let halt = loop {
            match self.step() {
                Ok(true) => {}
                Ok(false) => break None,
                Err(halt) => break Some(halt),
            }
        };
        match halt {
            Some(Halt::Verdict(verdict)) => self.found.wholeness = verdict,
            Some(Halt::Damage(reason, at)) => {
                self.damage.get_or_insert((reason, at));
                self.judge();
            }
            None => self.judge(),
        }
        self.found.blocks = self.decoding.map(Decoding::into_blocks);
        self.found
    }

    /// Goes on by one marker and what belongs to it; false at the end marker.
    fn step(&mut self) -> Result<bool, Halt> {
        let Some(found) = next_marker(self.bytes, self.at) else { return Err(self.ended()) };
        self.note_stray(found);
        self.at = found.end();
        match found.code {
            marker::EOI => {
                self.note_trailing();
                return Ok(false);
            }
            marker::RST0..=marker::RST7 | marker::TEM => {}
            marker::SOF0..=marker::SOF2 => self.frame(found)?,
            marker::SOF3 => return Err(self.not_ordinary(found, Process::Lossless)),
            marker::SOF5..=marker::SOF7 | marker::DHP => return Err(self.not_ordinary(found, Process::Hierarchical)),
            marker::SOF9..=marker::SOF11 | marker::SOF13..=marker::SOF15 => {
                return Err(self.not_ordinary(found, Process::Arithmetic));
            }
            marker::DHT => {
                let payload = self.payload(found)?;
                self.tables.define_huffman(payload).ok_or(Halt::Damage(Reason::TableInvalid, found.at))?;
            }
            marker::DQT => {
                let payload = self.payload(found)?;
                let read = quantisation::read(payload, &mut self.tables.quantisation);
                read.ok_or(Halt::Damage(Reason::TableInvalid, found.at))?;
            }
            marker::DRI => match *self.payload(found)? {
                [high, low] => self.tables.restart_interval = u32::from(u16::from_be_bytes([high, low])),
                _ => return Err(Halt::Damage(Reason::HeaderInvalid, found.at)),
            },
            marker::SOS => self.scan(found)?,
            marker::APP0..=marker::APP15 => self.application(found)?,
            marker::COM | marker::DNL | marker::DAC => {
                self.payload(found)?;
            }
            _ => return Err(Halt::Damage(Reason::HeaderInvalid, found.at)),
        }
        Ok(true)
    }

    /// Steps over a marker's segment.
    fn payload(&mut self, found: Marker) -> Result<&'a [u8], Halt> {
        match segment(self.bytes, found.end()) {
            Ok((payload, end)) => {
                self.at = end;
                Ok(payload)
            }
            Err(SegmentFault::Cut) => Err(Halt::Damage(Reason::CutShort, found.at)),
            Err(SegmentFault::NoLength) => Err(Halt::Damage(Reason::HeaderInvalid, found.at)),
        }
    }

    fn application(&mut self, found: Marker) -> Result<(), Halt> {
        let payload = self.payload(found)?;
        match found.code {
            marker::APP0 if payload.starts_with(b"JFIF\0") => {
                self.found.jfif.get_or_insert(payload);
            }
            marker::APP1 => {
                if let Some(exif) = payload.strip_prefix(b"Exif\0").and_then(|rest| rest.get(1..)) {
                    self.found.exif.get_or_insert(exif);
                }
            }
            marker::APP14 => {
                let transform = payload.strip_prefix(b"Adobe").and_then(|rest| rest.get(6));
                self.adobe_transform = self.adobe_transform.or(transform.copied());
            }
            _ => {}
        }
        Ok(())
    }

    fn frame(&mut self, found: Marker) -> Result<(), Halt> {
        let invalid = Halt::Damage(Reason::HeaderInvalid, found.at);
        let payload = self.payload(found)?;
        if self.found.frame.is_some() {
            return Err(invalid);
        }
        let frame = Frame::read(payload, found.code == marker::SOF2).ok_or(invalid)?;
        let (precision, pixels, components) = (frame.precision, frame.pixels(), frame.components.len());
        self.found.frame = Some(frame);
        match precision {
            _ if pixels == 0 => Err(Halt::Damage(Reason::NoFrame, found.at)),
            _ if pixels > PIXEL_LIMIT => Err(Halt::Verdict(Wholeness::TooManyPixels)),
            12 => Err(Halt::Verdict(Wholeness::NotOrdinary(Process::DeepSamples))),
            8 if components == 2 => Err(Halt::Verdict(Wholeness::NotOrdinary(Process::Components))),
            8 => Ok(()),
            _ => Err(Halt::Damage(Reason::HeaderInvalid, found.at)),
        }
    }

    /// Keeps the size that such a frame claims.
    fn not_ordinary(&mut self, found: Marker, process: Process) -> Halt {
        let frame = self.payload(found).ok().and_then(|payload| Frame::read(payload, false));
        self.found.frame = self.found.frame.take().or(frame);
        Halt::Verdict(Wholeness::NotOrdinary(process))
    }

    fn scan(&mut self, found: Marker) -> Result<(), Halt> {
        let payload = self.payload(found)?;
        let Some(frame) = &self.found.frame else { return Err(Halt::Damage(Reason::HeaderInvalid, found.at)) };
        let header = ScanHeader::read(payload, frame).ok_or(Halt::Damage(Reason::HeaderInvalid, found.at))?;
        self.scans += 1;
        if self.scans > SCAN_LIMIT {
            return Err(Halt::Damage(Reason::TooManyPasses, found.at));
        }
        if self.decoding.is_none() {
            self.found.colour = colour(frame, self.found.jfif.is_some(), self.adobe_transform);
            let luma = self.found.colour.luma();
            self.decoding = Decoding::new(frame, luma);
        }
        if self.tables.fill_with_standard() {
            self.note(Oddity::StandardTables);
        }
        self.decode(&header, found)
    }

    fn decode(&mut self, header: &ScanHeader, found: Marker) -> Result<(), Halt> {
        let (Some(frame), Some(decoding)) = (&self.found.frame, &mut self.decoding) else { return Ok(()) };
        if !decoding.is_continued_by(header, frame) {
            self.damage.get_or_insert((Reason::PassesMissing, found.at));
            self.coarse = 1000;
        }
        let outcome = decoding
            .scan((self.bytes, self.at), header, frame, &self.tables)
            .map_err(|reason| Halt::Damage(reason, found.at))?;
        self.found.quality = decoding.luma_steps.as_ref().map(quantisation::quality);
        let (across, down) = header.mcus(frame);
        let share = (u64::from(outcome.lost) * 1000).div_ceil((u64::from(across) * u64::from(down)).max(1)) as u16;
        let worst = if header.first == 0 && header.high == 0 { &mut self.lost } else { &mut self.coarse };
        *worst = share.max(*worst);
        if let Some(damage) = outcome.damage {
            self.damage.get_or_insert(damage);
        }
        self.at = outcome.marker.map_or(self.bytes.len(), |marker| marker.at);
        if outcome.padding > 0 {
            self.note(Oddity::StrayBytes { at: (self.at - outcome.padding) as u64, count: outcome.padding as u64 });
        }
        Ok(())
    }

    fn note_stray(&mut self, found: Marker) {
        if found.stray == 0 {
            return;
        }
        if self.scans > 0 && found.stray > PADDING {
            self.damage.get_or_insert((Reason::DataLeftOver, self.at));
        } else {
            self.note(Oddity::StrayBytes { at: self.at as u64, count: found.stray as u64 });
        }
    }

    fn note_trailing(&mut self) {
        let trailing = self.bytes.get(self.at..).unwrap_or_default();
        self.found.trailing = trailing.len();
        if let Some(ahead) = trailing.windows(3).position(|three| three == b"\xFF\xD8\xFF") {
            self.note(Oddity::FurtherPicture { at: (self.at + ahead) as u64 });
        }
    }

    fn note(&mut self, oddity: Oddity) {
        if self.found.oddities.len() < ODDITY_LIMIT {
            self.found.oddities.push(oddity);
        }
    }

    /// The file ends without an end marker.
    fn ended(&self) -> Halt {
        let extent = self.decoding.as_ref().map(Decoding::extent);
        let reason = match extent {
            Some(Extent::Complete | Extent::CoarseOnly) => Reason::NoEndMarker,
            _ => Reason::CutShort,
        };
        Halt::Damage(reason, self.bytes.len())
    }

    /// Turns what was met into the verdict.
    fn judge(&mut self) {
        let extent = self.decoding.as_ref().map(Decoding::extent);
        let end = self.at.saturating_sub(2);
        match extent {
            None if self.found.frame.is_none() => _ = self.damage.get_or_insert((Reason::NoFrame, end)),
            None => _ = self.damage.get_or_insert((Reason::NoScan, end)),
            Some(Extent::ComponentMissing) => _ = self.damage.get_or_insert((Reason::ComponentMissing, end)),
            Some(Extent::PassesMissing) => _ = self.damage.get_or_insert((Reason::PassesMissing, end)),
            Some(Extent::CoarseOnly) => self.note(Oddity::CoarseOnly),
            Some(Extent::Complete) => {}
        }
        if !self.decoding.as_ref().is_some_and(Decoding::luma_has_begun) {
            self.lost = 1000;
        }
        if extent == Some(Extent::PassesMissing) {
            self.coarse = 1000;
        }
        if let Some((reason, at)) = self.damage {
            let lost_permille = match reason {
                // Where bytes were inserted cannot be known from what is left over at the end.
                Reason::DataLeftOver if self.lost == 0 => None,
                _ => Some(self.lost),
            };
            let damage = Damage { reason, at: at as u64, lost_permille, coarse_permille: self.coarse };
            self.found.wholeness = Wholeness::Damaged(damage);
        }
    }
}

/// What the components mean, by libjpeg's rules: JFIF first, then Adobe's marker, then the components' names.
fn colour(frame: &Frame, jfif: bool, adobe_transform: Option<u8>) -> Colour {
    let ids: Vec<u8> = frame.components.iter().map(|component| component.id).collect();
    match (ids.as_slice(), adobe_transform) {
        ([_], _) => Colour::Gray,
        ([_, _, _, _], Some(2)) => Colour::Ycck,
        ([_, _, _, _], _) => Colour::Cmyk,
        (_, _) if jfif => Colour::YCbCr,
        (_, Some(0)) | (b"RGB", None) => Colour::Rgb,
        _ => Colour::YCbCr,
    }
}
