//! The parts that `paper.toml` names, held against the checklist; all else of it is the paper set's business.

use super::terms::is_plain_id;
use crate::config::fields::Fields;
use crate::config::hint::one_of;
use crate::profile::{Item, Profile};
use crate::text::Text;

fn ids_are_good(profile: &Profile) -> bool {
    let parts = |item: &Item| item.parts.iter().all(|part| is_plain_id(&part.id));
    profile.items.iter().all(|item| is_plain_id(&item.id) && parts(item))
}

/// Says of each `item/part` in `[[documents]]` that the checklist does not have it.
pub(super) fn check_parts(top: &Fields<'_, '_>, profile: Option<&Profile>) {
    // An id that is refused will be written differently, in both files.
    let Some(profile) = profile.filter(|profile| ids_are_good(profile)) else { return };
    let parts = profile.items.iter().flat_map(|item| &item.parts);
    let known: Vec<String> = parts.map(|part| format!("{}/{}", part.item, part.id)).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    for document in top.tables("documents").unwrap_or_default() {
        for (name, span) in document.texts("parts").unwrap_or_default() {
            if !known.contains(&name.as_str()) {
                let message = Text {
                    zh: format!("清单里没有“{name}”"),
                    en: format!("the checklist has no part \"{name}\""),
                };
                top.faults().add(span, message, Some(one_of(&name, &known)));
            }
        }
    }
}
