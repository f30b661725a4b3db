//! Whether the programs of type 1 fonts can be read (ISO 32000-1, 9.6.2), where a page sets one: hayro does not give them out
//! to be compared glyph by glyph. And whether a font that is not in the file could be replaced at all.

use super::glyphs::{Shape, shape};
use hayro::hayro_interpret::hayro_cmap::{BfString, CMap};
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream, String};
use skrifa::{Font, ScalerFont};
use std::collections::{HashMap, HashSet};

/// The programs that were read so far.
#[derive(Default)]
pub(super) struct Programs {
    known: HashSet<ObjectIdentifier>,
    /// Whether a program opens.
    opens: HashMap<ObjectIdentifier, bool>,
    /// The names of characters in fonts that are not in the file, and where they are in that list, by the objects that say
    /// them.
    names: Vec<Names>,
    places: HashMap<ObjectIdentifier, Option<usize>>,
    /// The numbers of all glyphs in them that cannot be read.
    pub(super) spoilt: HashSet<u32>,
}

impl Programs {
    /// Reads the program of a font of type 1 that is in the file: which of its glyphs cannot be read.
    pub(super) fn read(&mut self, font: &Dict<'_>) {
        if !matches!(font.get::<Name<'_>>("Subtype").as_deref(), Some(b"Type1" | b"MMType1")) {
            return;
        }
        let program = font.get::<Dict<'_>>("FontDescriptor").and_then(|descriptor| {
            let file = |key: &str| descriptor.get::<Stream<'_>>(key);
            file("FontFile3").or_else(|| file("FontFile"))
        });
        let Some(program) = program else { return };
        if program.dict().obj_id().is_none_or(|id| self.known.insert(id)) {
            self.spoilt.extend(spoilt(&program));
        }
    }
}

impl Programs {
    /// Reads the names that a font has for its characters, and says under which number they are kept.
    pub(super) fn names(&mut self, font: &Dict<'_>) -> Option<usize> {
        let id = font.get::<Stream<'_>>("ToUnicode")?.dict().obj_id()?;
        let all = &mut self.names;
        let read = || {
            all.push(Names::of(font)?);
            Some(all.len() - 1)
        };
        *self.places.entry(id).or_insert_with(read)
    }

    /// Those names.
    pub(super) fn named(&self, number: usize) -> Option<&Names> {
        self.names.get(number)
    }

    /// Whether a font's program is in the file and does not open: another font stands in for it, which has none of its
    /// characters where they are known by numbers alone, and viewers choose others.
    pub(super) fn is_unreadable(&mut self, font: &Dict<'_>) -> bool {
        let inner = descendant(font);
        let descriptor = inner.as_ref().unwrap_or(font).get::<Dict<'_>>("FontDescriptor");
        let Some(program) = descriptor.and_then(|descriptor| program(&descriptor)) else { return false };
        let opens = || program.decoded_data().is_ok_and(|data| Font::new(data.into_owned(), 0).is_some());
        let opens = program.dict().obj_id().map_or_else(opens, |id| *self.opens.entry(id).or_insert_with(opens));
        !opens
    }
}

/// The program of a font, of whatever kind.
fn program<'a>(descriptor: &Dict<'a>) -> Option<Stream<'a>> {
    ["FontFile", "FontFile2", "FontFile3"].iter().find_map(|key| descriptor.get::<Stream<'_>>(*key))
}

/// What a font consists of, where it is one of characters of several bytes.
pub(super) fn descendant<'a>(font: &Dict<'a>) -> Option<Dict<'a>> {
    font.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next())
}

/// Whether characters are known by the numbers that they have in a font that is not in the file (ISO 32000-1, 9.7.3, the
/// ordering Identity): in every font that could stand in, other glyphs have them. pdf.js's issue9084 had Ë for each hyphen, for
/// which the file had two names.
pub(super) fn is_known_by_number(font: &Dict<'_>) -> bool {
    let Some(inner) = descendant(font) else { return false };
    let collection = inner.get::<Dict<'_>>("CIDSystemInfo");
    let ordering = collection.and_then(|collection| collection.get::<String<'_>>("Ordering"));
    let is_in_file = inner.get::<Dict<'_>>("FontDescriptor").is_some_and(|descriptor| program(&descriptor).is_some());
    ordering.is_some_and(|ordering| &*ordering == b"Identity") && !is_in_file
}

/// The characters that a font names by numbers (ISO 32000-1, 9.10.3), where it says so itself.
pub(super) struct Names(CMap);

impl Names {
    /// Those of a font whose text consists of numbers of two bytes.
    pub(super) fn of(font: &Dict<'_>) -> Option<Self> {
        let plain = font.get::<Name<'_>>("Encoding").as_deref() == Some(b"Identity-H");
        let map = font.get::<Stream<'_>>("ToUnicode").filter(|_| plain)?;
        CMap::parse(&map.decoded_data().ok()?, |_| None).map(Self)
    }

    /// Whether all of a text are letters, digits and signs that every font has that may stand in for another.
    pub(super) fn are_common(&self, text: &Object<'_>) -> bool {
        match text {
            Object::String(text) => {
                let (numbers, rest) = text.as_bytes().as_chunks::<2>();
                rest.is_empty() && numbers.iter().all(|number| self.is_common(u16::from_be_bytes(*number)))
            }
            Object::Array(pieces) => pieces.iter::<Object<'_>>().all(|piece| self.are_common(&piece)),
            _ => true,
        }
    }

    /// Of the signs beyond ASCII some have two names, of which fonts know one.
    fn is_common(&self, number: u16) -> bool {
        match self.0.lookup_bf_string(u32::from(number)) {
            Some(BfString::Char(character)) => matches!(character, ' '..='~' | 'À'..='ÿ'),
            Some(BfString::String(_)) | None => false,
        }
    }
}

/// Nothing of a program that does not open at all: see [`Programs::is_unreadable`].
fn spoilt(program: &Stream<'_>) -> Vec<u32> {
    let Ok(data) = program.decoded_data() else { return Vec::new() };
    let Some(font) = Font::new(data.into_owned(), 0) else { return Vec::new() };
    let font = ScalerFont::unhinted(font, None);
    (0..font.font().num_glyphs()).filter(|number| shape(&font, *number) == Shape::Spoilt).collect()
}
