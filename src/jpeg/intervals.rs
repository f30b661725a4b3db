//! One scan from its first MCU to its last, restart interval by restart interval (ITU-T T.81, E.2.4).
//!
//! Damage ends an interval, not the scan: at the next restart marker decoding goes on, so that the share that is lost
//! is known.

use super::bits::BitReader;
use super::entropy::Entropy;
use super::feed::{Feed, Lane};
use super::marker::{Marker, RST0, RST7, SOF0, next_marker};
use super::progressive::{self, History};
use super::scan::ScanHeader;
use super::sequential::{self, Stop};
use crate::jpeg::verdict::Reason;

/// Bytes that may stand between the last block and the next marker without being taken for lost picture data: some
/// encoders pad, and libjpeg passes over them.
pub(super) const PADDING: usize = 8;

/// How a scan went.
pub(super) struct Outcome {
    /// The first damage: what, and where in the file.
    pub(super) damage: Option<(Reason, usize)>,
    /// MCUs that did not come whole.
    pub(super) lost: u32,
    /// Bytes between the last block and the marker, where they are few enough to be padding.
    pub(super) padding: usize,
    /// The marker that ends the scan; `None` at the end of the file.
    pub(super) marker: Option<Marker>,
}

/// Decodes a scan of `mcus` (across, down) whose data begin at `at`.
pub(super) fn decode<F: Feed>(
    (bytes, at): (&[u8], usize),
    (header, lanes): (&ScanHeader, &mut [Lane]),
    (feed, mut history): (&mut F, Option<&mut History>),
    (across, down): (u32, u32),
    restart_interval: u32,
) -> Outcome {
    let total = across * down;
    let span = if restart_interval == 0 { total } else { restart_interval };
    let mut entropy = Entropy::new(bytes);
    let mut at = at;
    let mut outcome = Outcome { damage: None, lost: 0, padding: 0, marker: None };
    let (mut next, mut restart) = (0, 0u8);
    while next < total {
        let end = next.saturating_add(span).min(total);
        entropy.begin(at);
        let mut reader = BitReader::new(entropy.bytes());
        let decoded = match history.as_deref_mut() {
            Some(history) => progressive::interval(&mut reader, (header, lanes), (feed, history), next..end, across),
            None => sequential::interval(&mut reader, lanes, feed, next..end, across),
        };
        let taken = entropy.bytes().len() - reader.left();
        let start = next;
        let (marker, left) = entropy.rest(taken);
        outcome.marker = marker;
        next = end;
        match decoded {
            Err((mcu, stop)) => {
                outcome.lost += end - mcu;
                outcome.note(reason(stop, marker), entropy.position(taken));
            }
            Ok(()) if left > PADDING => {
                outcome.note(Reason::DataLeftOver, entropy.position(taken));
                // Which blocks of an interval are wrong is not known; of a whole picture, not even roughly.
                outcome.lost += if restart_interval == 0 { 0 } else { end - start };
            }
            Ok(()) => outcome.padding = left,
        }
        let mut found = marker;
        while next < total {
            match synchronised(bytes, found, restart) {
                Restart::At(marker) => {
                    if found != Some(marker) || marker.code != RST0 + restart {
                        outcome.note(Reason::RestartOutOfOrder, marker.at);
                    }
                    at = marker.end();
                    restart = (restart + 1) & 7;
                    break;
                }
                Restart::Lost(marker) => {
                    outcome.note(Reason::RestartOutOfOrder, marker.at);
                    let lost = span.min(total - next);
                    (outcome.lost, next, restart) = (outcome.lost + lost, next + lost, (restart + 1) & 7);
                    found = Some(marker);
                }
                Restart::End(end) => {
                    outcome.lost += total - next;
                    outcome.note(reason(Stop::Overrun, end), end.map_or(bytes.len(), |marker| marker.at));
                    outcome.marker = end;
                    next = total;
                }
            }
        }
    }
    outcome
}

/// Where the next restart interval begins.
enum Restart {
    /// Behind this marker.
    At(Marker),
    /// Nowhere: this marker belongs to one of the two intervals after it.
    Lost(Marker),
    /// No restart marker follows; this one ends the scan, or the file ends.
    End(Option<Marker>),
}

/// Finds the restart marker `wanted`, from `found` on, as libjpeg does (`jpeg_resync_to_restart`), so that what is called lost
/// is what viewers show gray: a marker that is no marker and one of the two intervals before are passed over, one of the two
/// intervals after waits for its turn, and any other is taken for the one that is wanted.
fn synchronised(bytes: &[u8], found: Option<Marker>, wanted: u8) -> Restart {
    let mut next = found;
    while let Some(marker) = next {
        match marker.code {
            RST0..=RST7 => match (marker.code - RST0).wrapping_sub(wanted) & 7 {
                1 | 2 => return Restart::Lost(marker),
                6 | 7 => {}
                _ => return Restart::At(marker),
            },
            SOF0.. => return Restart::End(next),
            _ => {}
        }
        next = next_marker(bytes, marker.end());
    }
    Restart::End(None)
}

impl Outcome {
    fn note(&mut self, reason: Reason, at: usize) {
        self.damage.get_or_insert((reason, at));
    }
}

fn reason(stop: Stop, marker: Option<Marker>) -> Reason {
    match (stop, marker) {
        (Stop::Invalid, _) => Reason::DataInvalid,
        (Stop::Overrun, Some(_)) => Reason::DataMissing,
        (Stop::Overrun, None) => Reason::CutShort,
    }
}
