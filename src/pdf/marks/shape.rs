//! Lines and shapes: rectangles, ellipses, lines, polygons and what was drawn by hand (ISO 32000-1, 12.5.6.7 to 12.5.6.13).

use super::line_end::{self, End};
use super::pen::{Colour, Pen, Style, Use, number, opacity};
use super::sheet::{Odd, Sheet, numbers, numbers_of, points};
use hayro::hayro_syntax::object::{Array, Dict, Name, Rect};
use hayro::kurbo::Point;

/// How far from a corner of its frame a quarter of an ellipse is drawn towards, as a share of the way to the middle of a side.
const ROUND: f64 = 0.552_285;

pub(super) fn draw(kind: &[u8], note: &Dict<'_>, sheet: &mut Sheet) -> Result<(), Odd> {
    // The edge of a cloud, a way that has curves, or one that is measured.
    let clouded = note.get::<Dict<'_>>("BE").is_some_and(|effect| effect.get::<Name<'_>>("S").as_deref() == Some(b"C"));
    if clouded || note.contains_key("Path") || note.contains_key("Measure") {
        return Err(Odd);
    }
    let pen = Pen::of_note(note)?;
    let drawn = Drawn { ground: Colour::under(note, "IC")?, colour: Colour::of_note(note)?, pen };
    sheet.mark((opacity(note)?, false), |sheet| match kind {
        b"Square" => drawn.area(sheet, |sheet| sheet.rectangle(drawn.frame(note)?)),
        b"Circle" => drawn.area(sheet, |sheet| ellipse(sheet, drawn.frame(note)?)),
        b"Polygon" => drawn.area(sheet, |sheet| {
            sheet.lines(vertices(note)?)?;
            sheet.write(&[], "h")
        }),
        b"PolyLine" if line_end::of(note)? == [End::Plain; 2] => {
            drawn.line(sheet, |sheet| sheet.lines(vertices(note)?))
        }
        b"Line" if !is_labelled(note) => drawn.straight(note, sheet),
        b"Ink" => drawn.line(sheet, |sheet| strokes(note, sheet)),
        _ => Err(Odd),
    })
}

/// What a shape is drawn with.
struct Drawn {
    ground: Option<Colour>,
    colour: Colour,
    pen: Pen,
}

impl Drawn {
    fn area(&self, sheet: &mut Sheet, outline: impl FnOnce(&mut Sheet) -> Result<(), Odd>) -> Result<(), Odd> {
        if let Some(ground) = &self.ground {
            ground.set(sheet, Use::Fill)?;
        }
        let operator = match (&self.ground, self.pen.width > 0.0) {
            (Some(_), true) => "B",
            (Some(_), false) => "f",
            (None, true) => "S",
            (None, false) => "n",
        };
        self.colour.set(sheet, Use::Line)?;
        self.pen.set(sheet)?;
        outline(sheet)?;
        sheet.write(&[], operator)
    }

    /// A line without any width is drawn as fine as can be by some, and not by others.
    fn line(&self, sheet: &mut Sheet, outline: impl FnOnce(&mut Sheet) -> Result<(), Odd>) -> Result<(), Odd> {
        if self.pen.width <= 0.0 {
            return Err(Odd);
        }
        self.colour.set(sheet, Use::Line)?;
        self.pen.set(sheet)?;
        outline(sheet)?;
        sheet.write(&[], "S")
    }

    /// A line from one point to another, with what stands at its ends.
    fn straight(&self, note: &Dict<'_>, sheet: &mut Sheet) -> Result<(), Odd> {
        let points = points(&numbers(note, "L")?.ok_or(Odd)?, 2)?;
        let (line, ends) = (*points.as_array().ok_or(Odd)?, line_end::of(note)?);
        if ends == [End::Plain; 2] {
            return self.line(sheet, |sheet| sheet.lines(line));
        }
        // Whether an arrow of a dashed line is dashed is for each viewer to choose.
        if self.pen.style == Style::Dashed || self.pen.width <= 0.0 {
            return Err(Odd);
        }
        if let Some(ground) = &self.ground {
            ground.set(sheet, Use::Fill)?;
        }
        self.colour.set(sheet, Use::Line)?;
        self.pen.set(sheet)?;
        line_end::draw(line, ends, (self.pen.width, self.ground.is_some()), sheet)
    }

    /// Where the middle of the line around a rectangle or ellipse lies. How far inside the note that is, viewers reckon from
    /// the width of the line, whatever the note says, which mostly is the same.
    fn frame(&self, note: &Dict<'_>) -> Result<Rect, Odd> {
        let insets = numbers(note, "RD")?.unwrap_or_default();
        if !matches!(insets.len(), 0 | 4) || insets.iter().any(|inset| !(0.0..=self.pen.width.max(1.0)).contains(inset))
        {
            return Err(Odd);
        }
        inner(note.get::<Rect>("Rect").ok_or(Odd)?, self.pen.width / 2.0)
    }
}

/// A rectangle without an edge so wide.
pub(super) fn inner(rect: Rect, edge: f64) -> Result<Rect, Odd> {
    let inner = Rect::new(rect.x0 + edge, rect.y0 + edge, rect.x1 - edge, rect.y1 - edge);
    if inner.width() > 0.0 && inner.height() > 0.0 { Ok(inner) } else { Err(Odd) }
}

/// The ellipse in a rectangle.
pub(super) fn ellipse(sheet: &mut Sheet, Rect { x0, y0, x1, y1 }: Rect) -> Result<(), Odd> {
    let middle = Point::new(f64::midpoint(x0, x1), f64::midpoint(y0, y1));
    let sides = [(x0, middle.y), (middle.x, y1), (x1, middle.y), (middle.x, y0), (x0, middle.y)].map(Point::from);
    let corners = [(x0, y1), (x1, y1), (x1, y0), (x0, y0)].map(Point::from);
    sheet.lines([sides[0]])?;
    for (quarter, corner) in sides.windows(2).zip(corners) {
        sheet.curve([quarter[0].lerp(corner, ROUND), quarter[1].lerp(corner, ROUND), quarter[1]])?;
    }
    sheet.write(&[], "h")
}

fn vertices(note: &Dict<'_>) -> Result<Vec<Point>, Odd> {
    points(&numbers(note, "Vertices")?.ok_or(Odd)?, 2)
}

/// Whether a line has a caption, or lines that lead to what it measures.
fn is_labelled(note: &Dict<'_>) -> bool {
    note.get::<bool>("Cap") == Some(true)
        || ["LL", "LLE"].iter().any(|key| note.contains_key(key) && number(note, key) != Ok(0.0))
}

/// The strokes of what was drawn by hand. Viewers draw straight lines from point to point, and nothing of a single one.
fn strokes(note: &Dict<'_>, sheet: &mut Sheet) -> Result<(), Odd> {
    let strokes = note.get::<Array<'_>>("InkList").ok_or(Odd)?;
    let mut drawn = 0;
    for stroke in strokes.iter::<Array<'_>>() {
        sheet.lines(points(&numbers_of(&stroke)?, 2)?)?;
        drawn += 1;
    }
    if drawn > 0 && drawn == strokes.raw_iter().count() { Ok(()) } else { Err(Odd) }
}
