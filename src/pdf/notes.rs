//! What a page's notes and fields show where the file does not say how they look (ISO 32000-1, 12.5.5): a viewer draws them by
//! itself, each its own way, and hayro leaves them out.

use hayro::hayro_syntax::object::{Array, Dict, Name, Object, Rect};
use hayro::hayro_syntax::page::Page;

/// The flags of a note that is not shown: hidden, and no view.
const UNSEEN: u32 = 1 << 1 | 1 << 5;

/// How deep the fields of a form are searched for an answer: a field in groups of fields.
const GROUPS: usize = 8;

/// Whether a viewer shows a note or a field that is not drawn.
pub(super) fn are_lost(page: &Page<'_>) -> bool {
    let notes = page.raw().get::<Array<'_>>("Annots");
    notes.iter().flat_map(Array::iter::<Dict<'_>>).any(|note| is_lost(&note))
}

fn is_lost(note: &Dict<'_>) -> bool {
    let flags = note.get::<u32>("F").unwrap_or_default();
    let looks = note.get::<Dict<'_>>("AP").is_some_and(|looks| looks.contains_key("N"));
    if looks || flags & UNSEEN != 0 {
        return false;
    }
    let has_room = || note.get::<Rect>("Rect").is_some_and(|rect| rect.width() > 0.0 && rect.height() > 0.0);
    match note.get::<Name<'_>>("Subtype").as_deref() {
        // A link's frame is for the screen; a popup is closed.
        None | Some(b"Link" | b"Popup") => false,
        Some(b"Widget") => has_room() && is_answered(note),
        Some(_) => true,
    }
}

/// Whether a field says something, or is coloured.
fn is_answered(field: &Dict<'_>) -> bool {
    let frame =
        field.get::<Dict<'_>>("MK").is_some_and(|look| ["BG", "BC", "CA"].iter().any(|key| look.contains_key(*key)));
    let mut here = Some(field.clone());
    for _ in 0..GROUPS {
        let Some(group) = here else { break };
        match group.get::<Object<'_>>("V") {
            Some(Object::String(text)) => return frame || !text.as_bytes().is_empty(),
            Some(Object::Name(state)) => return frame || &*state != b"Off",
            Some(Object::Array(_)) => return true,
            Some(_) => return frame,
            None => here = group.get::<Dict<'_>>("Parent"),
        }
    }
    frame
}
