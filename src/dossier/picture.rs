//! What was measured about one JPEG.

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
    /// Bytes after the end marker.
    pub trailing_bytes: u64,
    /// Whether the metadata hold a position on earth.
    pub gps: bool,
    /// What it looks like; `None` where no picture data came.
    pub look: Option<Look>,
}

/// Whether all of a picture is there: the verdict of one strict pass over its entropy-coded data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wholeness {
    /// Every block of every component decodes, and the end marker stands behind them.
    Whole,
    /// Something is missing or spoilt.
    Damaged(Damage),
    /// A JPEG of a kind that ordinary programs do not open; it was not read to its end.
    NotOrdinary(Process),
    /// Claims more pixels than are read; nothing is known about it.
    TooManyPixels,
}

/// The first damage met in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damage {
    /// What is wrong there.
    pub reason: Reason,
    /// Where it starts, bytes from the beginning of the file.
    pub at: u64,
    /// Share of the picture that does not come at all, ‰ of its blocks: 0 where only the end marker is missing, 1000 where
    /// nothing can be read, `None` where it cannot be known.
    pub lost_permille: Option<u16>,
    /// Share of a progressive picture that comes, but without all its detail, ‰ of its blocks.
    pub coarse_permille: u16,
}

/// What is wrong at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The file ends before the picture does.
    CutShort,
    /// The picture's blocks end before they all came, although the file goes on (or was closed with an end marker).
    DataMissing,
    /// More picture data than the picture has blocks: bytes were inserted, or the height was changed.
    DataLeftOver,
    /// The picture data is not a valid code.
    DataInvalid,
    /// A restart marker is missing, or comes out of order: bytes were lost between two.
    RestartOutOfOrder,
    /// All blocks are there, but the end marker is not: nothing proves that the file was not cut.
    NoEndMarker,
    /// A progressive picture whose last passes are missing: it stays coarse.
    PassesMissing,
    /// More passes than any program writes: made to wear out whoever reads it.
    TooManyPasses,
    /// A component of the picture never comes.
    ComponentMissing,
    /// The file never says how large the picture is, or says 0.
    NoFrame,
    /// The headers end without any picture data.
    NoScan,
    /// A header that is cut or contradicts itself.
    HeaderInvalid,
    /// A table that the picture data needs is missing.
    TableMissing,
    /// A table that is not a valid table.
    TableInvalid,
}

/// A kind of JPEG (ITU-T T.81, Table B.1) that upload systems and ordinary viewers do not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Process {
    /// Arithmetic coding (SOF9–SOF11, SOF13–SOF15).
    Arithmetic,
    /// Lossless (SOF3).
    Lossless,
    /// Hierarchical (DHP, SOF5–SOF7).
    Hierarchical,
    /// More than 8 bits a sample.
    DeepSamples,
    /// Neither 1, 3 nor 4 components.
    Components,
}

/// Something unusual that does not harm the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Oddity {
    /// Bytes between two segments that belong to none.
    StrayBytes {
        /// Where they start, bytes from the beginning of the file.
        at: u64,
        /// How many.
        count: u64,
    },
    /// No Huffman tables: read with the standard ones, as motion-JPEG cameras mean it.
    StandardTables,
    /// A progressive picture of which only the 1/8-size pass was ever written.
    CoarseOnly,
    /// Another JPEG follows the end marker (multi-picture files).
    FurtherPicture {
        /// Where it starts, bytes from the beginning of the file.
        at: u64,
    },
}

impl Picture {
    /// Width and height as shown, after the Exif orientation is applied, pixels.
    pub fn upright_size(&self) -> (u32, u32) {
        self.orientation.unwrap_or_default().size((self.width, self.height))
    }
}
