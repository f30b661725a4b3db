//! What pictures of wavelets (JPEG 2000) claim before any of it is decoded.

use super::claim::{big_endian, colours};
use crate::limits::PDF_WAVELETS;
use hayro::hayro_syntax::object::Stream;

/// What wavelets take while they are decoded, bytes a pixel and a sample: 24 were measured for a pixel in colour, 14 for a
/// gray one.
const WAVELET_PIXEL: u64 = 9;
const WAVELET_SAMPLE: u64 = 5;

/// The most tiles that there are numbers for (ITU-T T.800, A.4.2); each is kept with what all have.
const TILES: u64 = 65_535;

/// Whether decoding wavelets takes more memory than there may be: each sample is kept as a number of 4 bytes and more.
pub(super) fn takes_too_much(stream: &Stream<'_>) -> bool {
    // Whatever else is put around them hides what they claim; no writer does it.
    if stream.filters().len() > 1 {
        return true;
    }
    let bytes = stream.raw_data();
    if tiles(&bytes).is_none_or(|tiles| tiles > TILES) {
        return true;
    }
    let Some(((width, height), colours)) = size(&bytes).zip(components(&bytes)) else { return false };
    let pixels = u64::from(width) * u64::from(height);
    pixels.saturating_mul(WAVELET_PIXEL + WAVELET_SAMPLE * u64::from(colours)) > PDF_WAVELETS
}

/// Whether the channels of wavelets are not those of the colours that the dictionary says, which count (ISO 32000-1, 7.4.9): hayro
/// would lay them out as the dictionary has it, and scramble them. Of four channels it takes the last for what shines through,
/// but where the file says that they are inks.
pub(super) fn has_other_channels(stream: &Stream<'_>) -> bool {
    let dictionary = stream.dict();
    let bytes = stream.raw_data();
    let head = bytes.get(..start(&bytes).unwrap_or(0)).unwrap_or_default();
    let position = |name: &[u8]| head.windows(name.len()).position(|window| window == name);
    // hayro shows the numbers of a palette's colours as shades of gray (ITU-T T.800, I.5.3.4).
    if position(b"pclr").is_some() {
        return true;
    }
    let said = ["CS", "ColorSpace"].iter().any(|key| dictionary.contains_key(key));
    let Some(channels) = components(&bytes).filter(|_| said) else { return false };
    // Of the box that says the colours: the way of saying them, two bytes, and the number of those that have one (ITU-T T.800,
    // I.5.3.3): 12 are inks, 16 and 17 red, green and blue, and gray.
    let numbered = position(b"colr").filter(|at| head.get(at + 4) == Some(&1)).and_then(|at| big_endian(head, at + 7));
    let (channels, asked) = (u64::from(channels), colours(dictionary));
    let shines_through = position(b"cdef").is_some() || matches!(numbered, Some(16 | 17));
    match channels {
        4 if asked == 4 => numbered != Some(12),
        _ if channels == asked => false,
        _ => channels != asked + 1 || !shines_through,
    }
}

/// The size in the first SIZ segment (ITU-T T.800, A.5.1): marker, length, capabilities, then width and height of the grid.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let at = start(bytes)?;
    Some((big_endian(bytes, at + 8)?, big_endian(bytes, at + 12)?))
}

/// How many components the same segment says, behind the places of grid and tiles.
fn components(bytes: &[u8]) -> Option<u16> {
    let at = start(bytes)?;
    Some(u16::from_be_bytes(*bytes.get(at + 40..)?.first_chunk()?))
}

/// How many tiles it is cut into, from the same segment: its grid, where that begins, the size of a tile, where the first begins.
fn tiles(bytes: &[u8]) -> Option<u64> {
    let Some(at) = start(bytes) else { return Some(0) };
    let along = |place: usize| {
        let number = |group: usize| big_endian(bytes, at + 8 + 8 * group + 4 * place).map(u64::from);
        let (end, size, first) = (number(0)?, number(2)?, number(3)?);
        (size > 0).then(|| end.saturating_sub(first).div_ceil(size))
    };
    Some(along(0)?.saturating_mul(along(1)?))
}

fn start(bytes: &[u8]) -> Option<usize> {
    const START: [u8; 4] = [0xFF, 0x4F, 0xFF, 0x51];
    bytes.windows(START.len()).position(|window| window == START)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn size_and_tiles_are_read() {
        let mut code = vec![0; 20];
        code.extend([0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0]);
        code.extend([512u32, 768, 0, 0, 100, 768, 12, 0].map(u32::to_be_bytes).concat());
        assert_eq!(size(&code), Some((512, 768)));
        assert_eq!(size(&code[..30]), None);
        assert_eq!(tiles(&code), Some(5));
        assert_eq!(tiles(&code[..50]), None);
    }
}
