//! What a page's notes and fields show where the file does not say how they look, or says that this is out of date (ISO
//! 32000-1, 12.5.5 and 12.7.2): a viewer draws them by itself, and hayro leaves them out. What most viewers draw alike is marked
//! on the page as they do it.

use super::draw;
use super::marks::{self, Form, Odd, Overlay, Says, Sheet};
use super::obstacle::Obstacle;
use hayro::hayro_interpret::InterpreterCache;
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, Rect, Stream};
use hayro::hayro_syntax::page::{Page, Rotation};

/// The flags of a note that is not shown: hidden, and no view.
const UNSEEN: u32 = 1 << 1 | 1 << 5;

/// The flag of a note that stays upright and keeps its upper left corner when the page is turned.
const NO_ROTATE: u32 = 1 << 4;

/// How deep the fields of a form are searched for an answer: a field in groups of fields.
const GROUPS: usize = 8;

/// What it takes to read and write a number of a mark, in bytes of instructions that are looked at: 390 ns were measured.
const NUMBER: u64 = 16;

/// What viewers draw over a page by themselves; nothing where that is nothing. What finding out took is added to `looked`.
///
/// # Errors
/// A viewer shows a note or a field that is not drawn as it does.
pub(super) fn marks(page: &Page<'_>, looked: &mut u64) -> Result<Option<Overlay>, Obstacle> {
    let mut sheet = Sheet::default();
    let marked = mark_notes(page, &mut sheet);
    *looked = looked.saturating_add(NUMBER * sheet.numbers() as u64);
    marked.and_then(|()| sheet.over(page)).map_err(|Odd| Obstacle::Annotation)
}

fn mark_notes<'a>(page: &Page<'a>, sheet: &mut Sheet) -> Result<(), Odd> {
    let Some(notes) = page.raw().get::<Array<'a>>("Annots") else { return Ok(()) };
    let catalog = page.xref().get::<Dict<'_>>(page.xref().root_id());
    let form = Form::of(catalog.as_ref());
    let turned = !matches!(page.rotation(), Rotation::None);
    let fonts = InterpreterCache::new();
    for note in notes.iter::<Dict<'a>>() {
        let look = look(&note, &form, (page, &fonts));
        let stands_upright = turned && look != Look::Unseen && is_upright(&note);
        // All marks are drawn last.
        let over_marks = matches!(look, Look::Known | Look::Unanswered) && is_over_marks(&note, sheet);
        match look {
            _ if stands_upright || over_marks => Err(Odd),
            Look::Unseen | Look::Known => Ok(()),
            Look::Unanswered => marks::answer_over(&note, &form, sheet),
            Look::Marked => marks::mark(&note, &form, draw::upright(page), sheet),
            Look::Lost => Err(Odd),
        }?;
    }
    Ok(())
}

/// Whether a note stays upright, whose drawing hayro turns with the page.
fn is_upright(note: &Dict<'_>) -> bool {
    note.get::<u32>("F").unwrap_or_default() & NO_ROTATE != 0
}

fn is_over_marks(note: &Dict<'_>, sheet: &Sheet) -> bool {
    note.get::<Rect>("Rect").is_some_and(|rect| sheet.is_below(rect))
}

/// How a note looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Nothing of it is seen.
    Unseen,
    /// The file says it, and hayro draws it so.
    Known,
    /// The same, but for the answer of the field, which viewers write over it.
    Unanswered,
    /// Viewers draw it by themselves.
    Marked,
    /// Otherwise than hayro draws it.
    Lost,
}

