//! The walk from marker to marker (ITU-T T.81, Annex B): what every segment of a file says, in its order.

use super::exif::Exif;
use super::frame::{Frame, PIXEL_LIMIT};
use super::marker::{self, Marker, SegmentFault, next_marker, segment};
use super::scan::ScanHeader;
use super::tables::Tables;
use super::verdict::{Process, Reason, Wholeness};
use super::{Colour, Orientation, quantisation};
use super::{lead, lines};

/// What has been read of a file's headers so far.
pub(super) struct Headers<'a> {
    pub(super) bytes: &'a [u8],
    /// Where the next marker is looked for.
    pub(super) at: usize,
    pub(super) tables: Tables,
    pub(super) frame: Option<Frame>,
    /// Payload of the first JFIF segment, with its `JFIF\0`.
    pub(super) jfif: Option<&'a [u8]>,
    /// Payload of the first Exif segment, without its `Exif\0\0`.
    pub(super) exif: Option<&'a [u8]>,
    /// The colour transform of Adobe's marker.
    adobe: Option<u8>,
    /// Whether nothing stands before the JPEG.
    starts_at_once: bool,
    /// Whether the frame's height stands behind the picture's data.
    pub(super) height_behind: bool,
}

/// What a marker leads to.
pub(super) enum Step {
    /// A scan, whose data begin where the headers stand now.
    Scan(ScanHeader),
    /// The end marker.
    End,
    /// Something else, which is remembered.
    Other,
}

/// What ends the walk before the end marker.
pub(super) enum Halt {
    Damage(Reason, usize),
    Verdict(Wholeness),
}

impl<'a> Headers<'a> {
    /// Those of the JPEG that begins at `start`.
    pub(super) fn at(bytes: &'a [u8], start: usize) -> Self {
        Self {
            bytes,
            at: start + 2,
            tables: Tables::default(),
            frame: None,
            jfif: None,
            exif: None,
            adobe: None,
            starts_at_once: start == 0,
            height_behind: false,
        }
    }

    /// The next marker.
    pub(super) fn marker(&self) -> Option<Marker> {
        next_marker(self.bytes, self.at)
    }

    /// Goes on by this marker and what belongs to it.
    pub(super) fn take(&mut self, found: Marker) -> Result<Step, Halt> {
        self.at = found.end();
        let invalid = |reason| Halt::Damage(reason, found.at);
        match found.code {
            marker::EOI => return Ok(Step::End),
            marker::RST0..=marker::RST7 | marker::TEM => {}
            marker::SOF0..=marker::SOF2 => self.frame(found)?,
            marker::SOF3 => return Err(self.not_ordinary(found, Process::Lossless)),
            marker::SOF5..=marker::SOF7 | marker::DHP => return Err(self.not_ordinary(found, Process::Hierarchical)),
            marker::SOF9..=marker::SOF11 | marker::SOF13..=marker::SOF15 => {
                return Err(self.not_ordinary(found, Process::Arithmetic));
            }
            marker::DHT => {
                let payload = self.payload(found)?;
                self.tables.define_huffman(payload).ok_or_else(|| invalid(Reason::TableInvalid))?;
            }
            marker::DQT => {
                let payload = self.payload(found)?;
                let read = quantisation::read(payload, &mut self.tables.quantisation);
                read.ok_or_else(|| invalid(Reason::TableInvalid))?;
            }
            marker::DRI => match *self.payload(found)? {
                [high, low] => self.tables.restart_interval = u32::from(u16::from_be_bytes([high, low])),
                _ => return Err(invalid(Reason::HeaderInvalid)),
            },
            marker::SOS => {
                let payload = self.payload(found)?;
                let header = self.frame.as_ref().and_then(|frame| ScanHeader::read(payload, frame));
                return header.map(Step::Scan).ok_or_else(|| invalid(Reason::HeaderInvalid));
            }
            marker::APP0..=marker::APP15 => self.application(found)?,
            marker::COM | marker::DNL | marker::DAC => {
                self.payload(found)?;
            }
            _ => return Err(invalid(Reason::HeaderInvalid)),
        }
        Ok(Step::Other)
    }

