//! What drawing a page would take, found by going through its instructions without obeying them.
//!
//! Drawings may contain drawings: forms, patterns, glyphs and masks. Each is gone through once, however often it is drawn,
//! and what it takes is added as often: a page that draws a billion times is known after some thousand steps.

use super::blending::Blending;
use super::claim::{Claim, claim_drawn};
use super::cost::Cost;
use super::functions;
use super::layers::is_by_rule;
use super::obstacle::Obstacle;
use super::programs::{Programs, is_known_by_numbers_alone};
use super::streams::Streams;
use super::unpacked::{Deflated, deflated};
use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::content::UntypedIter;
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro::hayro_syntax::page::{Page, Resources};
use std::borrow::Cow;
use std::collections::HashMap;

/// The work of reading and searching inline pictures grows with the square of these, bytes times places.
const INLINE_LIMIT: usize = 1 << 28;
/// The most drawings within each other: at 50, hayro leaves out what is deeper without a word.
const DEPTH: usize = 40;
/// The most bytes that nothing is packed into: deflate takes 8, and some writers put a line break or two behind them.
const PACKED_NOTHING: usize = 16;
/// The most copies of a tile that are laid into one another.
const TILES: f64 = 64.0;

/// The drawings of a document that were gone through.
#[derive(Default)]
pub(super) struct Walk {
    streams: Streams,
    pub(super) programs: Programs,
    /// `None` while it is being gone through: a drawing within itself never ends.
    drawings: HashMap<ObjectIdentifier, Option<Cost>>,
    depth: usize,
    /// Work that the streams explain that were drawn, each counted once.
    pub(super) explained: u64,
}

/// What is in force for text, until it is put back to what it was.
#[derive(Default, Clone, Copy)]
struct Writing {
    /// Nothing of it is seen: what a recogniser lays over a scan (ISO 32000-1, 9.3.6, modes 3 and 7).
    unseen: bool,
    /// Its font is not there.
    fontless: bool,
}

/// What is in force between instructions.
#[derive(Default)]
struct Ink {
    /// A pattern, drawn again for each thing that is painted with it.
    pattern: Cost,
    /// The glyphs of a font that are drawings.
    glyph: Cost,
}

