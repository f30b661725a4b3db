//! A JPEG at 1/8 of its size, for reports: what the strict pass keeps anyway, without any inverse DCT.

use super::jpeg::{self, Colour};

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
    let jpeg = jpeg::read(bytes);
    let blocks = jpeg.blocks?;
    let (frame, colour) = (jpeg.frame?, jpeg.colour);
    let (wide, high) = (frame.width.div_ceil(8) as usize, frame.height.div_ceil(8) as usize);
    let planes: Vec<Vec<Vec<u8>>> =
        blocks.planes.iter().map(|plane| (0..plane.high).map(|y| plane.row(y).collect()).collect()).collect();
    let mut rgb = Vec::with_capacity(wide * high * 3);
    for y in 0..high {
        let rows: Vec<&[u8]> = planes
            .iter()
            .map(|plane| plane.get(y * plane.len() / high.max(1)).map_or(&[][..], Vec::as_slice))
            .collect();
        for x in 0..wide {
            let level = |component: usize| {
                let row = rows.get(component).copied().unwrap_or_default();
                row.get(x * row.len() / wide.max(1)).copied().unwrap_or(128)
            };
            rgb.extend(pixel(colour, [level(0), level(1), level(2), level(3)]));
        }
    }
    Some(Preview { width: wide as u32, height: high as u32, rgb })
}

fn pixel(colour: Colour, [a, b, c, k]: [u8; 4]) -> [u8; 3] {
    let inked = |rgb: [u8; 3]| rgb.map(|light| (u16::from(light) * u16::from(k) / 255) as u8);
    match colour {
        Colour::Gray => [a, a, a],
        Colour::YCbCr => from_ycbcr(a, b, c),
        Colour::Rgb => [a, b, c],
        Colour::Cmyk => inked([a, b, c]),
        Colour::Ycck => inked(from_ycbcr(a, b, c)),
    }
}

/// ITU-T T.871, 7.
fn from_ycbcr(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = (f32::from(y), f32::from(cb) - 128.0, f32::from(cr) - 128.0);
    [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb]
        .map(|level| level.round().clamp(0.0, 255.0) as u8)
}
