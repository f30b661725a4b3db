//! The strict pass from a file's first marker to its last, and the verdict at its end.
//!
//! What libjpeg passes over with a warning, though the picture comes out whole, is an oddity here; where it shows grey
//! or shifted blocks, or nothing, is damage. Only the first damage is reported: what follows is its consequence.

use super::coverage::Extent;
use super::decoding::Decoding;
use super::feed::Feed;
use super::headers::{Halt, Headers, Step};
use super::intervals::PADDING;
use super::lead::start;
use super::marker::{BEGINNING, Marker};
use super::scan::ScanHeader;
use super::verdict::{Damage, Oddity, Reason, Wholeness};
use super::{Colour, Jpeg, quantisation};

/// The most scans that are read. The longest useful progression has a few dozen.
const SCAN_LIMIT: u32 = 100;
/// The most oddities that are reported of one file.
const ODDITY_LIMIT: usize = 16;

/// Reads the JPEG in `bytes` from its first marker to its last, and what came of its picture, if any scan began.
pub(super) fn read<F: Feed>(bytes: &[u8]) -> (Jpeg<'_>, Option<F>) {
    let start = start(bytes).unwrap_or_default();
    let mut walk = Walk {
        headers: Headers::at(bytes, start),
        decoding: None,
        colour: Colour::YCbCr,
        scans: 0,
        damage: None,
        lost: 0,
        coarse: 0,
        wholeness: Wholeness::Whole,
        oddities: Vec::new(),
        trailing: 0,
        trailer_known: false,
    };
    let halt = loop {
        match walk.step() {
            Ok(true) => {}
            Ok(false) => break None,
            Err(halt) => break Some(halt),
        }
    };
    match halt {
        Some(Halt::Verdict(verdict)) => walk.wholeness = verdict,
        Some(Halt::Damage(reason, at)) => {
            walk.damage.get_or_insert((reason, at));
            walk.judge();
        }
        None => walk.judge(),
    }
    let Walk { headers, decoding, colour, wholeness, oddities, trailing, trailer_known, .. } = walk;
    let quality = decoding.as_ref().and_then(Decoding::luma_steps).map(quantisation::quality);
    let Headers { frame, jfif, exif, .. } = headers;
    (
        Jpeg { start, frame, colour, wholeness, oddities, trailing, trailer_known, quality, jfif, exif },
        decoding.map(|decoding| decoding.feed),
    )
}

/// A walk in progress.
struct Walk<'a, F> {
    headers: Headers<'a>,
    decoding: Option<Decoding<F>>,
    colour: Colour,
    scans: u32,
    damage: Option<(Reason, usize)>,
    /// ‰ of the picture without DC coefficients, and without finer ones.
    lost: u16,
    coarse: u16,
    wholeness: Wholeness,
    oddities: Vec<Oddity>,
    trailing: usize,
    trailer_known: bool,
}

impl<F: Feed> Walk<'_, F> {
    /// Goes on by one marker and what belongs to it; false at the end marker.
    fn step(&mut self) -> Result<bool, Halt> {
        let Some(found) = self.headers.marker() else { return Err(self.ended()) };
        self.note_stray(found);
        match self.headers.take(found)? {
            Step::End => {
                self.note_trailing();
                return Ok(false);
            }
            Step::Scan(header) => self.scan(&header, found)?,
            Step::Other => {}
        }
        Ok(true)
    }

    fn scan(&mut self, header: &ScanHeader, found: Marker) -> Result<(), Halt> {
        self.scans += 1;
        if self.scans > SCAN_LIMIT {
            return Err(Halt::Damage(Reason::TooManyPasses, found.at));
        }
        if self.decoding.is_none() {
            self.colour = self.headers.colour();
            self.decoding = self.headers.frame.as_ref().and_then(|frame| Decoding::new(frame, self.colour.light()));
        }
        if self.scans == 1 && self.headers.height_behind {
            self.note(Oddity::HeightBehind);
        }
        if self.headers.tables.fill_with_standard() {
            self.note(Oddity::StandardTables);
        }
        self.decode(header, found)
    }

    fn decode(&mut self, header: &ScanHeader, found: Marker) -> Result<(), Halt> {
        let Headers { bytes, at, tables, frame, .. } = &mut self.headers;
        let (Some(frame), Some(decoding)) = (frame, &mut self.decoding) else { return Ok(()) };
        if !decoding.is_continued_by(header, frame) {
            self.damage.get_or_insert((Reason::PassesMissing, found.at));
            self.coarse = 1000;
        }
        let outcome =
            decoding.scan((bytes, *at), header, frame, tables).map_err(|reason| Halt::Damage(reason, found.at))?;
        let (across, down) = header.mcus(frame);
        let share = (u64::from(outcome.lost) * 1000).div_ceil((u64::from(across) * u64::from(down)).max(1)) as u16;
        let worst = if header.first == 0 && header.high == 0 { &mut self.lost } else { &mut self.coarse };
        *worst = share.max(*worst);
        if let Some(damage) = outcome.damage {
            self.damage.get_or_insert(damage);
        }
        *at = outcome.marker.map_or(bytes.len(), |marker| marker.at);
        if outcome.padding > 0 {
            let stray = Oddity::StrayBytes { at: (*at - outcome.padding) as u64, count: outcome.padding as u64 };
            self.note(stray);
        }
        Ok(())
    }

    fn note_stray(&mut self, found: Marker) {
        if found.stray == 0 {
            return;
        }
        if self.scans > 0 && found.stray > PADDING {
            self.damage.get_or_insert((Reason::DataLeftOver, self.headers.at));
        } else {
            self.note(Oddity::StrayBytes { at: self.headers.at as u64, count: found.stray as u64 });
        }
    }

    fn note_trailing(&mut self) {
        let trailing = self.headers.bytes.get(self.headers.at..).unwrap_or_default();
        self.trailing = trailing.len();
        self.trailer_known = is_known_trailer(trailing);
        if self.trailer_known {
            return;
        }
        if let Some(ahead) = trailing.windows(3).position(|three| three == BEGINNING) {
            self.note(Oddity::FurtherPicture { at: (self.headers.at + ahead) as u64 });
        }
    }

    fn note(&mut self, oddity: Oddity) {
        if self.oddities.len() < ODDITY_LIMIT {
            self.oddities.push(oddity);
        }
    }

    /// The file ends without an end marker.
    fn ended(&self) -> Halt {
        let extent = self.decoding.as_ref().map(Decoding::extent);
        let reason = match extent {
            Some(Extent::Complete | Extent::CoarseOnly) => Reason::NoEndMarker,
            _ => Reason::CutShort,
        };
        Halt::Damage(reason, self.headers.bytes.len())
    }

    /// Turns what was met into the verdict.
    fn judge(&mut self) {
        let extent = self.decoding.as_ref().map(Decoding::extent);
        let end = self.headers.at.saturating_sub(2);
        match extent {
            None if self.headers.frame.is_none() => _ = self.damage.get_or_insert((Reason::NoFrame, end)),
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
            self.wholeness = Wholeness::Damaged(damage);
        }
    }
}

/// Whether bytes behind the end marker are those that common programs put there: 8 or 24 bytes from messengers, and the
/// list of notes that Samsung's cameras end with `SEFT` (IMAGES: on a third of all good files).
fn is_known_trailer(trailing: &[u8]) -> bool {
    matches!(trailing.len(), 8 | 24) || trailing.ends_with(b"SEFT")
}
