//! Draws a page on white paper.

use super::marks::Overlay;
use super::notes;
use super::obstacle::Obstacle;
use super::survey::{Picture, Survey};
use crate::font::FACES;
use crate::guard::guarded;
use crate::pictures::Raster;
use hayro::hayro_interpret::font::{FallbackFontQuery, FontData, FontQuery, OutlineGlyph};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::util::TransformExt as _;
use hayro::hayro_interpret::{InterpreterSettings, InterpreterWarning};
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::PremulRgba8;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use std::iter;
use std::sync::{Arc, Mutex, OnceLock};

/// Least and most resolution of a drawing, pixels a point: 200 and 300 dpi.
const RESOLUTION: (f64, f64) = (200.0 / 72.0, 300.0 / 72.0);
/// The longer side of A3, points: pages beyond that are measured in something else than points.
const LONGEST: f64 = 1191.0;
/// The longer side of such a page's drawing where no picture says more, pixels: A4 at 300 dpi.
const LONG_SIDE: f64 = 3508.0;
/// The most pixels of a drawing: A3 at 300 dpi has 17 million.
pub(super) const AREA: f64 = 18_000_000.0;
/// How much finer than at [`RESOLUTION`] a page may be drawn to take a picture that fills it pixel by pixel: at 300 dpi
/// for the size that the page says, a scanner's sheet is often some pixels longer.
const FILLING: f64 = 0.005;

/// So many pixels are looked at before it is asked whether there was a colour among them.
const AT_ONCE: usize = 4096;

/// What a drawing is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be handed in: never coarser than 200 dpi.
    Handing,
    /// To be measured: no finer than what stands on the page, so that a coarse scan is seen to be one.
    Measuring,
}

/// Pixels across and down.
pub(super) type Size = (u16, u16);

/// What could not be drawn as it should.
#[derive(Clone, Default)]
pub(super) struct Trouble(Arc<Met>);

#[derive(Default)]
struct Met {
    first: OnceLock<Obstacle>,
    /// Where the fonts lie in memory that stand in for fonts that are not in the file.
    stand_ins: Mutex<Vec<usize>>,
}

impl Trouble {
    /// The first of it.
    pub(super) fn first(&self) -> Option<Obstacle> {
        self.0.first.get().copied()
    }

    /// Whether a glyph is not of a font in the file, but of one that stands in for it.
    pub(super) fn is_of_stand_in(&self, glyph: &OutlineGlyph) -> bool {
        let Ok(stand_ins) = self.0.stand_ins.lock() else { return true };
        let is_one = |data: &FontData| stand_ins.contains(&((**data).as_ref().as_ptr() as usize));
        !stand_ins.is_empty() && glyph.font_data().is_some_and(|font| is_one(&font.data))
    }

    /// Whether a glyph of a font that stands in for another is not that of its character: where a font lacks one, hayro
    /// takes the glyph that has the same number.
    pub(super) fn is_another_character(&self, glyph: &OutlineGlyph) -> bool {
        let Some(data) = glyph.font_data().filter(|_| self.is_of_stand_in(glyph)).map(|font| font.data) else {
            return false;
        };
        let bytes = (*data).as_ref();
        let character = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character,
            Some(BfString::String(_)) | None => return true,
        };
        let own = FACES.iter().find(|face| std::ptr::eq(face.bytes, bytes));
        own.is_some_and(|face| face.glyph(character).map(u32::from) != Some(glyph.glyph_id().to_u32()))
    }
}

/// How a page is to be read, and what will be found wrong with it.
pub(super) fn settings() -> (InterpreterSettings, Trouble) {
    let trouble = Trouble::default();
    let mut settings = InterpreterSettings::default();
    let standard = Arc::clone(&settings.font_resolver);
    let replaced = trouble.clone();
    settings.font_resolver = Arc::new(move |query| {
        let font = match query {
            FontQuery::Fallback(wanted) if is_east_asian(wanted) => chinese(),
            FontQuery::Fallback(_) | FontQuery::Standard(_) => standard(query),
        };
        if let (Some((data, _)), Ok(mut stand_ins)) = (&font, replaced.0.stand_ins.lock()) {
            stand_ins.push((**data).as_ref().as_ptr() as usize);
        }
        font
    });
    let told = trouble.clone();
    settings.warning_sink = Arc::new(move |warning| {
        let _ = told.0.first.set(match warning {
            // Of a box that is not ticked, too; what is lost is found out in `notes`.
            InterpreterWarning::UnresolvedAnnotationAppearance => return,
            InterpreterWarning::UnsupportedFont => Obstacle::Font,
            InterpreterWarning::ImageDecodeFailure => Obstacle::Picture,
            _ => Obstacle::Drawing,
        });
    });
    (settings, trouble)
}

/// Whether a font that is not in the file is one of Chinese, Japanese or Korean characters.
fn is_east_asian(wanted: &FallbackFontQuery) -> bool {
    wanted.character_collection.is_some()
}

fn chinese() -> Option<(FontData, u32)> {
    Some((Arc::new(FACES.first()?.bytes), 0))
}

