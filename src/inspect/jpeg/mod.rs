//! One pass over a JPEG's entropy-coded data, without any inverse DCT.
//!
//! No decoder at hand says strictly whether a picture is whole: most accept truncated files, libjpeg a progressive one
//! without its last scans (measured in IMAGES). This pass does, and on the way it gives what judging a page needs: the
//! picture at 1/8 of its size (its DC coefficients), which blocks hold an edge, and how sharp those edges are. It costs
//! less than a decoder's cheapest preview. ITU-T T.81 names the parts:
//!
//! ```text
//! walk (markers) ─► frame, tables ─► scan ─► intervals ─► sequential | progressive ─► blocks
//!                                                └─ bits ◄─ huffman      coverage ─► verdict
//! ```

mod bits;
mod blocks;
mod coefficients;
mod coverage;
mod decoding;
mod frame;
mod huffman;
mod intervals;
mod marker;
mod progressive;
mod quantisation;
mod scan;
mod sequential;
mod standard;
mod tables;
mod values;
mod walk;

use crate::dossier::picture::{Oddity, Wholeness};

pub(in crate::inspect) use blocks::{Blocks, Edges, Plane, TILES_HIGH, TILES_WIDE, Tile};
pub use coefficients::{Coefficients, ComponentBlocks, coefficients};
pub(in crate::inspect) use frame::Frame;
pub use frame::PIXEL_LIMIT;

/// What one pass found.
pub(in crate::inspect) struct Jpeg<'a> {
    pub(in crate::inspect) frame: Option<Frame>,
    pub(in crate::inspect) colour: Colour,
    pub(in crate::inspect) wholeness: Wholeness,
    pub(in crate::inspect) oddities: Vec<Oddity>,
    /// Bytes after the end marker.
    pub(in crate::inspect) trailing: usize,
    /// libjpeg quality 1–100 of the luma component's table.
    pub(in crate::inspect) quality: Option<u8>,
    /// Payload of the first JFIF segment, with its `JFIF\0`.
    pub(in crate::inspect) jfif: Option<&'a [u8]>,
    /// Payload of the first Exif segment, without its `Exif\0\0`.
    pub(in crate::inspect) exif: Option<&'a [u8]>,
    /// What came of the picture; `None` where no scan began.
    pub(in crate::inspect) blocks: Option<Blocks>,
}

/// What the components mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::inspect) enum Colour {
    Gray,
    YCbCr,
    Rgb,
    /// Four components, stored as light (Adobe) rather than as ink.
    Cmyk,
    /// As CMYK, its first three turned into luma and chroma.
    Ycck,
}

impl Colour {
    /// Which component stands for lightness.
    pub(in crate::inspect) fn luma(self) -> usize {
        match self {
            Self::Gray | Self::YCbCr | Self::Ycck => 0,
            // Green and magenta: six tenths of luminance.
            Self::Rgb | Self::Cmyk => 1,
        }
    }
}

/// Reads a JPEG from its first marker to its last.
pub(in crate::inspect) fn read(bytes: &[u8]) -> Jpeg<'_> {
    walk::Walk::new(bytes).finish()
}
