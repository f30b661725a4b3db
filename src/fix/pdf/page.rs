//! What a page draws: one picture, and how it lies on the page; or why it is no scan (ISO 32000-1, 8.3 and 8.9).

use crate::jpeg::Orientation;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// The most bytes of drawing instructions that are read for a page: a scan needs a hundred, its hidden text some kB.
const CONTENT_LIMIT: usize = 2 * 1024 * 1024;
/// How deep drawings may lie inside drawings.
const DEPTH_LIMIT: usize = 4;
/// The most drawing steps of a page: drawings that contain each other soon come to billions.
const STEP_LIMIT: usize = 200_000;
/// Share of its length by which a picture may lie askew and still count as upright.
const ASKEW: f64 = 0.02;
/// How far the two lengths of a picture's pixels on the page may be apart and still be those of a square.
const SQUARE: f64 = 1.03;
/// Share of the page that a picture must cover to hide what was drawn before it.
const COVERING: f64 = 0.9;

/// The one picture of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawn {
    pub(super) object: ObjectId,
    /// How the picture is turned to stand as the page shows it.
    pub turn: Orientation,
}

/// Why a PDF, or a page of it, cannot be taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Not a PDF that can be opened.
    Broken,
    /// A password is needed.
    Locked,
    /// More pages than any material has.
    TooManyPages,
    /// The page draws text or lines, and no picture.
    Text,
    /// The page is empty.
    Blank,
    /// Its list of pages contradicts itself.
    PageTree,
    /// The page is put together from several pictures, its picture lies askew or is stretched, or something stands beside
    /// or over it: text, lines, a note, a seal.
    Composed,
    /// A coding of pictures that is not read (JBIG2, JPEG 2000).
    Coding,
    /// The picture does not decode, or claims more than a page can hold.
    Picture,
}

/// A transformation, as the operator `cm` gives it.
type Matrix = [f64; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Reads what a page draws.
pub(super) fn drawn(document: &Document, page: ObjectId) -> Result<Drawn, Obstacle> {
    let content = document.get_page_content_with_limit(page, CONTENT_LIMIT).map_err(|_| Obstacle::Broken)?;
    let mut reading = Reading { document, pictures: Vec::new(), before: false, after: false, steps: 0 };
    let resources = inherited(document, page, b"Resources").and_then(|found| as_dictionary(document, found));
    reading.content(&content, resources, IDENTITY, 0)?;
    if is_annotated(document, page) {
        return Err(Obstacle::Composed);
    }
    let angle = inherited(document, page, b"Rotate").and_then(|angle| angle.as_float().ok()).unwrap_or(0.0);
    let quarters = (f64::from(angle) / 90.0).round() as i64;
    match reading.pictures.as_slice() {
        [(object, matrix)] => {
            let hidden = !reading.before || covers(document, page, *matrix);
            if reading.after || !hidden || is_stretched(document, *object, *matrix) {
                return Err(Obstacle::Composed);
            }
            let turn = orientation(*matrix, quarters.rem_euclid(4) as u8).ok_or(Obstacle::Composed)?;
            Ok(Drawn { object: *object, turn })
        }
        [] if reading.before => Err(Obstacle::Text),
        [] => Err(Obstacle::Blank),
        _ => Err(Obstacle::Composed),
    }
}

/// Whether a note, a seal or a filled field stands on the page besides what it draws itself (ISO 32000-1, 12.5).
fn is_annotated(document: &Document, page: ObjectId) -> bool {
    const HIDDEN: i64 = 2;
    const NO_VIEW: i64 = 32;
    let Some(Ok(notes)) = inherited(document, page, b"Annots").map(Object::as_array) else { return false };
    notes.iter().filter_map(|note| as_dictionary(document, note)).any(|note| {
        let flags = note.get(b"F").and_then(Object::as_i64).unwrap_or(0);
        let shown = flags & (HIDDEN | NO_VIEW) == 0;
        let drawn = note.has(b"AP");
        // A link is a place to click on, and a pop-up is closed until somebody does.
        let silent = matches!(note.get(b"Subtype").and_then(Object::as_name), Ok(b"Link" | b"Popup" | b"Widget"));
        shown && (drawn || !silent)
    })
}

/// Whether a picture drawn with `matrix` covers nearly all of the page.
fn covers(document: &Document, page: ObjectId, [a, b, c, d, ..]: Matrix) -> bool {
    let Some(Ok(frame)) = inherited(document, page, b"MediaBox").map(Object::as_array) else { return false };
    let sides: Vec<f64> = frame.iter().filter_map(|side| side.as_float().ok()).map(f64::from).collect();
    let [left, lower, right, upper] = sides.as_slice() else { return false };
    (a * d - b * c).abs() >= COVERING * ((right - left) * (upper - lower)).abs()
}

/// Whether a picture's pixels are not squares on the page.
fn is_stretched(document: &Document, object: ObjectId, [a, b, c, d, ..]: Matrix) -> bool {
    let Ok(stream) = document.get_object(object).and_then(Object::as_stream) else { return true };
    let side = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).ok().filter(|side| *side > 0);
    // Sides that stand elsewhere in the file are looked at when the picture is taken.
    let Some((wide, high)) = side(b"Width").zip(side(b"Height")) else { return false };
    let (across, down) = (a.hypot(b) / wide as f64, c.hypot(d) / high as f64);
    across.max(down) > SQUARE * across.min(down)
}

