//! The part a stray was probably meant for.

use super::reading::Component;
use super::words::normalise;
use crate::profile::Profile;
use crate::text::Text;

/// Below this share of common letter pairs (Sørensen–Dice) two names are not alike; `毕业照` and `毕业证` share 0.5.
const ALIKE: f64 = 0.4;

/// The label of the part whose name is most like a component of the path, its last component first.
pub(super) fn nearest(profile: &Profile, components: &[Component]) -> Option<Text> {
    components.iter().find_map(|component| {
        let letters: String = component.text.chars().filter(|c| !c.is_ascii_digit()).collect();
        let mut best: Option<(f64, &Text)> = None;
        for item in &profile.items {
            for part in &item.parts {
                let names = part.kinds.iter().flat_map(|kind| &kind.names).chain(&part.marks);
                for name in names.chain(item.names.iter().filter(|_| item.parts.len() == 1)) {
                    let likeness = strsim::sorensen_dice(&letters, &normalise(name));
                    if likeness >= ALIKE && best.is_none_or(|(top, _)| likeness > top) {
                        best = Some((likeness, &part.label));
                    }
                }
            }
        }
        best.map(|(_, label)| label.clone())
    })
}
