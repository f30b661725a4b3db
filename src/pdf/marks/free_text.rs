//! Text that is laid on a page (ISO 32000-1, 12.5.6.6), in one line that fits its frame, where poppler puts it.

use super::answer::{Setting, text_of};
use super::pen::{Colour, Pen, Use, opacity};
use super::shape::inner;
use super::sheet::{Odd, Sheet, Typeface};
use hayro::hayro_syntax::object::{Dict, Object, Rect};

/// The names by which programs call the fonts that every viewer has.
const FACES: [(&str, &str); 7] = [
    ("Helv", "Helvetica"),
    ("Helvetica", "Helvetica"),
    ("HeBo", "Helvetica-Bold"),
    ("TiRo", "Times-Roman"),
    ("Times-Roman", "Times-Roman"),
    ("Cour", "Courier"),
    ("Courier", "Courier"),
];
/// How far below the margin letters stand, sizes; the margin is as wide as two borders.
const BELOW: f64 = 1.0;
/// What some programs write for a space.
const HARD_SPACE: char = '\u{a0}';

pub(super) fn draw(note: &Dict<'_>, sheet: &mut Sheet) -> Result<(), Odd> {
    // Lines that lead to it, text with styles of its own, another frame; and what is turned.
    if ["CL", "RC", "DS", "RD", "BE", "IRT"].iter().any(|key| note.contains_key(key))
        || note.get::<i32>("Q").unwrap_or_default() != 0
        || note.get::<i32>("Rotate").unwrap_or_default() != 0
    {
        return Err(Odd);
    }
    let face = |name: &str| {
        let face = FACES.iter().find(|(called, _)| *called == name).ok_or(Odd)?;
        Ok(Typeface::Standard(face.1.to_owned()))
    };
    let setting = Setting::read(note.get::<Object<'_>>("DA"), face)?;
    let text = note.get::<Object<'_>>("Contents").as_ref().and_then(text_of).ok_or(Odd)?;
    let text = text.replace(HARD_SPACE, " ");
    let (rect, pen) = (note.get::<Rect>("Rect").ok_or(Odd)?, Pen::of_note(note)?);
    let margin = 2.0 * pen.width;
    let fits = setting.width(&text)? <= rect.width() - 2.0 * margin && setting.size <= rect.height() - 2.0 * margin;
    if text.trim().is_empty() || !fits {
        return Err(Odd);
    }
    sheet.mark((opacity(note)?, false), |sheet| {
        if let Some(ground) = Colour::under(note, "C")? {
            ground.set(sheet, Use::Fill)?;
            sheet.rectangle(rect)?;
            sheet.write(&[], "f")?;
        }
        if pen.width > 0.0 {
            setting.colour.set(sheet, Use::Line)?;
            pen.set(sheet)?;
            sheet.rectangle(inner(rect, pen.width / 2.0)?)?;
            sheet.write(&[], "S")?;
        }
        setting.colour.set(sheet, Use::Fill)?;
        sheet.write(&[], "BT")?;
        sheet.letter_in(&setting.face, setting.size)?;
        sheet.write(&[rect.x0 + margin, rect.y1 - margin - BELOW * setting.size], "Td")?;
        sheet.text(&setting.bytes(&text)?)?;
        sheet.write(&[], "ET")
    })
}
