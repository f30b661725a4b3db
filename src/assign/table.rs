//! The checklist while files are being laid against it, and where each of them goes.

use super::keys::{self, Declared, Keys};
use super::pages::Page;
use super::reading::{Candidate, Component, Target, Vocabulary};
use super::slots;
use super::suggest::{Names, Near};
use crate::dossier::applicant::PartRef;
use crate::dossier::{Ambiguous, Claim, Doubt, Need, Scan, Slot, Stray};
use crate::limits::SUGGESTIONS;
use crate::profile::{Part, Presence, Profile};
use crate::text::Text;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// The checklist while files are being laid against it.
pub(super) struct Table<'p> {
    pub(super) profile: &'p Profile,
    pub(super) vocabulary: Vocabulary,
    /// For strays; a folder without any never needs them.
    pub(super) names: OnceCell<Names>,
    pub(super) slots: Vec<Slot>,
    /// How many papers and awards there are to be told apart by a number.
    pub(super) declared: Declared,
    /// By scan: what the name of a file that has its place says of its page.
    pub(super) pages: BTreeMap<usize, Page>,
    pub(super) strays: Vec<Stray>,
    pub(super) ambiguous: Vec<Ambiguous>,
    /// By scan: the places whose names a stray's is nearest to.
    pub(super) near: BTreeMap<usize, Vec<usize>>,
}

impl Table<'_> {
    /// Puts a file where its path says.
    pub(super) fn read(&mut self, scan: usize, what: &Scan) {
        let components = self.vocabulary.read(&what.path);
        let candidates = self.vocabulary.candidates(&components);
        let mut options = Vec::new();
        for candidate in self.asked_for_instead(&candidates, &components).unwrap_or(candidates) {
            let keys =
                self.part(candidate).map(|part| keys::keys(self.profile, part, candidate, &components, &self.declared));
            options.push(self.open(candidate, keys.unwrap_or(Keys::None)));
        }
        keep_some(&mut options, |option| option.reason.is_none());
        let asked = |option: &PartMatch, test: fn(&Need) -> bool| option.candidate.beside || self.asked(option, test);
        keep_some(&mut options, |option| asked(option, |need| !matches!(need, Need::NotRequired(_))));
        if !options.iter().any(|option| option.candidate.marked) {
            keep_some(&mut options, |option| asked(option, |need| *need == Need::Required));
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
            Ok([PartMatch { slots, doubt: Some(doubt), .. }]) => self.contest(scan, slots, doubt),
            Ok([only]) => {
                self.pages.insert(scan, self.vocabulary.page(components, only.candidate));
                self.fill(&only.slots, Claim::of(scan, only.candidate.kind));
            }
            Err(options) if options.is_empty() => {
                let names = || self.names.get_or_init(|| Names::of(self.profile));
                let few = self.strays.len() < SUGGESTIONS;
                let nearest = few.then(names).and_then(|names| names.nearest(components));
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
                let doubt = match options.iter().any(|option| option.candidate.beside) {
                    _ if both_sides => Doubt::BothSides,
                    true => Doubt::Documents,
                    false => Doubt::Place,
                };
                let slots = options.into_iter().flat_map(|option| option.slots).collect();
                self.contest(scan, slots, doubt);
            }
        }
    }

    /// Puts a file where `[files]` says.
    pub(super) fn claim(&mut self, scan: usize, what: &Scan, part: &PartRef) {
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
                return PartMatch { candidate, slots: own, doubt: None, reason: None };
            }
            (Keys::Open, [only]) if self.slots.get(*only).is_some_and(|slot| self.is_keyed(slot)) => {
                vec!["1".to_owned()]
            }
            (Keys::None, _) | (Keys::Open, [_]) => {
                return PartMatch { candidate, slots: own, doubt: None, reason: None };
            }
            (Keys::Open, _) => {
                // Of several places, the only one that is asked for needs no number.
                let (slots, doubt) = match self.only_asked(&own) {
                    Some(only) => (vec![only], None),
                    None => (own, Some(Doubt::Place)),
                };
                return PartMatch { candidate, slots, doubt, reason: None };
            }
        };
        let mut slots = Vec::new();
        for key in &keys {
            let known =
                own.iter().copied().find(|at| self.slots.get(*at).is_some_and(|slot| slot.key.as_ref() == Some(key)));
            slots.extend(known.or_else(|| self.made(candidate, key)));
        }
        slots.dedup();
        let reason = slots.is_empty().then(|| self.not_asked(candidate, &keys));
        let mut doubt = None;
        if slots.len() > 1 && !self.part(candidate).is_some_and(|part| part.one_for_years) {
            match self.only_asked(&slots) {
                Some(only) => slots = vec![only],
                None => doubt = Some(Doubt::Years),
            }
        }
        PartMatch { candidate, slots, doubt, reason }
    }

    /// Of several places, the only one that is asked for.
    fn only_asked(&self, slots: &[usize]) -> Option<usize> {
        let is_asked =
            |at: &&usize| self.slots.get(**at).is_some_and(|slot| !matches!(slot.need, Need::NotRequired(_)));
        let mut asked = slots.iter().filter(is_asked);
        asked.next().copied().filter(|_| asked.next().is_none())
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

    fn contest(&mut self, scan: usize, slots: Vec<usize>, doubt: Doubt) {
        for at in &slots {
            if let Some(slot) = self.slots.get_mut(*at) {
                slot.contested = true;
            }
        }
        self.ambiguous.push(Ambiguous { scan, slots, doubt });
    }
}

/// A part that a path may mean, and its slots under the keys that the path gives.
#[derive(Debug)]
struct PartMatch {
    candidate: Candidate,
    slots: Vec<usize>,
    /// What the path leaves open, where it leaves open which of the slots.
    doubt: Option<Doubt>,
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

/// Keeps those that `test` holds for, unless it holds for none.
fn keep_some<T>(list: &mut Vec<T>, test: impl Fn(&T) -> bool) {
    if list.iter().any(&test) {
        list.retain(test);
    }
}