/// From the page's own coordinates to points from the upper left corner of the page as it is shown.
pub(super) fn upright(page: &Page<'_>) -> Affine {
    page.initial_transform(true).to_kurbo()
}

/// The size at which a page is drawn: at the resolution of its best picture, within limits.
pub(super) fn size(page: &Page<'_>, survey: &Survey, purpose: Purpose) -> Size {
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let longer = width.max(height).max(1.0);
    let best = survey.pictures.iter().map(Picture::resolution).reduce(f64::max);
    // Letters have no resolution of their own.
    let best = if survey.marked { Some(RESOLUTION.1) } else { best };
    let least = |pixels: f64| if purpose == Purpose::Handing { pixels } else { 0.0 };
    let wanted = match best {
        Some(best) if longer > LONGEST => best.min(1.0).max(least(LONG_SIDE / longer)),
        None if longer > LONGEST => LONG_SIDE / longer,
        best => best.unwrap_or(RESOLUTION.1).min(RESOLUTION.1).max(least(RESOLUTION.0)),
    };
    let scale = wanted.min((AREA / (width * height).max(1.0)).sqrt());
    let (across, down) = (width * scale, height * scale);
    // A picture that fills the page is drawn pixel by pixel, though the page's length in points is rounded.
    let near = |pixels: u32, wanted: f64| (f64::from(pixels) - wanted).abs() < FILLING * wanted;
    let fills = |(wide, high): &(u32, u32)| near(*wide, across) && near(*high, down);
    let filling = survey.pictures.iter().filter_map(Picture::upright_size).find(fills);
    let (across, down) = filling.map_or((across, down), |(wide, high)| (f64::from(wide), f64::from(high)));
    (side(across), side(down))
}

fn side(pixels: f64) -> u16 {
    // Half of what a number of 16 bits holds is the most that is drawn in one piece.
    pixels.round().clamp(1.0, f64::from(u16::MAX / 2)) as u16
}

/// What pages of one file are drawn on, one after the other: to hand out so much memory anew took the system a tenth of what `fix`
/// costs for a page of a fax. A page clears all of it first.
#[derive(Default)]
pub(super) struct Canvas(Mutex<Option<Pixmap>>);

impl Canvas {
    /// The last page's, where it has the size; or a new one.
    fn taken(&self, (width, height): Size) -> Pixmap {
        let last = self.0.lock().ok().and_then(|mut last| last.take());
        let fits = |pixels: &Pixmap| (pixels.width(), pixels.height()) == (width, height);
        last.filter(fits).unwrap_or_else(|| Pixmap::new(width, height))
    }

    fn put_back(&self, pixels: Pixmap) {
        if let Ok(mut last) = self.0.lock() {
            *last = Some(pixels);
        }
    }
}

/// Draws a page.
///
/// # Errors
/// Something on it cannot be drawn.
pub(super) fn drawn(page: &Page<'_>, size: Size, canvas: &Canvas) -> Result<Raster, Obstacle> {
    let (settings, trouble) = settings();
    let marks = guarded(|| Some(notes::marks(page, &mut 0))).unwrap_or(Err(Obstacle::Annotation))?;
    let marks = marks.as_ref().and_then(Overlay::page);
    let raster = guarded(|| raster((page, marks), size, &settings, canvas));
    if let Some(trouble) = trouble.first() {
        return Err(trouble);
    }
    raster.ok_or(Obstacle::Drawing)
}

/// The pixels of a page and of the marks over it.
fn raster(
    (page, marks): (&Page<'_>, Option<&Page<'_>>),
    size: Size,
    settings: &InterpreterSettings,
    canvas: &Canvas,
) -> Option<Raster> {
    let (width, height) = size;
    let (wide, high) = page.render_dimensions();
    let scale = Affine::scale_non_uniform(
        f64::from(width) / f64::from(wide.max(1.0)),
        f64::from(height) / f64::from(high.max(1.0)),
    );
    let mut context = RenderContext::new(width, height);
    for sheet in iter::once(page).chain(marks) {
        let cache = RenderCache::new();
        render_into(sheet, &cache, settings, &RenderSettings::default(), &mut context, scale * upright(page));
    }
    context.flush();
    let mut pixels = canvas.taken(size);
    let paper = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..RasterizerSettings::default() };
    context.render_with(&mut pixels, &mut Resources::default(), paper);
    let raster = of_pixels((u32::from(width), u32::from(height)), pixels.data());
    canvas.put_back(pixels);
    raster
}

/// Most pages are gray, which is a third of all further work.
fn of_pixels(size: (u32, u32), pixels: &[PremulRgba8]) -> Option<Raster> {
    let is_gray = |some: &[PremulRgba8]| some.iter().fold(0, |far, of| far | (of.r ^ of.g) | (of.g ^ of.b)) == 0;
    if pixels.chunks(AT_ONCE).all(is_gray) {
        return Raster::gray(size, pixels.iter().map(|pixel| pixel.g).collect());
    }
    let mut levels = vec![0; 3 * pixels.len()];
    for (level, pixel) in levels.as_chunks_mut().0.iter_mut().zip(pixels) {
        *level = [pixel.r, pixel.g, pixel.b];
    }
    Raster::rgb(size, levels)
}
