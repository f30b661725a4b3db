//! What is in force for text in a page's instructions, and whether what is written would go missing.

use super::lettered::Letters;
use super::obstacle::Obstacle;
use super::programs::{Programs, is_known_by_number};
use super::walk::Walk;
use hayro::hayro_syntax::content::Instruction;
use hayro::hayro_syntax::object::{Dict, Object};
use hayro::hayro_syntax::page::Resources;
use std::rc::Rc;

/// What is in force for text, until it is put back to what it was.
#[derive(Default, Clone)]
pub(super) struct Writing {
    /// Nothing of it is seen: what a recogniser lays over a scan (ISO 32000-1, 9.3.6, modes 3 and 7).
    pub(super) unseen: bool,
    pub(super) face: Face,
}

/// What is to be known of a font.
#[derive(Default, Clone)]
pub(super) struct Face {
    /// It is not there, and its characters are known by their numbers in it.
    numbered: bool,
    /// The names that the file has for them.
    names: Option<usize>,
    /// It is there and cannot be read.
    unreadable: bool,
    /// What its glyphs take where they are drawings.
    pub(super) letters: Rc<Letters>,
}

impl Writing {
    /// Whether what an instruction writes would go missing.
    pub(super) fn is_lost(&self, programs: &Programs, step: &Instruction<'_, '_>) -> bool {
        let Face { numbered, names, unreadable, .. } = self.face;
        let names = || names.and_then(|at| programs.named(at));
        let is_named = || names().is_some_and(|names| step.operands().all(|text| names.are_common(text)));
        let is_blank = || step.operands().all(is_spaces);
        !self.unseen && ((numbered && !is_named()) || (unreadable && !is_blank()))
    }
}

impl Walk {
    /// The font of this name. It is looked at once, however often it is set: its list of glyphs may be long.
    pub(super) fn face(&mut self, name: Option<&[u8]>, resources: &Resources<'_>) -> Result<Face, Obstacle> {
        let Some(name) = name else { return Ok(Face::default()) };
        let key = (resources.fonts.data().as_ptr().addr(), name.to_vec());
        if let Some(known) = self.faces.get(&key) {
            return Ok(known.clone());
        }
        let face = self.new_face(name, resources)?;
        self.faces.insert(key, face.clone());
        Ok(face)
    }

    fn new_face(&mut self, name: &[u8], resources: &Resources<'_>) -> Result<Face, Obstacle> {
        let Some(font) = resources.fonts.get::<Dict<'_>>(name) else {
            // One that is listed and cannot be read, as one within itself, is drawn in another.
            let listed = resources.fonts.contains_key(name);
            return if listed { Err(Obstacle::Font) } else { Ok(Face::default()) };
        };
        let numbered = is_known_by_number(&font);
        let names = if numbered { self.programs.names(&font) } else { None };
        let unreadable = self.programs.is_unreadable(&font);
        self.programs.read(&font);
        let letters = self.letters(&font, resources)?;
        Ok(Face { numbered, names, unreadable, letters })
    }
}

/// Whether text is nothing but spaces, of one byte or of two.
fn is_spaces(operand: &Object<'_>) -> bool {
    match operand {
        Object::String(text) => {
            let text = text.as_bytes();
            text.iter().all(|byte| *byte == b' ') || text.chunks(2).all(|pair| pair == b"\0 ")
        }
        Object::Array(pieces) => pieces.iter::<Object<'_>>().all(|piece| is_spaces(&piece)),
        _ => true,
    }
}
