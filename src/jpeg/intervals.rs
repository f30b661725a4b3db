//! One scan from its first MCU to its last, restart interval by restart interval (ITU-T T.81, E.2.4).
//!
//! Damage ends an interval, not the scan: at the next restart marker decoding goes on, so that the share that is lost
//! is known.

use super::bits::BitReader;
use super::feed::{Feed, Lane};
use super::marker::{Marker, RST0, RST7};
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
    let mut reader = BitReader::new(bytes, at);
    let mut outcome = Outcome { damage: None, lost: 0, padding: 0, marker: None };
    let (mut next, mut restart) = (0, 0);
    while next < total {
        let end = next.saturating_add(span).min(total);
        let decoded = match history.as_deref_mut() {
            Some(history) => progressive::interval(&mut reader, (header, lanes), (feed, history), next..end, across),
            None => sequential::interval(&mut reader, lanes, feed, next..end, across),
        };
        let (position, start) = (reader.position(), next);
        let (marker, left) = reader.end();
        outcome.marker = marker;
        next = end;
        match decoded {
            Err((mcu, stop)) => {
                outcome.lost += end - mcu;
                outcome.note(reason(stop, marker), position);
            }
            Ok(()) if left > PADDING => {
                outcome.note(Reason::DataLeftOver, position);
                // Which blocks of an interval are wrong is not known; of a whole picture, not even roughly.
                outcome.lost += if restart_interval == 0 { 0 } else { end - start };
            }
            Ok(()) => outcome.padding = left,
        }
        if next == total {
            break;
        }
        match marker {
            Some(marker) if (RST0..=RST7).contains(&marker.code) => {
                let ahead = u32::from((marker.code - RST0).wrapping_sub(restart) & 7);
                if ahead != 0 {
                    outcome.note(Reason::RestartOutOfOrder, marker.at);
                }
                // One that should have come earlier brings no news of how much is missing.
                if ahead <= 4 {
                    let skipped = (ahead * span).min(total - next);
                    outcome.lost += skipped;
                    next += skipped;
                }
                restart = (marker.code - RST0 + 1) & 7;
                reader = BitReader::new(bytes, marker.end());
            }
            other => {
                outcome.lost += total - next;
                outcome.note(reason(Stop::Overrun, other), other.map_or(bytes.len(), |marker| marker.at));
                break;
            }
        }
    }
    outcome
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
