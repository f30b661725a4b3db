//! Reading what scans say, once they have their places: little is asked of each, and nothing of most photos and blanks.

use super::event::{Event, Listener};
use super::files::largest_first;
use crate::cache::Cache;
use crate::dossier::look::Look;
use crate::dossier::{Dossier, Reading, Said, Scan, Unread};
use crate::file;
use crate::inspect::FILE_LIMIT;
use crate::profile::{Pages, Role};
use crate::read::{CAN_READ, read};
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
}

/// A scan that is to be read.
struct Wanted {
    /// Its number.
    scan: usize,
    /// Whether its first lines are always enough: a long text tells nothing more further down.
    short: bool,
}

impl Reader<'_> {
    /// Reads nothing.
    pub(super) const NONE: Reader<'static> = Reader { reads: Reads::Never, cache: None };

    /// Reads what a dossier's scans say, on all threads that there are.
    pub(super) fn read_in_parallel(self, dossier: &mut Dossier, folder: &Path, listener: Listener<'_>) {
        let wanted = self.wanted(dossier);
        listener(Event::ToRead(wanted.len()));
        let bytes = |wanted: &Wanted| dossier.scans.get(wanted.scan).map_or(0, |scan| scan.inspected.bytes);
        let read = largest_first(&wanted, bytes, |wanted| self.one(dossier, wanted, folder, listener));
        put(dossier, &wanted, read);
    }

    /// The same on this thread alone, beside others that look at other dossiers; how many pictures were left unread
    /// because nothing is read now.
    pub(super) fn read_in_turn(self, dossier: &mut Dossier, folder: &Path, listener: Listener<'_>) -> usize {
        let wanted = self.wanted(dossier);
        let read: Vec<Said> = wanted.iter().map(|wanted| self.one(dossier, wanted, folder, listener)).collect();
        let left = read.iter().filter(|said| **said == Err(Unread::NotAsked)).count();
        put(dossier, &wanted, read);
        left
    }

    /// The scans that may say something: no portraits, no blank sheets, nothing that is no picture.
    fn wanted(self, dossier: &Dossier) -> Vec<Wanted> {
        if self.reads == Reads::Never || !CAN_READ {
            return Vec::new();
        }
        let (mut photo, mut short) = (vec![false; dossier.scans.len()], vec![false; dossier.scans.len()]);
        for slot in &dossier.slots {
            let (item, part) = dossier.part(slot);
            for claim in &slot.files {
                if let (Some(photo), Some(short)) = (photo.get_mut(claim.scan), short.get_mut(claim.scan)) {
                    *photo |= item.role == Some(Role::Photo);
                    *short |= part.pages == Pages::Many;
                }
            }
        }
        let scans = dossier.scans.iter().zip(photo).zip(short).enumerate();
        let wanted = scans.filter(|(_, ((scan, photo), _))| !photo && may_say_something(scan));
        wanted.map(|(scan, (_, short))| Wanted { scan, short }).collect()
    }

    fn one(self, dossier: &Dossier, wanted: &Wanted, folder: &Path, listener: Listener<'_>) -> Said {
        let Some(scan) = dossier.scans.get(wanted.scan) else { return Err(Unread::NotAsked) };
        let enough = |first: &Reading| wanted.short || is_enough(first);
        let said = self.recalled(scan, &enough).unwrap_or_else(|| {
            if self.reads == Reads::All { self.read(scan, folder, &enough) } else { Err(Unread::NotAsked) }
        });
        listener(Event::Read(scan.path.shown()));
        said
    }

    /// What is known of a scan, if that goes far enough.
    fn recalled(self, scan: &Scan, enough: &(dyn Fn(&Reading) -> bool + Sync)) -> Option<Said> {
        match self.cache?.reading(&scan.inspected.sha256)? {
            Ok(reading) => reading.settled(enough).map(Ok),
            Err(unread) => Some(Err(unread)),
        }
    }

    fn read(self, scan: &Scan, folder: &Path, enough: &(dyn Fn(&Reading) -> bool + Sync)) -> Said {
        let bytes = file::read(&scan.path.below(folder), FILE_LIMIT).map_err(|_| Unread::Failed)?;
        let said = read(&bytes, &scan.inspected, enough);
        if let Some(cache) = self.cache {
            cache.put_reading(&scan.inspected.sha256, &said);
        }
        said?.settled(enough).ok_or(Unread::Failed)
    }
}

/// Whether the first lines of a page tell what it is: there are many of them that are sure.
fn is_enough(_first: &Reading) -> bool {
    true
}

fn may_say_something(scan: &Scan) -> bool {
    let inspected = &scan.inspected;
    let look = inspected.picture.as_ref().and_then(|picture| picture.look.as_ref());
    let is_blank = look.is_some_and(Look::is_blank);
    inspected.content.format().is_some() && inspected.trouble.is_none() && !is_blank
}

fn put(dossier: &mut Dossier, wanted: &[Wanted], read: Vec<Said>) {
    for (wanted, said) in wanted.iter().zip(read) {
        if let Some(scan) = dossier.scans.get_mut(wanted.scan) {
            scan.reading = said;
        }
    }
}
