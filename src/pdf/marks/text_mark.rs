//! Marks of text: highlights, lines under it and through it (ISO 32000-1, 12.5.6.10).

use super::pen::{Colour, Pen, Use, opacity};
use super::sheet::{Odd, Sheet, numbers, points};
use hayro::hayro_syntax::object::Dict;
use hayro::kurbo::{Affine, Point, Rect};

/// How wide the lines are, and how far above its foot text is underlined, points; a wave goes as far up and along in each step:
/// pdfium's numbers.
const LINE: f64 = 1.0;
const STEP: f64 = 2.0;
/// Shorter pieces of text have nothing that could be marked, points.
const SHORTEST: f64 = 0.01;
/// How far from a rectangle the corners of one may lie, a share of its sides.
const ASKEW: f64 = 0.01;

/// A piece of text: the corners where its lines of letters begin and end, above and below.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Piece {
    upper: [Point; 2],
    lower: [Point; 2],
    /// Whether it is known which way it is read.
    known: bool,
}

pub(super) fn draw(kind: &[u8], note: &Dict<'_>, upright: Affine, sheet: &mut Sheet) -> Result<(), Odd> {
    let corners = numbers(note, "QuadPoints")?.ok_or(Odd)?;
    sheet.count(corners.len())?;
    let (corners, rest) = corners.as_chunks::<8>();
    if !rest.is_empty() {
        return Err(Odd);
    }
    let mut pieces = Vec::new();
    for corners in corners {
        pieces.extend(piece(&points(corners, 4)?, upright)?);
    }
    let highlight = kind == b"Highlight";
    if pieces.is_empty() || !(highlight || pieces.iter().all(|piece| piece.known)) {
        return Err(Odd);
    }
    // A highlight without a colour is yellow in one viewer and black in another.
    if highlight && !note.contains_key("C") {
        return Err(Odd);
    }
    // Nothing of it shows, but one out of the ordinary says that the note is.
    Pen::of(note)?;
    let colour = Colour::of_note(note)?;
    sheet.mark((opacity(note)?, highlight), |sheet| {
        colour.set(sheet, if highlight { Use::Fill } else { Use::Line })?;
        sheet.line_width(LINE)?;
        for piece in &pieces {
            match kind {
                b"Highlight" => piece.fill(sheet)?,
                b"Underline" => piece.line(sheet, |piece| LINE / piece.height())?,
                b"StrikeOut" => piece.line(sheet, |_| 0.5)?,
                _ => piece.wave(sheet)?,
            }
        }
        sheet.write(&[], if highlight { "f" } else { "S" })
    })
}

/// The piece of text between four corners; nothing where it is too short to be one.
fn piece(corners: &[Point], upright: Affine) -> Result<Option<Piece>, Odd> {
    let [one, two, three, four] = *corners.as_array().ok_or(Odd)?;
    let shown = [one, two, three, four].map(|corner| upright * corner);
    if one.distance(two) < SHORTEST {
        return Ok(None);
    }
    let around = shown[1..].iter().fold(Rect::from_points(shown[0], shown[0]), |all, corner| all.union_pt(*corner));
    if around.width().min(around.height()) < SHORTEST {
        return Err(Odd);
    }
    if is_rectangle(&shown, around) {
        // Some begin with the upper left corner, some with the lower one: as the page is shown, text is upright.
        let back = |x, y| upright.inverse() * Point::new(x, y);
        let along = shown[1] - shown[0];
        return Ok(Some(Piece {
            upper: [back(around.x0, around.y0), back(around.x1, around.y0)],
            lower: [back(around.x0, around.y1), back(around.x1, around.y1)],
            known: along.x > 0.0 && along.y.abs() < along.x,
        }));
    }
    // Of text that runs askew, the corners come as in practice: above from left to right, then below.
    let (along, up) = (two - one, one - three);
    let gap = (along - (four - three)).hypot();
    if gap > ASKEW * along.hypot() || along.cross(up) <= 0.0 {
        return Err(Odd);
    }
    Ok(Some(Piece { upper: [one, two], lower: [three, four], known: true }))
}

/// Whether each corner of a rectangle is one of four.
fn is_rectangle(corners: &[Point; 4], around: Rect) -> bool {
    let near = ASKEW * around.width().min(around.height());
    let want = [(around.x0, around.y0), (around.x1, around.y0), (around.x0, around.y1), (around.x1, around.y1)];
    want.iter().all(|want| corners.iter().any(|corner| corner.distance(Point::from(*want)) <= near))
}

impl Piece {
    fn height(&self) -> f64 {
        self.upper[0].distance(self.lower[0])
    }

    fn fill(&self, sheet: &mut Sheet) -> Result<(), Odd> {
        sheet.lines([self.upper[0], self.upper[1], self.lower[1], self.lower[0]])?;
        sheet.write(&[], "h")
    }

    /// A line at a share of the height above the foot.
    fn line(&self, sheet: &mut Sheet, share: impl Fn(&Self) -> f64) -> Result<(), Odd> {
        let at = |end: usize| self.lower[end].lerp(self.upper[end], share(self).min(1.0));
        sheet.lines([at(0), at(1)])
    }

    /// A wave along the foot, which begins at its top.
    fn wave(&self, sheet: &mut Sheet) -> Result<(), Odd> {
        let (start, along) = (self.lower[0], self.lower[1] - self.lower[0]);
        let length = along.hypot();
        let (ahead, up) = (along / length, (self.upper[0] - self.lower[0]) / self.height());
        // A top at the start, a foot one step on, and so forth.
        let point = |at: f64| start + ahead * at + up * (at % (2.0 * STEP) - STEP).abs();
        let steps = (length / STEP).ceil();
        if !(steps.is_finite() && steps < f64::from(u16::MAX)) {
            return Err(Odd);
        }
        let places = (0..steps as u32).map(|step| STEP * f64::from(step)).chain([length]);
        sheet.lines(places.map(point))
    }
}