impl Walk {
    /// Goes through a page.
    ///
    /// # Errors
    /// It takes more than is drawn for any page, or draws something within itself.
    pub(super) fn page(&mut self, page: &Page<'_>) -> Result<Cost, Obstacle> {
        self.streams.page(page)?;
        let mut cost = Cost::default();
        cost.add(Cost { instructions: self.contents(page)?, ..Cost::default() })?;
        if let Some(content) = page.page_stream() {
            cost = Cost::default();
            cost.add(self.content(content, page.resources())?)?;
        }
        let notes = page.raw().get::<Array<'_>>("Annots");
        for note in notes.iter().flat_map(Array::iter::<Dict<'_>>) {
            in_layer(&note, b"OC")?;
            let Some(looks) = note.get::<Dict<'_>>("AP").and_then(|looks| looks.get::<Object<'_>>("N")) else {
                continue;
            };
            match looks {
                Object::Stream(look) => cost.add(self.drawing(&look, page.resources())?)?,
                Object::Dict(states) => {
                    let state = note.get::<Name<'_>>("AS").and_then(|state| states.get::<Stream<'_>>(state));
                    if let Some(look) = state.or_else(|| states.get::<Stream<'_>>("Off")) {
                        cost.add(self.drawing(&look, page.resources())?)?;
                    }
                }
                _ => {}
            }
        }
        Ok(cost)
    }

    /// How long the page's instructions are, each stream of them as often as the page names it.
    fn contents(&mut self, page: &Page<'_>) -> Result<u64, Obstacle> {
        let streams: Vec<Stream<'_>> = match page.raw().get::<Object<'_>>("Contents") {
            Some(Object::Stream(one)) => vec![one],
            Some(Object::Array(several)) => several.iter::<Object<'_>>().filter_map(Object::into_stream).collect(),
            _ => Vec::new(),
        };
        let mut length = 0u64;
        for stream in &streams {
            unpacked(stream)?;
            length = length.saturating_add(self.streams.length(stream)?);
            self.explained = self.explained.saturating_add(self.streams.explained(stream));
        }
        Ok(length)
    }

    /// A form, a pattern's tile, a glyph or a mask.
    fn drawing(&mut self, stream: &Stream<'_>, outer: &Resources<'_>) -> Result<Cost, Obstacle> {
        let id = stream.dict().obj_id();
        if let Some(known) = id.and_then(|id| self.drawings.get(&id)) {
            return known.ok_or(Obstacle::TooMuchDrawing);
        }
        if self.depth == DEPTH {
            return Err(Obstacle::TooMuchDrawing);
        }
        if let Some(id) = id {
            self.drawings.insert(id, None);
        }
        self.explained = self.explained.saturating_add(self.streams.explained(stream));
        self.streams.length(stream)?;
        let content = unpacked(stream)?;
        let own = stream.dict().get::<Dict<'_>>("Resources").map(Resources::new);
        self.depth += 1;
        let cost = self.content(&content, own.as_ref().unwrap_or(outer));
        self.depth -= 1;
        let cost = cost?;
        let cost = Cost { blending: cost.blending.of_form(stream), ..cost };
        if let Some(id) = id {
            self.drawings.insert(id, Some(cost));
        }
        Ok(cost)
    }

    fn content(&mut self, content: &[u8], resources: &Resources<'_>) -> Result<Cost, Obstacle> {
        if ends_of_inline_pictures(content).saturating_mul(content.len()) > INLINE_LIMIT {
            return Err(Obstacle::TooMuchDrawing);
        }
        let mut cost = Cost::default();
        // Each step is dearer than its bytes.
        cost.add(Cost { instructions: content.len() as u64, ..Cost::default() })?;
        let mut ink = Ink::default();
        let (mut writing, mut kept) = (Writing::default(), Vec::new());
        let mut steps = UntypedIter::new(content);
        while let Some(step) = steps.next() {
            let name = || {
                step.operands().find_map(|operand| match operand {
                    Object::Name(name) => Some(name),
                    _ => None,
                })
            };
            match &**step.operator {
                b"Do" => {
                    // A picture that is named and not there is missing from what a viewer shows, too, and nobody is told.
                    let object = name().and_then(|name| resources.get_x_object(name)).ok_or(Obstacle::Picture)?;
                    cost.add(self.object(&object, resources)?)?;
                }
                b"BI" => {
                    let picture = step.operands().find_map(|operand| match operand {
                        Object::Stream(picture) => Some(picture),
                        _ => None,
                    });
                    if let Some(picture) = picture {
                        cost.add(Cost { samples: claim_drawn(picture)?.samples, ..Cost::default() })?;
                    }
                }
                b"gs" => {
                    let state = name().and_then(|name| resources.get_ext_g_state(name));
                    cost.blending = cost.blending | state.as_ref().map(Blending::of_state).unwrap_or_default();
                    let transfer = state.clone().map_or(0, |state| functions::steps(&Object::Dict(state)));
                    cost.add(Cost { transfer, ..Cost::default() })?;
                    let mask = state.and_then(|state| state.get::<Dict<'_>>("SMask"));
                    if let Some(group) = mask.and_then(|mask| mask.get::<Stream<'_>>("G")) {
                        cost.add(self.drawing(&group, resources)?.unseen())?;
                        cost.add(Cost { masks: 1, ..Cost::default() })?;
                    }
                }
                b"scn" | b"SCN" => {
                    if let Some(pattern) = name().and_then(|name| resources.get_pattern(name)) {
                        ink.pattern = self.pattern(pattern, resources)?;
                        cost.add(ink.pattern)?;
                    }
                }
                b"sh" => {
                    if let Some(shading) = name().and_then(|name| resources.get_shading(name)) {
                        cost.add(self.shading(&shading)?)?;
                    }
                }
                b"BDC" => {
                    let names = step.operands().filter_map(|operand| match operand {
                        Object::Name(name) => Some(name),
                        _ => None,
                    });
                    if let [tag, layer] = names.collect::<Vec<_>>().as_slice()
                        && &***tag == b"OC"
                    {
                        in_layer(&resources.properties, layer)?;
                    }
                }
                b"Tf" => {
                    let font = name().and_then(|name| resources.get_font(name));
                    writing.fontless = font.as_ref().is_some_and(is_known_by_numbers_alone);
                    if let Some(font) = &font {
                        self.programs.read(font);
                    }
                    ink.glyph = font.map_or(Ok(Cost::default()), |font| self.glyph(&font, resources))?;
                }
                b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" => cost.add(ink.pattern)?,
                b"q" => kept.push(writing),
                b"Q" => writing = kept.pop().unwrap_or(writing),
                b"Tr" => {
                    let mode = step.operands().find_map(|mode| mode.clone().into_i32());
                    writing.unseen = matches!(mode, Some(3 | 7));
                }
                b"Tj" | b"TJ" | b"'" | b"\"" if writing.fontless && !writing.unseen => return Err(Obstacle::Font),
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    let characters: u64 = step.operands().map(characters).sum();
                    cost.add(ink.pattern.times(characters))?;
                    cost.add(ink.glyph.times(characters))?;
                }
                _ => {}
            }
        }
        Ok(cost)
    }

    fn object(&mut self, object: &Stream<'_>, resources: &Resources<'_>) -> Result<Cost, Obstacle> {
        in_layer(object.dict(), b"OC")?;
        match object.dict().get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => {
                let Claim { samples, bits, .. } = claim_drawn(object)?;
                self.explained = self.explained.saturating_add(self.streams.explained_by_picture(object, bits));
                let space = object.dict().get::<Object<'_>>("ColorSpace");
                let colours = space.as_ref().map_or(Ok(0), |space| self.streams.below(space))?;
                // Colours that are computed are computed for each pixel.
                let samples = samples.saturating_mul(space.as_ref().map_or(0, functions::steps).saturating_add(1));
                let mut cost = Cost { instructions: colours, samples, ..Cost::default() };
                for key in ["SMask", "Mask"] {
                    if let Some(mask) = object.dict().get::<Stream<'_>>(key) {
                        cost.add(Cost { samples: claim_drawn(&mask)?.samples, ..Cost::default() })?;
                    }
                }
                Ok(cost)
            }
            Some(b"Form") => self.drawing(object, resources),
            _ => Ok(Cost::default()),
        }
    }

    fn pattern(&mut self, pattern: Object<'_>, resources: &Resources<'_>) -> Result<Cost, Obstacle> {
        let Object::Stream(tile) = pattern else {
            return self.shading(&pattern);
        };
        let number = |key: &str| tile.dict().get::<f64>(key).unwrap_or(1.0).abs().max(f64::MIN_POSITIVE);
        let sides = tile.dict().get::<[f64; 4]>("BBox").unwrap_or_default();
        let [left, lower, right, upper] = sides;
        let copies = |length: f64, step: f64| (length.abs() / step).ceil() + 1.0;
        let copies = copies(right - left, number("XStep")) * copies(upper - lower, number("YStep"));
        if copies > TILES {
            return Err(Obstacle::TooMuchDrawing);
        }
        Ok(self.drawing(&tile, resources)?.unseen().times(copies as u64))
    }

    fn shading(&mut self, shading: &Object<'_>) -> Result<Cost, Obstacle> {
        let instructions = self.streams.below(shading)?;
        Ok(Cost { instructions, shading: functions::steps(shading), shadings: 1, ..Cost::default() })
    }

    /// The dearest glyph of a font whose glyphs are drawings (ISO 32000-1, 9.6.5).
    fn glyph(&mut self, font: &Dict<'_>, resources: &Resources<'_>) -> Result<Cost, Obstacle> {
        let Some(glyphs) = font.get::<Dict<'_>>("CharProcs") else { return Ok(Cost::default()) };
        let own = font.get::<Dict<'_>>("Resources").map(Resources::new);
        let mut dearest = Cost::default();
        for name in glyphs.keys() {
            if let Some(glyph) = glyphs.get::<Stream<'_>>(&name) {
                let cost = self.drawing(&glyph, own.as_ref().unwrap_or(resources))?.unseen();
                dearest = Cost {
                    instructions: dearest.instructions.max(cost.instructions),
                    samples: dearest.samples.max(cost.samples),
                    masks: dearest.masks.max(cost.masks),
                    shading: dearest.shading.max(cost.shading),
                    transfer: dearest.transfer.max(cost.transfer),
                    shadings: 0,
                    hidden: dearest.hidden.max(cost.hidden),
                    blending: dearest.blending | cost.blending,
                };
            }
        }
        Ok(dearest)
    }
}

