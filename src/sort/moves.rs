//! The names that pictures get once their places are chosen.

use crate::assign::naming::{Stem, Wanted, propose};
use crate::assign::{assign, natural_order};
use crate::dossier::path::folded;
use crate::dossier::slot::{Claim, PageMark};
use crate::dossier::{Dossier, RelPath, Scan, Slot};
use crate::profile::Pages;
use crate::seen::Content;
use crate::text::{Lang, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A picture and the place that was chosen for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Position in [`Dossier::scans`].
    pub scan: usize,
    /// Position in [`Dossier::slots`].
    pub place: usize,
    /// Position of the kind of document in the part.
    pub kind: usize,
}

/// A picture and its new name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// What was chosen.
    pub choice: Choice,
    /// Its name now.
    pub from: RelPath,
    /// Its name in the place.
    pub to: RelPath,
}

/// What becomes of the choices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moves {
    /// Files to rename.
    pub moves: Vec<Move>,
    /// Files that stay, by position, and why.
    pub stay: Vec<(usize, Text)>,
}

/// Gives every chosen picture the profile's name for its place, so that a check reads it there and every other file
/// where it was. Pages follow those that are there, in the order of their names. Of files that exchange their places each
/// gets the other's.
pub fn moves(dossier: &Dossier, choices: &[Choice], lang: Lang) -> Moves {
    let mut plan = Moves::default();
    let mut groups: BTreeMap<(usize, usize), Vec<Choice>> = BTreeMap::new();
    for choice in choices {
        groups.entry((choice.place, choice.kind)).or_default().push(*choice);
    }
    groups.retain(|(place, _), _| *place < dossier.slots.len());
    let wanted: Vec<Wanted> = groups.keys().filter_map(|(place, kind)| wanted(dossier, *place, *kind)).collect();
    let stems = propose(&dossier.profile, dossier.applicant.as_ref(), &wanted, lang);
    for (mut group, stem) in groups.into_values().zip(stems) {
        group.sort_by_cached_key(|choice| dossier.scans.get(choice.scan).map(|scan| natural_order(&scan.path)));
        plan.add(dossier, &group, stem.as_ref(), lang, choices);
    }
    plan.drop_taken(dossier);
    plan.drop_misread(dossier);
    if !plan.stay.is_empty() && make_room(dossier, choices) {
        let moves = std::mem::take(&mut plan.moves);
        plan.keep_moves(&moves, &|_| unnamed());
    }
    plan
}

/// Whether a file is to go from a place that another one is to have: neither may go alone.
fn make_room(dossier: &Dossier, choices: &[Choice]) -> bool {
    let slots = choices.iter().filter_map(|choice| dossier.slots.get(choice.place));
    slots.flat_map(|slot| &slot.files).any(|claim| choices.iter().any(|choice| choice.scan == claim.scan))
}

/// Gives the pages of a place the numbers of the order in which `scans` has them. Those that it does not name follow.
pub fn in_order(dossier: &Dossier, place: usize, scans: &[usize], lang: Lang) -> Moves {
    let mut plan = Moves::default();
    let Some(slot) = dossier.slots.get(place) else { return plan };
    let of_slot = |scan: &usize| slot.files.iter().find(|claim| claim.scan == *scan);
    let rest = slot.files.iter().filter(|claim| !scans.contains(&claim.scan));
    let claims: Vec<_> = scans.iter().filter_map(of_slot).chain(rest).collect();
    let stems = slot.files.first().and_then(|claim| wanted(dossier, place, claim.kind));
    let stems = propose(&dossier.profile, dossier.applicant.as_ref(), stems.as_slice(), lang);
    let Some(stem) = stems.first().and_then(Option::as_ref) else { return plan };
    for (number, claim) in (1..).zip(&claims) {
        let Some(scan) = dossier.scans.get(claim.scan) else { continue };
        let to = RelPath::new(format!("{}.{}", stem.numbered(number, claims.len(), lang), extension(scan)));
        let choice = Choice { scan: claim.scan, place, kind: claim.kind };
        if to != scan.path {
            plan.moves.push(Move { choice, from: scan.path.clone(), to });
        }
    }
    plan.drop_taken(dossier);
    plan.drop_misread(dossier);
    plan
}

fn wanted(dossier: &Dossier, place: usize, kind: usize) -> Option<Wanted> {
    let slot = dossier.slots.get(place)?;
    Some(Wanted { item: slot.item, part: slot.part, kind, keys: slot.key.iter().cloned().collect() })
}

impl Moves {
    /// `all` are the choices of every group: what goes elsewhere makes room.
    fn add(&mut self, dossier: &Dossier, group: &[Choice], stem: Option<&Stem>, lang: Lang, all: &[Choice]) {
        let slot = group.first().and_then(|choice| dossier.slots.get(choice.place));
        let (Some(slot), Some(stem)) = (slot, stem) else {
            return self.keep(group, &unnamed());
        };
        let stays = |claim: &&Claim| all.iter().all(|choice| choice.scan != claim.scan);
        let stay: Vec<&Claim> = slot.files.iter().filter(stays).collect();
        if dossier.part(slot).1.pages == Pages::One && stay.len() + group.len() > 1 {
            return self.keep(group, &full(slot));
        }
        let before = pages(&stay);
        let total = before + group.len();
        for (number, choice) in (before + 1..).zip(group) {
            let Some(scan) = dossier.scans.get(choice.scan) else { continue };
            let to = format!("{}.{}", stem.numbered(number, total, lang), extension(scan));
            self.moves.push(Move { choice: *choice, from: scan.path.clone(), to: RelPath::new(to) });
        }
    }