struct Reading<'d> {
    document: &'d Document,
    pictures: Vec<(ObjectId, Matrix)>,
    /// Whether text, lines or areas are drawn before the first picture.
    before: bool,
    /// Whether they are drawn after it.
    after: bool,
    steps: usize,
}

impl Reading<'_> {
    fn content(
        &mut self,
        content: &[u8],
        resources: Option<&Dictionary>,
        outer: Matrix,
        depth: usize,
    ) -> Result<(), Obstacle> {
        let operations = Content::decode(content).map_err(|_| Obstacle::Broken)?.operations;
        self.steps += operations.len();
        if self.steps > STEP_LIMIT {
            return Err(Obstacle::Composed);
        }
        let (mut matrix, mut saved, mut hidden) = (outer, Vec::new(), false);
        for Operation { operator, operands } in &operations {
            match operator.as_str() {
                "q" if saved.len() < 64 => saved.push((matrix, hidden)),
                "Q" => (matrix, hidden) = saved.pop().unwrap_or((matrix, hidden)),
                "cm" => matrix = after(numbers(operands).ok_or(Obstacle::Broken)?, matrix),
                // Text that a recogniser laid behind the picture is drawn in mode 3: not at all.
                "Tr" => hidden = operands.first().and_then(|mode| mode.as_i64().ok()) == Some(3),
                "Tj" | "TJ" | "'" | "\"" if !hidden && operands.iter().any(has_characters) => self.mark(),
                "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "sh" => self.mark(),
                "BI" => return Err(Obstacle::Composed),
                "Do" => {
                    let name = operands.first().and_then(|name| name.as_name().ok()).ok_or(Obstacle::Broken)?;
                    self.external(name, resources, matrix, depth)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn mark(&mut self) {
        if self.pictures.is_empty() {
            self.before = true;
        } else {
            self.after = true;
        }
    }

    fn external(
        &mut self,
        name: &[u8],
        resources: Option<&Dictionary>,
        matrix: Matrix,
        depth: usize,
    ) -> Result<(), Obstacle> {
        let document = self.document;
        let objects = resources.and_then(|of| of.get(b"XObject").ok()).and_then(|of| as_dictionary(document, of));
        let object = objects.and_then(|of| of.get(name).ok()?.as_reference().ok()).ok_or(Obstacle::Broken)?;
        let stream = document.get_object(object).and_then(Object::as_stream).map_err(|_| Obstacle::Broken)?;
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") if self.pictures.len() < 2 => self.pictures.push((object, matrix)),
            Ok(b"Form") if depth < DEPTH_LIMIT => {
                let own = stream.dict.get(b"Matrix").and_then(Object::as_array).ok().and_then(|of| numbers(of));
                let inner = stream.dict.get(b"Resources").ok().and_then(|of| as_dictionary(document, of));
                let content = stream.get_plain_content_with_limit(CONTENT_LIMIT).map_err(|_| Obstacle::Broken)?;
                self.content(&content, inner.or(resources), after(own.unwrap_or(IDENTITY), matrix), depth + 1)?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// Whether a piece of text is more than spaces.
fn has_characters(operand: &Object) -> bool {
    match operand {
        Object::String(text, _) => text.iter().any(|character| *character != b' '),
        Object::Array(pieces) => pieces.iter().any(has_characters),
        _ => false,
    }
}

/// The Exif orientation of a picture drawn with `matrix` on a page that is shown turned by `quarters` to the right.
fn orientation(matrix: Matrix, quarters: u8) -> Option<Orientation> {
    let [a, b, c, d, ..] = matrix;
    let size = [a, b, c, d].iter().fold(0.0f64, |most, value| most.max(value.abs()));
    let small = |value: f64| value.abs() <= ASKEW * size;
    // The unit square's x axis runs along the picture's rows, its y axis against its columns.
    let upright = match (small(b) && small(c), small(a) && small(d)) {
        (true, false) => match (a > 0.0, d > 0.0) {
            (true, true) => Orientation::Upright,
            (false, true) => Orientation::FlipX,
            (false, false) => Orientation::HalfTurn,
            (true, false) => Orientation::FlipY,
        },
        (false, true) => match (b > 0.0, c > 0.0) {
            (false, false) => Orientation::Transpose,
            (false, true) => Orientation::QuarterRight,
            (true, true) => Orientation::Transverse,
            (true, false) => Orientation::QuarterLeft,
        },
        _ => return None,
    };
    Some((0..quarters).fold(upright, |orientation, _| orientation.then(Orientation::QuarterRight)))
}

/// `first`, then `then`.
fn after(first: Matrix, then: Matrix) -> Matrix {
    let [ta, tb, tc, td, te, tf] = then;
    let by = |x: f64, y: f64| (x * ta + y * tc, x * tb + y * td);
    let [across, up, origin] = [by(first[0], first[1]), by(first[2], first[3]), by(first[4], first[5])];
    [across.0, across.1, up.0, up.1, origin.0 + te, origin.1 + tf]
}

fn numbers(operands: &[Object]) -> Option<Matrix> {
    let mut matrix = IDENTITY;
    if operands.len() != matrix.len() {
        return None;
    }
    for (number, operand) in matrix.iter_mut().zip(operands) {
        *number = f64::from(operand.as_float().ok()?);
    }
    Some(matrix)
}

/// A key of a page, or of the nearest of its parents that has it.
fn inherited<'d>(document: &'d Document, page: ObjectId, key: &[u8]) -> Option<&'d Object> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..32 {
        if let Ok(found) = node.get(key) {
            return document.dereference(found).ok().map(|(_, object)| object);
        }
        node = document.get_dictionary(node.get(b"Parent").ok()?.as_reference().ok()?).ok()?;
    }
    None
}

fn as_dictionary<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_stands_as_the_page_shows_it() {
        let upright = [595.0, 0.0, 0.0, 842.0, 0.0, 0.0];
        assert_eq!(orientation(upright, 0), Some(Orientation::Upright));
        assert_eq!(
            [1, 2, 3].map(|quarters| orientation(upright, quarters)),
            [Orientation::QuarterRight, Orientation::HalfTurn, Orientation::QuarterLeft].map(Some)
        );
        // Drawn turned to the left on the page: rows run upwards.
        assert_eq!(orientation([0.0, 842.0, -595.0, 0.0, 595.0, 0.0], 0), Some(Orientation::QuarterLeft));
        assert_eq!(orientation([0.0, 842.0, -595.0, 0.0, 595.0, 0.0], 1), Some(Orientation::Upright));
        assert_eq!(orientation([500.0, 300.0, -300.0, 500.0, 0.0, 0.0], 0), None);
    }
}
