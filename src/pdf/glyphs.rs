//! Whether a font's glyphs can be read, told by reading them a second time: hayro draws as far as it comes, and says nothing.

use super::column;
use super::draw::Trouble;
use hayro::hayro_interpret::font::{Glyph, OutlineGlyph};
use hayro::hayro_interpret::hayro_cmap::BfString;
use skrifa::{DrawMemory, Font, GlyphId, PathSink, ScalerFont};
use std::collections::{HashMap, HashSet};

/// What Acrobat calls the fonts in which it writes recognised text over the picture of it: none of their characters has a shape.
const HIDDEN: [&str; 2] = ["HiddenHorzOCR", "HiddenVertOCR"];

/// What a font says of a glyph's shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// There is one.
    Drawn,
    /// There is one, and nothing is seen of it: a space.
    Blank,
    /// Its description cannot be read to its end.
    Spoilt,
    /// The font has no glyph of this number, or this is the one that stands for all that it lacks.
    Missing,
    /// The font is of type 1, which hayro does not give out; see [`super::programs`].
    Unknown,
}

/// The fonts and glyphs that were read so far.
#[derive(Default)]
pub(super) struct Glyphs {
    fonts: HashMap<u128, Option<ScalerFont>>,
    shapes: HashMap<u128, Shape>,
    /// Which fonts stand in for others.
    replaced: Trouble,
    /// The numbers of glyphs that cannot be read, in fonts of type 1.
    spoilt: HashSet<u32>,
}

impl Glyphs {
    /// Those of a page, on which `replaced` tells what stands in for fonts that are not in the file, and these glyphs of fonts of
    /// type 1 cannot be read.
    pub(super) fn of(replaced: Trouble, spoilt: HashSet<u32>) -> Self {
        Self { replaced, spoilt, ..Self::default() }
    }

    /// Whether what is drawn for a character is not it. hayro draws nothing where a font's glyph cannot be read, as where a
    /// font has none.
    pub(super) fn is_lost(&mut self, glyph: &Glyph<'_>, outline: &OutlineGlyph, nothing: bool) -> bool {
        let shape = self.shape(outline);
        let spoilt = shape == Shape::Unknown && self.spoilt.contains(&outline.glyph_id().to_u32());
        if shape == Shape::Spoilt || spoilt {
            return true;
        }
        if is_blank(glyph) || (nothing && self.is_hidden(outline)) {
            return false;
        }
        // An empty glyph of the file's own font is a space, whatever number and name the file has for it.
        let own_space = shape == Shape::Blank && !self.replaced.is_of_stand_in(outline);
        let named = outline.glyph_id().to_u32() == 0 || outline.as_unicode().is_some();
        (nothing && named && !own_space) || self.replaced.is_another_character(outline)
    }

    /// Whether a glyph is of a font in the file in which nothing is to be seen.
    fn is_hidden(&self, outline: &OutlineGlyph) -> bool {
        let name = outline.font_data().and_then(|font| font.postscript_name);
        name.is_some_and(|name| HIDDEN.contains(&name.as_str())) && !self.replaced.is_of_stand_in(outline)
    }

    /// Whether a glyph of a column is as it is in a row, and should not be: brackets, dashes and stops have another shape and
    /// place there. A font in the file has its own glyphs for columns, and one that stands in for it is not asked for them.
    pub(super) fn is_of_a_row(&self, glyph: &Glyph<'_>, outline: &OutlineGlyph) -> bool {
        let upright = || match glyph.as_unicode() {
            Some(BfString::Char(character)) => column::stands_upright(character),
            Some(BfString::String(text)) => text.chars().all(column::stands_upright),
            None => false,
        };
        self.replaced.is_of_stand_in(outline) && !is_blank(glyph) && !upright()
    }

    /// The shape of a glyph.
    fn shape(&mut self, glyph: &OutlineGlyph) -> Shape {
        let key = glyph.identifier().cache_key();
        if let Some(known) = self.shapes.get(&key) {
            return *known;
        }
        let Some(data) = glyph.font_data() else { return Shape::Unknown };
        if has_no_widths((*data.data).as_ref()) {
            return Shape::Spoilt;
        }
        let opened = || Some(ScalerFont::unhinted(Font::new(data.data, 0)?, None));
        let font = self.fonts.entry(data.cache_key).or_insert_with(opened);
        let shape = font.as_ref().map_or(Shape::Unknown, |font| shape(font, glyph.glyph_id().to_u32()));
        self.shapes.insert(key, shape);
        shape
    }
}

/// The shape that a font has for a number.
pub(super) fn shape(font: &ScalerFont, number: u32) -> Shape {
    let mut pen = Pen { drew: false };
    match font.outline(GlyphId::new(number)) {
        None if number < font.font().num_glyphs() => Shape::Spoilt,
        None => Shape::Missing,
        Some(outline) if outline.draw(DrawMemory::Scratch, &mut pen).is_err() => Shape::Spoilt,
        Some(_) if number == 0 => Shape::Missing,
        Some(_) if pen.drew => Shape::Drawn,
        Some(_) => Shape::Blank,
    }
}

/// Whether a font of outlines says that none of its glyphs has a width (ISO/IEC 14496-22, hhea): hayro lays some of them where
/// nobody sees them.
fn has_no_widths(font: &[u8]) -> bool {
    const HEAD: usize = 12;
    const COUNT: usize = 34;
    let half = |bytes: &[u8], at: usize| Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?));
    let table = || {
        let tables = font.get(HEAD..)?.chunks_exact(16).take(usize::from(half(font, 4)?));
        let entry = tables.into_iter().find(|entry| entry.starts_with(b"hhea"))?;
        let at = u32::from_be_bytes(*entry.get(8..)?.first_chunk()?);
        half(font.get(at as usize..)?, COUNT)
    };
    matches!(font.first_chunk(), Some([0, 1, 0, 0] | b"true" | b"OTTO")) && table() == Some(0)
}

/// Whether a character is one that nothing is drawn for, where that can be told.
fn is_blank(glyph: &Glyph<'_>) -> bool {
    let blank = |character: char| {
        // Hyphens that are not shown, marks of no width, and what stands for no character at all.
        let silent = matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffd}');
        silent || character.is_whitespace() || character.is_control()
    };
    match glyph.as_unicode() {
        Some(BfString::Char(character)) => blank(character),
        Some(BfString::String(text)) => text.chars().all(blank),
        None => matches!(glyph.char_code(), 0..=32 | 127 | 160),
    }
}

/// Where the shape goes: only whether there is one is asked.
struct Pen {
    drew: bool,
}

impl PathSink for Pen {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {
        self.drew = true;
    }
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.drew = true;
    }
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.drew = true;
    }
    fn close(&mut self) {}
}
