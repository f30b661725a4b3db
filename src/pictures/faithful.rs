//! Pixels and coefficients of a JPEG held against each other: two ways of reading it that must show the same.

use super::apart::{Apart, Cells, cells_apart};
use super::decode::decode;
use super::format::Format;
use super::preview::{by_lightness, preview};
use super::raster::Raster;
use super::unusual;
use crate::jpeg::{self, Area, Colour, Orientation};

/// Decodes a whole JPEG as it is stored; `None` where its pixels are not what its coefficients say.
pub fn faithful(bytes: &[u8]) -> Option<Raster> {
    let colour = jpeg::header(bytes)?.colour;
    let printed = matches!(colour, Colour::Cmyk { .. } | Colour::Ycck);
    let usual = if printed { None } else { decode(bytes, Format::Jpeg).filter(|pixels| is_picture_of(bytes, pixels)) };
    usual.or_else(|| unusual::decode(bytes, colour).filter(|pixels| is_picture_of(bytes, pixels)))
}

/// Whether the coefficients of a JPEG show these pixels.
pub fn is_picture_of(bytes: &[u8], pixels: &Raster) -> bool {
    let Some((small, header)) = by_lightness(bytes).zip(jpeg::header(bytes)) else { return false };
    let cells = Cells::of_sampling(pixels, header.sampling);
    cells_apart(&Cells::from(&small), &cells).is_some_and(Apart::is_same_picture)
}

/// Whether a JPEG shows these pixels, be it with fewer of them.
pub fn shows(bytes: &[u8], pixels: &Raster) -> bool {
    let Some(header) = jpeg::header(bytes) else { return false };
    if (header.width, header.height) == pixels.size() {
        return is_picture_of(bytes, pixels);
    }
    let small = preview(bytes).and_then(|small| Raster::rgb((small.width, small.height), small.rgb));
    let shape = |(wide, high): (u32, u32)| f64::from(wide) / f64::from(high.max(1));
    let alike = (shape((header.width, header.height)) / shape(pixels.size()) - 1.0).abs() <= SHAPE;
    let cells = |small: &Raster| Some((Cells::pixels(small), Cells::pixels(&pixels.shrunk(small.size()))));
    let pair = small.as_ref().filter(|_| alike).and_then(cells);
    pair.and_then(|(one, other)| cells_apart(&one, &other)).is_some_and(Apart::is_same_picture)
}

/// How far the shapes of a picture and of the same with fewer pixels may be apart: a side is rounded by one in a hundred
/// pixels at most.
const SHAPE: f64 = 0.01;

/// Whether a JPEG shows what stands in an area of another, which begins with a whole block.
pub fn is_piece_of(before: &[u8], (x, y, width, height): Area, after: &[u8]) -> bool {
    let Some((before, after)) = small(before).zip(small(after)) else { return false };
    let piece = before.cropped((x / 8, y / 8, width.div_ceil(8), height.div_ceil(8)));
    cells_apart(&Cells::pixels(&piece), &Cells::pixels(&after)).is_some_and(Apart::is_same_picture)
}

/// [`preview`] as pixels.
fn small(bytes: &[u8]) -> Option<Raster> {
    let small = preview(bytes)?;
    Raster::rgb((small.width, small.height), small.rgb)
}

/// Whether a JPEG shows what another does once it is turned.
pub fn is_same_turned(before: &[u8], turn: Orientation, after: &[u8]) -> bool {
    let Some((before, after)) = small(before).zip(small(after)) else { return false };
    cells_apart(&Cells::pixels(&before.turned(turn)), &Cells::pixels(&after)).is_some_and(Apart::is_same_picture)
}