    /// What the components mean, by libjpeg's rules: JFIF first, then Adobe's marker, then the components' names.
    pub(super) fn colour(&self) -> Colour {
        let ids: Vec<u8> = self.frame.iter().flat_map(|frame| &frame.components).map(|of| of.id).collect();
        match (ids.as_slice(), self.adobe) {
            ([_], _) => Colour::Gray,
            ([_, _, _, _], Some(2)) => Colour::Ycck,
            ([_, _, _, _], adobe) => Colour::Cmyk { inverted: adobe.is_some() },
            (_, _) if self.jfif.is_some() => Colour::YCbCr,
            (_, Some(0)) | (b"RGB", None) => Colour::Rgb,
            _ => Colour::YCbCr,
        }
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
                self.jfif.get_or_insert(payload);
            }
            marker::APP1 => {
                if let Some(exif) = payload.strip_prefix(b"Exif\0").and_then(|rest| rest.get(1..)) {
                    self.exif.get_or_insert(exif);
                }
            }
            marker::APP14 => {
                let transform = payload.strip_prefix(b"Adobe").and_then(|rest| rest.get(6));
                self.adobe = self.adobe.or(transform.copied());
            }
            _ => {}
        }
        Ok(())
    }

    fn frame(&mut self, found: Marker) -> Result<(), Halt> {
        let payload = self.payload(found)?;
        if self.frame.is_some() {
            return Err(Halt::Damage(Reason::HeaderInvalid, found.at));
        }
        let read = |payload: &[u8]| {
            let frame = Frame::read(payload, found.code == marker::SOF2);
            frame.ok_or(Halt::Damage(Reason::HeaderInvalid, found.at))
        };
        let mut frame = read(payload)?;
        // What a file begins with may be read from many places; then it is not searched to its end each time.
        if frame.height == 0
            && self.starts_at_once
            && let Some(told) = lines::behind_first_scan(self.bytes, self.at)
        {
            frame = read(&lines::with_height(payload, told))?;
            self.height_behind = true;
        }
        let (precision, pixels, components) = (frame.precision, frame.pixels(), frame.components.len());
        self.frame = Some(frame);
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
        self.frame = self.frame.take().or(frame);
        Halt::Verdict(Wholeness::NotOrdinary(process))
    }
}

/// What stands before the picture data, for whoever shows or prints the file as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Width as stored, pixels.
    pub width: u32,
    /// Height as stored, pixels.
    pub height: u32,
    /// What the components mean.
    pub colour: Colour,
    /// Width and height of an MCU, pixels; (8, 8) for a single component.
    pub mcu: (u32, u32),
    /// Exif orientation; upright where the file does not say.
    pub orientation: Orientation,
    /// Sampling factors of the first component and the largest of all, across and down.
    pub sampling: [(u32, u32); 2],
    /// Whether its components lie over each other as in nearly all files: lightness is stored as finely as any, and both
    /// colours alike.
    pub usual_sampling: bool,
    /// Whether its components come together in one scan, or in successive passes, as in nearly all files; some decoders read the
    /// first scan of the others alone.
    pub usual_scans: bool,
    /// How many coefficients a decoder keeps until the picture is complete: all of them where it comes in successive
    /// passes, none where it comes row by row.
    pub coefficients: u64,
}

/// Reads the headers up to the first scan; `None` where no ordinary picture begins there.
pub fn header(bytes: &[u8]) -> Option<Header> {
    header_at(bytes, lead::start(bytes)?)
}

pub(super) fn header_at(bytes: &[u8], start: usize) -> Option<Header> {
    let mut headers = Headers::at(bytes, start);
    let first_scan = loop {
        match headers.take(headers.marker()?) {
            Ok(Step::Scan(scan)) => break scan,
            Ok(Step::Other) => {}
            Ok(Step::End) | Err(_) => return None,
        }
    };
    let colour = headers.colour();
    let orientation = headers.exif.and_then(|exif| Exif::read(exif).orientation).unwrap_or_default();
    let frame = headers.frame?;
    let mcu = (8 * frame.max_h, 8 * frame.max_v);
    let coefficients = if frame.progressive { frame.blocks() * 64 } else { 0 };
    let first = frame.components.first()?;
    let sampling = [(first.h, frame.max_h), (first.v, frame.max_v)];
    let factors: Vec<(u32, u32)> = frame.components.iter().map(|of| (of.h, of.v)).collect();
    let usual_sampling = is_usual(&factors, (frame.max_h, frame.max_v));
    let usual_scans = frame.progressive || first_scan.components.len() == frame.components.len();
    let (width, height) = (frame.width, frame.height);
    Some(Header { width, height, colour, mcu, orientation, sampling, usual_sampling, usual_scans, coefficients })
}

/// Black ink is stored as finely as lightness, or as coarsely as colour.
fn is_usual(factors: &[(u32, u32)], most: (u32, u32)) -> bool {
    match *factors {
        [first, blue, red] => first == most && blue == red,
        [first, blue, red, black] => first == most && blue == red && (black == first || black == blue),
        _ => true,
    }
}
