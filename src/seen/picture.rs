//! What was measured about one JPEG.

pub use crate::jpeg::{Damage, Oddity, Process, Reason, Wholeness};

use super::look::Look;
use crate::jpeg::Orientation;
use serde::{Deserialize, Serialize};

/// Everything measured about one JPEG. Plain numbers, no judgement: rules judge.
///
/// Where the bytes say too little for a number, it is `None`, or 0 for the size of a picture that never begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// Width as stored, pixels.
    pub width: u32,
    /// Height as stored, pixels.
    pub height: u32,
    /// Number of components: 1 gray, 3 colour, 4 CMYK.
    pub components: u8,
    /// Whether it is stored in several passes over the whole picture (ITU-T T.81, Annex G).
    pub progressive: bool,
    /// Exif orientation; `None` where the file does not say.
    pub orientation: Option<Orientation>,
    /// Resolution the file claims, dpi (horizontal, vertical), from JFIF or Exif. Often missing or false.
    pub dpi: Option<(f32, f32)>,
    /// libjpeg quality 1–100 that the quantisation tables stand for.
    pub quality: Option<u8>,
    /// Whether all of the picture is there.
    pub wholeness: Wholeness,
    /// What is odd about the file without harming the picture, in order of place.
    pub oddities: Vec<Oddity>,
    /// Bytes before the start of the picture that do not belong to it.
    pub leading_bytes: u64,
    /// Bytes after the end marker.
    pub trailing_bytes: u64,
    /// Whether these are known from common programs, and harmless.
    pub trailer_known: bool,
    /// Whether the metadata hold a position on earth.
    pub gps: bool,
    /// What it looks like; `None` where no picture data came.
    pub look: Option<Look>,
}

impl Picture {
    /// Width and height as shown, after the Exif orientation is applied, pixels.
    pub fn upright_size(&self) -> (u32, u32) {
        self.orientation.unwrap_or_default().size((self.width, self.height))
    }
}
