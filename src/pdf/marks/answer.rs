//! The answer of a field in one line or with one letter to a cell, in a font that every viewer has (ISO 32000-1, 12.7.3.3),
//! where poppler puts it.

use super::field::{flags, is_list, is_pressed, kind};
use super::pen::{Colour, Pen, Use};
use super::sheet::{Odd, Sheet, Typeface};
use super::widths::width;
use crate::pdf::notes::{inherited, is_answered};
use encoding_rs::{UTF_16BE, WINDOWS_1252};
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, Rect};
use hayro::kurbo::Point;
use std::str::FromStr as _;

/// Flags of text that is not one plain line: several, a password, a file's, or with a style of its own (ISO 32000-1, table 228).
const NOT_ONE_LINE: u32 = 1 << 12 | 1 << 13 | 1 << 20 | 1 << 25;
/// The flag of text with one letter to a cell, and the most cells.
const COMB: u32 = 1 << 24;
const CELLS: u32 = 200;
/// The most characters of a line, and the most that there is to choose from.
const LONGEST: usize = 1000;
const OPTIONS: usize = 2000;
/// Between the frame and the text, points; and how far below the middle letters stand, a share of their size.
const MARGIN: f64 = 2.0;
const BELOW_MIDDLE: f64 = 0.4;
/// From line to line of a list, sizes.
const LINE: f64 = 1.1;
/// Sizes that text is set in, points. One of 0 is for the viewer to choose.
const SIZES: std::ops::RangeInclusive<f64> = 2.0..=144.0;
/// The families of fonts that every viewer has, and that have letters.
const FAMILIES: [&str; 3] = ["Helvetica", "Times-", "Courier"];
/// Fonts whose letters are as wide as those of one of them, and look alike.
const ALIKE: [(&str, &str); 11] = [
    ("Arial", "Helvetica"),
    ("ArialMT", "Helvetica"),
    ("LiberationSans", "Helvetica"),
    ("Arial,Bold", "Helvetica-Bold"),
    ("Arial-BoldMT", "Helvetica-Bold"),
    ("LiberationSans-Bold", "Helvetica-Bold"),
    ("TimesNewRoman", "Times-Roman"),
    ("TimesNewRomanPSMT", "Times-Roman"),
    ("LiberationSerif", "Times-Roman"),
    ("CourierNewPSMT", "Courier"),
    ("LiberationMono", "Courier"),
];
/// How long the letters are that stand before the name of a font of which the file has a part (ISO 32000-1, 9.6.4), with a plus.
const PART: usize = 7;

/// What the form of a file says of all its fields.
#[derive(Default)]
pub(in crate::pdf) struct Form<'a>(Dict<'a>);

/// How text is set.
pub(super) struct Setting {
    pub(super) face: Typeface,
    /// Points.
    pub(super) size: f64,
    pub(super) colour: Colour,
}

