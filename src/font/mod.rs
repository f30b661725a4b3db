//! The fonts of everything that is printed, and how wide their characters are.
//!
//! Noto Serif SC holds the whole URO and Extension A, so that nearly every name comes out. The other faces are smaller
//! ones of Noto's families, for what is ordinary in titles and in this region: rarer ideographs, letters of further
//! alphabets, Uyghur and Kazakh, Mongolian, Tibetan, Yi, symbols. `FONTS.md` says what each holds. They lie in the binary as
//! they are; nothing of them is read before the first sheet is laid out, so that other commands do not pay for it.
//! A character that none of them has is a blank, ruled for the hand: it never keeps anything from being printed.

mod face;
mod layout;

pub use face::{Face, table};
pub use layout::{Glyph, Run, Shape, reads_from_right, runs};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The share of an em that characters reach above the baseline, measured on the font's CJK glyphs and Latin ascenders.
pub const ASCENT: f32 = 0.90;

/// The share of an em that characters reach below the baseline (the Latin `g` and `j`).
pub const DESCENT: f32 = 0.28;

/// The width of what no font has: room for a character by hand, ems.
pub const BLANK: f32 = 1.0;

macro_rules! faces {
    ($($file:literal $name:literal $shaped:literal,)*) => {
        [$(Face::new(include_bytes!($file), $name, $shaped)),*]
    };
}

/// Every face, in the order they are asked for a character. The first is the one of all labels.
pub static FACES: [Face; 18] = faces! {
    "NotoSerifSC-Regular.otf" "NotoSerifSC-Regular" false,
    "NotoSerifCJK-More.otf" "NotoSerifCJK-More" false,
    "NotoSerif-Letters.ttf" "NotoSerif-Letters" true,
    "NotoSansMath.ttf" "NotoSansMath" false,
    "NotoSansSymbols.ttf" "NotoSansSymbols" false,
    "NotoSansSymbols2.ttf" "NotoSansSymbols2" false,
    "NotoNaskhArabic.ttf" "NotoNaskhArabic" true,
    "NotoSansMongolian.ttf" "NotoSansMongolian" true,
    "NotoSerifTibetan.ttf" "NotoSerifTibetan" true,
    "NotoSansYi.ttf" "NotoSansYi" false,
    "NotoSansTaiLe.ttf" "NotoSansTaiLe" true,
    "NotoSansNewTaiLue.ttf" "NotoSansNewTaiLue" true,
    "NotoSansLisu.ttf" "NotoSansLisu" false,
    "NotoSansThai.ttf" "NotoSansThai" true,
    "NotoSansDevanagari.ttf" "NotoSansDevanagari" true,
    "NotoSansHebrew.ttf" "NotoSansHebrew" true,
    "NotoSansGeorgian.ttf" "NotoSansGeorgian" false,
    "NotoSansArmenian.ttf" "NotoSansArmenian" false,
};

/// The position of the face that has all of `cluster`, a character with the marks on it.
pub fn face_of(cluster: &str) -> Option<usize> {
    FACES.iter().position(|face| cluster.chars().all(|character| face.glyph(character).is_some()))
}

/// The glyph of a character in the first face; `None` where it has none.
pub fn glyph(character: char) -> Option<u16> {
    FACES.first()?.glyph(character)
}

/// The advance of a glyph of the first face, thousandths of an em.
pub fn advance(glyph: u16) -> u16 {
    FACES.first().map_or(1000, |face| face.advance(glyph))
}

/// Whether all of a text stands in the first face, and one glyph after the other.
pub fn is_plain(text: &str) -> bool {
    text.chars().all(|character| glyph(character).is_some() && !is_combining_mark(character))
}

/// The width of a character of the first face at `size` points.
pub fn char_width(character: char, size: f32) -> f32 {
    glyph(character).map_or(size, |glyph| f32::from(advance(glyph)) * size / 1000.0)
}

/// The width of a run of text at `size` points.
pub fn width(text: &str, size: f32) -> f32 {
    if is_plain(text) {
        return text.chars().map(|character| char_width(character, size)).sum();
    }
    runs(text, false).iter().map(|run| run.width * size).sum()
}

/// Text as it can be printed: composed (NFC), without characters that have no shape of their own (zero-width marks,
/// variation selectors, control characters); tabs become spaces, line ends `\n`.
pub fn printable(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut printable = String::with_capacity(text.len());
    for character in text.nfc() {
        let joins =
            matches!(character, '\u{200c}' | '\u{200d}') && printable.chars().next_back().is_some_and(is_joining);
        printable.extend(visible(character).or(joins.then_some(character)));
    }
    printable
}

/// The characters of a text that no face has, each once, in order.
pub fn missing(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for character in printable(text).chars().filter(|character| !matches!(character, '\n' | '\u{200c}' | '\u{200d}')) {
        if FACES.iter().all(|face| face.glyph(character).is_none()) && !missing.contains(&character) {
            missing.push(character);
        }
    }
    missing
}

/// Whether a joiner of no width behind this character changes its shape: Arabic, Mongolian, Indic.
fn is_joining(character: char) -> bool {
    matches!(character, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{97f}' | '\u{1800}'..='\u{18af}')
}

fn visible(character: char) -> Option<char> {
    match character {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => Some('\n'),
        '\t' | '\u{a0}' => Some(' '),
        other => (!is_shapeless(other)).then_some(other),
    }
}

fn is_shapeless(character: char) -> bool {
    let marks = ['\u{ad}'..='\u{ad}', '\u{200b}'..='\u{200f}', '\u{202a}'..='\u{202e}', '\u{2060}'..='\u{2069}'];
    let selectors = ['\u{fe00}'..='\u{fe0f}', '\u{feff}'..='\u{feff}', '\u{e0000}'..='\u{e01ef}'];
    character.is_control() || marks.iter().chain(&selectors).any(|range| range.contains(&character))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn rare_characters_of_names_have_glyphs() {
        for character in "王䶮㛃𬴂·，Ag0—…“”《》（）①".chars() {
            assert!(glyph(character).is_some(), "{character}");
        }
        for character in ('\u{4e00}'..='\u{9fa5}').chain('\u{3400}'..='\u{4db5}') {
            assert!(glyph(character).is_some(), "{character}");
        }
        assert_eq!(glyph('\u{10ffff}'), None);
    }

    #[test]
    fn further_faces_have_what_is_ordinary_here() {
        for text in ["𠮷", "₂", "ł", "ئۇيغۇرچە", "قازاقشا", "ᠮᠣᠩᠭᠣᠯ", "བོད་ཡིག", "ꆈꌠꉙ", "ә", "ŋ", "∮", "한국어"]
        {
            assert_eq!(missing(text), [], "{text}");
        }
    }

    #[test]
    fn every_face_is_the_file_that_is_described() {
        let page = include_str!("FONTS.md");
        for face in &FACES {
            let digest = crate::text::hex(&Sha256::digest(face.bytes));
            assert!(page.contains(&digest), "FONTS.md lacks {} with {digest}", face.name);
        }
    }

    #[test]
    fn widths_are_the_fonts_own() {
        assert!((char_width('王', 12.0) - 12.0).abs() < 1e-4);
        assert!(char_width('i', 12.0) < char_width('m', 12.0));
        assert!((width("王小明", 10.0) - 30.0).abs() < 1e-3);
    }

    #[test]
    fn printable_text_has_no_shapeless_characters() {
        assert_eq!(printable("a\u{301}\t\u{200b}王\u{fe00}\r\n小\u{7}"), "á 王\n小");
        assert_eq!(missing("王\u{10fffd}王\u{10fffd}"), ['\u{10fffd}']);
    }
}
