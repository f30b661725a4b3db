//! What a note is drawn with: its colours, and how wide and in which dashes its lines are (ISO 32000-1, 12.5.2 and 12.5.4).

use super::sheet::{Odd, Sheet, numbers, numbers_of};
use hayro::hayro_syntax::object::{Array, Dict, Name, Object};

/// The widest line, points.
const WIDEST: f64 = 200.0;
/// The most lengths of a pattern of dashes: pdfium reads no more.
const DASHES: usize = 10;
/// The dashes of a style that names none (ISO 32000-1, table 166).
const USUAL_DASH: f64 = 3.0;

/// Levels of gray, or of red, green and blue, from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Colour(Vec<f64>);

/// What a colour is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Fill,
    Line,
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Dashed,
    Bevelled,
    Inset,
    Underlined,
}

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pen {
    /// Points.
    pub(super) width: f64,
    pub(super) style: Style,
    dashes: Vec<f64>,
}

impl Colour {
    pub(super) fn black() -> Self {
        Self(vec![0.0])
    }

    pub(super) fn yellow() -> Self {
        Self(vec![1.0, 1.0, 0.0])
    }

    /// One of so many levels; none where there are none of them. Inks for print look another way in each viewer.
    pub(super) fn of(levels: &[f64]) -> Result<Option<Self>, Odd> {
        match levels.len() {
            0 => Ok(None),
            1 | 3 if levels.iter().all(|level| (0.0..=1.0).contains(level)) => Ok(Some(Self(levels.to_vec()))),
            _ => Err(Odd),
        }
    }

    /// That of a dictionary; none where it has none.
    pub(super) fn under(dictionary: &Dict<'_>, key: &str) -> Result<Option<Self>, Odd> {
        numbers(dictionary, key)?.map_or(Ok(None), |levels| Self::of(&levels))
    }

    /// That in which a note is drawn, where nothing is said in black.
    pub(super) fn of_note(note: &Dict<'_>) -> Result<Self, Odd> {
        if note.contains_key("C") { Self::under(note, "C")?.ok_or(Odd) } else { Ok(Self::black()) }
    }

    /// Another one between this and white, or between this and black.
    pub(super) fn halfway_to(&self, level: f64) -> Self {
        Self(self.0.iter().map(|own| f64::midpoint(*own, level)).collect())
    }

    pub(super) fn set(&self, sheet: &mut Sheet, to: Use) -> Result<(), Odd> {
        let operator = match (self.0.len(), to) {
            (1, Use::Fill) => "g",
            (1, Use::Line) => "G",
            (_, Use::Fill) => "rg",
            (_, Use::Line) => "RG",
        };
        sheet.write(&self.0, operator)
    }
}

impl Pen {
    /// That of a note or field.
    pub(super) fn of(note: &Dict<'_>) -> Result<Self, Odd> {
        let style = note.get::<Dict<'_>>("BS").unwrap_or_default();
        let border = border(note)?;
        let said = if style.contains_key("W") { Some(number(&style, "W")?) } else { border.width };
        let width = said.unwrap_or(1.0);
        let (style, dashes) = match style.get::<Name<'_>>("S").as_deref() {
            None if style.contains_key("S") => return Err(Odd),
            None | Some(b"S") if border.dashes.is_empty() => (Style::Plain, Vec::new()),
            None | Some(b"S") => (Style::Dashed, border.dashes),
            Some(b"D") => (Style::Dashed, numbers(&style, "D")?.unwrap_or_else(|| vec![USUAL_DASH])),
            Some(b"B") => (Style::Bevelled, Vec::new()),
            Some(b"I") => (Style::Inset, Vec::new()),
            Some(b"U") => (Style::Underlined, Vec::new()),
            Some(_) => return Err(Odd),
        };
        let usual_dashes = match style {
            Style::Dashed => {
                let drawn = dashes.iter().sum::<f64>() > 0.0 && dashes.iter().all(|dash| *dash >= 0.0);
                drawn && dashes.len() <= DASHES
            }
            _ => true,
        };
        if usual_dashes && (0.0..=WIDEST).contains(&width) { Ok(Self { width, style, dashes }) } else { Err(Odd) }
    }

    /// That of a note, which is plain or dashed.
    pub(super) fn of_note(note: &Dict<'_>) -> Result<Self, Odd> {
        Self::of(note).and_then(|pen| match pen.style {
            Style::Plain | Style::Dashed => Ok(pen),
            Style::Bevelled | Style::Inset | Style::Underlined => Err(Odd),
        })
    }

    /// Sets width and dashes.
    pub(super) fn set(&self, sheet: &mut Sheet) -> Result<(), Odd> {
        sheet.line_width(self.width)?;
        if self.style != Style::Dashed {
            return Ok(());
        }
        sheet.write(&[], "[")?;
        sheet.write(&self.dashes, "] 0 d")
    }
}

/// What the older way of describing a border says.
#[derive(Default)]
struct Border {
    width: Option<f64>,
    dashes: Vec<f64>,
}

fn border(note: &Dict<'_>) -> Result<Border, Odd> {
    if !note.contains_key("Border") {
        return Ok(Border::default());
    }
    let said = note.get::<Array<'_>>("Border").ok_or(Odd)?;
    let items: Vec<Object<'_>> = said.iter::<Object<'_>>().take(5).collect();
    let width = match items.as_slice() {
        [] => None,
        [_, _, width, ..] if items.len() <= 4 => Some(width.clone().into_number().ok_or(Odd)?.as_f64()),
        _ => return Err(Odd),
    };
    let dashes = match items.get(3) {
        None => Vec::new(),
        Some(dashes) => numbers_of(&dashes.clone().into_array().ok_or(Odd)?)?,
    };
    Ok(Border { width, dashes })
}

/// How opaque a note is, from 0 to 1.
pub(super) fn opacity(note: &Dict<'_>) -> Result<f64, Odd> {
    if !note.contains_key("CA") {
        return Ok(1.0);
    }
    Some(number(note, "CA")?).filter(|opacity| (0.0..=1.0).contains(opacity)).ok_or(Odd)
}

/// A number that a dictionary must have.
pub(super) fn number(dictionary: &Dict<'_>, key: &str) -> Result<f64, Odd> {
    dictionary.get::<f64>(key).filter(|number| number.is_finite()).ok_or(Odd)
}