    fn keep(&mut self, group: &[Choice], why: &Text) {
        self.stay.extend(group.iter().map(|choice| (choice.scan, why.clone())));
    }

    /// Leaves files alone whose new names others have, in whatever case.
    fn drop_taken(&mut self, dossier: &Dossier) {
        let moved: BTreeSet<usize> = self.moves.iter().map(|one| one.choice.scan).collect();
        let stays = dossier.scans.iter().enumerate().filter(|(at, _)| !moved.contains(at)).map(|(_, scan)| &scan.path);
        let notes = dossier.notes.iter().map(|note| &note.path);
        let mut taken: BTreeSet<String> = stays.chain(notes).map(|path| folded(path.shown())).collect();
        let (free, stay) =
            std::mem::take(&mut self.moves).into_iter().partition(|one: &Move| taken.insert(folded(one.to.shown())));
        self.moves = free;
        self.keep_moves(&stay, &|one| Text {
            zh: format!("已经有“{}”", one.to.shown()),
            en: format!("there is a {} already", one.to.shown()),
        });
    }

    /// Leaves files alone that a check would not find in their places, and all where it would find others elsewhere.
    fn drop_misread(&mut self, dossier: &Dossier) {
        loop {
            let read = places(&renamed(dossier, &self.moves));
            let own = |one: &Move| {
                let slot = dossier.slots.get(one.choice.place);
                read.get(one.to.shown()).map(Vec::as_slice) == slot.map(key).as_ref().map(std::slice::from_ref)
            };
            let (good, stay): (Vec<Move>, Vec<Move>) = std::mem::take(&mut self.moves).into_iter().partition(own);
            self.moves = good;
            if !stay.is_empty() {
                self.keep_moves(&stay, &|_| unnamed());
                continue;
            }
            let moved: BTreeSet<&str> = self.moves.iter().map(|one| one.from.shown()).collect();
            let same = places(dossier).into_iter().filter(|(path, _)| !moved.contains(path.as_str()));
            if !self.moves.is_empty() && !same.into_iter().all(|(path, place)| read.get(&path) == Some(&place)) {
                let all = std::mem::take(&mut self.moves);
                self.keep_moves(&all, &|_| unnamed());
            }
            return;
        }
    }

    fn keep_moves(&mut self, moves: &[Move], why: &dyn Fn(&Move) -> Text) {
        self.stay.extend(moves.iter().map(|one| (one.choice.scan, why(one))));
    }
}

/// A place as two dossiers can compare it.
type Key = (usize, usize, Option<String>);

fn key(slot: &Slot) -> Key {
    (slot.item, slot.part, slot.key.clone())
}

/// The places that each file fills, by its path.
fn places(dossier: &Dossier) -> BTreeMap<String, Vec<Key>> {
    let mut places: BTreeMap<String, Vec<Key>> = BTreeMap::new();
    for slot in &dossier.slots {
        for scan in dossier.scans_of(slot) {
            places.entry(scan.path.shown().to_owned()).or_default().push(key(slot));
        }
    }
    places
}

/// The dossier with its files under their new names.
fn renamed(dossier: &Dossier, moves: &[Move]) -> Dossier {
    let mut scans = dossier.scans.clone();
    for one in moves {
        if let Some(scan) = scans.get_mut(one.choice.scan) {
            scan.path = one.to.clone();
        }
    }
    scans.sort_by(|a, b| a.path.cmp(&b.path));
    let (profile, applicant) = (Arc::clone(&dossier.profile), dossier.applicant.clone());
    assign(profile, applicant, dossier.date, scans, dossier.notes.clone())
}

/// How many pages there are, or the highest number among them.
fn pages(claims: &[&Claim]) -> usize {
    let number = |mark: PageMark| if let PageMark::Number(number) = mark { number as usize } else { 0 };
    let highest = claims.iter().map(|claim| number(claim.page)).max().unwrap_or(0);
    highest.max(claims.len())
}

fn extension(scan: &Scan) -> String {
    let own = scan.path.raw().extension().map(|end| end.to_string_lossy().to_lowercase());
    let usual = match scan.inspected.content {
        Content::Png => "png",
        Content::Pdf => "pdf",
        Content::Heic => "heic",
        Content::Tiff => "tif",
        _ => "jpg",
    };
    own.filter(|own| own.chars().all(|letter| letter.is_ascii_alphanumeric())).unwrap_or_else(|| usual.to_owned())
}

fn unnamed() -> Text {
    Text {
        zh: "没有能认出这个位置的文件名；请在 applicant.toml 的 [files] 里指定".to_owned(),
        en: "no file name leads to that place; name it under [files] in applicant.toml".to_owned(),
    }
}

fn full(slot: &Slot) -> Text {
    Text {
        zh: format!("“{}”只能放一个文件", slot.label.zh), en: format!("“{}” takes one file only", slot.label.en)
    }
}
