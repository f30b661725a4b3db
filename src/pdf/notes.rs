//! What a page's notes and fields show where the file does not say how they look, or says that this is out of date (ISO
//! 32000-1, 12.5.5 and 12.7.2): a viewer draws them by itself, each its own way, and hayro leaves them out.

use hayro::hayro_syntax::object::{Array, Dict, Name, Object, Rect, Stream};
use hayro::hayro_syntax::page::{Page, Rotation};

/// The flags of a note that is not shown: hidden, and no view.
const UNSEEN: u32 = 1 << 1 | 1 << 5;

/// The flag of a note that stays upright and keeps its upper left corner when the page is turned.
const NO_ROTATE: u32 = 1 << 4;

/// How deep the fields of a form are searched for an answer: a field in groups of fields.
const GROUPS: usize = 8;

/// Whether a viewer shows a note or a field that is not drawn.
pub(super) fn are_lost(page: &Page<'_>) -> bool {
    let notes = page.raw().get::<Array<'_>>("Annots");
    let (outdated, turned) = (are_out_of_date(page), !matches!(page.rotation(), Rotation::None));
    notes.iter().flat_map(Array::iter::<Dict<'_>>).any(|note| is_lost(&note, outdated) || (turned && is_upright(&note)))
}

/// Whether a note stays upright, whose drawing hayro turns with the page.
fn is_upright(note: &Dict<'_>) -> bool {
    let flags = note.get::<u32>("F").unwrap_or_default();
    let popup = note.get::<Name<'_>>("Subtype").as_deref() == Some(b"Popup");
    flags & UNSEEN == 0 && flags & NO_ROTATE != 0 && !popup && note.contains_key("AP")
}

/// Whether the form says that its fields look otherwise than is drawn in them (ISO 32000-1, 12.7.2): whoever filled it in
/// left the drawing to viewers.
fn are_out_of_date(page: &Page<'_>) -> bool {
    let catalog = page.xref().get::<Dict<'_>>(page.xref().root_id());
    let form = catalog.and_then(|catalog| catalog.get::<Dict<'_>>("AcroForm"));
    form.is_some_and(|form| form.get::<bool>("NeedAppearances") == Some(true))
}

fn is_lost(note: &Dict<'_>, outdated: bool) -> bool {
    if note.get::<u32>("F").unwrap_or_default() & UNSEEN != 0 {
        return false;
    }
    if outdated && is_text_or_choice(note) && is_answered(note) {
        return true;
    }
    let look = note.get::<Dict<'_>>("AP").and_then(|looks| looks.get::<Object<'_>>("N"));
    if look.is_some() && has_room(note) && is_shown_by_none(note) {
        return true;
    }
    match look {
        // Without its box, nobody knows where a drawing lies.
        Some(Object::Stream(look)) => look.dict().get::<Rect>("BBox").is_none(),
        Some(Object::Dict(states)) => is_in_unknown_state(note, &states),
        _ => is_drawn_by_viewers(note),
    }
}

/// Whether viewers do not show the look of a note, and hayro does: a popup is closed, and a field of no kind is none.
fn is_shown_by_none(note: &Dict<'_>) -> bool {
    match note.get::<Name<'_>>("Subtype").as_deref() {
        Some(b"Popup") => true,
        Some(b"Widget") => inherited(note, |field| field.get::<Name<'_>>("FT").map(|_| ())).is_none(),
        _ => false,
    }
}

/// Whether the file draws some states of a field, but not the one that it is in. A box that is not ticked mostly has no look:
/// nothing is shown of it.
fn is_in_unknown_state(field: &Dict<'_>, states: &Dict<'_>) -> bool {
    match field.get::<Name<'_>>("AS") {
        Some(state) => &*state != b"Off" && !states.contains_key(&*state),
        // hayro shows the look of a box that is not ticked.
        None if states.contains_key("Off") => states.get::<Stream<'_>>("Off").is_none_or(|look| !is_empty(&look)),
        None => is_framed(field) || is_answered(field),
    }
}

fn is_empty(look: &Stream<'_>) -> bool {
    look.decoded_data().is_ok_and(|content| content.trim_ascii().is_empty())
}

/// Whether a note lies anywhere: a signature often does not.
fn has_room(note: &Dict<'_>) -> bool {
    note.get::<Rect>("Rect").is_some_and(|rect| rect.width() > 0.0 && rect.height() > 0.0)
}

/// Whether a viewer draws a note by itself.
fn is_drawn_by_viewers(note: &Dict<'_>) -> bool {
    match note.get::<Name<'_>>("Subtype").as_deref() {
        // A link's frame is for the screen; a popup is closed.
        None | Some(b"Link" | b"Popup") => false,
        Some(b"Widget") => has_room(note) && (is_framed(note) || is_answered(note)),
        Some(_) => true,
    }
}

/// Whether a field is one whose answer viewers write; a box has a look for each of its states.
fn is_text_or_choice(note: &Dict<'_>) -> bool {
    let kind = inherited(note, |field| field.get::<Name<'_>>("FT").map(|kind| kind.to_vec()));
    kind.is_some_and(|kind| kind == b"Tx" || kind == b"Ch")
}

/// Whether a field has a frame, a ground or a caption.
fn is_framed(field: &Dict<'_>) -> bool {
    field.get::<Dict<'_>>("MK").is_some_and(|look| ["BG", "BC", "CA"].iter().any(|key| look.contains_key(*key)))
}

/// Whether a field says something: its value, or which of its choices are chosen.
fn is_answered(field: &Dict<'_>) -> bool {
    let says = |key: &str| inherited(field, |field| field.get::<Object<'_>>(key).map(|value| says_something(&value)));
    says("V").or_else(|| says("I")) == Some(true)
}

fn says_something(value: &Object<'_>) -> bool {
    match value {
        Object::String(text) => !text.as_bytes().is_empty(),
        Object::Name(state) => &**state != b"Off",
        Object::Array(several) => several.raw_iter().next().is_some(),
        Object::Stream(_) => true,
        _ => false,
    }
}

/// What a field says, or the nearest group that it is in.
fn inherited<'a, T>(field: &Dict<'a>, of: impl Fn(&Dict<'a>) -> Option<T>) -> Option<T> {
    let mut here = Some(field.clone());
    for _ in 0..GROUPS {
        let group = here?;
        if let Some(found) = of(&group) {
            return Some(found);
        }
        here = group.get::<Dict<'_>>("Parent");
    }
    None
}
