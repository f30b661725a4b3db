//! Fields without a look: their ground, frame and answer (ISO 32000-1, 12.5.6.19 and 12.7.4).

use super::answer::{self, Form};
use super::pen::{Colour, Pen, Style, Use};
use super::shape::{ellipse, inner};
use super::sheet::{Odd, Sheet, numbers};
use crate::pdf::notes::{inherited, is_answered};
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, Rect};
use hayro::kurbo::Point;

/// Flags of buttons (ISO 32000-1, table 226): one of several, and one that is pressed.
const RADIO: u32 = 1 << 15;
const PRESSED: u32 = 1 << 16;
/// The flag of a choice that is one line with a list behind it (table 230).
const COMBO: u32 = 1 << 17;
/// The mark of a button that is round (ISO 32000-1, annex D.6: a disc of the font Zapf Dingbats).
const DISC: &[u8] = b"l";

/// Whether viewers draw anything of a field that is not answered: a ground or frame, a caption, or what may be chosen.
pub(in crate::pdf) fn is_seen(field: &Dict<'_>) -> bool {
    let look = field.get::<Dict<'_>>("MK").unwrap_or_default();
    let coloured = |key: &&str| !matches!(numbers(&look, key), Ok(levels) if levels.as_ref().is_none_or(Vec::is_empty));
    ["BG", "BC"].iter().any(coloured) || (is_pressed(field) && has_caption(&look)) || is_list(field)
}

/// Whether a field is a button that is pressed and says nothing of itself.
pub(in crate::pdf) fn is_pressed(field: &Dict<'_>) -> bool {
    kind(field).is_some_and(|kind| kind == b"Btn") && flags(field) & PRESSED != 0
}

/// Whether all that may be chosen is listed in place of a field.
pub(super) fn is_list(field: &Dict<'_>) -> bool {
    kind(field).is_some_and(|kind| kind == b"Ch") && flags(field) & COMBO == 0 && has_options(field)
}

/// What a field is for.
pub(in crate::pdf) fn kind(field: &Dict<'_>) -> Option<Vec<u8>> {
    inherited(field, |field| field.get::<Name<'_>>("FT").map(|kind| kind.to_vec()))
}

fn has_caption(look: &Dict<'_>) -> bool {
    ["CA", "I"].iter().any(|key| match look.get::<Object<'_>>(key) {
        Some(Object::String(text)) => !text.as_bytes().is_empty(),
        other => other.is_some(),
    })
}

/// The flags of a field, of which all kinds have some of their own.
pub(super) fn flags(field: &Dict<'_>) -> u32 {
    inherited(field, |field| field.get::<u32>("Ff")).unwrap_or_default()
}

pub(super) fn draw(field: &Dict<'_>, form: &Form<'_>, sheet: &mut Sheet) -> Result<(), Odd> {
    let rect = field.get::<Rect>("Rect").ok_or(Odd)?;
    let look = field.get::<Dict<'_>>("MK").unwrap_or_default();
    let kind = kind(field).ok_or(Odd)?;
    let (flags, answered) = (flags(field), is_answered(field));
    match kind.as_slice() {
        b"Tx" | b"Sig" | b"Ch" => {}
        b"Btn" if flags & PRESSED != 0 && has_caption(&look) => return Err(Odd),
        // A tick is drawn by one viewer and not by the other.
        b"Btn" if !is_ticked(field) => {}
        _ => return Err(Odd),
    }
    let round = flags & RADIO != 0
        && look
            .get::<Object<'_>>("CA")
            .is_none_or(|caption| matches!(caption, Object::String(caption) if caption.as_bytes() == DISC));
    let pen = Pen::of(field)?;
    sheet.mark((1.0, false), |sheet| frame(&look, &pen, rect, round, sheet))?;
    match kind.as_slice() {
        b"Tx" | b"Ch" if answered || is_list(field) => {
            sheet.mark((1.0, false), |sheet| answer::draw(field, form, (rect, &pen), sheet))
        }
        _ => Ok(()),
    }
}

/// Writes the answer of a field over its look.
pub(in crate::pdf) fn answer_over(field: &Dict<'_>, form: &Form<'_>, sheet: &mut Sheet) -> Result<(), Odd> {
    let (rect, pen) = (field.get::<Rect>("Rect").ok_or(Odd)?, Pen::of(field)?);
    match kind(field).as_deref() {
        Some(b"Tx") => {}
        Some(b"Ch") if flags(field) & COMBO != 0 || is_list(field) => {}
        _ => return Err(Odd),
    }
    sheet.mark((1.0, false), |sheet| answer::draw(field, form, (rect, &pen), sheet))
}

/// Whether a box is ticked, whatever its group says of another.
fn is_ticked(field: &Dict<'_>) -> bool {
    match field.get::<Name<'_>>("AS") {
        Some(state) => &*state != b"Off",
        None => is_answered(field),
    }
}

/// Whether a choice has anything to choose from, which viewers list in its place.
fn has_options(field: &Dict<'_>) -> bool {
    inherited(field, |field| field.get::<Array<'_>>("Opt")).is_some_and(|options| options.raw_iter().next().is_some())
}

fn frame(look: &Dict<'_>, pen: &Pen, rect: Rect, round: bool, sheet: &mut Sheet) -> Result<(), Odd> {
    let (ground, edge) = (Colour::under(look, "BG")?, Colour::under(look, "BC")?);
    if let Some(ground) = &ground {
        ground.set(sheet, Use::Fill)?;
        if round {
            ellipse(sheet, rect)?;
        } else {
            sheet.rectangle(rect)?;
        }
        sheet.write(&[], "f")?;
    }
    if pen.width <= 0.0 {
        return Ok(());
    }
    match (pen.style, &edge) {
        (Style::Bevelled | Style::Inset, _) if round => Err(Odd),
        (Style::Bevelled | Style::Inset, edge) => {
            edge.as_ref().or(ground.as_ref()).map_or(Ok(()), |colour| relief(colour, pen, rect, sheet))
        }
        (_, None) => Ok(()),
        (style, Some(edge)) => {
            edge.set(sheet, Use::Line)?;
            pen.set(sheet)?;
            let middle = inner(rect, pen.width / 2.0)?;
            match style {
                Style::Underlined => sheet.lines([(rect.x0, middle.y0), (rect.x1, middle.y0)].map(Point::from))?,
                _ if round => ellipse(sheet, middle)?,
                _ => sheet.rectangle(middle)?,
            }
            sheet.write(&[], "S")
        }
    }
}

/// An edge that is lit from the upper left: raised, or sunk in. The light and the dark side are as poppler mixes them.
fn relief(colour: &Colour, pen: &Pen, rect: Rect, sheet: &mut Sheet) -> Result<(), Odd> {
    let Rect { x0, y0, x1, y1 } = rect;
    let inside = inner(rect, pen.width)?;
    let (light, dark) = (colour.halfway_to(1.0), colour.halfway_to(0.0));
    let (above, below) = if pen.style == Style::Bevelled { (light, dark) } else { (dark, light) };
    let corners = [(x0, y0), (inside.x0, inside.y0), (inside.x1, inside.y1), (x1, y1)];
    let sides = [(above, (inside.x0, inside.y1), (x0, y1)), (below, (inside.x1, inside.y0), (x1, y0))];
    for (colour, near, far) in sides {
        let [one, two, three, four] = corners;
        colour.set(sheet, Use::Fill)?;
        sheet.lines([one, two, near, three, four, far].map(Point::from))?;
        sheet.write(&[], "h")?;
        sheet.write(&[], "f")?;
    }
    Ok(())
}
