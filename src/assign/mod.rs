//! Which file fills which part, decided from the path alone, as people really name things.
//!
//! Nothing is guessed from pixels, and nothing is dropped: a file ends in a slot, among the ambiguous, or among the
//! strays with the nearest part suggested.

mod claims;
mod keys;
pub mod naming;
mod numbers;
mod page_number;
mod page_words;
mod pages;
mod reading;
mod slots;
mod suggest;
mod words;

use crate::dossier::applicant::PartRef;
use crate::dossier::{Ambiguous, Applicant, Claim, Dossier, Need, Note, Scan, Slot, Stray, as_asked, with_reckoned};
use crate::profile::{Part, Presence, Profile};
use crate::text::{Lang, Text};
use claims::Claims;
use jiff::civil::Date;
use keys::{Declared, Keys};
use pages::Page;
use reading::{Candidate, Component, Target, Vocabulary, keep_some};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use suggest::{Names, Near};

pub use reading::natural_order;
pub(crate) use slots::{too_early, unmentioned};

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
        Some(format!("{}.jpg", stems.into_iter().next()??))
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

/// The checklist while files are being laid against it.
struct Table<'p> {
    profile: &'p Profile,
    vocabulary: Vocabulary,
    /// For strays; a folder without any never needs them.
    names: OnceCell<Names>,
    slots: Vec<Slot>,
    /// How many papers and awards there are to be told apart by a number.
    declared: Declared,
    /// By scan: what the name of a file that has its place says of its page.
    pages: BTreeMap<usize, Page>,
    strays: Vec<Stray>,
    ambiguous: Vec<Ambiguous>,
    /// By scan: the places whose names a stray's is nearest to.
    near: BTreeMap<usize, Vec<usize>>,
}

