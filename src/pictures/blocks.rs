//! What stands between the pixels of PNG, GIF and WebP files: whether they move, and whether their pixels are square.

use super::format::Format;

/// How far the two resolutions of a picture may be apart and still mean square pixels.
const SQUARE: f64 = 1.03;

/// Whether a file holds more than one picture.
pub(super) fn is_moving(bytes: &[u8], format: Format) -> bool {
    match format {
        Format::Gif => gif_frames(bytes).unwrap_or_default() > 1,
        Format::Png => png_chunk(bytes, *b"acTL").is_some_and(|control| {
            // Without a frame's own words before its pixels, the first picture is only for viewers that show no animation.
            frames_of(control) != Some(1) || png_chunk(bytes, *b"fcTL").is_none()
        }),
        Format::Webp => is_moving_webp(bytes).unwrap_or_default(),
        _ => false,
    }
}

/// Whether a file says that its pixels are square, or nothing.
pub(super) fn is_square(bytes: &[u8], format: Format) -> bool {
    let density =
        if format == Format::Png { png_chunk(bytes, *b"pHYs").and_then(|chunk| chunk.first_chunk()) } else { None };
    let Some(&[x3, x2, x1, x0, y3, y2, y1, y0]) = density else { return true };
    let [x, y] = [[x3, x2, x1, x0], [y3, y2, y1, y0]].map(|side| f64::from(u32::from_be_bytes(side)));
    x == 0.0 || y == 0.0 || x.max(y) / x.min(y) <= SQUARE
}

/// A chunk before the pixels of a PNG.
fn png_chunk(bytes: &[u8], wanted: [u8; 4]) -> Option<&[u8]> {
    let mut rest = bytes.get(8..)?;
    loop {
        let (length, behind) = rest.split_first_chunk::<4>()?;
        let (name, behind) = behind.split_first_chunk::<4>()?;
        let length = u32::from_be_bytes(*length) as usize;
        if *name == wanted {
            return behind.get(..length);
        }
        if name == b"IDAT" {
            return None;
        }
        rest = behind.get(length.checked_add(4)?..)?;
    }
}

/// How many pictures an APNG says that it has.
fn frames_of(control: &[u8]) -> Option<u32> {
    control.first_chunk().copied().map(u32::from_be_bytes)
}

/// How many pictures a GIF holds, counted up to two.
fn gif_frames(bytes: &[u8]) -> Option<usize> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut frames = 0;
    while frames < 2 {
        match bytes.get(at).copied() {
            // An extension: its label, and then blocks.
            Some(b'!') => at = behind_blocks(bytes, at + 2),
            // A picture: its place, its own colours, the size of its codes, and then blocks.
            Some(b',') => {
                frames += 1;
                at = behind_blocks(bytes, at + 11 + table(*bytes.get(at + 9)?));
            }
            _ => break,
        }
    }
    Some(frames)
}

/// Blocks of up to 255 bytes, each with its length before it, up to an empty one.
fn behind_blocks(bytes: &[u8], mut at: usize) -> usize {
    while let Some(length) = bytes.get(at).copied() {
        at += usize::from(length) + 1;
        if length == 0 {
            break;
        }
    }
    at
}

/// The flag of an extended WebP.
fn is_moving_webp(bytes: &[u8]) -> Option<bool> {
    Some(bytes.get(12..16)? == b"VP8X" && bytes.get(20)? & 2 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gif(frames: usize) -> Vec<u8> {
        let mut file = b"GIF89a\x02\0\x02\0\x80\0\0\0\0\0\xFF\xFF\xFF".to_vec();
        file.extend(b"!\xF9\x04\0\0\0\0\0");
        for _ in 0..frames {
            file.extend(b",\0\0\0\0\x02\0\x02\0\x81\0\0\0\0\0\0\0\0\0\0\0\0\x02\x02\x84\x51\0");
        }
        file.push(b';');
        file
    }

    #[test]
    fn pictures_of_a_gif_are_counted_with_their_own_colours() {
        assert_eq!([0, 1, 2, 9].map(|frames| gif_frames(&gif(frames))), [Some(0), Some(1), Some(2), Some(2)]);
        assert!(!is_moving(&gif(1)[..30], Format::Gif) && !is_moving(b"GIF89a", Format::Gif));
    }

    #[test]
    fn chunks_before_the_pixels_of_a_png() {
        let chunk = |name: &[u8], data: &[u8]| [&(data.len() as u32).to_be_bytes(), name, data, &[0; 4]].concat();
        let file = |chunks: &[Vec<u8>]| [&b"\x89PNG\r\n\x1A\n"[..], &chunks.concat(), &chunk(b"IDAT", b"x")].concat();
        let control = |frames: u32| chunk(b"acTL", &[frames.to_be_bytes(), [0; 4]].concat());
        let moving = |frames: u32| file(&[control(frames), chunk(b"fcTL", &[0; 26])]);
        assert!(is_moving(&moving(2), Format::Png) && !is_moving(&moving(1), Format::Png));
        assert!(is_moving(&file(&[control(1)]), Format::Png), "the one frame stands behind the picture");
        let dense = |x: u32, y: u32| file(&[chunk(b"pHYs", &[&x.to_be_bytes()[..], &y.to_be_bytes(), &[1]].concat())]);
        assert!(is_square(&dense(11_811, 11_811), Format::Png) && is_square(&dense(0, 5), Format::Png));
        assert!(!is_square(&dense(8031, 3858), Format::Png));
        assert!(is_square(&file(&[]), Format::Png) && is_square(b"", Format::Png));
    }
}
