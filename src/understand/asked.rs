//! What is asked of each page, and whether the lines that were read so far answer it: no more are read than that needs.
//!
//! A page that is what it is filed as, and says all that it must, is done with a few lines. Where something is missing, all
//! of it is read before anybody hears of it: what was not read may stand further down.

use super::{Knows, Reader};
use crate::dossier::understood::{EntriesFound, Found, Understood};
use crate::dossier::{Dossier, Slot};
use crate::profile::{Keyed, Role, Says};
use crate::seen::reading::{FIRST_LINES, Reading};
use std::sync::{Mutex, OnceLock, PoisonError};

/// The questions that a dossier has for its pages.
pub struct Asked<'d> {
    dossier: &'d Dossier,
    knows: Knows<'d>,
    /// Made for the first page of which something is read: a batch reads little, and its words are many.
    reader: OnceLock<Reader<'d>>,
    /// What each scan fills, by its position.
    filled: Vec<Vec<&'d Slot>>,
    /// What each scan was last asked about, and what that means: mostly as much as is kept of it.
    answers: Vec<Mutex<Option<(Reading, Understood)>>>,
}

impl<'d> Asked<'d> {
    /// Those of one dossier, whose scans have their places.
    pub fn of(dossier: &'d Dossier, knows: Knows<'d>) -> Self {
        let mut filled = vec![Vec::new(); dossier.scans.len()];
        for slot in &dossier.slots {
            for claim in &slot.files {
                if let Some(slots) = filled.get_mut(claim.scan) {
                    slots.push(slot);
                }
            }
        }
        let answers = dossier.scans.iter().map(|_| Mutex::default()).collect();
        Self { dossier, knows, reader: OnceLock::new(), filled, answers }
    }

    fn said(&self, reading: &Reading) -> Understood {
        let reader = || Reader::new(&self.dossier.profile, self.dossier.applicant.as_ref(), self.knows);
        self.reader.get_or_init(reader).said(reading)
    }

    /// Whether the first lines of a scan are enough.
    pub fn are_answered(&self, scan: usize, reading: &Reading) -> bool {
        let far = reading.lines.len() >= FIRST_LINES;
        match self.filled.get(scan).map(Vec::as_slice) {
            None | Some([]) => far,
            Some(slots) => {
                let said = self.said(reading);
                let answered = slots.iter().all(|slot| self.is_answered(slot, &said, far));
                self.keep(scan, Some((reading.clone(), said)));
                answered
            }
        }
    }

    /// What a reading means, where it was the last of its scan that was asked about.
    pub fn understood(&self, scan: usize, reading: &Reading) -> Option<Understood> {
        let (asked, said) = self.keep(scan, None)?;
        (asked == *reading).then_some(said)
    }

    fn keep(&self, scan: usize, answer: Option<(Reading, Understood)>) -> Option<(Reading, Understood)> {
        let mut kept = self.answers.get(scan)?.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *kept, answer)
    }

    fn is_answered(&self, slot: &Slot, said: &Understood, far: bool) -> bool {
        let own = (slot.item, slot.part);
        let (item, part) = self.dossier.part(slot);
        // A photo says nothing: a page of text in its place is known by its lines, few of which may be clear.
        if item.role == Some(Role::Photo) {
            return far;
        }
        let Some(says) = part.says.as_ref() else { return true };
        // Whether the other side stands below is seen only at the end, and a card has few lines.
        let is_card = item.role == Some(Role::Identity) && says.lines.is_some();
        if is_card || said.unlike.iter().any(|other| (other.item, other.part) == own) {
            return false;
        }
        let all_there = || self.is_there(slot, says, said, far);
        match said.is.as_ref().map(|known| (known.item, known.part)) {
            Some(is) if is == own => all_there(),
            // It looks like another document: that is said only when all of it was read.
            Some(_) => false,
            // Nothing is concluded from a page without any word of its part.
            None => {
                let is_sought = said.hints.contains(&own) || !says.has_words() && !says.all.is_empty();
                (far || !says.has_words()) && (!is_sought || all_there())
            }
        }
    }

    /// Whether all that must stand on the page does; after the first lines, whether what is missing will not be looked for.
    fn is_there(&self, slot: &Slot, says: &Says, said: &Understood, far: bool) -> bool {
        let entry = self.entry(slot);
        let found = |of: fn(&EntriesFound) -> &Vec<Found>| {
            let entries = entry.and_then(|(list, entry)| of(said.lists.get(list)?).get(entry));
            entries.is_none_or(|found| *found != Found::No)
        };
        let name = said.own_name != Some(Found::No);
        let title = found(|entries| &entries.called) || far && says.continues;
        let valid = said.valid.as_ref().is_some_and(|valid| valid.sound || valid.until.is_none());
        (!says.name || name)
            && (!says.number || self.has_number(said, far))
            && (!says.year || has_year(slot, says, said))
            && (says.valid_until.is_none() || valid)
            && !said.absent.iter().any(|absent| (absent.item, absent.part) == (slot.item, slot.part))
            && (says.title.is_none() || title)
            && (says.journal.is_none() || found(|entries| &entries.journals))
            && (says.issue.is_none() || said.issue.is_some())
            && (says.code.is_empty() || !said.codes.is_empty())
    }

    /// The applicant's number, or after the first lines none at all: many certificates have none.
    fn has_number(&self, said: &Understood, far: bool) -> bool {
        let own = self.dossier.applicant.as_ref().map(|applicant| applicant.id_number.trim().to_uppercase());
        let is_own = said.numbers.iter().any(|read| own.as_ref() == Some(&read.number));
        is_own || far && said.numbers.is_empty()
    }

    fn entry(&self, slot: &Slot) -> Option<(usize, usize)> {
        let Keyed::List(list) = self.dossier.part(slot).1.keyed else { return None };
        Some((list, slot.key.as_deref()?.parse::<usize>().ok()?.checked_sub(1)?))
    }
}

/// The year that a page is filed under.
fn has_year(slot: &Slot, says: &Says, said: &Understood) -> bool {
    let Some(asked) = slot.key.as_deref().and_then(|key| key.parse::<i16>().ok()) else { return true };
    let dated = says.year_from_dates && said.years.is_empty() && said.years_signed.contains(&asked);
    dated || said.years.iter().any(|year| year.year == asked)
}
