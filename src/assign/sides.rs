//! Which sides of a sheet a path names, of those that its part wants together.

use super::reading::Component;
use super::words::Lexicon;
use crate::profile::{Part, Profile};
use crate::text::typed::normalise;
use std::collections::BTreeMap;

/// Words that say both sides, wherever a profile wants two of them.
const BOTH: &[&str] = &["正反面", "正反两面", "正反", "双面", "两面", "both sides", "recto verso"];

/// The words of the sides of every part that wants several.
#[derive(Debug)]
pub(super) struct Sides {
    parts: BTreeMap<(usize, usize), Lexicon<u32>>,
}

impl Sides {
    pub(super) fn of(profile: &Profile) -> Self {
        let items = profile.items.iter().enumerate();
        let parts = items.flat_map(|(i, item)| item.parts.iter().enumerate().map(move |(p, part)| ((i, p), part)));
        let wanted = parts.filter(|(_, part)| !part.sides.is_empty());
        Self { parts: wanted.map(|(at, part)| (at, lexicon(part, &profile.both_sides))).collect() }
    }

    /// The sides that the nearest component with any of their words gives, as bits; 0 for none.
    pub(super) fn named(&self, (item, part): (usize, usize), components: &[Component]) -> u32 {
        let Some(lexicon) = self.parts.get(&(item, part)) else { return 0 };
        let named = |component: &Component| lexicon.hits(&component.text).iter().fold(0, |all, hit| all | hit.target);
        components.iter().map(named).find(|sides| *sides != 0).unwrap_or(0)
    }
}

fn lexicon(part: &Part, both: &[String]) -> Lexicon<u32> {
    let all = part.sides.iter().enumerate().fold(0, |all, (at, _)| all | (1 << at));
    let own: Vec<&String> = part.sides.iter().flatten().collect();
    // What a profile names as a side is none of the words for both.
    let both = BOTH.iter().copied().chain(both.iter().map(String::as_str));
    let both = both.filter(|word| own.iter().all(|side| normalise(side) != normalise(word))).map(|word| (word, all));
    let sides = part.sides.iter().enumerate();
    let sides = sides.flat_map(|(at, words)| words.iter().map(move |word| (word.as_str(), 1 << at)));
    Lexicon::new(sides.chain(both))
}
