//! What the look of a field says, read from its glyphs: where a form says that its looks are out of date, one that says the
//! field's own answer is not.

use super::answer::answer;
use super::field::flags;
use crate::pdf::draw;
use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache, SoftMask,
    interpret,
};
use hayro::hayro_syntax::content::TypedIter;
use hayro::hayro_syntax::object::{Dict, Stream};
use hayro::hayro_syntax::page::{Page, Resources};
use hayro::kurbo::{Affine, BezPath, Rect};

/// The flag of text that nobody is to read (ISO 32000-1, table 228), and what stands for each of its characters.
const PASSWORD: u32 = 1 << 13;
const HIDDEN: [char; 3] = ['*', '•', '●'];

/// Whether a look says what its field says, spaces and line breaks aside.
pub(in crate::pdf) fn says(look: &Stream<'_>, field: &Dict<'_>, page: &Page<'_>) -> bool {
    let (Ok(answer), Some(shown)) = (answer(field), shown(look, page)) else { return false };
    let answer: String = answer.chars().filter(|character| !character.is_whitespace()).collect();
    let all_hidden = || shown.chars().all(|character| HIDDEN.contains(&character));
    shown == answer || (flags(field) & PASSWORD != 0 && !shown.is_empty() && all_hidden())
}

/// The characters of a look without spaces; nothing where one is not known.
fn shown(look: &Stream<'_>, page: &Page<'_>) -> Option<String> {
    let content = look.decoded_data().ok()?;
    let resources = look.dict().get::<Dict<'_>>("Resources").map(Resources::new);
    let everywhere = Rect::new(-1e6, -1e6, 1e6, 1e6);
    let (settings, _) = draw::settings();
    let mut context = Context::new(Affine::IDENTITY, everywhere, &InterpreterCache::new(), page.xref(), settings);
    let mut reader = Reader { text: Some(String::new()) };
    interpret(TypedIter::new(&content), resources.as_ref().unwrap_or(page.resources()), &mut context, &mut reader);
    reader.text
}

/// Takes down what is written; nothing once it met a character that it does not know.
struct Reader {
    text: Option<String>,
}

impl<'a> Device<'a> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, mode: &DrawMode) {
        for glyph in run.glyphs() {
            let character = match &**glyph {
                Glyph::Outline(outline) if !matches!(mode, DrawMode::Invisible) => outline.as_unicode(),
                _ => None,
            };
            match (character, &mut self.text) {
                (Some(BfString::Char(character)), Some(text)) => text.extend(Some(character).filter(|c| !c.is_whitespace())),
                (Some(BfString::String(several)), Some(text)) => text.extend(several.chars().filter(|c| !c.is_whitespace())),
                _ => self.text = None,
            }
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.text = None;
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