impl<'a> Form<'a> {
    /// That of a catalog.
    pub(in crate::pdf) fn of(catalog: Option<&Dict<'a>>) -> Self {
        Self(catalog.and_then(|catalog| catalog.get::<Dict<'_>>("AcroForm")).unwrap_or_default())
    }

    /// Whether its fields look otherwise than is drawn in them (ISO 32000-1, 12.7.2): whoever filled it in left the drawing to
    /// viewers.
    pub(in crate::pdf) fn is_out_of_date(&self) -> bool {
        self.0.get::<bool>("NeedAppearances") == Some(true)
    }

    fn face(&self, name: &str) -> Result<Typeface, Odd> {
        let fonts = self.0.get::<Dict<'_>>("DR").and_then(|resources| resources.get::<Dict<'_>>("Font")).ok_or(Odd)?;
        let font = fonts.get::<Dict<'_>>(name).ok_or(Odd)?;
        let named = |key: &str| font.get::<Name<'_>>(key).map(|name| String::from_utf8_lossy(&name).into_owned());
        if named("Subtype").is_some_and(|kind| kind == "Type0") {
            let by_characters = ["UniGB-UTF16-H", "UniGB-UCS2-H"].map(str::to_owned);
            return named("Encoding")
                .filter(|coding| by_characters.contains(coding))
                .map(|_| Typeface::Chinese)
                .ok_or(Odd);
        }
        let base = named("BaseFont").ok_or(Odd)?;
        let whole = base.get(PART..).filter(|_| base.get(PART - 1..PART) == Some("+")).unwrap_or(&base);
        let alike = ALIKE.iter().find(|(name, _)| *name == whole).map(|(_, standard)| (*standard).to_owned());
        let known = !font.contains_key("FontDescriptor") && FAMILIES.iter().any(|family| base.starts_with(family));
        alike.or(Some(base).filter(|_| known)).map(Typeface::Standard).ok_or(Odd)
    }

    /// How the text of a field is set.
    fn setting(&self, field: &Dict<'_>) -> Result<Setting, Odd> {
        let said = inherited(field, |field| field.get::<Object<'_>>("DA")).or_else(|| self.0.get::<Object<'_>>("DA"));
        Setting::read(said, |name| self.face(name))
    }
}

impl Setting {
    /// What is said in instructions, of which `known` knows the fonts.
    pub(super) fn read(said: Option<Object<'_>>, known: impl Fn(&str) -> Result<Typeface, Odd>) -> Result<Self, Odd> {
        let said = said.and_then(Object::into_string).ok_or(Odd)?;
        let said = std::str::from_utf8(said.as_bytes()).map_err(|_| Odd)?;
        let (mut face, mut size, mut colour) = (None, 0.0, Colour::black());
        let mut operands: Vec<&str> = Vec::new();
        for word in said.split_ascii_whitespace() {
            match (word, operands.as_slice()) {
                ("Tf", [name, points]) => {
                    face = Some(known(name.strip_prefix('/').ok_or(Odd)?)?);
                    size = f64::from_str(points).map_err(|_| Odd)?;
                }
                ("g" | "rg", levels) => {
                    let levels = levels.iter().map(|level| f64::from_str(level)).collect::<Result<Vec<_>, _>>();
                    let levels = levels.map_err(|_| Odd)?;
                    if levels.len() != if word == "g" { 1 } else { 3 } {
                        return Err(Odd);
                    }
                    colour = Colour::of(&levels)?.ok_or(Odd)?;
                }
                _ => {
                    operands.push(word);
                    continue;
                }
            }
            operands.clear();
        }
        match face {
            Some(face) if operands.is_empty() && SIZES.contains(&size) => Ok(Setting { face, size, colour }),
            _ => Err(Odd),
        }
    }
}

/// Draws a field's answer.
pub(super) fn draw(field: &Dict<'_>, form: &Form<'_>, (rect, pen): (Rect, &Pen), sheet: &mut Sheet) -> Result<(), Odd> {
    let turned = field.get::<Dict<'_>>("MK").and_then(|look| look.get::<i32>("R")).is_some_and(|turn| turn != 0);
    if (is_text(field) && flags(field) & NOT_ONE_LINE != 0) || turned {
        return Err(Odd);
    }
    let setting = form.setting(field)?;
    let edge = if ["BS", "Border"].iter().any(|key| field.contains_key(key)) { pen.width } else { 0.0 };
    sheet.rectangle(rect)?;
    sheet.write(&[], "W")?;
    sheet.write(&[], "n")?;
    setting.colour.set(sheet, Use::Fill)?;
    for (start, text) in pieces(field, rect, edge + MARGIN, &setting)? {
        if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
            return Err(Odd);
        }
        sheet.write(&[], "BT")?;
        sheet.letter_in(&setting.face, setting.size)?;
        sheet.write(&[start.x, start.y], "Td")?;
        sheet.text(&setting.bytes(&text)?)?;
        sheet.write(&[], "ET")?;
    }
    Ok(())
}

/// What is written, and where each piece of it begins.
fn pieces(field: &Dict<'_>, rect: Rect, margin: f64, setting: &Setting) -> Result<Vec<(Point, String)>, Odd> {
    let start = |text: &str| Ok(rect.x0 + from_left(field, rect.width(), margin, || setting.width(text))?);
    if is_list(field) {
        let foot = |line: usize| rect.y1 - LINE * setting.size * (line + 1) as f64;
        let lines = listed(field)?.into_iter().enumerate().map(|(line, text)| (foot(line), text));
        let seen = lines.take_while(|(foot, _)| *foot > rect.y0 - setting.size);
        return seen.map(|(foot, text)| Ok((Point::new(start(&text)?, foot), text))).collect();
    }
    let (foot, text) = (f64::midpoint(rect.y0, rect.y1) - BELOW_MIDDLE * setting.size, answer(field)?);
    if is_text(field) && flags(field) & COMB != 0 {
        let cells = cells(&text, field, rect, setting)?;
        return Ok(cells.into_iter().map(|(start, letter)| (Point::new(start, foot), letter)).collect());
    }
    Ok(vec![(Point::new(start(&text)?, foot), text)])
}

/// Where in a place so wide something begins that is so wide itself, as the field says; the margin is kept free at the sides.
fn from_left(field: &Dict<'_>, place: f64, margin: f64, width: impl Fn() -> Result<f64, Odd>) -> Result<f64, Odd> {
    let start = match inherited(field, |field| field.get::<i32>("Q")).unwrap_or_default() {
        0 => return Ok(margin),
        1 => (place - width()?) / 2.0,
        2 => place - margin - width()?,
        _ => return Err(Odd),
    };
    // Of what does not fit, some viewers show the beginning and others the middle.
    if start < margin { Err(Odd) } else { Ok(start) }
}