fn look<'a>(note: &Dict<'a>, form: &Form<'_>, (page, fonts): (&Page<'a>, &InterpreterCache<'a>)) -> Look {
    if note.get::<u32>("F").unwrap_or_default() & UNSEEN != 0 {
        return Look::Unseen;
    }
    let look = note.get::<Dict<'a>>("AP").and_then(|looks| looks.get::<Object<'a>>("N"));
    let outdated = form.is_out_of_date() && (is_text_or_choice(note) || marks::is_pressed(note));
    match look {
        Some(look) if is_shown_by_none(note) => {
            let nothing = matches!(look, Object::Stream(look) if is_empty(&look));
            if has_room(note) && !nothing { Look::Lost } else { Look::Unseen }
        }
        // Without its box, nobody knows where a drawing lies.
        Some(Object::Stream(look)) if look.dict().get::<Rect>("BBox").is_none() => Look::Lost,
        Some(Object::Stream(look)) if outdated => match marks::says(&look, note, page, fonts) {
            Says::Answer => Look::Known,
            Says::Nothing => Look::Unanswered,
            Says::Other => Look::Lost,
        },
        Some(Object::Stream(_)) => Look::Known,
        Some(Object::Dict(_)) if outdated => Look::Lost,
        Some(Object::Dict(states)) => of_states(note, &states),
        _ if is_drawn_by_viewers(note) => Look::Marked,
        _ => Look::Unseen,
    }
}

/// Whether viewers do not show the look of a note, and hayro does: a popup is closed, and a field of no kind is none.
fn is_shown_by_none(note: &Dict<'_>) -> bool {
    match note.get::<Name<'_>>("Subtype").as_deref() {
        Some(b"Popup") => true,
        Some(b"Widget") => marks::kind(note).is_none(),
        _ => false,
    }
}

fn is_field(note: &Dict<'_>) -> bool {
    note.get::<Name<'_>>("Subtype").as_deref() == Some(b"Widget")
}

/// How a field looks of which the file draws some states. A box that is not ticked mostly has no look, and viewers draw
/// nothing but its frame.
fn of_states(field: &Dict<'_>, states: &Dict<'_>) -> Look {
    let state = field.get::<Name<'_>>("AS");
    let is_drawn = |state: &[u8]| states.get::<Stream<'_>>(state).is_some();
    match state.as_deref() {
        Some(state) if is_drawn(state) => Look::Known,
        Some(state) if state != b"Off" => Look::Lost,
        // hayro shows the look of a box that is not ticked.
        None if is_drawn(b"Off") => {
            if states.get::<Stream<'_>>("Off").is_some_and(|look| is_empty(&look)) {
                Look::Known
            } else {
                Look::Lost
            }
        }
        None if is_answered(field) => Look::Lost,
        _ if !is_field(field) => Look::Lost,
        _ if has_room(field) && marks::is_seen(field) => Look::Marked,
        _ => Look::Unseen,
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
        Some(b"Widget") => has_room(note) && (marks::is_seen(note) || is_answered(note)),
        Some(_) => true,
    }
}

/// Whether a field is one whose answer viewers write; a box has a look for each of its states.
fn is_text_or_choice(note: &Dict<'_>) -> bool {
    marks::kind(note).is_some_and(|kind| kind == b"Tx" || kind == b"Ch")
}

/// Whether a field says something: its value, or which of its choices are chosen.
pub(super) fn is_answered(field: &Dict<'_>) -> bool {
    let says = |key: &str| inherited(field, |field| field.get::<Object<'_>>(key).map(|value| says_something(&value)));
    says("V").or_else(|| says("I")) == Some(true)
}

fn says_something(value: &Object<'_>) -> bool {
    match value {
        // Nothing, or nothing but what says how it would be coded.
        Object::String(text) => !matches!(text.as_bytes(), b"" | b"\xFE\xFF" | b"\xEF\xBB\xBF"),
        Object::Name(state) => &**state != b"Off",
        Object::Array(several) => several.raw_iter().next().is_some(),
        Object::Stream(_) => true,
        _ => false,
    }
}

/// What a field says, or the nearest group that it is in.
pub(super) fn inherited<'a, T>(field: &Dict<'a>, of: impl Fn(&Dict<'a>) -> Option<T>) -> Option<T> {
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
