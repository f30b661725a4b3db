//! What the look of a field says, read from its glyphs: where a form says that its looks are out of date, one that says the
//! field's own answer is not.

use super::answer::{answer, listed};
use super::field::{flags, is_list};
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

/// What the look of a field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pdf) enum Says {
    /// What the field says.
    Answer,
    /// No word.
    Nothing,
    /// Something else, or nobody knows what.
    Other,
}

/// What a look says, spaces and line breaks aside; `fonts` are those of the page that were read so far.
pub(in crate::pdf) fn says<'a>(
    look: &Stream<'a>,
    field: &Dict<'_>,
    page: &Page<'a>,
    fonts: &InterpreterCache<'a>,
) -> Says {
    let Some(shown) = shown(look, page, fonts) else { return Says::Other };
    if is_list(field) {
        return listed(field).map_or(Says::Other, |options| list(&shown, &options));
    }
    let Ok(answer) = answer(field) else { return Says::Other };
    let answer = without_spaces(&answer);
    let all_hidden = || shown.chars().all(|character| HIDDEN.contains(&character));
    match shown.as_str() {
        shown if shown == answer => Says::Answer,
        "" => Says::Nothing,
        _ if flags(field) & PASSWORD != 0 && all_hidden() => Says::Answer,
        _ => Says::Other,
    }
}

/// The characters of a look without spaces; nothing where one is not known.
fn shown<'a>(look: &Stream<'a>, page: &Page<'a>, fonts: &InterpreterCache<'a>) -> Option<String> {
    let content = look.decoded_data().ok()?;
    let resources = look.dict().get::<Dict<'_>>("Resources").map(Resources::new);
    let everywhere = Rect::new(-1e6, -1e6, 1e6, 1e6);
    let (settings, _) = draw::settings();
    let mut context = Context::new(Affine::IDENTITY, everywhere, fonts, page.xref(), settings);
    let mut reader = Reader { text: Some(String::new()) };
    interpret(TypedIter::new(&content), resources.as_ref().unwrap_or(page.resources()), &mut context, &mut reader);
    reader.text.as_deref().map(without_spaces)
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// What the look of a list says: the answer is what may be chosen, all of it or as much as there is room for.
fn list(shown: &str, options: &[String]) -> Says {
    if shown.is_empty() {
        return Says::Nothing;
    }
    let mut rest = shown;
    for option in options {
        match rest.strip_prefix(&without_spaces(option)) {
            Some(after) => rest = after,
            None => break,
        }
    }
    if rest.is_empty() { Says::Answer } else { Says::Other }
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
            let (Some(character), Some(text)) = (character, &mut self.text) else {
                self.text = None;
                return;
            };
            match character {
                BfString::Char(character) => text.push(character),
                BfString::String(several) => text.push_str(&several),
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
