//! Which file fills which part, decided from the path alone, as people really name things.
//!
//! Nothing is guessed from pixels, and nothing is dropped: a file ends in a slot, among the ambiguous, or among the
//! strays with the nearest part suggested.

mod called;
mod claims;
mod dates;
mod joined;
mod keys;
mod month_words;
pub mod naming;
mod numbers;
mod order;
mod page_number;
mod page_numerals;
mod page_words;
mod pages;
mod reading;
mod scheme;
mod sides;
mod slots;
mod spans;
mod suggest;
mod table;
mod titles;
mod whole;
mod words;
mod years;

use crate::dossier::{Applicant, Dossier, Need, Note, Scan, Slot, as_asked, with_reckoned};
use crate::profile::Profile;
use crate::text::{Lang, Text};
use claims::Claims;
use jiff::civil::Date;
use keys::Declared;
use reading::Vocabulary;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use table::Table;

pub use order::natural_order;
pub(crate) use slots::unmentioned;
pub(crate) use suggest::mentions;

/// Lays the scans against the checklist.
pub fn assign(
    profile: Arc<Profile>,
    applicant: Option<Applicant>,
    date: Date,
    scans: Vec<Scan>,
    notes: Vec<Note>,
) -> Dossier {
    let applicant = applicant.map(|applicant| with_reckoned(as_asked(applicant, &profile.asked), &profile, date));
    let mut dossier = lay(profile, applicant, date, scans, notes);
    if !dossier.strays.is_empty() || !dossier.ambiguous.is_empty() {
        dossier.example = example(&dossier);
    }
    dossier
}

/// A name for the first place that is asked for and still empty.
fn example(dossier: &Dossier) -> Option<Text> {
    let slot = dossier.slots.iter().find(|slot| slot.need == Need::Required && slot.files.is_empty())?;
    let wanted = naming::Wanted { item: slot.item, part: slot.part, kind: 0, keys: slot.key.iter().cloned().collect() };
    let name = |lang| {
        let stems = naming::propose(&dossier.profile, dossier.applicant.as_ref(), std::slice::from_ref(&wanted), lang);
        Some(format!("{}.jpg", stems.into_iter().next()??.only()))
    };
    Some(Text { zh: name(Lang::Zh)?, en: name(Lang::En)? })
}

/// [`assign`] without what is only shown to people.
fn lay(profile: Arc<Profile>, applicant: Option<Applicant>, date: Date, scans: Vec<Scan>, notes: Vec<Note>) -> Dossier {
    let mut table = Table {
        profile: &profile,
        vocabulary: Vocabulary::new(&profile, applicant.as_ref()),
        names: OnceCell::new(),
        slots: slots::lay_out(&profile, applicant.as_ref()),
        declared: Declared::of(&profile, applicant.as_ref()),
        pages: BTreeMap::new(),
        strays: Vec::new(),
        ambiguous: Vec::new(),
        near: BTreeMap::new(),
    };
    let mut claims = Claims::of(applicant.as_ref());
    for (at, scan) in scans.iter().enumerate() {
        match claims.take(scan.path.shown()) {
            Some(part) => table.claim(at, scan, part),
            None => table.read(at, scan),
        }
    }
    let unused_claims = claims.unused();
    let Table { slots, strays, pages, mut ambiguous, mut near, .. } = table;
    let moved = ambiguous.iter_mut().map(|file| &mut file.slots).chain(near.values_mut());
    let mut slots = settle_slots(&profile, slots, moved);
    for slot in &mut slots {
        pages::order(&mut slot.files, &pages, &scans);
    }
    Dossier {
        profile,
        applicant,
        date,
        time: None,
        scans,
        slots,
        strays,
        ambiguous,
        near,
        example: None,
        notes,
        unused_claims,
        submissions: None,
    }
}

/// Drops each place without a key that stood for papers or awards while files made places with keys, and puts the
/// places made late where the checklist has them.
fn settle_slots<'s>(
    profile: &Profile,
    slots: Vec<Slot>,
    positions: impl Iterator<Item = &'s mut Vec<usize>>,
) -> Vec<Slot> {
    let keyed: Vec<_> = slots.iter().filter(|slot| slot.key.is_some()).map(|slot| (slot.item, slot.part)).collect();
    let stays =
        |(_, slot): &(usize, Slot)| slot.key.is_some() || slot.contested || !keyed.contains(&(slot.item, slot.part));
    let mut kept: Vec<(usize, Slot)> = slots.into_iter().enumerate().filter(stays).collect();
    kept.sort_by_key(|(_, slot)| reading_order(profile, slot));
    for places in positions {
        let moved = |old: &usize| kept.iter().position(|(at, _)| at == old);
        *places = places.iter().filter_map(moved).collect();
    }
    kept.into_iter().map(|(_, slot)| slot).collect()
}

/// Where a place stands in the checklist. An item whose parts all repeat for the same years, papers or awards is read
/// one year (paper, award) after the other; any other one part after the other.
fn reading_order(profile: &Profile, slot: &Slot) -> (usize, u32, usize, u32) {
    let key = slot.key.as_deref().and_then(|key| key.parse().ok()).unwrap_or(0);
    let parts = profile.items.get(slot.item).map_or(&[][..], |item| &item.parts);
    let together = parts.windows(2).all(|pair| matches!(pair, [a, b] if a.keyed == b.keyed));
    (slot.item, if together { key } else { 0 }, slot.part, key)
}
