//! The page of its own that marks are written on.

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Array, Dict, Object as Read, Rect};
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::Point;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::fmt::Write as _;
use std::sync::Arc;

/// The most marks of a page, and the most numbers that they are written with: an hour of handwriting has 50,000.
const MARKS: usize = 1000;
const NUMBERS: usize = 200_000;
/// As far from the origin as anything lies on a page, points: no page is larger than 14,400 (ISO 32000-1, annex C.2).
const FARTHEST: f64 = 20_000.0;

/// Fields of a form touch each other, points.
const TOUCHING: f64 = 0.01;

/// A note or field is out of the ordinary, or viewers draw it each its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pdf) struct Odd;

/// A font that marks are lettered in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typeface {
    /// One of those that every viewer has (ISO 32000-1, 9.6.2.2), by its name.
    Standard(String),
    /// Any of Chinese characters.
    Chinese,
}

/// What is written so far.
#[derive(Default)]
pub(in crate::pdf) struct Sheet {
    content: String,
    numbers: usize,
    /// Opacities, and whether they are multiplied with what lies below.
    inks: Vec<(f64, bool)>,
    faces: Vec<Typeface>,
    /// Around each mark.
    places: Vec<Rect>,
    /// How far lines reach to each side, in the mark that is being drawn.
    reach: f64,
}

/// A page of marks, to be drawn over another.
pub(in crate::pdf) struct Overlay(Pdf);

impl Overlay {
    /// Its page.
    pub(in crate::pdf) fn page(&self) -> Option<&Page<'_>> {
        self.0.pages().first()
    }
}

impl Sheet {
    /// Draws one mark: what `draw` writes, in this opacity.
    pub(super) fn mark(
        &mut self,
        (opacity, multiplied): (f64, bool),
        draw: impl FnOnce(&mut Self) -> Result<(), Odd>,
    ) -> Result<(), Odd> {
        if self.places.len() == MARKS {
            return Err(Odd);
        }
        self.places.push(Rect::new(f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY));
        self.reach = 0.0;
        self.write(&[], "q")?;
        if opacity < 1.0 || multiplied {
            let ink = place_of(&mut self.inks, (opacity, multiplied));
            let _ = write!(self.content, "/I{ink} ");
            self.write(&[], "gs")?;
        }
        draw(self)?;
        self.write(&[], "Q")
    }

    /// Counts numbers of the file that were read.
    pub(super) fn count(&mut self, numbers: usize) -> Result<(), Odd> {
        self.numbers += numbers;
        if self.numbers > NUMBERS { Err(Odd) } else { Ok(()) }
    }

    /// How many numbers were read and written.
    pub(in crate::pdf) fn numbers(&self) -> usize {
        self.numbers
    }

    /// Writes an instruction.
    pub(super) fn write(&mut self, operands: &[f64], operator: &str) -> Result<(), Odd> {
        self.count(operands.len())?;
        if operands.iter().any(|number| !number.is_finite() || number.abs() > FARTHEST) {
            return Err(Odd);
        }
        for operand in operands {
            let _ = write!(self.content, "{operand:.4} ");
        }
        self.content.push_str(operator);
        self.content.push('\n');
        Ok(())
    }

    /// Sets the width of lines.
    pub(super) fn line_width(&mut self, width: f64) -> Result<(), Odd> {
        self.reach = (width / 2.0 - TOUCHING).max(0.0);
        self.write(&[width], "w")
    }

    /// Draws lines through points.
    pub(super) fn lines(&mut self, points: impl IntoIterator<Item = Point>) -> Result<(), Odd> {
        for (at, point) in points.into_iter().enumerate() {
            self.reaches(point);
            self.write(&[point.x, point.y], if at == 0 { "m" } else { "l" })?;
        }
        Ok(())
    }

    /// Draws a curve on from where the last one ended.
    pub(super) fn curve(&mut self, [one, two, to]: [Point; 3]) -> Result<(), Odd> {
        for point in [one, two, to] {
            self.reaches(point);
        }
        self.write(&[one.x, one.y, two.x, two.y, to.x, to.y], "c")
    }

    /// Draws a rectangle.
    pub(super) fn rectangle(&mut self, rect: Rect) -> Result<(), Odd> {
        self.reaches(Point::new(rect.x0, rect.y0));
        self.reaches(Point::new(rect.x1, rect.y1));
        self.write(&[rect.x0, rect.y0, rect.width(), rect.height()], "re")
    }

    /// Sets the font.
    pub(super) fn letter_in(&mut self, face: &Typeface, size: f64) -> Result<(), Odd> {
        let face = place_of(&mut self.faces, face.clone());
        let _ = write!(self.content, "/F{face} ");
        self.write(&[size], "Tf")
    }

    /// Writes text, in the font's own bytes.
    pub(super) fn text(&mut self, bytes: &[u8]) -> Result<(), Odd> {
        self.count(bytes.len())?;
        self.content.push('<');
        for byte in bytes {
            let _ = write!(self.content, "{byte:02X}");
        }
        self.content.push_str("> ");
        self.write(&[], "Tj")
    }

