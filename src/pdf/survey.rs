//! What a page shows, found by interpreting it without drawing: its pictures and how they lie, and whether there is
//! anything else.

mod picture;
mod tiled;

use super::draw;
use super::glyphs::Glyphs;
use super::lines;
use super::meshes::mesh;
use super::obstacle::Obstacle;
use super::unpacked;
use super::work::Tiled;
use crate::jpeg::{self, Orientation, Wholeness};
use crate::limits::PDF_STEPS;
use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::WritingMode;
use hayro::hayro_interpret::pattern::Pattern;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache, Paint,
    SoftMask, interpret_page,
};
use hayro::hayro_syntax::object::{ObjectIdentifier, Stream};
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, BezPath, Rect};
pub(super) use picture::Picture;
use std::collections::HashSet;
use std::iter;
use std::panic::resume_unwind;
pub(super) use tiled::Tilings;

/// What a page shows.
#[derive(Default)]
pub(super) struct Survey {
    /// Its pictures, in the order in which they are drawn.
    pub(super) pictures: Vec<Picture>,
    /// Whether anything but pictures can be seen.
    pub(super) marked: bool,
    /// Whether something was laid over the last picture, or lets it shine through.
    covered: bool,
    /// Square points that are painted, each as often as it is.
    pub(super) painted: f64,
    /// Points that lines and outlines are long, each as often as it is drawn.
    pub(super) outlined: f64,
    /// Square points around the triangles of meshes, each as often as it is drawn.
    pub(super) meshed: f64,
    /// Square points of the largest mesh.
    pub(super) mesh: f64,
    /// Square points whose colour is computed, each as often as it is.
    pub(super) shaded: f64,
    /// What is made of tiles, square points and areas.
    pub(super) tiled: Tiled<f64>,
    glyphs: Glyphs,
    /// The line that was drawn last.
    line: Option<lines::Drawn>,
    /// Where in the page's walk patterns of tiles were found.
    tilings: Tilings,
    /// The masks that were gone into.
    masks: HashSet<u128>,
    page: Rect,
    trouble: Option<Obstacle>,
    steps: u32,
    /// The JPEG files that were found whole.
    whole: HashSet<ObjectIdentifier>,
}

/// Interprets a page, and the page of marks over it; `spoilt` are the numbers of glyphs that cannot be read, in fonts of type 1.
///
/// # Errors
/// It takes more steps than any page needs, or something on it cannot be drawn.
pub(super) fn survey<'p>(
    page: &'p Page<'p>,
    marks: Option<&Page<'_>>,
    spoilt: &HashSet<u32>,
    tilings: Tilings,
) -> Result<Survey, Obstacle> {
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let (settings, trouble) = draw::settings();
    let glyphs = Glyphs::of(trouble.clone(), spoilt.clone());
    let mut survey = Survey { page: area, glyphs, tilings, ..Survey::default() };
    for sheet in iter::once(page).chain(marks) {
        let cache = InterpreterCache::new();
        let mut context = Context::new(draw::upright(page), area, &cache, sheet.xref(), settings.clone());
        interpret_page(sheet, &mut context, &mut survey);
    }
    match survey.trouble.or(trouble.first()) {
        Some(obstacle) => Err(obstacle),
        None => Ok(survey),
    }
}

impl Survey {
    /// Whether nothing at all can be seen.
    pub(super) fn is_blank(&self) -> bool {
        self.pictures.is_empty() && !self.marked
    }

    /// The one JPEG that nothing is laid over, and how it must be turned to lie as it does; the page may still show only
    /// a part of it, or show it in other colours.
    pub(super) fn only_jpeg(&self) -> Option<(&[u8], Orientation)> {
        match self.pictures.as_slice() {
            [picture] if !self.covered => Some((picture.jpeg.as_deref()?, picture.orientation()?)),
            _ => None,
        }
    }

