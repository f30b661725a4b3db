//! What drawing a page would take, found by going through its instructions without obeying them.
//!
//! Drawings may contain drawings: forms, patterns, glyphs and masks. Each is gone through once, however often it is drawn,
//! and what it takes is added as often: a page that draws a billion times is known after some thousand steps.

use super::blending::{Blending, Groups, Laying};
use super::cost::Cost;
use super::drawn::boxed;
use super::functions;
use super::instructions::{self, unpacked};
use super::layers::Layers;
use super::lettered::Letters;
use super::obstacle::Obstacle;
use super::programs::Programs;
use super::spaces;
use super::streams::Streams;
use super::writing::{Face, Writing};
use crate::pictures::Refusal;
use hayro::hayro_syntax::content::UntypedIter;
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro::hayro_syntax::page::{Page, Resources};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// The work of reading and searching inline pictures grows with the square of these, bytes times places.
const INLINE_LIMIT: usize = 1 << 29;
/// The most drawings within each other: at 50, hayro leaves out what is deeper without a word.
const DEPTH: usize = 40;
/// Why something is not drawn whose colours are not read.
const COLOURS: Obstacle = Obstacle::Unread(Refusal::Coding);
/// The drawings of a document that were gone through.
#[derive(Default)]
pub(super) struct Walk {
    pub(super) streams: Streams,
    pub(super) programs: Programs,
    /// `None` while it is being gone through: a drawing within itself never ends. One that is a mask counts otherwise.
    drawings: HashMap<(ObjectIdentifier, Role), Option<Cost>>,
    /// The fonts that were set: by where the list of fonts lies in the file, and their names in it.
    pub(super) faces: HashMap<(usize, Vec<u8>), Face>,
    pub(super) lettered: HashMap<ObjectIdentifier, Rc<Letters>>,
    pub(super) groups: Groups,
    /// The pictures of the page whose entries were checked.
    pub(super) checked: HashSet<ObjectIdentifier>,
    pub(super) layers: Option<Layers>,
    depth: usize,
    /// Work that the streams explain that were drawn, each counted once.
    pub(super) explained: u64,
    /// Bytes of instructions that were gone through for pages, also for those that are left.
    pub(super) looked: u64,
}

/// What a drawing is drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Role {
    /// To be seen.
    Shown,
    /// To say how much is seen of others.
    Mask,
}

