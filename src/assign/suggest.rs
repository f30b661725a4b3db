//! The part a stray was probably meant for.

use super::reading::Component;
use super::words::normalise;
use crate::profile::Profile;

/// Below this share of common letter pairs (Sørensen–Dice) two names are not alike; `毕业照` and `毕业证` share 0.5.
const ALIKE: f64 = 0.4;

/// The names of all parts, as components of paths are read.
pub(super) struct Names {
    /// Each with its part: item and part.
    names: Vec<(String, (usize, usize))>,
}

impl Names {
    pub(super) fn of(profile: &Profile) -> Self {
        let mut names = Vec::new();
        for (item_at, item) in profile.items.iter().enumerate() {
            for (part_at, part) in item.parts.iter().enumerate() {
                let own = part.kinds.iter().flat_map(|kind| &kind.names).chain(&part.marks);
                let all = own.chain(item.names.iter().filter(|_| item.parts.len() == 1));
                names.extend(all.map(|name| (normalise(name), (item_at, part_at))));
            }
        }
        Self { names }
    }

    /// The part, as item and part, whose name is most like a component of the path, its last component first.
    pub(super) fn nearest(&self, components: &[Component]) -> Option<(usize, usize)> {
        components.iter().find_map(|component| {
            let letters: String = component.text.chars().filter(|c| !c.is_ascii_digit()).collect();
            let mut best: Option<(f64, (usize, usize))> = None;
            for (name, part) in &self.names {
                let likeness = strsim::sorensen_dice(&letters, name);
                if likeness >= ALIKE && best.is_none_or(|(top, _)| likeness > top) {
                    best = Some((likeness, *part));
                }
            }
            best.map(|(_, part)| part)
        })
    }
}
