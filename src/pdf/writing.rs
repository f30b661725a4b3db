//! What is in force for text in a page's instructions, and whether what is written would go missing.

use super::lettered::Letters;
use super::obstacle::Obstacle;
use super::programs::{Programs, is_known_by_number};
use super::walk::Walk;
use hayro::hayro_syntax::content::Instruction;
use hayro::hayro_syntax::object::{Dict, Object};
use hayro::hayro_syntax::page::Resources;

/// What is in force for text, until it is put back to what it was.
#[derive(Default, Clone, Copy)]
pub(super) struct Writing {
    /// Nothing of it is seen: what a recogniser lays over a scan (ISO 32000-1, 9.3.6, modes 3 and 7).
    pub(super) unseen: bool,
    /// Its font is not there, and its characters are known by their numbers in it.
    numbered: bool,
    /// The names that the file has for them.
    names: Option<usize>,
    /// Its font is there and cannot be read.
    unreadable: bool,
}

impl Writing {
    /// Whether what an instruction writes would go missing.
    pub(super) fn is_lost(self, programs: &Programs, step: &Instruction<'_, '_>) -> bool {
        let names = || self.names.and_then(|at| programs.named(at));
        let is_named = || names().is_some_and(|names| step.operands().all(|text| names.are_common(text)));
        let is_blank = || step.operands().all(is_spaces);
        !self.unseen && ((self.numbered && !is_named()) || (self.unreadable && !is_blank()))
    }
}

impl Walk {
    /// Sets a font, and says what its glyphs take where they are drawings.
    pub(super) fn font(
        &mut self,
        name: Option<&[u8]>,
        resources: &Resources<'_>,
        writing: &mut Writing,
    ) -> Result<Letters, Obstacle> {
        let font = name.and_then(|name| resources.fonts.get::<Dict<'_>>(name));
        // One that is listed and cannot be read, as one within itself, is drawn in another.
        if font.is_none() && name.is_some_and(|name| resources.fonts.contains_key(name)) {
            return Err(Obstacle::Font);
        }
        writing.numbered = font.as_ref().is_some_and(is_known_by_number);
        writing.names = font.as_ref().filter(|_| writing.numbered).and_then(|font| self.programs.names(font));
        writing.unreadable = font.as_ref().is_some_and(|font| self.programs.is_unreadable(font));
        let Some(font) = font else { return Ok(Letters::default()) };
        self.programs.read(&font);
        self.letters(&font, resources)
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
