//! Pixels and coefficients of a JPEG held against each other: two ways of reading it that must show the same.

use super::apart::{Apart, Cells, cells_apart};
use super::decode::decode;
use super::format::Format;
use super::preview::preview;
use super::raster::Raster;
use super::unusual;
use crate::jpeg::{self, Colour, Orientation};

/// Decodes a whole JPEG as it is stored; `None` where its pixels are not what its coefficients say.
pub fn faithful(bytes: &[u8]) -> Option<Raster> {
    let colour = jpeg::header(bytes)?.colour;
    let printed = matches!(colour, Colour::Cmyk { .. } | Colour::Ycck);
    let usual = if printed { None } else { decode(bytes, Format::Jpeg).filter(|pixels| is_picture_of(bytes, pixels)) };
    usual.or_else(|| unusual::decode(bytes, colour).filter(|pixels| is_picture_of(bytes, pixels)))
}

/// Whether the coefficients of a JPEG show these pixels.
pub fn is_picture_of(bytes: &[u8], pixels: &Raster) -> bool {
    let Some(small) = preview(bytes) else { return false };
    cells_apart(&Cells::from(&small), &Cells::blocks(pixels)).is_some_and(Apart::is_same_picture)
}

/// Whether a JPEG shows what another does once it is turned.
pub fn is_same_turned(before: &[u8], turn: Orientation, after: &[u8]) -> bool {
    let small = |bytes| {
        let small = preview(bytes)?;
        Raster::rgb((small.width, small.height), small.rgb)
    };
    let Some((before, after)) = small(before).zip(small(after)) else { return false };
    cells_apart(&Cells::pixels(&before.turned(turn)), &Cells::pixels(&after)).is_some_and(Apart::is_same_picture)
}
