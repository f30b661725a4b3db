//! The item or part a stray was probably meant for.

use super::reading::Component;
use crate::dossier::RelPath;
use crate::profile::{Item, Profile};
use crate::text::typed::normalise;

/// Below this share of common letter pairs (Sørensen–Dice) two names are not alike; `毕业照` and `毕业证` share 0.5.
const ALIKE: f64 = 0.4;

/// How alike a name is to the place in `letters` that is most like it, where only few of its characters are others:
/// `身分证正面扫描` holds `身份证正面` with one wrong. Latin words have pairs enough to be compared by them.
fn misspelt(letters: &str, name: &str) -> f64 {
    let (letters, name): (Vec<char>, Vec<char>) = (letters.chars().collect(), name.chars().collect());
    // One of three or four, two of five to seven.
    let wrong = name.len() * 2 / 5;
    if wrong == 0 || name.iter().any(char::is_ascii) {
        return 0.0;
    }
    let differ = |place: &[char]| place.iter().zip(&name).filter(|(a, b)| a != b).count();
    let least = letters.windows(name.len()).map(differ).min().filter(|differ| *differ <= wrong);
    least.map_or(0.0, |least| 1.0 - least as f64 / name.len() as f64)
}

/// What a name may be meant for: an item, and its part where the name tells.
pub(super) type Near = (usize, Option<usize>);

/// The names of all items and parts, as components of paths are read.
pub(super) struct Names {
    names: Vec<(String, Near)>,
}

impl Names {
    pub(super) fn of(profile: &Profile) -> Self {
        let mut names = Vec::new();
        for (item_at, item) in profile.items.iter().enumerate() {
            for (part_at, part) in item.parts.iter().enumerate() {
                let own = part.kinds.iter().flat_map(|kind| &kind.names).chain(&part.marks);
                names.extend(own.map(|name| (normalise(name), (item_at, Some(part_at)))));
            }
            let only = (item.parts.len() == 1).then_some(0);
            names.extend(item.names.iter().map(|name| (normalise(name), (item_at, only))));
        }
        Self { names }
    }

    /// What a component of the path is most like, its last component first.
    pub(super) fn nearest(&self, components: &[Component]) -> Option<Near> {
        components.iter().find_map(|component| {
            let letters: String = component.text.chars().filter(|c| !c.is_ascii_digit()).collect();
            let mut best: Option<(f64, Near)> = None;
            for (name, near) in &self.names {
                let likeness = strsim::sorensen_dice(&letters, name).max(misspelt(&letters, name));
                if likeness >= ALIKE && best.is_none_or(|(top, _)| likeness > top) {
                    best = Some((likeness, *near));
                }
            }
            best.map(|(_, near)| near)
        })
    }
}

/// Tells of a path whether it holds a word of the item or of the documents of its parts, however it was typed. A Latin word
/// stands by itself: there is no `id` in a video.
pub(crate) fn mentions(item: &Item) -> impl Fn(&RelPath) -> bool + use<> {
    let documents = item.parts.iter().flat_map(|part| &part.kinds).flat_map(|kind| &kind.names);
    let words = item.names.iter().chain(documents).map(|word| normalise(word));
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    move |path| {
        let path = normalise(path.shown());
        words.iter().any(|word| {
            let letter = |character: char| word.is_ascii() && character.is_ascii_alphabetic();
            let around: Vec<&str> = path.split(word.as_str()).collect();
            around.windows(2).any(|pair| !pair[0].ends_with(letter) && !pair[1].starts_with(letter))
        })
    }
}