/// The letters of an answer that has one in the middle of each cell, and where each begins.
fn cells(text: &str, field: &Dict<'_>, rect: Rect, setting: &Setting) -> Result<Vec<(f64, String)>, Odd> {
    let cells = inherited(field, |field| field.get::<u32>("MaxLen")).filter(|cells| (1..=CELLS).contains(cells));
    let (cells, letters) = (f64::from(cells.ok_or(Odd)?), text.chars().count() as f64);
    if letters > cells {
        return Err(Odd);
    }
    let cell = rect.width() / cells;
    let first = from_left(field, cells, 0.0, || Ok(letters))?.floor();
    let placed = text.chars().enumerate().map(|(at, letter)| {
        let letter = letter.to_string();
        let start = rect.x0 + (first + at as f64) * cell + (cell - setting.width(&letter)?) / 2.0;
        Ok((start, letter))
    });
    placed.collect()
}

impl Setting {
    /// How wide text is, points.
    pub(super) fn width(&self, text: &str) -> Result<f64, Odd> {
        let Typeface::Standard(font) = &self.face else { return Err(Odd) };
        text.chars().map(|letter| width(font, letter).map(|width| width * self.size).ok_or(Odd)).sum()
    }

    /// Text in the font's own bytes.
    pub(super) fn bytes(&self, text: &str) -> Result<Vec<u8>, Odd> {
        match self.face {
            Typeface::Standard(_) => match WINDOWS_1252.encode(text) {
                (bytes, _, false) => Ok(bytes.into_owned()),
                _ => Err(Odd),
            },
            Typeface::Chinese => Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        }
    }
}

fn is_text(field: &Dict<'_>) -> bool {
    kind(field).is_some_and(|kind| kind == b"Tx")
}

/// What a field of text or a choice shows, or a button that is pressed.
pub(super) fn answer(field: &Dict<'_>) -> Result<String, Odd> {
    if is_pressed(field) {
        let caption = field.get::<Dict<'_>>("MK").and_then(|look| look.get::<Object<'_>>("CA"));
        return caption.map_or(Ok(String::new()), |caption| text_of(&caption).ok_or(Odd));
    }
    match is_answered(field) {
        false => Ok(String::new()),
        true if is_text(field) => said(field),
        true => chosen(field),
    }
}

/// All that may be chosen from a list that stands in place of its field, as it is shown, where nothing is chosen, which would be
/// marked, and the first line is seen.
pub(super) fn listed(field: &Dict<'_>) -> Result<Vec<String>, Odd> {
    let options = inherited(field, |field| field.get::<Array<'_>>("Opt")).ok_or(Odd)?;
    let is_rolled = inherited(field, |field| field.get::<i32>("TI")).is_some_and(|first| first != 0);
    if is_rolled || is_answered(field) || options.raw_iter().take(OPTIONS).count() == OPTIONS {
        return Err(Odd);
    }
    let shown = |option: Object<'_>| match option {
        Object::Array(pair) => pair.iter::<Object<'_>>().nth(1).and_then(|word| text_of(&word)),
        option => text_of(&option),
    };
    options.iter::<Object<'_>>().map(|option| shown(option).ok_or(Odd)).collect()
}

/// What is chosen, as it is shown: an option may have another word for the machine.
fn chosen(field: &Dict<'_>) -> Result<String, Odd> {
    let value = said(field)?;
    let options = inherited(field, |field| field.get::<Array<'_>>("Opt"));
    for (at, option) in options.iter().flat_map(Array::iter::<Object<'_>>).enumerate() {
        if at == OPTIONS {
            return Err(Odd);
        }
        if let Object::Array(pair) = option {
            let words: Vec<_> = pair.iter::<Object<'_>>().filter_map(|word| text_of(&word)).collect();
            let [own, shown] = words.as_slice() else { return Err(Odd) };
            if *own == value {
                return Ok(shown.clone());
            }
        }
    }
    Ok(value)
}

/// What a field says.
fn said(field: &Dict<'_>) -> Result<String, Odd> {
    inherited(field, |field| field.get::<Object<'_>>("V")).and_then(|value| text_of(&value)).ok_or(Odd)
}

/// Text outside of pages (ISO 32000-1, 7.9.2.2).
pub(super) fn text_of(value: &Object<'_>) -> Option<String> {
    let Object::String(text) = value else { return None };
    let bytes = text.as_bytes();
    if let Some(wide) = bytes.strip_prefix(b"\xFE\xFF") {
        return UTF_16BE.decode_without_bom_handling_and_without_replacement(wide).map(std::borrow::Cow::into_owned);
    }
    if let Some(narrow) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return String::from_utf8(narrow.to_vec()).ok();
    }
    // Where its bytes mean the same as in Latin-1, it is read.
    let known = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~' | 0xA1..=0xAC | 0xAE..=0xFF);
    bytes.iter().all(known).then(|| bytes.iter().map(|byte| char::from(*byte)).collect())
}
