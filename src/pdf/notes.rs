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
    if note.get::<u32>("F").unwrap_or_default() & UNSEEN != 0 {
        return false;
    }
    match note.get::<Dict<'_>>("AP").and_then(|looks| looks.get::<Object<'_>>("N")) {
        // Without its box, nobody knows where a drawing lies.
        Some(Object::Stream(look)) => look.dict().get::<Rect>("BBox").is_none(),
        Some(Object::Dict(states)) => is_in_unknown_state(note, &states),
        _ => is_drawn_by_viewers(note),
    }
}

/// Whether the file draws some states of a field, but not the one that it is in. A box that is not ticked mostly has no look:
/// nothing is shown of it.
fn is_in_unknown_state(field: &Dict<'_>, states: &Dict<'_>) -> bool {
    match field.get::<Name<'_>>("AS") {
        Some(state) => &*state != b"Off" && !states.contains_key(&*state),
        None => !states.contains_key("Off") && is_answered(field),
    }
}

/// Whether a viewer draws a note by itself.
fn is_drawn_by_viewers(note: &Dict<'_>) -> bool {
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
