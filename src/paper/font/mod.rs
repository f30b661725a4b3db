//! The one font of everything that is printed, and how wide its characters are.
//!
//! Noto Serif SC holds the whole URO and Extension A, so that rare characters in names come out. It lies in the binary
//! as it is; nothing of it is read before the first sheet is laid out, so that other commands do not pay for it.
//! Only three tables are needed for layout (`cmap` format 12, `hmtx`, `maxp`), and Chinese needs no shaping: they are
//! read here in place, without building a table of 31 000 glyphs.

pub mod subset;

use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The font's file.
pub static BYTES: &[u8] = include_bytes!("NotoSerifSC-Regular.otf");

/// The share of an em that characters reach above the baseline, measured on the font's CJK glyphs and Latin ascenders.
pub const ASCENT: f32 = 0.90;

/// The share of an em that characters reach below the baseline (the Latin `g` and `j`).
pub const DESCENT: f32 = 0.28;

/// Places of the tables in the font's file, bytes.
#[derive(Debug)]
struct Tables {
    /// Groups of `cmap` format 12, 12 bytes each: first character, last character, first glyph.
    groups: Range<usize>,
    /// `hmtx`: 4 bytes a glyph.
    metrics: usize,
    /// How many glyphs have an own advance; the last one's holds for the rest.
    advances: usize,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::find(BYTES).unwrap_or(Tables::NONE));

/// The glyph of a character; `None` where the font has none.
pub fn glyph(character: char) -> Option<u16> {
    let wanted = u32::from(character);
    let groups = BYTES.get(TABLES.groups.clone())?;
    let (mut low, mut high) = (0, groups.len() / 12);
    while low < high {
        let middle = usize::midpoint(low, high);
        let (first, last) = (u32_at(groups, middle * 12)?, u32_at(groups, middle * 12 + 4)?);
        if wanted < first {
            high = middle;
        } else if wanted > last {
            low = middle + 1;
        } else {
            let glyph = u32_at(groups, middle * 12 + 8)?.checked_add(wanted - first)?;
            return u16::try_from(glyph).ok().filter(|glyph| *glyph != 0);
        }
    }
    None
}

/// The advance of a glyph, thousandths of an em (the font has 1000 units to the em).
pub fn advance(glyph: u16) -> u16 {
    let at = usize::from(glyph).min(TABLES.advances.saturating_sub(1));
    u16_at(BYTES, TABLES.metrics + at * 4).unwrap_or(1000)
}

/// The width of a character at `size` points; a missing one counts as a whole em.
pub fn char_width(character: char, size: f32) -> f32 {
    glyph(character).map_or(size, |glyph| f32::from(advance(glyph)) * size / 1000.0)
}

/// The width of a run of text at `size` points.
pub fn width(text: &str, size: f32) -> f32 {
    text.chars().map(|character| char_width(character, size)).sum()
}

/// Text as it can be printed: composed (NFC), without characters that have no shape of their own (zero-width marks,
/// variation selectors, control characters); tabs become spaces, line ends `\n`.
pub fn printable(text: &str) -> String {
    text.replace("\r\n", "\n").nfc().filter_map(visible).collect()
}

/// The first character of printable text that the font lacks.
pub fn missing(text: &str) -> Option<char> {
    text.chars().find(|character| *character != '\n' && glyph(*character).is_none())
}

fn visible(character: char) -> Option<char> {
    match character {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => Some('\n'),
        '\t' | '\u{a0}' => Some(' '),
        other => (!is_shapeless(other)).then_some(other),
    }
}

fn is_shapeless(character: char) -> bool {
    let marks = ['\u{ad}'..='\u{ad}', '\u{200b}'..='\u{200f}', '\u{202a}'..='\u{202e}', '\u{2060}'..='\u{2064}'];
    let selectors = ['\u{fe00}'..='\u{fe0f}', '\u{feff}'..='\u{feff}', '\u{e0100}'..='\u{e01ef}'];
    character.is_control() || marks.iter().chain(&selectors).any(|range| range.contains(&character))
}

impl Tables {
    const NONE: Self = Self { groups: 0..0, metrics: 0, advances: 0 };

    fn find(font: &[u8]) -> Option<Self> {
        let cmap = table(font, *b"cmap")?.start;
        let subtables = usize::from(u16_at(font, cmap + 2)?);
        let full = (0..subtables).find_map(|at| {
            let start = cmap + u32_at(font, cmap + 8 + at * 8)? as usize;
            (u16_at(font, start)? == 12).then_some(start)
        })?;
        let groups = full + 16;
        Some(Self {
            groups: groups..groups + u32_at(font, full + 12)? as usize * 12,
            metrics: table(font, *b"hmtx")?.start,
            advances: usize::from(u16_at(font, table(font, *b"hhea")?.start + 34)?),
        })
    }
}

/// Where a table stands in the font's file.
fn table(font: &[u8], tag: [u8; 4]) -> Option<Range<usize>> {
    let count = usize::from(u16_at(font, 4)?);
    let record = (0..count).map(|at| 12 + at * 16).find(|at| font.get(*at..at + 4) == Some(&tag))?;
    let start = u32_at(font, record + 8)? as usize;
    Some(start..start.checked_add(u32_at(font, record + 12)? as usize)?)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn i16_at(bytes: &[u8], at: usize) -> Option<i16> {
    u16_at(bytes, at).map(u16::cast_signed)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn widths_are_the_fonts_own() {
        assert!((char_width('王', 12.0) - 12.0).abs() < 1e-4);
        assert!(char_width('i', 12.0) < char_width('m', 12.0));
        assert!((width("王小明", 10.0) - 30.0).abs() < 1e-3);
    }

    #[test]
    fn printable_text_has_no_shapeless_characters() {
        assert_eq!(printable("a\u{301}\t\u{200b}王\u{fe00}\r\n小\u{7}"), "á 王\n小");
        assert_eq!(missing("王\u{10fffd}"), Some('\u{10fffd}'));
    }
}
