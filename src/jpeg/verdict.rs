//! Whether all of a picture is there, and what is odd about its file.

use serde::{Deserialize, Serialize};

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
    /// The frame leaves the height open; it stands behind the picture's data (DNL), where most programs do not look.
    HeightBehind,
    /// A progressive picture of which only the 1/8-size pass was ever written.
    CoarseOnly,
    /// Another JPEG follows the end marker (multi-picture files).
    FurtherPicture {
        /// Where it starts, bytes from the beginning of the file.
        at: u64,
    },
}
