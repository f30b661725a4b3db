//! What a drawing takes: added up, and refused where it is too much.

use super::blending::{Blending, Laying};
use super::obstacle::Obstacle;
use super::survey::Tilings;
use crate::limits::{PDF_ENTRIES, PDF_ENTRIES_AN_INSTRUCTION, PDF_INSTRUCTIONS};
use hayro::hayro_syntax::object::Object;

/// What a drawing takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cost {
    /// Bytes of instructions.
    pub(super) instructions: u64,
    /// Samples of pictures.
    pub(super) samples: u64,
    /// Masks that are drawn over the whole page.
    pub(super) masks: u64,
    /// Steps of the longest program that computes the colours of a shading.
    pub(super) shading: u64,
    /// Steps of the longest program that everything painted goes through.
    pub(super) transfer: u64,
    /// Shadings in it.
    pub(super) shadings: u64,
    /// Shadings in tiles, glyphs and masks, where nobody sees how large they are.
    pub(super) hidden: u64,
    /// Whether it has patterns of tiles, and whether in glyphs and masks, where the survey goes only if there are some.
    pub(super) tilings: Tilings,
    /// What it mixes with.
    pub(super) blending: Blending,
}

impl Cost {
    pub(super) fn times(self, count: u64) -> Self {
        Self {
            instructions: self.instructions.saturating_mul(count),
            samples: self.samples.saturating_mul(count),
            masks: self.masks.saturating_mul(count),
            shadings: self.shadings.saturating_mul(count),
            hidden: self.hidden.saturating_mul(count),
            ..self
        }
    }

    /// The same for what is drawn where the page's survey does not come.
    pub(super) fn unseen(self) -> Self {
        Self {
            shadings: 0,
            tilings: self.tilings.all_hidden(),
            hidden: self.hidden.saturating_add(self.shadings),
            ..self
        }
    }

    /// What it takes to read the entries of something that an instruction names, as is done each time.
    pub(super) fn of_entries(named: &Object<'_>) -> Self {
        let bytes = match named {
            Object::Dict(dict) => dict.data().len(),
            Object::Stream(stream) => stream.dict().data().len(),
            Object::Array(list) => list.data().len(),
            _ => 0,
        };
        let further = bytes.saturating_sub(PDF_ENTRIES) as u64;
        Self { instructions: further / PDF_ENTRIES_AN_INSTRUCTION, ..Self::default() }
    }

    /// As much as either takes at most.
    pub(super) fn dearer(self, other: Self) -> Self {
        Self {
            instructions: self.instructions.max(other.instructions),
            samples: self.samples.max(other.samples),
            masks: self.masks.max(other.masks),
            shading: self.shading.max(other.shading),
            transfer: self.transfer.max(other.transfer),
            shadings: self.shadings.max(other.shadings),
            hidden: self.hidden.max(other.hidden),
            tilings: self.tilings | other.tilings,
            blending: self.blending | other.blending,
        }
    }

    /// The same for what is laid down so.
    pub(super) fn laid(self, laying: Laying) -> Self {
        Self { blending: self.blending.laid(laying), ..self }
    }

    pub(super) fn add(&mut self, other: Self) -> Result<(), Obstacle> {
        self.instructions = self.instructions.saturating_add(other.instructions);
        self.samples = self.samples.saturating_add(other.samples);
        self.masks = self.masks.saturating_add(other.masks);
        self.shading = self.shading.max(other.shading);
        self.transfer = self.transfer.max(other.transfer);
        self.shadings = self.shadings.saturating_add(other.shadings);
        self.hidden = self.hidden.saturating_add(other.hidden);
        self.tilings = self.tilings | other.tilings;
        self.blending = self.blending | other.blending;
        if self.instructions > PDF_INSTRUCTIONS { Err(Obstacle::TooMuchDrawing) } else { Ok(()) }
    }
}
