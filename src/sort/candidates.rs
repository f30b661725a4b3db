//! What a picture without a place seems to be, from all that is known of it.

use crate::assign::natural_order;
use crate::dossier::scan::WIDEST_PHOTO;
use crate::dossier::{Dossier, Need, RelPath, Scan, Slot};
use crate::profile::{Kind, LimitName, Pages, Part, Role};
use crate::text::Text;
use std::collections::BTreeMap;

/// A place that a picture may belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Position in [`Dossier::slots`].
    pub place: usize,
    /// Position of the kind of document in the part.
    pub kind: usize,
    /// Whether it may be taken without a look: only what the page itself says is ever sure.
    pub sure: bool,
    /// Whether the page says so, not only its name or its shape.
    pub said: bool,
    /// What speaks for it.
    pub why: Text,
}

/// The candidates for every picture without a place, the likeliest first; for some there are none.
pub(super) fn candidates(dossier: &Dossier) -> BTreeMap<usize, Vec<Candidate>> {
    let unclear = dossier.ambiguous.iter().map(|file| (file.scan, file.slots.as_slice()));
    let strays = dossier.strays.iter().map(|stray| (stray.scan, &[][..]));
    let mut all: BTreeMap<usize, Vec<Candidate>> = BTreeMap::new();
    for (at, by_name) in unclear.chain(strays) {
        let Some(scan) = dossier.scans.get(at).filter(|scan| scan.inspected.content.is_picture()) else { continue };
        let named = by_name.iter().map(|place| guess(*place, "文件名可以指它", "its name may mean this"));
        let near = dossier.near.get(&at).into_iter().flatten();
        let near = near.map(|place| guess(*place, "文件名和它相近", "its name is nearly this"));
        let open = |one: &Candidate| one.said || dossier.slots.get(one.place).is_some_and(is_open);
        let mut candidates: Vec<Candidate> = Vec::new();
        for one in said(dossier, scan).into_iter().chain(named).chain(near).chain(photo(dossier, scan)).filter(open) {
            if !candidates.iter().any(|known| known.place == one.place) {
                candidates.push(one);
            }
        }
        all.insert(at, candidates);
    }
    follow(dossier, &mut all);
    all
}

/// What the page says: the place, or all places of its part where it does not say the year or the number.
fn said(dossier: &Dossier, scan: &Scan) -> Vec<Candidate> {
    let guesses = scan.understood.iter().flat_map(|understood| &understood.guesses);
    let places = guesses.flat_map(|guess| {
        let of_part = move |slot: &Slot| (slot.item, slot.part) == (guess.item, guess.part);
        let of_key = move |slot: &Slot| guess.key.is_none() || slot.key == guess.key;
        let slots = dossier.slots.iter().enumerate().filter(move |(_, slot)| of_part(slot) && of_key(slot));
        slots.map(move |(place, _)| (place, guess))
    });
    let places: Vec<_> = places.collect();
    let only = places.len() == 1;
    let words = scan.understood.iter().filter_map(|understood| understood.is.as_ref()).flat_map(|known| &known.words);
    let words: Vec<String> = words.map(|seen| seen.text.split_whitespace().collect()).collect();
    let kind = |place: usize| dossier.slots.get(place).map_or(0, |slot| kind_of(dossier.part(slot).1, &words));
    let candidate = |(place, guess): (usize, &crate::dossier::understood::Guess)| Candidate {
        place,
        kind: kind(place),
        sure: guess.sure && only,
        said: true,
        why: guess.why.clone(),
    };
    places.into_iter().map(candidate).collect()
}

/// The kind of document that the words on a page name by the longest of its names; the first where they name none.
fn kind_of(part: &Part, words: &[String]) -> usize {
    let longest = |kind: &Kind| {
        let said = kind.names.iter().filter(|name| words.iter().any(|word| word.contains(name.as_str())));
        said.map(String::len).max().unwrap_or(0)
    };
    let lengths = part.kinds.iter().map(longest).enumerate();
    // Of equal ones the first.
    lengths.rev().max_by_key(|(_, length)| *length).map_or(0, |(kind, _)| kind)
}

/// Whether a place is asked for, or may be filled, and takes one more file.
fn is_open(slot: &Slot) -> bool {
    slot.files.is_empty() && !matches!(slot.need, Need::NotRequired(_))
}

fn guess(place: usize, zh: &str, en: &str) -> Candidate {
    Candidate { place, kind: 0, sure: false, said: false, why: Text { zh: zh.to_owned(), en: en.to_owned() } }
}

/// The photo's place, for a small picture of a photo's shape.
fn photo(dossier: &Dossier, scan: &Scan) -> Option<Candidate> {
    let (width, height) = scan.inspected.picture.as_ref()?.upright_size();
    let place = dossier.slots.iter().position(|slot| dossier.part(slot).0.role == Some(Role::Photo))?;
    let limits = &dossier.part(dossier.slots.get(place)?).1.limits;
    let (least, most) = (limits.value(LimitName::AspectMin)?, limits.value(LimitName::AspectMax)?);
    let shape = f64::from(width) / f64::from(height.max(1));
    (width < WIDEST_PHOTO && (least..=most).contains(&shape))
        .then(|| guess(place, "大小和形状像证件照", "it has the size and the shape of an ID photo"))
}

/// A picture of which nothing is known, taken right after one that is: its next page, or the next place of its item.
fn follow(dossier: &Dossier, all: &mut BTreeMap<usize, Vec<Candidate>>) {
    let mut order: Vec<(usize, &Scan)> = dossier.scans.iter().enumerate().collect();
    order.sort_by_cached_key(|(_, scan)| natural_order(&scan.path));
    for pair in order.windows(2) {
        let [(before, first), (scan, second)] = pair else { continue };
        if !all.get(scan).is_some_and(Vec::is_empty) || !is_next(&first.path, &second.path) {
            continue;
        }
        let filled = dossier.slots.iter().position(|slot| slot.files.iter().any(|claim| claim.scan == *before));
        let known = all.get(before).and_then(|candidates| candidates.first()).filter(|guess| guess.sure);
        let Some(place) = filled.or(known.map(|guess| guess.place)) else { continue };
        let Some(next) = next_place(dossier, place) else { continue };
        let name = first.path.shown();
        let why = Text { zh: format!("紧接着“{name}”"), en: format!("it comes right after {name}") };
        all.insert(*scan, vec![Candidate { why, ..guess(next, "", "") }]);
    }
}

/// Whether a camera or a scanner would give these names one after the other.
fn is_next(first: &RelPath, second: &RelPath) -> bool {
    let (first, second) = (natural_order(first), natural_order(second));
    let same_text = first.len() == second.len() && first.iter().zip(&second).all(|((a, _), (b, _))| a == b);
    let mut apart = first.iter().zip(&second).filter(|(a, b)| a.1 != b.1);
    let one = apart.next().is_some_and(|(a, b)| a.1.checked_add(1) == Some(b.1));
    same_text && one && apart.next().is_none()
}

fn next_place(dossier: &Dossier, place: usize) -> Option<usize> {
    let slot = dossier.slots.get(place)?;
    if dossier.part(slot).1.pages == Pages::Many {
        return Some(place);
    }
    let next = dossier.slots.iter().enumerate().skip(place + 1).find(|(_, next)| is_open(next));
    next.filter(|(_, next)| (next.item, &next.key) == (slot.item, &slot.key)).map(|(at, _)| at)
}
