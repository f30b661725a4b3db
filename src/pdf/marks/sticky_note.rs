//! The icon of a sticky note (ISO 32000-1, 12.5.6.4): each viewer has its own, about as large and at the same place.

use super::pen::{Colour, Pen, Use, opacity};
use super::sheet::{Odd, Sheet, Typeface};
use hayro::hayro_syntax::object::{Dict, Name, Rect};
use hayro::kurbo::{Affine, Point};

/// How large the icon is, points: pdfium's number, poppler's is 24; and how high the bubble's tip is and how wide, and how far in
/// the lines of text begin.
const SIDE: f64 = 20.0;
const TIP: f64 = 4.0;
const INDENT: f64 = 2.5;
/// How wide its lines are, points, and its sign is high.
const LINE: f64 = 1.0;
const SIGN: f64 = 14.0;
/// The family of its sign.
const FACE: &str = "Helvetica-Bold";

/// What is seen on the icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// Lines of text.
    Lines,
    /// A character, in the bytes of WinAnsiEncoding.
    Letter(u8),
}

impl Sign {
    fn of(note: &Dict<'_>) -> Result<Self, Odd> {
        match note.get::<Name<'_>>("Name").as_deref() {
            None if note.contains_key("Name") => Err(Odd),
            None | Some(b"Note" | b"Comment") => Ok(Self::Lines),
            Some(b"Help") => Ok(Self::Letter(b'?')),
            Some(b"Paragraph" | b"NewParagraph") => Ok(Self::Letter(0xB6)),
            Some(b"Insert") => Ok(Self::Letter(b'^')),
            // A tick, a cross or a star says something.
            Some(_) => Err(Odd),
        }
    }
}

pub(super) fn draw(note: &Dict<'_>, upright: Affine, sheet: &mut Sheet) -> Result<(), Odd> {
    // An answer to another note has no icon in some viewers; and a page that is turned does not turn the icon.
    let [a, b, c, d, ..] = upright.as_coeffs();
    let is_turned = b != 0.0 || c != 0.0 || a <= 0.0 || d >= 0.0;
    if is_turned || ["IRT", "StateModel"].iter().any(|key| note.contains_key(key)) {
        return Err(Odd);
    }
    let rect = note.get::<Rect>("Rect").filter(|rect| rect.width() > 0.0 && rect.height() > 0.0).ok_or(Odd)?;
    let colour = if note.contains_key("C") { Colour::of_note(note)? } else { Colour::yellow() };
    let sign = Sign::of(note)?;
    Pen::of(note)?;
    sheet.mark((opacity(note)?, false), |sheet| {
        colour.set(sheet, Use::Fill)?;
        Colour::black().set(sheet, Use::Line)?;
        sheet.line_width(LINE)?;
        let bubble = bubble(rect);
        outline(bubble, sheet)?;
        match sign {
            Sign::Lines => lines(bubble, sheet),
            Sign::Letter(letter) => write(letter, bubble, sheet),
        }
    })
}

/// The bubble, whose upper left corner is the note's, without its tip.
fn bubble(note: Rect) -> Rect {
    let edge = LINE / 2.0;
    Rect::new(note.x0 + edge, note.y1 - SIDE + edge + TIP, note.x0 + SIDE - edge, note.y1 - edge)
}

fn outline(Rect { x0, y0, x1, y1 }: Rect, sheet: &mut Sheet) -> Result<(), Odd> {
    let tip = [(x0 + 2.0 * TIP, y0), (x0 + 1.5 * TIP, y0 - TIP), (x0 + TIP, y0)];
    sheet.lines([(x0, y0), (x0, y1), (x1, y1), (x1, y0)].into_iter().chain(tip).map(Point::from))?;
    sheet.write(&[], "b")
}

fn lines(Rect { x0, y0, x1, y1 }: Rect, sheet: &mut Sheet) -> Result<(), Odd> {
    for quarter in [0.25, 0.5, 0.75] {
        let height = y0 + quarter * (y1 - y0);
        sheet.lines([(x0 + INDENT, height), (x1 - INDENT, height)].map(Point::from))?;
    }
    sheet.write(&[], "S")
}

fn write(letter: u8, bubble: Rect, sheet: &mut Sheet) -> Result<(), Odd> {
    Colour::black().set(sheet, Use::Fill)?;
    sheet.write(&[], "BT")?;
    sheet.letter_in(&Typeface::Standard(FACE.to_owned()), SIGN)?;
    // A letter is about half as wide as it is high.
    let middle = (f64::midpoint(bubble.x0, bubble.x1), f64::midpoint(bubble.y0, bubble.y1));
    sheet.write(&[middle.0 - SIGN / 4.0, middle.1 - SIGN / 3.0], "Td")?;
    sheet.text(&[letter])?;
    sheet.write(&[], "ET")
}
