//! Whether a font's glyphs can be read, told by reading them a second time: hayro draws as far as it comes, and says nothing.

use hayro::hayro_interpret::font::OutlineGlyph;
use skrifa::{DrawMemory, Font, GlyphId, PathSink, ScalerFont};
use std::collections::HashMap;

/// The fonts and glyphs that were read so far. Fonts of type 1 are not given out by hayro, and pass.
#[derive(Default)]
pub(super) struct Glyphs {
    fonts: HashMap<u128, Option<ScalerFont>>,
    whole: HashMap<u128, bool>,
}

impl Glyphs {
    /// Whether all of a glyph's shape could be read; true, too, where its font has none of that number.
    pub(super) fn is_whole(&mut self, glyph: &OutlineGlyph) -> bool {
        let key = glyph.identifier().cache_key();
        if let Some(known) = self.whole.get(&key) {
            return *known;
        }
        let Some(data) = glyph.font_data() else { return true };
        let opened = || Some(ScalerFont::unhinted(Font::new(data.data, 0)?, None));
        let font = self.fonts.entry(data.cache_key).or_insert_with(opened);
        let whole = font.as_ref().is_none_or(|font| is_whole(font, glyph.glyph_id().to_u32()));
        self.whole.insert(key, whole);
        whole
    }
}

/// A font that has a glyph of this number has a shape for it, be it an empty one.
fn is_whole(font: &ScalerFont, number: u32) -> bool {
    match font.outline(GlyphId::new(number)) {
        Some(outline) => outline.draw(DrawMemory::Scratch, &mut Nowhere).is_ok(),
        None => number >= font.font().num_glyphs(),
    }
}

/// Where the shape goes: only whether there is one is asked.
struct Nowhere;

impl PathSink for Nowhere {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {}
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
    fn close(&mut self) {}
}