    fn step(&mut self, count: usize) {
        self.steps = self.steps.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        if self.steps > PDF_STEPS {
            // The interpreter cannot be asked to stop; this is caught where it was called, and shown to nobody.
            resume_unwind(Box::new("more drawing steps than any page needs"));
        }
    }

    /// Something is painted over a rectangle of the page, at so many places.
    fn paint(&mut self, area: Rect, props: &DrawProps<'_>, times: usize) {
        self.painted += self.visible(area);
        if let Paint::Pattern(pattern) = &props.paint
            && let Pattern::Shading(shading) = &**pattern
        {
            self.shaded += self.visible(area);
            let mesh = mesh(shading);
            self.meshed += mesh.looked_at * times as f64;
            self.mesh = self.mesh.max(mesh.kept);
        }
        let white = |paint: &Paint<'_>| match paint {
            Paint::Color(colour) => colour.to_rgba().to_rgba8() == [255; 4],
            Paint::Pattern(_) => false,
        };
        let transparent = matches!(&props.paint, Paint::Color(colour) if colour.to_rgba().to_rgba8()[3] == 0);
        if transparent {
            return;
        }
        self.covered |= !self.pictures.is_empty();
        // White on paper that is still white is nothing.
        self.marked |= !white(&props.paint) || props.soft_mask.is_some() || props.blend_mode != BlendMode::Normal;
    }

    /// Half the way around the page: no line has more of it on the page.
    fn across(&self) -> f64 {
        self.page.width() + self.page.height()
    }

    fn visible(&self, area: Rect) -> f64 {
        let seen = area.intersect(self.page).area();
        if seen.is_finite() { seen.max(0.0) } else { self.page.area() }
    }
}

