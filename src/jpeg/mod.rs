//! Everything known about JPEG files (ITU-T T.81 and T.871, Exif): whoever needs a marker, a tag or a coefficient asks here,
//! so that what one part of the program accepts, all accept.
//!
//! The strict pass goes once over the entropy-coded data, without any inverse DCT. No decoder at hand says strictly whether
//! a picture is whole: most accept truncated files, libjpeg a progressive one without its last scans (measured in IMAGES).
//! This pass does, and on the way it gives what judging a page needs: the picture at 1/8 of its size (its DC
//! coefficients), which blocks hold an edge, and how sharp those edges are. It costs less than a decoder's cheapest preview.
//!
//! Repairs touch no pixel: segments are taken out, a picture is turned in its DCT coefficients, codes are made shorter. What
//! comes out shows the same picture to the last bit of every coefficient.
//!
//! ```text
//! walk (markers) ─► frame, tables ─► scan ─► intervals ─► sequential | progressive ─► blocks
//!                                                └─ bits ◄─ huffman      coverage ─► verdict
//! coefficients ─► turn ─► write        segments ─► contents, clean
//! ```

mod bits;
mod blocks;
mod coefficients;
mod coverage;
mod cut;
mod decoding;
mod entropy;
mod exif;
mod feed;
mod forward;
mod frame;
mod headers;
mod huffman;
mod intervals;
mod joined;
mod lead;
mod lines;
mod marker;
mod orientation;
mod progressive;
mod quantisation;
mod scan;
mod segments;
mod sequential;
mod standard;
mod statistics;
mod tables;
mod turn;
mod verdict;
mod walk;
mod write;

pub(crate) use blocks::{Blocks, Edges, Plane, TILES_HIGH, TILES_WIDE, Tile};
pub use coefficients::{Coefficients, ComponentBlocks, coefficients};
pub use cut::{Area, around, cut};
pub use exif::Exif;
pub(crate) use exif::jfif_density;
pub use forward::forward;
pub(crate) use frame::Frame;
pub use frame::PIXEL_LIMIT;
pub use headers::{Header, header};
pub use joined::{Components, Parts, continued, from_parts, joined};
pub use lead::start;
pub use marker::{BEGINNING, ENDING};
pub use orientation::{Orientation, Steps};
pub use segments::{Contents, clean, contents, profile, without_profile, xmp};
pub(crate) use turn::frequency;
pub use verdict::{Damage, Oddity, Process, Reason, Wholeness};

/// What the strict pass found about a file.
pub(crate) struct Jpeg<'a> {
    /// Where it begins, bytes from the beginning of the file.
    pub(crate) start: usize,
    pub(crate) frame: Option<Frame>,
    pub(crate) colour: Colour,
    pub(crate) wholeness: Wholeness,
    pub(crate) oddities: Vec<Oddity>,
    /// Bytes after the end marker.
    pub(crate) trailing: usize,
    /// Whether they are those of a common program.
    pub(crate) trailer_known: bool,
    /// libjpeg quality 1–100 of the luma component's table.
    pub(crate) quality: Option<u8>,
    /// Payload of the first JFIF segment, with its `JFIF\0`.
    pub(crate) jfif: Option<&'a [u8]>,
    /// Payload of the first Exif segment, without its `Exif\0\0`.
    pub(crate) exif: Option<&'a [u8]>,
}

/// What the components mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// One component.
    Gray,
    /// Luma and chroma.
    YCbCr,
    /// Red, green, blue.
    Rgb,
    /// Four inks.
    Cmyk {
        /// Stored as light rather than as ink, which Adobe's marker stands for.
        inverted: bool,
    },
    /// As inverted CMYK, the complements of its first three turned into luma and chroma.
    Ycck,
}

impl Colour {
    /// Which components stand for lightness, the first most of all. Text is often in the black ink alone.
    pub(crate) fn light(self) -> &'static [usize] {
        match self {
            Self::Gray | Self::YCbCr => &[0],
            // Green and magenta: six tenths of luminance.
            Self::Rgb => &[1],
            Self::Cmyk { .. } => &[1, 3],
            Self::Ycck => &[0, 3],
        }
    }
}

/// Reads a JPEG from its first marker to its last, and what came of its picture; `None` for that where no scan began.
pub(crate) fn read(bytes: &[u8]) -> (Jpeg<'_>, Option<Blocks>) {
    let (jpeg, picture) = walk::read::<statistics::Statistics>(bytes);
    (jpeg, picture.map(statistics::Statistics::into_blocks))
}

/// The picture turned; `None` where it cannot be done without loss.
pub fn turned(bytes: &[u8], turn: Orientation) -> Option<Vec<u8>> {
    let picture = coefficients(bytes)?;
    turn::is_lossless(turn, &picture).then(|| write::write(bytes, &picture, turn))?
}

/// The picture with the shortest Huffman codes its coefficients allow, in one pass (T.81, K.2).
pub fn repacked(bytes: &[u8]) -> Option<Vec<u8>> {
    write::write(bytes, &coefficients(bytes)?, Orientation::Upright)
}