/// Whether something may be drawn that `holder` says under a key in which layer it lies.
fn in_layer(holder: &Dict<'_>, key: &[u8]) -> Result<(), Obstacle> {
    if is_by_rule(holder, key) { Err(Obstacle::Layer) } else { Ok(()) }
}

/// Instructions; hayro passes over those that do not unpack, and of those that break off draws what there is.
fn unpacked<'a>(stream: &Stream<'a>) -> Result<Cow<'a, [u8]>, Obstacle> {
    let packed = stream.raw_data();
    if packed.len() <= PACKED_NOTHING {
        return Ok(stream.decoded_data().unwrap_or_default());
    }
    let content = stream.decoded_data().unwrap_or_default();
    let first = stream.filters().first() == Some(&Filter::FlateDecode);
    if first && deflated(&packed, u64::MAX) == Deflated::BreaksOff {
        return Err(Obstacle::BreaksOff);
    }
    if content.is_empty() { Err(Obstacle::Drawing) } else { Ok(content) }
}

fn characters(operand: &Object<'_>) -> u64 {
    match operand {
        Object::String(text) => text.as_bytes().len() as u64,
        Object::Array(pieces) => pieces.iter::<Object<'_>>().map(|piece| characters(&piece)).sum(),
        _ => 0,
    }
}

/// How often the word stands there that ends an inline picture; 0 where none begins.
fn ends_of_inline_pictures(content: &[u8]) -> usize {
    let count = |word: &[u8]| content.windows(2).filter(|window| *window == word).count();
    if count(b"BI") == 0 { 0 } else { count(b"EI") }
}
