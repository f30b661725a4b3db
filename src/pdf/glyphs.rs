//! Whether a font's glyphs can be read, told by reading them a second time: hayro draws as far as it comes, and says nothing.

use hayro::hayro_interpret::font::OutlineGlyph;
use skrifa::{DrawMemory, Font, GlyphId, PathSink, ScalerFont};
use std::collections::HashMap;

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
}

impl Glyphs {
    /// The shape of a glyph.
    pub(super) fn shape(&mut self, glyph: &OutlineGlyph) -> Shape {
        let key = glyph.identifier().cache_key();
        if let Some(known) = self.shapes.get(&key) {
            return *known;
        }
        let Some(data) = glyph.font_data() else { return Shape::Unknown };
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
