//! Reading what scans say, once they have their places: little is asked of each, and nothing of most photos and blanks.

use super::event::{Event, Listener};
use super::files::largest_first;
use super::known::Known;
use crate::cache::Cache;
use crate::dossier::look::Look;
use crate::dossier::reading::Enough;
use crate::dossier::{Dossier, Inspected, Reading, Said, Scan, Unread};
use crate::file;
use crate::inspect::FILE_LIMIT;
use crate::profile::Role;
use crate::read::{is_known, read};
use crate::text::hex;
use crate::understand::Asked;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
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

    /// The same on this thread alone, beside others that look at other dossiers; how many pictures were left unread
    /// because nothing is read now.
    pub(super) fn read_in_turn(self, dossier: &mut Dossier, folder: &Path, listener: Listener<'_>) -> usize {
        let wanted = self.wanted(dossier);
        let asked = Asked::of(dossier, &is_known);
        let read: Vec<Said> = wanted.iter().map(|scan| self.one((dossier, &asked), *scan, folder, listener)).collect();
        drop(asked);
        let left = read.iter().filter(|said| **said == Err(Unread::NotAsked)).count();
        put(dossier, &wanted, read);
        left
    }

    /// How many pictures of a dossier that was looked at may say something, and were not read.
    pub(super) fn unread(self, dossier: &Dossier) -> usize {
        let said = |scan: usize| dossier.scans.get(scan).map(|scan| &scan.reading);
        self.wanted(dossier).into_iter().filter(|scan| said(*scan) == Some(&Err(Unread::NotAsked))).count()
    }

    /// The numbers of the scans that may say something: no portraits, no blank sheets, nothing that is no picture.
    fn wanted(self, dossier: &Dossier) -> Vec<usize> {
        if self.reads == Reads::Never {
            return Vec::new();
        }
        let portraits = dossier.slots_of(Role::Photo).flat_map(|slot| &slot.files);
        let portraits: BTreeSet<usize> = portraits.map(|claim| claim.scan).collect();
        let scans = dossier.scans.iter().enumerate();
        let wanted = scans.filter(|(at, scan)| !portraits.contains(at) && may_say_something(scan));
        wanted.map(|(at, _)| at).collect()
    }

    fn one(self, (dossier, asked): (&Dossier, &Asked<'_>), at: usize, folder: &Path, listener: Listener<'_>) -> Said {
        let scan = dossier.scans.get(at).ok_or(Unread::NotAsked)?;
        let enough = |reading: &Reading| asked.are_answered(at, reading);
        let said = self.recalled(scan, &enough).unwrap_or_else(|| match self.reads {
            Reads::All => self.read(scan, folder, &enough),
            Reads::Kept | Reads::Never => Err(Unread::NotAsked),
        });
        listener(Event::Read(scan.path.shown()));
        said
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

fn may_say_something(scan: &Scan) -> bool {
    let inspected = &scan.inspected;
    let look = inspected.picture.as_ref().and_then(|picture| picture.look.as_ref());
    let is_blank = look.is_some_and(Look::is_blank);
    inspected.is_readable() && !is_blank
}

fn put(dossier: &mut Dossier, wanted: &[usize], read: Vec<Said>) {
    for (scan, said) in wanted.iter().zip(read) {
        if let Some(scan) = dossier.scans.get_mut(*scan) {
            scan.reading = said;
        }
    }
}
