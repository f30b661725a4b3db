//! What viewers draw by themselves where the file does not say how a note or a field looks (ISO 32000-1, 12.5.6 and 12.7.3.3):
//! marks of text, lines and shapes, and the frames and answers of fields, as poppler and pdfium draw them.
//!
//! The marks of a page are written as the instructions of a page of their own, which is looked at, counted and drawn over the
//! other as any page is: nobody has to know that there is anything special about them.

mod answer;
mod field;
mod free_text;
mod line_end;
mod pen;
mod shape;
mod sheet;
mod shown;
mod sticky_note;
mod text_mark;
mod widths;

pub(super) use answer::Form;
pub(super) use field::{answer_over, is_pressed, is_seen, kind};
pub(super) use sheet::{Odd, Overlay, Sheet};
pub(super) use shown::{Says, says};

use hayro::hayro_syntax::object::{Dict, Name};
use hayro::kurbo::Affine;

/// Draws what viewers draw for a note or a field; `upright` leads from the page to how it is shown, for text is marked as it is
/// read.
///
/// # Errors
/// Viewers draw it each its own way, or it is out of the ordinary.
pub(super) fn mark(note: &Dict<'_>, form: &Form<'_>, upright: Affine, sheet: &mut Sheet) -> Result<(), Odd> {
    match note.get::<Name<'_>>("Subtype").as_deref() {
        Some(b"Widget") => field::draw(note, form, sheet),
        Some(kind @ (b"Highlight" | b"Underline" | b"StrikeOut" | b"Squiggly")) => {
            text_mark::draw(kind, note, upright, sheet)
        }
        Some(b"FreeText") => free_text::draw(note, sheet),
        Some(b"Text") => sticky_note::draw(note, upright, sheet),
        Some(kind) => shape::draw(kind, note, sheet),
        None => Err(Odd),
    }
}