    fn reaches(&mut self, Point { x, y }: Point) {
        let reach = self.reach;
        if let Some(Rect { x0, y0, x1, y1 }) = self.places.last_mut() {
            (*x0, *y0) = (x0.min(x - reach), y0.min(y - reach));
            (*x1, *y1) = (x1.max(x + reach), y1.max(y + reach));
        }
    }

    /// Whether any mark lies where something else does.
    pub(in crate::pdf) fn is_below(&self, other: Rect) -> bool {
        let meets =
            |place: &Rect| place.x0 < other.x1 && other.x0 < place.x1 && place.y0 < other.y1 && other.y0 < place.y1;
        self.places.iter().any(meets)
    }

    /// The page of all marks, which reaches as far as another; nothing where there are none.
    pub(in crate::pdf) fn over(self, page: &Page<'_>) -> Result<Option<Overlay>, Odd> {
        if self.places.is_empty() {
            return Ok(None);
        }
        let mut document = Document::with_version("1.7");
        let [states, fonts] = [self.states(), self.fonts(&mut document)];
        let content = document.add_object(Stream::new(Dictionary::new(), self.content.into_bytes()));
        let tree = document.new_object_id();
        let Rect { x0, y0, x1, y1 } = page.intersected_crop_box();
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content,
            "MediaBox" => [x0, y0, x1, y1].map(|side| Object::Real(side as f32)).to_vec(),
            "Resources" => dictionary! { "ExtGState" => states, "Font" => fonts },
        });
        let pages = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
        document.set_object(tree, pages);
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).map_err(|_| Odd)?;
        Pdf::new(Arc::new(bytes)).map(|pdf| Some(Overlay(pdf))).map_err(|_| Odd)
    }

    fn states(&self) -> Dictionary {
        let state = |(opacity, multiplied): &(f64, bool)| {
            let opacity = *opacity as f32;
            let mode = if *multiplied { "Multiply" } else { "Normal" };
            Object::from(dictionary! { "CA" => opacity, "ca" => opacity, "BM" => mode })
        };
        self.inks.iter().enumerate().map(|(at, ink)| (format!("I{at}").into_bytes(), state(ink))).collect()
    }

    fn fonts(&self, document: &mut Document) -> Dictionary {
        let numbered = self.faces.iter().enumerate();
        numbered.map(|(at, face)| (format!("F{at}").into_bytes(), font(face, document).into())).collect()
    }
}

fn font(face: &Typeface, document: &mut Document) -> ObjectId {
    match face {
        Typeface::Standard(name) => document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "Encoding" => "WinAnsiEncoding", "BaseFont" => Object::from(name.as_str()),
        }),
        Typeface::Chinese => {
            let letter = |text: &str| Object::string_literal(text);
            let system = dictionary! { "Registry" => letter("Adobe"), "Ordering" => letter("GB1"), "Supplement" => 5 };
            let glyphs = document.add_object(dictionary! {
                "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "STSong-Light", "CIDSystemInfo" => system,
                "FontDescriptor" => dictionary! { "Type" => "FontDescriptor", "FontName" => "STSong-Light", "Flags" => 6 },
            });
            document.add_object(dictionary! {
                "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "STSong-Light", "Encoding" => "UniGB-UTF16-H",
                "DescendantFonts" => vec![glyphs.into()],
            })
        }
    }
}

/// Where something stands in a list, which it is added to where it does not.
fn place_of<T: PartialEq>(list: &mut Vec<T>, one: T) -> usize {
    list.iter().position(|other| *other == one).unwrap_or_else(|| {
        list.push(one);
        list.len() - 1
    })
}

/// The numbers of a list, all of which must be numbers; `None` where there is no such list.
pub(super) fn numbers(dictionary: &Dict<'_>, key: &str) -> Result<Option<Vec<f64>>, Odd> {
    if !dictionary.contains_key(key) {
        return Ok(None);
    }
    numbers_of(&dictionary.get::<Array<'_>>(key).ok_or(Odd)?).map(Some)
}

/// The numbers of a list, all of which must be numbers.
pub(super) fn numbers_of(list: &Array<'_>) -> Result<Vec<f64>, Odd> {
    let number = |item: Read<'_>| item.into_number().map(|number| number.as_f64()).filter(|number| number.is_finite());
    let numbers: Vec<f64> = list.iter::<Read<'_>>().take(NUMBERS).map_while(number).collect();
    if numbers.len() == list.raw_iter().take(NUMBERS + 1).count() { Ok(numbers) } else { Err(Odd) }
}

/// The points of a list, at least `least` of them.
pub(super) fn points(numbers: &[f64], least: usize) -> Result<Vec<Point>, Odd> {
    let (pairs, rest) = numbers.as_chunks();
    if !rest.is_empty() || pairs.len() < least {
        return Err(Odd);
    }
    Ok(pairs.iter().map(|[x, y]| Point::new(*x, *y)).collect())
}
