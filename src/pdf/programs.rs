//! Whether the programs of type 1 fonts can be read (ISO 32000-1, 9.6.2), where a page sets one: hayro does not give them out
//! to be compared glyph by glyph. And whether a font that is not in the file could be replaced at all.

use super::glyphs::{Shape, shape};
use hayro::hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, Stream, String};
use skrifa::{Font, ScalerFont};
use std::collections::HashSet;

/// The programs that were read so far.
#[derive(Default)]
pub(super) struct Programs {
    known: HashSet<ObjectIdentifier>,
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

/// Whether characters are known by the numbers that they have in a font that is not in the file (ISO 32000-1, 9.7.3, the
/// ordering Identity): in every font that could stand in, other glyphs have them. pdf.js's issue9084 had Ë for each hyphen.
pub(super) fn is_known_by_numbers_alone(font: &Dict<'_>) -> bool {
    let Some(inner) = font.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next()) else {
        return false;
    };
    let collection = inner.get::<Dict<'_>>("CIDSystemInfo");
    let ordering = collection.and_then(|collection| collection.get::<String<'_>>("Ordering"));
    let is_in_file = inner.get::<Dict<'_>>("FontDescriptor").is_some_and(|descriptor| {
        ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.get::<Stream<'_>>(*key).is_some())
    });
    ordering.is_some_and(|ordering| &*ordering == b"Identity") && !is_in_file
}

/// Of a program that does not open at all, another font stands in, and every viewer does the same.
fn spoilt(program: &Stream<'_>) -> Vec<u32> {
    let Ok(data) = program.decoded_data() else { return Vec::new() };
    let Some(font) = Font::new(data.into_owned(), 0) else { return Vec::new() };
    let font = ScalerFont::unhinted(font, None);
    (0..font.font().num_glyphs()).filter(|number| shape(&font, *number) == Shape::Spoilt).collect()
}
