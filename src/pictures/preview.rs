//! A JPEG at 1/8 of its size, for reports: what the strict pass keeps anyway, without any inverse DCT.

use super::ycbcr;
use crate::jpeg::{self, Blocks, Colour, Jpeg};

/// A small picture, rows of red, green, blue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// `width × height × 3` bytes.
    pub rgb: Vec<u8>,
}

/// The picture as stored (not turned), each pixel the mean of 8 × 8; what never came of it is gray. `None` where no
/// picture begins.
pub fn preview(bytes: &[u8]) -> Option<Preview> {
    let (jpeg, blocks) = jpeg::read(bytes);
    of(&jpeg, &blocks?)
}

/// [`preview`] of a file whose components mean this.
pub(super) fn preview_as(bytes: &[u8], colour: Colour) -> Option<Preview> {
    let (jpeg, blocks) = jpeg::read(bytes);
    of(&Jpeg { colour, ..jpeg }, &blocks?)
}

/// [`preview`] with a pixel for each block of the first component: where lightness is stored more coarsely than colour,
/// there are fewer.
pub(super) fn by_lightness(bytes: &[u8]) -> Option<Preview> {
    let (jpeg, blocks) = jpeg::read(bytes);
    let blocks = blocks?;
    let plane = blocks.planes.first()?;
    let size = (plane.wide, plane.high);
    of_size(&jpeg, &blocks, size)
}

/// [`preview`] of what was read already.
pub(crate) fn of(jpeg: &Jpeg<'_>, blocks: &Blocks) -> Option<Preview> {
    let frame = jpeg.frame.as_ref()?;
    of_size(jpeg, blocks, (frame.width.div_ceil(8) as usize, frame.height.div_ceil(8) as usize))
}

fn of_size(jpeg: &Jpeg<'_>, blocks: &Blocks, (wide, high): (usize, usize)) -> Option<Preview> {
    jpeg.frame.as_ref()?;
    let mut rgb = Vec::with_capacity(wide * high * 3);
    let mut rows: [Vec<u8>; 4] = Default::default();
    for y in 0..high {
        for (row, plane) in rows.iter_mut().zip(&blocks.planes) {
            stretched(plane.row(y * plane.high / high.max(1)), plane.wide, wide, row);
        }
        let [a, b, c, k] = &rows;
        let level = |row: &[u8], x: usize| row.get(x).copied().unwrap_or(128);
        rgb.extend((0..wide).flat_map(|x| light(jpeg.colour, [level(a, x), level(b, x), level(c, x), level(k, x)])));
    }
    Some(Preview { width: wide as u32, height: high as u32, rgb })
}

/// A row of a plane at the width of the picture: chroma is often stored at half of it.
fn stretched(row: impl Iterator<Item = u8>, from: usize, to: usize, out: &mut Vec<u8>) {
    out.clear();
    if from == to {
        return out.extend(row);
    }
    let row: Vec<u8> = row.collect();
    out.extend((0..to).map(|x| row.get(x * from / to).copied().unwrap_or(128)));
}

/// A block's mean levels as red, green and blue. Inks lie over each other, so their light is multiplied.
pub(crate) fn light(colour: Colour, [a, b, c, k]: [u8; 4]) -> [u8; 3] {
    let inked = |rgb: [u8; 3], k: u8| rgb.map(|light| (u16::from(light) * u16::from(k) / 255) as u8);
    match colour {
        Colour::Gray => [a, a, a],
        Colour::YCbCr => ycbcr::to_rgb([a, b, c]),
        Colour::Rgb => [a, b, c],
        Colour::Cmyk { inverted: true } => inked([a, b, c], k),
        Colour::Cmyk { inverted: false } => inked([a, b, c].map(|ink| 255 - ink), 255 - k),
        Colour::Ycck => inked(ycbcr::to_rgb([a, b, c]).map(|ink| 255 - ink), k),
    }
}
