//! Reading what scans say, once they have their places: little is asked of each, and nothing of most photos and blanks.

use super::event::{Event, Listener};
use super::files::largest_first;
use super::known::Known;
use crate::cache::Cache;
use crate::dossier::understood::Understood;
use crate::dossier::{Dossier, Scan};
use crate::file;
use crate::inspect::FILE_LIMIT;
use crate::limits::READ_PICTURES;
use crate::read::{is_known, read};
use crate::seen::reading::Enough;
use crate::seen::{Inspected, Reading, Said, Unread};
use crate::text::hex;
use crate::understand::Asked;
use sha2::{Digest, Sha256};
use std::path::Path;

/// Whether scans are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reads {
    /// Not at all.
    Never,
    /// What was read before is known; nothing is read now.
    Kept,
    /// Everything that helps.
    #[default]
    All,
}

/// What a scan says, and what that means where it is known already.
type Meaning = (Said, Option<Understood>);

/// Reads scans, or recalls what they say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'r> {
    pub(super) reads: Reads,
    pub(super) cache: Option<&'r Cache>,
    /// What earlier checks of the same folder found out.
    pub(super) known: Option<&'r Known>,
}

impl Reader<'_> {
    /// Reads nothing.
    pub(super) const NONE: Reader<'static> = Reader { reads: Reads::Never, cache: None, known: None };

    /// Reads what a dossier's scans say, on all threads that there are.
    pub(super) fn read_in_parallel(self, dossier: &mut Dossier, folder: &Path, listener: Listener<'_>) {
        let wanted = self.wanted(dossier);
        listener(Event::ToRead(wanted.len()));
        let bytes = |scan: &usize| dossier.scans.get(*scan).map_or(0, |scan| scan.inspected.bytes);
        let asked = Asked::of(dossier, &is_known);
        let read = largest_first(&wanted, bytes, |scan| self.one((dossier, &asked), *scan, folder, listener));
        drop(asked);
        put(dossier, &wanted, read);
    }

    /// The same on this thread alone, beside others that look at other dossiers.
    pub(super) fn read_in_turn(self, dossier: &mut Dossier, folder: &Path, listener: Listener<'_>) {
        let wanted = self.wanted(dossier);
        let asked = Asked::of(dossier, &is_known);
        let read: Vec<_> = wanted.iter().map(|scan| self.one((dossier, &asked), *scan, folder, listener)).collect();
        drop(asked);
        put(dossier, &wanted, read);
    }

    /// The numbers of the scans that are to be read, those that fill a place first. Of too many the last are not.
    fn wanted(self, dossier: &mut Dossier) -> Vec<usize> {
        if self.reads == Reads::Never {
            return Vec::new();
        }
        let placed = dossier.placed();
        let (mut wanted, others): (Vec<usize>, Vec<usize>) =
            dossier.telling_scans().partition(|at| placed.get(*at) == Some(&true));
        wanted.extend(others);
        for at in wanted.split_off(wanted.len().min(READ_PICTURES)) {
            if let Some(scan) = dossier.scans.get_mut(at) {
                scan.reading = Err(Unread::TooMany);
            }
        }
        wanted
    }

    fn one(
        self,
        (dossier, asked): (&Dossier, &Asked<'_>),
        at: usize,
        folder: &Path,
        listener: Listener<'_>,
    ) -> Meaning {
        let Some(scan) = dossier.scans.get(at) else { return (Err(Unread::NotAsked), None) };
        let enough = |reading: &Reading| asked.are_answered(at, reading);
        let said = self.recalled(scan, &enough).unwrap_or_else(|| match self.reads {
            Reads::All => self.read(scan, folder, &enough),
            Reads::Kept | Reads::Never => Err(Unread::NotAsked),
        });
        listener(Event::Read(scan.path.shown()));
        let understood = said.as_ref().ok().and_then(|reading| asked.understood(at, reading));
        (said, understood)
    }

    /// What is known of the file with this SHA-256.
    pub(super) fn inspection(self, sha256: &str) -> Option<Inspected> {
        let known = self.known.and_then(|known| known.inspection(sha256));
        known.or_else(|| self.cache?.get(sha256))
    }

    /// What is known of a scan, if that goes far enough.
    fn recalled(self, scan: &Scan, enough: Enough<'_>) -> Option<Said> {
        let settled = |said: Said| match said {
            Ok(reading) => reading.settled(enough).map(Ok),
            Err(unread) => Some(Err(unread)),
        };
        let known = self.known.and_then(|known| settled(known.said(scan)?));
        known.or_else(|| settled(self.cache?.reading(&scan.inspected.sha256)?))
    }

    fn read(self, scan: &Scan, folder: &Path, enough: Enough<'_>) -> Said {
        let bytes = file::read(&scan.path.below(folder), FILE_LIMIT).map_err(|_| Unread::Failed)?;
        if hex(&Sha256::digest(&bytes)) != scan.inspected.sha256 {
            // It changed since it was inspected: nothing of it may be kept under the other's name.
            return Err(Unread::Failed);
        }
        let said = read(&bytes, &scan.inspected, enough);
        if let Some(cache) = self.cache {
            cache.put_reading(&scan.inspected.sha256, &said);
        }
        said
    }
}

fn put(dossier: &mut Dossier, wanted: &[usize], read: Vec<Meaning>) {
    for (scan, (said, understood)) in wanted.iter().zip(read) {
        if let Some(scan) = dossier.scans.get_mut(*scan) {
            (scan.reading, scan.understood) = (said, understood);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assign::assign;
    use crate::config::date::parse_day;
    use crate::profile::builtin;
    use crate::seen::reading::{Line, Turn};
    use crate::understand::understand;

    fn reading(texts: &[&str]) -> Reading {
        let lines = (0_u16..).zip(texts).map(|(row, text)| {
            let at = [2000, 800 + 600 * row, 8000, 1100 + 600 * row];
            Line { text: (*text).to_owned(), confidence: 99, least: 99, numerals: 99, at, row }
        });
        let (turn, lines) = (Turn::Upright, lines.collect());
        Reading { turn, sure: true, lines, more: false, others: false, mirrored: false }
    }

    #[test]
    fn what_was_asked_about_is_understood_already() {
        let profile = builtin::find("bazhou-vocational-2021").expect("a built-in profile").expect("no fault in it");
        let scans = vec![Scan::unopened("03-学历学位/毕业证书.jpg")];
        let mut dossier = assign(profile.into(), None, parse_day("2021-09-10").expect("a day"), scans, Vec::new());
        let asked = Asked::of(&dossier, &is_known);
        let page = reading(&["毕业证书", "学生王小明", "二零一零年七月一日"]);
        assert!(asked.are_answered(0, &page));
        assert_eq!(asked.understood(1, &page), None, "no such scan");
        let kept = asked.understood(0, &page).expect("it was asked about");
        asked.are_answered(0, &page);
        assert_eq!(asked.understood(0, &reading(&["毕业证书"])), None, "another reading");
        drop(asked);
        dossier.scans[0].reading = Ok(page);
        understand(&mut dossier, &is_known);
        let afresh = dossier.scans.swap_remove(0).understood.expect("it was read");
        assert!(afresh.is.is_some());
        assert_eq!(kept, Understood { guesses: Vec::new(), ..afresh });
    }
}
