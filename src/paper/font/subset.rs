//! The part of the font that a PDF shows, embedded: its glyphs, how wide they are, which character each stands for.
//!
//! A code in the page's content is two bytes: the glyph's number in the subset, which is its CID (ISO 32000-1, 9.7).

use super::{BYTES, advance, glyph, i16_at, table};
use anyhow::{Context, Result};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use subsetter::GlyphRemapper;

/// The font's name, without the tag of the subset.
const NAME: &str = "NotoSerifSC-Regular";
/// What is said of the font beside its outlines, thousandths of an em: `sTypoAscender`, `sTypoDescender`, `sCapHeight`
/// of its `OS/2` table, `StdVW` of the CFF dictionary of its ideographs.
const ASCENDER: i64 = 880;
const DESCENDER: i64 = -120;
const CAP_HEIGHT: i64 = 729;
const STEM: i64 = 28;
/// Serif (bit 2) and symbolic (bit 3): more than the standard Latin characters (ISO 32000-1, table 123).
const FLAGS: i64 = 0b110;
/// The width that needs no mention: that of every ideograph.
const FULL: u16 = 1000;
/// The most lines in one block of a CMap (Adobe Technical Note 5014, 1.4.1).
const BLOCK: usize = 100;

/// The glyphs that have been shown so far.
#[derive(Default)]
pub struct Subset {
    glyphs: GlyphRemapper,
    /// The character and the width of each glyph, by CID; 0 is the one for what is missing.
    shown: Vec<(char, u16)>,
}

/// Text as the content of a page shows it.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    /// Its codes, four hexadecimal digits each.
    pub codes: String,
    /// Whether the codes lead back to the same text. They do not where two characters share a glyph, as U+2F00 and 一.
    pub faithful: bool,
}

impl Subset {
    /// The codes of `text`.
    pub fn run(&mut self, text: &str) -> Run {
        let mut run = Run { codes: String::with_capacity(text.len() * 2), faithful: true };
        for character in text.chars() {
            let glyph = glyph(character).unwrap_or(0);
            let cid = self.glyphs.remap(glyph);
            if self.shown.is_empty() {
                self.shown.push(('\u{fffd}', advance(0)));
            }
            if usize::from(cid) == self.shown.len() {
                self.shown.push((character, advance(glyph)));
            }
            run.faithful &= self.shown.get(usize::from(cid)).is_some_and(|(first, _)| *first == character);
            let _ = write!(run.codes, "{cid:04x}");
        }
        run
    }

    /// Puts the font into `pdf` as the object `id`; to be called when all is shown.
    ///
    /// # Errors
    /// Only when the embedded font is not the one that this program was written for.
    pub fn embed(&self, pdf: &mut Document, id: ObjectId) -> Result<()> {
        let subset = subsetter::subset(BYTES, 0, &self.glyphs).context("the embedded font cannot be subset")?;
        let program =
            table(&subset, *b"CFF ").and_then(|range| subset.get(range)).context("the font has no outlines")?;
        let name = format!("{}+{NAME}", tag(program));
        // Outlines hardly shrink (by a sixth), and to try would cost as much as a tenth of the whole form.
        let program =
            Stream::new(dictionary! { "Subtype" => "CIDFontType0C" }, program.to_vec()).with_compression(false);
        let program = pdf.add_object(program);
        let descriptor = pdf.add_object(descriptor(&name, program)?);
        let descendant = pdf.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "CIDFontType0",
            "BaseFont" => Object::Name(name.clone().into()),
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => descriptor,
            "DW" => i64::from(FULL),
            "W" => self.widths(),
        });
        let meanings = pdf.add_object(Stream::new(dictionary! {}, self.to_unicode().into_bytes()));
        let font = dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => Object::Name(format!("{name}-Identity-H").into()),
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![Object::Reference(descendant)],
            "ToUnicode" => meanings,
        };
        pdf.set_object(id, font);
        Ok(())
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
pub fn utf16(text: &str) -> String {
    text.encode_utf16().fold(String::new(), |digits, unit| digits + &format!("{unit:04x}"))
}

/// Six capital letters that differ with the subset (ISO 32000-1, 9.6.4).
fn tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

fn descriptor(name: &str, program: ObjectId) -> Result<Dictionary> {
    let head = table(BYTES, *b"head").context("the embedded font has no head")?.start;
    // xMin, yMin, xMax, yMax stand 36 bytes into `head`.
    let bounds: Option<Vec<Object>> =
        (0..4).map(|at| Some(Object::Integer(i16_at(BYTES, head + 36 + at * 2)?.into()))).collect();
    Ok(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => Object::Name(name.into()),
        "Flags" => FLAGS,
        "FontBBox" => bounds.context("the embedded font has no bounds")?,
        "ItalicAngle" => 0,
        "Ascent" => ASCENDER,
        "Descent" => DESCENDER,
        "CapHeight" => CAP_HEIGHT,
        "StemV" => STEM,
        "FontFile3" => program,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_count_the_glyphs_as_they_come() {
        let mut subset = Subset::default();
        assert_eq!(subset.run("王小王"), Run { codes: "000100020001".to_owned(), faithful: true });
        assert_eq!(subset.run("小A"), Run { codes: "00020003".to_owned(), faithful: true });
        let latin = i64::from(advance(glyph('A').expect("a glyph")));
        assert_eq!(subset.widths(), [3, 3, latin].map(Object::Integer));
        assert!(subset.to_unicode().contains("3 beginbfchar\n<0001> <738b>\n<0002> <5c0f>\n<0003> <0041>\nendbfchar"));
    }

    #[test]
    fn a_glyph_of_two_characters_stands_for_the_first() {
        let mut subset = Subset::default();
        assert!(subset.run("一").faithful);
        let radical = subset.run("\u{2f00}");
        assert_eq!((radical.codes.as_str(), radical.faithful), ("0001", false));
    }

    #[test]
    fn characters_beyond_the_first_plane_are_pairs() {
        let mut subset = Subset::default();
        subset.run("𬴂");
        assert!(subset.to_unicode().contains("<0001> <d873dd02>"));
    }

    #[test]
    fn the_descriptor_says_what_the_font_says() {
        let os2 = table(BYTES, *b"OS/2").expect("OS/2").start;
        let said = [68, 70, 88].map(|at| i64::from(i16_at(BYTES, os2 + at).expect("a number")));
        assert_eq!(said, [ASCENDER, DESCENDER, CAP_HEIGHT]);
    }
}