impl<'a> Device<'a> for Survey {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.step(1 + path.elements().len() / 8);
        let before = self.line.take();
        if let DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) = mode {
            let colour = plain_colour(&props);
            if lines::has_lone_point(path, (stroke, props.transform, colour), before.as_ref()) {
                self.trouble = Some(Obstacle::Drawing);
            }
            self.line = colour.map(|colour| lines::Drawn::of(path, stroke, props.transform, colour));
            self.step(lines::dashes(path, stroke));
            if lines::has_negative_dash(stroke) {
                self.trouble = Some(Obstacle::Drawing);
            }
        }
        let mut area = props.transform.transform_rect_bbox(path.control_box());
        // A line has two sides.
        let sides = if matches!(mode, DrawMode::Fill(_) | DrawMode::Invisible) { 1.0 } else { 2.0 };
        self.outlined += sides * lines::length(path, props.transform, self.across());
        match mode {
            DrawMode::Invisible => return,
            // An area without any is not seen, but a line is.
            DrawMode::Fill(_) if area.width() == 0.0 || area.height() == 0.0 => return,
            DrawMode::Fill(_) => {}
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => area = area.inflate(1.0, 1.0),
        }
        self.mask(props.soft_mask.as_ref());
        self.paint(area, &props, 1);
        match mode {
            DrawMode::Invisible => {}
            DrawMode::Fill(_) => self.tile(area, &props.paint),
            DrawMode::Stroke(stroke) => self.tile(lines::around(area, props.transform, stroke), &props.paint),
            DrawMode::FillAndStroke(_, stroke) => {
                self.tile(area, &props.paint);
                self.tile(lines::around(area, props.transform, stroke), &props.paint);
            }
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.line = None;
        // All letters that something is clipped to are one path, kept until it is drawn.
        self.step(1 + clip.path.elements().len() / 4);
        self.outlined += lines::length(&clip.path, Affine::IDENTITY, self.across());
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, mode: BlendMode) {
        self.step(1);
        self.line = None;
        self.mask(mask.as_ref());
        self.covered |= opacity < 1.0 || mask.is_some() || mode != BlendMode::Normal;
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.step(run.glyphs().len());
        self.line = None;
        // The text that a recogniser lays behind the picture is drawn invisibly.
        if matches!(mode, DrawMode::Invisible) {
            return;
        }
        self.mask(props.soft_mask.as_ref());
        let (mut seen, mut area) = (false, 0.0);
        for glyph in run.glyphs() {
            match &**glyph {
                Glyph::Outline(outline) => {
                    let shape = outline.outline();
                    let turned = run.writing_mode() == WritingMode::Vertical && self.glyphs.is_of_a_row(glyph, outline);
                    if turned || self.glyphs.is_lost(glyph, outline, shape.is_empty()) {
                        self.trouble = Some(Obstacle::Font);
                    }
                    seen = seen || !shape.is_empty();
                    let placed = props.transform * glyph.transform();
                    self.outlined += lines::length(&shape, placed, self.across());
                    let place = placed.transform_rect_bbox(shape.control_box());
                    area += self.visible(place);
                    match mode {
                        DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) => {
                            self.tile(place, &props.paint);
                            self.tile(lines::around(place, placed, stroke), &props.paint);
                        }
                        DrawMode::Fill(_) | DrawMode::Invisible => self.tile(place, &props.paint),
                    }
                }
                Glyph::Type3(drawing) => {
                    // It may bring colours and pictures of its own (`d0`), whatever it is painted with.
                    (seen, self.marked) = (true, true);
                    self.covered |= !self.pictures.is_empty();
                    let is_tiled =
                        matches!(&props.paint, Paint::Pattern(paint) if matches!(**paint, Pattern::Tiling(_)));
                    if self.tilings.hidden || is_tiled {
                        let place = (props.transform, glyph.transform());
                        self.within(self.page, |inner| drawing.interpret(inner, place.0, place.1, &props.paint));
                    }
                }
            }
        }
        if seen {
            self.painted += area;
            self.paint(Rect::ZERO, &props, run.glyphs().len());
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.step(1);
        self.line = None;
        let size = (image.width(), image.height());
        let whole = Rect::new(0.0, 0.0, f64::from(size.0), f64::from(size.1));
        let place = props.transform.transform_rect_bbox(whole);
        self.painted += self.visible(place);
        self.mask(props.soft_mask.as_ref());
        // hayro does not say what a stencil is painted with.
        if self.tilings.some && matches!(image, Image::Stencil(_)) {
            self.tiled = self.tiled + Tiled { kept: self.visible(place), painted: self.visible(place), areas: 1.0 };
        }
        let jpeg = match &image {
            Image::Raster(raster) => self.jpeg(raster.stream()),
            Image::Stencil(_) => None,
        };
        self.covered |= props.soft_mask.is_some() || props.blend_mode != BlendMode::Normal;
        self.pictures.push(Picture { size, matrix: props.transform.as_coeffs(), jpeg });
    }

    fn pop_clip(&mut self) {
        self.line = None;
    }

    fn pop_transparency_group(&mut self) {
        self.line = None;
    }
}

/// The colour of what is neither mixed nor masked.
fn plain_colour(props: &DrawProps<'_>) -> Option<[u8; 4]> {
    match &props.paint {
        Paint::Color(colour) if props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal => {
            Some(colour.to_rgba().to_rgba8())
        }
        Paint::Color(_) | Paint::Pattern(_) => None,
    }
}

impl Survey {
    /// The JPEG that a picture is, where it is one and the first; any that breaks off is trouble.
    fn jpeg(&mut self, stream: &Stream<'_>) -> Option<Vec<u8>> {
        let id = stream.dict().obj_id();
        if id.is_some_and(|id| self.whole.contains(&id)) {
            return None;
        }
        let jpeg = unpacked::jpeg(stream)?;
        // A viewer shows the rest of a picture that breaks off; nobody should hand that in.
        match jpeg::read(&jpeg).0.wholeness {
            Wholeness::Damaged(damage) if damage.lost_permille != Some(0) => self.trouble = Some(Obstacle::BreaksOff),
            _ => self.whole.extend(id),
        }
        let masked = ["SMask", "Mask", "SMaskInData"].iter().any(|key| stream.dict().contains_key(key));
        (self.pictures.is_empty() && !masked).then_some(jpeg)
    }
}
