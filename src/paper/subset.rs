//! The part of a font that a PDF shows, embedded: its glyphs, how wide they are, which character each stands for.
//!
//! A code in the page's content is two bytes: the glyph's number in the subset, which is its CID (ISO 32000-1, 9.7).

use crate::font::{FACES, Face, Glyph, table};
use anyhow::{Context, Result};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use subsetter::GlyphRemapper;

/// Width of a stem, thousandths of an em: `StdVW` of the CFF dictionary of the first face's ideographs. Viewers use it
/// only where they have to replace the font, and this one is embedded.
const STEM: i64 = 28;
/// Serif (bit 2) and symbolic (bit 3): more than the standard Latin characters (ISO 32000-1, table 123).
const FLAGS: i64 = 0b110;
/// The width that needs no mention: that of every ideograph.
const FULL: u16 = 1000;
/// The most lines in one block of a CMap (Adobe Technical Note 5014, 1.4.1).
const BLOCK: usize = 100;

/// The glyphs of one face that have been shown so far.
pub(super) struct Subset {
    face: &'static Face,
    glyphs: GlyphRemapper,
    /// The character and the width of each glyph, by CID; 0 is the one for what is missing.
    shown: Vec<(char, u16)>,
}

impl Default for Subset {
    fn default() -> Self {
        Self::new(0)
    }
}

impl Subset {
    /// None of the face at this position yet.
    pub(super) fn new(face: usize) -> Self {
        Self { face: FACES.get(face).unwrap_or(&FACES[0]), glyphs: GlyphRemapper::new(), shown: Vec::new() }
    }

    /// The code of a glyph, and whether it leads back to the same character. It does not where two characters share a
    /// glyph, as U+2F00 and 一.
    pub(super) fn code(&mut self, glyph: Glyph) -> (u16, bool) {
        let cid = self.glyphs.remap(glyph.id);
        if self.shown.is_empty() {
            self.shown.push(('\u{fffd}', self.face.advance(0)));
        }
        if usize::from(cid) == self.shown.len() {
            self.shown.push((glyph.character, self.face.advance(glyph.id)));
        }
        (cid, self.shown.get(usize::from(cid)).is_some_and(|(first, _)| *first == glyph.character))
    }

    /// Puts the font into `pdf` as the object `id`; to be called when all is shown.
    ///
    /// # Errors
    /// Only when the embedded font is not the one that this program was written for.
    pub(super) fn embed(&self, pdf: &mut Document, id: ObjectId) -> Result<()> {
        let subset =
            subsetter::subset(self.face.bytes, 0, &self.glyphs).context("the embedded font cannot be subset")?;
        let outlines = table(&subset, *b"CFF ").and_then(|range| subset.get(range));
        let name = format!("{}+{}", tag(outlines.unwrap_or(&subset)), self.face.name);
        // Outlines hardly shrink (by a sixth), and to try would cost as much as a tenth of the whole form.
        let program = match outlines {
            Some(program) => Stream::new(dictionary! { "Subtype" => "CIDFontType0C" }, program.to_vec()),
            None => Stream::new(dictionary! { "Length1" => i64::try_from(subset.len())? }, subset.clone()),
        };
        let program = pdf.add_object(program.with_compression(false));
        let (kind, file) =
            if outlines.is_some() { ("CIDFontType0", "FontFile3") } else { ("CIDFontType2", "FontFile2") };
        let descriptor = pdf.add_object(self.descriptor(&name, file, program)?);
        let mut descendant = dictionary! {
            "Type" => "Font",
            "Subtype" => kind,
            "BaseFont" => Object::Name(name.clone().into()),
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => descriptor,
            "DW" => i64::from(FULL),
            "W" => self.widths(),
        };
        if outlines.is_none() {
            descendant.set("CIDToGIDMap", "Identity");
        }
        let descendant = pdf.add_object(descendant);
        let meanings = pdf.add_object(Stream::new(dictionary! {}, self.to_unicode().into_bytes()));
        // A TrueType font goes by its own name (ISO 32000-1, table 121).
        let base = if outlines.is_some() { format!("{name}-Identity-H") } else { name };
        let font = dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => Object::Name(base.into()),
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![Object::Reference(descendant)],
            "ToUnicode" => meanings,
        };
        pdf.set_object(id, font);
        Ok(())
    }

    fn descriptor(&self, name: &str, file: &str, program: ObjectId) -> Result<Dictionary> {
        let face = self.face;
        let head = face.table(*b"head").context("the embedded font has no head")?.start;
        let os2 = face.table(*b"OS/2").context("the embedded font has no OS/2")?.start;
        let number = |at| face.number(at).map(i64::from).context("the embedded font is cut off");
        // xMin, yMin, xMax, yMax stand 36 bytes into `head`; sTypoAscender, sTypoDescender, sCapHeight 68 and more into
        // `OS/2`.
        let bounds: Vec<Object> =
            (0..4).map(|at| number(head + 36 + at * 2).map(Object::Integer)).collect::<Result<_>>()?;
        let mut descriptor = dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => Object::Name(name.into()),
            "Flags" => FLAGS,
            "FontBBox" => bounds,
            "ItalicAngle" => 0,
            "Ascent" => number(os2 + 68)?,
            "Descent" => number(os2 + 70)?,
            "CapHeight" => number(os2 + 88)?,
            "StemV" => STEM,
        };
        descriptor.set(file, program);
        Ok(descriptor)
    }

    /// What is not an em wide: first CID, last CID, width (ISO 32000-1, 9.7.4.3).
    fn widths(&self) -> Vec<Object> {
        let mut widths = Vec::new();
        let mut first = 0_u16;
        for same in self.shown.chunk_by(|(_, one), (_, other)| one == other) {
            let width = same.first().map_or(FULL, |(_, width)| *width);
            if width != FULL {
                let last = first + (same.len() as u16 - 1);
                widths.extend([first, last, width].map(|number| Object::Integer(number.into())));
            }
            first += same.len() as u16;
        }
        widths
    }

    /// The CMap that leads from codes back to characters (ISO 32000-1, 9.10.3).
    fn to_unicode(&self) -> String {
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
            /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
            1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n",
        );
        let meanings: Vec<(usize, char)> =
            self.shown.iter().map(|(character, _)| *character).enumerate().skip(1).collect();
        for block in meanings.chunks(BLOCK) {
            let _ = writeln!(map, "{} beginbfchar", block.len());
            for (cid, character) in block {
                let _ = writeln!(map, "<{cid:04x}> <{}>", utf16(&character.to_string()));
            }
            map.push_str("endbfchar\n");
        }
        map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        map
    }
}