impl Table<'_> {
    fn read(&mut self, scan: usize, what: &Scan) {
        let components = self.vocabulary.read(&what.path);
        let candidates = self.vocabulary.candidates(&components);
        let mut options = Vec::new();
        for candidate in self.asked_for_instead(&candidates, &components).unwrap_or(candidates) {
            let keys =
                self.part(candidate).map(|part| keys::keys(self.profile, part, candidate, &components, &self.declared));
            options.push(self.open(candidate, keys.unwrap_or(Keys::None)));
        }
        keep_some(&mut options, |option| option.reason.is_none());
        keep_some(&mut options, |option| self.asked(option, |need| !matches!(need, Need::NotRequired(_))));
        if !options.iter().any(|option| option.candidate.marked) {
            keep_some(&mut options, |option| self.asked(option, |need| *need == Need::Required));
        }
        self.settle(scan, options, &components);
    }

    /// Where none of the parts that a path most surely means is asked for: those that are, and that its words may mean as well.
    fn asked_for_instead(&self, sure: &[Candidate], components: &[Component]) -> Option<Vec<Candidate>> {
        let is_asked = |candidate: &Candidate| {
            let mut own = self.slots.iter().enumerate().filter(|(at, _)| self.is_of(*at, *candidate));
            own.any(|(_, slot)| !matches!(slot.need, Need::NotRequired(_)))
        };
        let forbidden =
            |candidate: &Candidate| self.part(*candidate).is_some_and(|part| part.presence == Presence::Forbidden);
        if sure.is_empty() || sure.iter().any(|candidate| is_asked(candidate) || forbidden(candidate)) {
            return None;
        }
        let others: Vec<Candidate> =
            self.vocabulary.besides(components, sure, self.profile).into_iter().filter(is_asked).collect();
        (!others.is_empty()).then_some(others)
    }

    /// Puts the file where its options say: one slot (or several years of one part), or among the ambiguous or strays.
    fn settle(&mut self, scan: usize, options: Vec<PartMatch>, components: &[Component]) {
        let both_sides = says_both_sides(&options, components);
        match <[PartMatch; 1]>::try_from(options) {
            Ok([only]) if only.reason.is_some() => {
                let suggestion = self.part(only.candidate).map(|part| part.label.clone());
                self.strays.push(Stray { scan, suggestion, reason: only.reason });
            }
            Ok([only]) if !only.undecided => {
                self.pages.insert(scan, self.vocabulary.page(components, only.candidate));
                self.fill(&only.slots, Claim::of(scan, only.candidate.kind));
            }
            Ok([only]) => self.contest(scan, only.slots, false),
            Err(options) if options.is_empty() => {
                let names = self.names.get_or_init(|| Names::of(self.profile));
                let nearest = names.nearest(components);
                let suggestion = nearest.and_then(|near| self.label(near));
                self.near.extend(nearest.map(|near| (scan, self.places(near, components))));
                self.strays.push(Stray { scan, suggestion, reason: None });
            }
            Err(options) if options.iter().all(|option| option.reason.is_some()) => {
                // Every part that it may mean has no place under its number.
                let reason = options.into_iter().find_map(|option| option.reason);
                self.strays.push(Stray { scan, suggestion: None, reason });
            }
            Err(options) => {
                let slots = options.into_iter().flat_map(|option| option.slots).collect();
                self.contest(scan, slots, both_sides);
            }
        }
    }

    fn claim(&mut self, scan: usize, what: &Scan, part: &PartRef) {
        let at = self.profile.items.iter().enumerate().find_map(|(i, item)| {
            let p = item.parts.iter().position(|one| item.id == part.item && one.id == part.part)?;
            Some((i, p))
        });
        let Some((item, part_at)) = at else {
            self.strays.push(Stray { scan, suggestion: None, reason: None });
            return;
        };
        let keys = part.key.clone().map_or(Keys::Open, |key| Keys::Given(vec![key]));
        let option = self.open(Candidate::certain(item, part_at), keys);
        let components = self.vocabulary.read(&what.path);
        self.settle(scan, vec![option], &components);
    }

    fn part(&self, candidate: Candidate) -> Option<&Part> {
        self.profile.items.get(candidate.item)?.parts.get(candidate.part)
    }

    /// What an item, or one of its parts, is called.
    fn label(&self, (item, part): Near) -> Option<Text> {
        let item = self.profile.items.get(item)?;
        Some(part.and_then(|part| item.parts.get(part)).map_or(&item.label, |part| &part.label).clone())
    }

    /// The places of an item, or of one of its parts: those under the keys that the path gives, else all.
    fn places(&self, (item, part): Near, components: &[Component]) -> Vec<usize> {
        let parts = self.profile.items.get(item).map_or(0, |item| item.parts.len());
        let candidates = (0..parts).filter(|at| part.is_none_or(|part| part == *at));
        let candidates = candidates.map(|part| Candidate::certain(item, part));
        candidates.flat_map(|candidate| self.places_of(candidate, components)).collect()
    }

    fn places_of(&self, candidate: Candidate, components: &[Component]) -> Vec<usize> {
        let keys =
            self.part(candidate).map(|part| keys::keys(self.profile, part, candidate, components, &self.declared));
        let own = (0..self.slots.len()).filter(|at| self.is_of(*at, candidate));
        let said = |at: &usize| match (&keys, self.slots.get(*at).and_then(|slot| slot.key.as_ref())) {
            (Some(Keys::Given(keys)), Some(key)) => keys.contains(key),
            _ => true,
        };
        own.filter(said).collect()
    }

    /// The slots of a candidate under its keys. A key without a slot makes one where the data cannot rule it out.
    fn open(&mut self, candidate: Candidate, keys: Keys) -> PartMatch {
        let own: Vec<usize> = (0..self.slots.len()).filter(|at| self.is_of(*at, candidate)).collect();
        let keys = match (keys, own.as_slice()) {
            (Keys::Given(keys), _) => keys,
            (Keys::None | Keys::Open, [only]) if self.slots.get(*only).is_some_and(|slot| slot.key.is_some()) => {
                return PartMatch { candidate, slots: own, undecided: false, reason: None };
            }
            (Keys::Open, [only]) if self.slots.get(*only).is_some_and(|slot| self.is_keyed(slot)) => {
                vec!["1".to_owned()]
            }
            (Keys::None, _) | (Keys::Open, [_]) => {
                return PartMatch { candidate, slots: own, undecided: false, reason: None };
            }
            (Keys::Open, _) => return PartMatch { candidate, slots: own, undecided: true, reason: None },
        };
        let mut slots = Vec::new();
        for key in &keys {
            let known =
                own.iter().copied().find(|at| self.slots.get(*at).is_some_and(|slot| slot.key.as_ref() == Some(key)));
            slots.extend(known.or_else(|| self.made(candidate, key)));
        }
        slots.dedup();
        let reason = slots.is_empty().then(|| self.not_asked(candidate, &keys));
        PartMatch { candidate, slots, undecided: false, reason }
    }

    /// A slot for a paper or award that the data does not list, because it lists none or is not there.
    fn made(&mut self, candidate: Candidate, key: &str) -> Option<usize> {
        let holder =
            self.slots.iter().enumerate().find(|(at, slot)| self.is_of(*at, candidate) && slot.key.is_none())?;
        if !self.is_keyed(holder.1) {
            return None;
        }
        let need = holder.1.need.clone();
        let existing = |slot: &Slot| {
            (slot.item, slot.part) == (candidate.item, candidate.part) && slot.key.as_deref() == Some(key)
        };
        if let Some(at) = self.slots.iter().position(existing) {
            return Some(at);
        }
        self.slots.push(slots::extra(self.profile, (candidate.item, candidate.part), key, need)?);
        Some(self.slots.len() - 1)
    }

    fn is_of(&self, at: usize, candidate: Candidate) -> bool {
        self.slots.get(at).is_some_and(|slot| (slot.item, slot.part) == (candidate.item, candidate.part))
    }

    fn is_keyed(&self, slot: &Slot) -> bool {
        let part = self.profile.items.get(slot.item).and_then(|item| item.parts.get(slot.part));
        part.is_some_and(|part| part.keyed != crate::profile::Keyed::Once)
    }

    fn not_asked(&self, candidate: Candidate, keys: &[String]) -> Text {
        let label = self.part(candidate).map_or_else(|| Text::same(""), |part| part.label.clone());
        let keys = keys.join("、");
        Text {
            zh: format!("名称里是“{keys}”，但清单里没有这一年度（篇、项）的{}", label.zh),
            en: format!("its name says {keys}, and the checklist has no such year or number of “{}”", label.en),
        }
    }

    fn asked(&self, option: &PartMatch, test: impl Fn(&Need) -> bool) -> bool {
        option.slots.iter().filter_map(|at| self.slots.get(*at)).any(|slot| test(&slot.need))
    }

    fn fill(&mut self, slots: &[usize], claim: Claim) {
        for at in slots {
            if let Some(slot) = self.slots.get_mut(*at) {
                slot.files.push(claim);
            }
        }
    }

    fn contest(&mut self, scan: usize, slots: Vec<usize>, both_sides: bool) {
        for at in &slots {
            if let Some(slot) = self.slots.get_mut(*at) {
                slot.contested = true;
            }
        }
        self.ambiguous.push(Ambiguous { scan, slots, both_sides });
    }
}

/// A part that a path may mean, and its slots under the keys that the path gives.
#[derive(Debug)]
struct PartMatch {
    candidate: Candidate,
    slots: Vec<usize>,
    /// The path does not say which of the slots.
    undecided: bool,
    /// Why no slot takes it.
    reason: Option<Text>,
}

/// Whether a path that fits several parts of one item says that they are in one picture: `正反面`, or a mark of each.
fn says_both_sides(options: &[PartMatch], components: &[Component]) -> bool {
    let mut items = options.iter().map(|option| option.candidate.item);
    let first = items.next();
    let one_item = options.len() > 1 && items.all(|item| Some(item) == first);
    let said = components.first().is_some_and(|leaf| leaf.hits.iter().any(|hit| hit.target == Target::BothSides));
    one_item && (said || options.iter().all(|option| option.candidate.marked))
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
