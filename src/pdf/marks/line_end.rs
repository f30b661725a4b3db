//! What stands at the ends of a line (ISO 32000-1, table 176): arrows, squares and the like, as poppler draws them.

use super::sheet::{Odd, Sheet};
use hayro::hayro_syntax::object::{Array, Dict, Object};
use hayro::kurbo::{Point, Vec2};

/// How large an end is, in widths of the line, and no larger than half of it.
const WIDTHS: f64 = 6.0;
/// Half of an arrow's height, a share of its length: it is 60 degrees wide.
const ARROW: f64 = 0.577_350;
/// How far from a corner of its frame a quarter of a circle is drawn towards.
const ROUND: f64 = 0.552_285;

/// An end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Plain,
    Square,
    Circle,
    Diamond,
    OpenArrow,
    ClosedArrow,
    /// Arrows that begin where the line ends, and point back at it.
    OpenBack,
    ClosedBack,
    /// A short line across.
    Butt,
}

/// Both ends of a line.
///
/// # Errors
/// One is out of the ordinary.
pub(super) fn of(note: &Dict<'_>) -> Result<[End; 2], Odd> {
    if !note.contains_key("LE") {
        return Ok([End::Plain; 2]);
    }
    let named = note.get::<Array<'_>>("LE").ok_or(Odd)?;
    let ends = named.iter::<Object<'_>>().take(3).map(|end| match end {
        Object::Name(name) => End::named(&name),
        _ => Err(Odd),
    });
    let ends: Vec<End> = ends.collect::<Result<_, _>>()?;
    match *ends.as_slice() {
        [start, end] => Ok([start, end]),
        _ => ends.iter().all(|end| *end == End::Plain).then_some([End::Plain; 2]).ok_or(Odd),
    }
}

impl End {
    fn named(name: &[u8]) -> Result<Self, Odd> {
        match name {
            b"None" => Ok(Self::Plain),
            b"Square" => Ok(Self::Square),
            b"Circle" => Ok(Self::Circle),
            b"Diamond" => Ok(Self::Diamond),
            b"OpenArrow" => Ok(Self::OpenArrow),
            b"ClosedArrow" => Ok(Self::ClosedArrow),
            b"ROpenArrow" => Ok(Self::OpenBack),
            b"RClosedArrow" => Ok(Self::ClosedBack),
            b"Butt" => Ok(Self::Butt),
            _ => Err(Odd),
        }
    }

    /// How much of the line it takes, where it is so large.
    fn shortens(self, size: f64) -> f64 {
        match self {
            Self::Square | Self::Circle | Self::Diamond | Self::ClosedArrow => size,
            Self::Plain | Self::OpenArrow | Self::OpenBack | Self::ClosedBack | Self::Butt => 0.0,
        }
    }

    /// Draws it where a line ends that runs in this direction.
    fn draw(self, at: Point, along: Vec2, size: f64, filled: bool, sheet: &mut Sheet) -> Result<(), Odd> {
        let across = Vec2::new(-along.y, along.x);
        // So many sizes back from the end of the line, and so many beside it.
        let point = |back: f64, beside: f64| at - along * (back * size) + across * (beside * size);
        match self {
            Self::Plain => return Ok(()),
            Self::Square => sheet.lines([point(0.0, 0.5), point(1.0, 0.5), point(1.0, -0.5), point(0.0, -0.5)])?,
            Self::Diamond => sheet.lines([point(0.0, 0.0), point(0.5, 0.5), point(1.0, 0.0), point(0.5, -0.5)])?,
            Self::OpenArrow | Self::ClosedArrow => {
                sheet.lines([point(1.0, ARROW), point(0.0, 0.0), point(1.0, -ARROW)])?;
            }
            Self::OpenBack | Self::ClosedBack => {
                sheet.lines([point(-1.0, ARROW), point(0.0, 0.0), point(-1.0, -ARROW)])?;
            }
            Self::Butt => sheet.lines([point(0.0, 0.5), point(0.0, -0.5)])?,
            Self::Circle => {
                let sides = [(0.0, 0.0), (0.5, 0.5), (1.0, 0.0), (0.5, -0.5), (0.0, 0.0)];
                let sides = sides.map(|(back, beside)| point(back, beside));
                let corners = [(0.0, 0.5), (1.0, 0.5), (1.0, -0.5), (0.0, -0.5)];
                sheet.lines([sides[0]])?;
                for (quarter, (back, beside)) in sides.windows(2).zip(corners) {
                    let corner = point(back, beside);
                    sheet.curve([quarter[0].lerp(corner, ROUND), quarter[1].lerp(corner, ROUND), quarter[1]])?;
                }
            }
        }
        match self {
            Self::OpenArrow | Self::OpenBack | Self::Butt => sheet.write(&[], "S"),
            _ => sheet.write(&[], if filled { "b" } else { "s" }),
        }
    }
}

/// Draws a line with its ends; those that enclose anything are filled or not.
///
/// # Errors
/// It has no length.
pub(super) fn draw(
    line: [Point; 2],
    ends: [End; 2],
    (width, filled): (f64, bool),
    sheet: &mut Sheet,
) -> Result<(), Odd> {
    let length = line[0].distance(line[1]);
    if length <= 0.0 || !length.is_finite() {
        return Err(Odd);
    }
    let along = (line[1] - line[0]) / length;
    let size = (WIDTHS * width).min(length / 2.0);
    let [start, end] = ends;
    sheet.lines([line[0] + along * start.shortens(size), line[1] - along * end.shortens(size)])?;
    sheet.write(&[], "S")?;
    start.draw(line[0], -along, size, filled, sheet)?;
    end.draw(line[1], along, size, filled, sheet)
}