/// Text in UTF-16, big end first, as hexadecimal digits.
pub(super) fn utf16(text: &str) -> String {
    text.encode_utf16().fold(String::new(), |digits, unit| digits + &format!("{unit:04x}"))
}

/// Six capital letters that differ with the subset (ISO 32000-1, 9.6.4).
fn tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::{Shape, runs};

    /// The codes of a text in the first face.
    fn codes(subset: &mut Subset, text: &str) -> Vec<(u16, bool)> {
        let glyphs = runs(text, false).into_iter().flat_map(|run| match run.shape {
            Shape::Glyphs(_, glyphs) => glyphs,
            Shape::Blank => Vec::new(),
        });
        glyphs.map(|glyph| subset.code(glyph)).collect()
    }

    #[test]
    fn codes_count_the_glyphs_as_they_come() {
        let mut subset = Subset::default();
        assert_eq!(codes(&mut subset, "王小王"), [(1, true), (2, true), (1, true)]);
        assert_eq!(codes(&mut subset, "小A"), [(2, true), (3, true)]);
        let latin = i64::from(crate::font::advance(crate::font::glyph('A').expect("a glyph")));
        assert_eq!(subset.widths(), [3, 3, latin].map(Object::Integer));
        assert!(subset.to_unicode().contains("3 beginbfchar\n<0001> <738b>\n<0002> <5c0f>\n<0003> <0041>\nendbfchar"));
    }

    #[test]
    fn a_glyph_of_two_characters_stands_for_the_first() {
        let mut subset = Subset::default();
        assert_eq!(codes(&mut subset, "一\u{2f00}"), [(1, true), (1, false)]);
    }

    #[test]
    fn characters_beyond_the_first_plane_are_pairs() {
        let mut subset = Subset::default();
        codes(&mut subset, "𬴂");
        assert!(subset.to_unicode().contains("<0001> <d873dd02>"));
    }

    #[test]
    fn every_face_can_be_embedded() {
        for (at, face) in FACES.iter().enumerate() {
            let mut subset = Subset::new(at);
            let id = (1..u16::MAX).find(|id| face.advance(*id) > 0).expect("a glyph");
            subset.code(Glyph { id, advance: 0, right: 0, up: 0, character: 'x' });
            let mut pdf = Document::with_version("1.7");
            let font = pdf.new_object_id();
            subset.embed(&mut pdf, font).expect(face.name);
        }
    }
}