impl Walk {
    /// Goes through a page.
    ///
    /// # Errors
    /// It takes more than is drawn for any page, or draws something within itself.
    pub(super) fn page(&mut self, page: &Page<'_>) -> Result<Cost, Obstacle> {
        self.streams.page(page)?;
        self.checked.clear();
        if self.layers.is_none() {
            self.layers = Some(Layers::of(page.xref()));
        }
        let mut cost = Cost::default();
        let contents = self.contents(page)?;
        self.looked = self.looked.saturating_add(contents);
        cost.add(Cost { instructions: contents, ..Cost::default() })?;
        if let Some(content) = page.page_stream() {
            cost = Cost::default();
            cost.add(self.content(content, page.resources())?)?;
        }
        let notes = page.raw().get::<Array<'_>>("Annots");
        for note in notes.iter().flat_map(Array::iter::<Dict<'_>>) {
            self.in_layer(&note, b"OC")?;
            if self.layers.as_ref().is_some_and(|layers| layers.may_hide(&note)) {
                return Err(Obstacle::Layer);
            }
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
        self.looked = self.looked.saturating_add(cost.instructions);
        Ok(cost)
    }

    /// How long the page's instructions are, each stream of them as often as the page names it.
    fn contents(&mut self, page: &Page<'_>) -> Result<u64, Obstacle> {
        let mut length = 0u64;
        for stream in &instructions::of_page(page)? {
            unpacked(stream)?;
            length = length.saturating_add(self.streams.length(stream)?);
            self.explained = self.explained.saturating_add(self.streams.explained(stream));
        }
        Ok(length)
    }

    /// A form, a pattern's tile or a glyph.
    pub(super) fn drawing(&mut self, stream: &Stream<'_>, outer: &Resources<'_>) -> Result<Cost, Obstacle> {
        self.drawing_for(Role::Shown, stream, outer)
    }

    fn drawing_for(&mut self, role: Role, stream: &Stream<'_>, outer: &Resources<'_>) -> Result<Cost, Obstacle> {
        self.in_layer(stream.dict(), b"OC")?;
        let number = stream.dict().obj_id().map(|id| id.obj_number);
        let id = stream.dict().obj_id().map(|id| (id, role));
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
        let own = stream.dict().get::<Dict<'_>>("Resources");
        let listed = own.clone().map_or_else(Cost::default, |own| Cost::of_entries(&Object::Dict(own)));
        let own = own.map(Resources::new);
        self.depth += 1;
        let cost = self.content(&content, own.as_ref().unwrap_or(outer));
        self.depth -= 1;
        let mut cost = cost?;
        cost.add(listed)?;
        let blending = match role {
            Role::Mask => {
                if let Some(number) = number {
                    self.groups.masks(number);
                }
                cost.blending.of_mask()
            }
            Role::Shown => {
                let (blending, is_mixed) = cost.blending.of_form(stream);
                if let Some(number) = number.filter(|_| is_mixed) {
                    self.groups.mixes(number);
                }
                blending
            }
        };
        let cost = Cost { blending, ..cost };
        if let Some(id) = id {
            self.drawings.insert(id, Some(cost));
        }
        Ok(cost)
    }

    /// What a graphics state brings: a mask, colours that are computed or mixed.
    fn state(&mut self, state: &Dict<'_>, resources: &Resources<'_>) -> Result<Cost, Obstacle> {
        let transfer = functions::steps(&Object::Dict(state.clone()));
        let mut cost = Cost { transfer, blending: Blending::of_state(state), ..Cost::default() };
        let mask = state.get::<Dict<'_>>("SMask");
        if let Some(group) = mask.and_then(|mask| mask.get::<Stream<'_>>("G")) {
            cost.add(self.drawing_for(Role::Mask, boxed(&group)?, resources)?.unseen())?;
            cost.add(Cost { masks: 1, ..Cost::default() })?;
        }
        Ok(cost)
    }

    fn content(&mut self, content: &[u8], resources: &Resources<'_>) -> Result<Cost, Obstacle> {
        if instructions::ends_of_inline_pictures(content).saturating_mul(content.len()) > INLINE_LIMIT {
            return Err(Obstacle::TooMuchDrawing);
        }
        let mut cost = Cost::default();
        // Each step is dearer than its bytes.
        cost.add(Cost { instructions: content.len() as u64, ..Cost::default() })?;
        if !instructions::are_read_to_their_end(content) {
            return Err(Obstacle::Drawing);
        }
        if instructions::has_overflowing_escape(content) {
            return Err(Obstacle::Font);
        }
        // A pattern is drawn again for each thing that is painted with it.
        let mut pattern = Cost::default();
        let mut known_spaces = HashSet::new();
        let (mut writing, mut laying, mut kept) = (Writing::default(), Laying::default(), Vec::new());
        let mut steps = UntypedIter::new(content);
        while let Some(step) = steps.next() {
            let name = || {
                step.operands().find_map(|operand| match operand {
                    Object::Name(name) => Some(name),
                    _ => None,
                })
            };
            if let Some(named) = name().and_then(|name| named(step.operator, name, resources)) {
                cost.add(Cost::of_entries(&named))?;
            }
            match &**step.operator {
                b"Do" => {
                    // A picture that is named and not there is missing from what a viewer shows, too, and nobody is told.
                    let object = name().and_then(|name| resources.get_x_object(name)).ok_or(Obstacle::Picture)?;
                    cost.add(self.object(&object, resources)?.laid(laying))?;
                }
                b"BI" => {
                    let picture = step.operands().find_map(|operand| match operand {
                        Object::Stream(picture) => Some(picture),
                        _ => None,
                    });
                    if let Some(picture) = picture {
                        let samples = self.picture(picture, Some(resources))?.samples;
                        cost.add(Cost { samples, ..Cost::default() })?;
                    }
                }
                b"g" | b"G" | b"rg" | b"RG" | b"k" | b"K" | b"cs" | b"CS"
                    if !spaces::is_set_as_drawn(&step, resources, &mut known_spaces) =>
                {
                    return Err(COLOURS);
                }
                b"gs" => {
                    if let Some(state) = name().and_then(|name| resources.get_ext_g_state(name)) {
                        laying.set(&state);
                        cost.add(self.state(&state, resources)?)?;
                    }
                }
                b"scn" | b"SCN" => {
                    if let Some(tile) = name().and_then(|name| resources.get_pattern(name)) {
                        pattern = self.pattern(tile, resources)?;
                        cost.add(pattern)?;
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
                        self.in_layer(&resources.properties, layer)?;
                    }
                }
                b"Tf" => {
                    writing.face = self.face(name().map(|name| &**name), resources)?;
                }
                b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" => {
                    cost.add(pattern.laid(laying))?;
                }
                b"q" => kept.push((writing.clone(), laying)),
                b"Q" => (writing, laying) = kept.pop().unwrap_or((writing, laying)),
                b"Tr" => {
                    let mode = step.operands().find_map(|mode| mode.clone().into_i32());
                    writing.unseen = matches!(mode, Some(3 | 7));
                }
                b"Tj" | b"TJ" | b"'" | b"\"" if writing.is_lost(&self.programs, &step) => return Err(Obstacle::Font),
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    let characters: u64 = step.operands().map(characters).sum();
                    cost.add(pattern.times(characters).laid(laying))?;
                    for text in step.operands() {
                        cost.add(writing.face.letters.written(text)?.laid(laying))?;
                    }
                }
                _ => {}
            }
        }
        Ok(cost)
    }
}

/// What an instruction names.
fn named<'a>(operator: &[u8], name: &Name<'_>, resources: &Resources<'a>) -> Option<Object<'a>> {
    match operator {
        b"Do" => resources.get_x_object(name).map(Object::Stream),
        b"gs" => resources.get_ext_g_state(name).map(Object::Dict),
        b"cs" | b"CS" => resources.get_color_space(name),
        b"scn" | b"SCN" => resources.get_pattern(name),
        b"sh" => resources.get_shading(name),
        _ => None,
    }
}

fn characters(operand: &Object<'_>) -> u64 {
    match operand {
        Object::String(text) => text.as_bytes().len() as u64,
        Object::Array(pieces) => pieces.iter::<Object<'_>>().map(|piece| characters(&piece)).sum(),
        _ => 0,
    }
}
