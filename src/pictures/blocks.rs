//! What stands around the pixels of PNG, GIF, BMP and WebP files: whether they move, whether their pixels are square and all
//! there, and whether it is told where they are.

use super::decode::MEMORY_LIMIT;
use super::format::Format;

/// How far the two resolutions of a picture may be apart and still mean square pixels.
const SQUARE: f64 = 1.03;

/// Whether a file holds more than one picture.
pub(super) fn is_moving(bytes: &[u8], format: Format) -> bool {
    match format {
        Format::Gif => gif_frames(bytes).unwrap_or_default().len() > 1,
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

/// Where the header of a PNG says how its colours are coded, and the number that says: as those of a palette (PNG, third edition,
/// 11.2.1).
const PNG_COLOURS: (usize, u8) = (25, 3);

/// Whether a PNG that needs a palette has one of whole colours, and no more of them than there are numbers for (PNG, third
/// edition, 11.2.2): the decoder takes that for granted.
pub(super) fn is_palette_whole(bytes: &[u8], format: Format) -> bool {
    let needed = format == Format::Png && bytes.get(PNG_COLOURS.0) == Some(&PNG_COLOURS.1);
    let palette = if needed { png_chunk(bytes, *b"PLTE") } else { None };
    palette.is_none_or(|palette| palette.len().is_multiple_of(3) && palette.len() <= 3 * 256)
}

/// Whether no chunk of a WebP says that it goes on behind the file's end: the decoder makes room for as much as one says.
pub(super) fn are_chunks_within(bytes: &[u8], format: Format) -> bool {
    let number = |at: usize| Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?) as usize);
    let Some(end) = number(4).filter(|_| format == Format::Webp) else { return true };
    let mut at = 12;
    while at < end.saturating_add(8) {
        let Some(length) = number(at + 4) else { return true };
        let Some(next) = length.checked_add(at + 8).filter(|next| *next <= bytes.len()) else { return false };
        at = next.next_multiple_of(2);
    }
    true
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

/// How much is unpacked at once, bytes.
const UNPACKED: usize = 1 << 16;

/// Whether a PNG lacks nothing but its last chunk, which says only that it ends there: all pixels are there, as the sum over
/// them proves (RFC 1950).
pub fn lacks_only_its_end(bytes: &[u8]) -> bool {
    let Some(chunks) = chunks_without_end(bytes) else { return false };
    let mut pixels = flate2::Decompress::new(true);
    let mut unpacked = vec![0; UNPACKED];
    let mut complete = false;
    for (chunk, sum) in chunks {
        if crc32fast::hash(chunk).to_be_bytes() != sum {
            return false;
        }
        if let Some(data) = chunk.strip_prefix(b"IDAT").filter(|_| !complete) {
            let Some(ended) = ends(&mut pixels, data, &mut unpacked) else { return false };
            complete = ended;
        }
    }
    complete
}

/// The chunks of a PNG, each with its name and its sum, up to the file's end; `None` where that is within one or behind the
/// last.
fn chunks_without_end(bytes: &[u8]) -> Option<Vec<(&[u8], [u8; 4])>> {
    let mut rest = bytes.get(8..)?;
    let mut chunks = Vec::new();
    while !rest.is_empty() {
        let (length, behind) = rest.split_first_chunk::<4>()?;
        let (chunk, behind) = behind.split_at_checked((u32::from_be_bytes(*length) as usize).checked_add(4)?)?;
        let (sum, behind) = behind.split_first_chunk::<4>()?;
        if chunk.starts_with(b"IEND") {
            return None;
        }
        chunks.push((chunk, *sum));
        rest = behind;
    }
    Some(chunks)
}

/// Whether deflated data end with this piece of them; `None` where they are broken, or larger than any picture.
fn ends(pixels: &mut flate2::Decompress, mut data: &[u8], unpacked: &mut [u8]) -> Option<bool> {
    loop {
        let (read, made) = (pixels.total_in(), pixels.total_out());
        let status = pixels.decompress(data, unpacked, flate2::FlushDecompress::None).ok()?;
        let taken = usize::try_from(pixels.total_in() - read).ok()?;
        data = data.get(taken..)?;
        if status == flate2::Status::StreamEnd {
            return Some(true);
        }
        if pixels.total_out() > MEMORY_LIMIT {
            return None;
        }
        // Nothing more came of it: the rest stands in the next chunk.
        if pixels.total_out() == made && (data.is_empty() || taken == 0) {
            return Some(false);
        }
    }
}

/// How many pictures an APNG says that it has.
fn frames_of(control: &[u8]) -> Option<u32> {
    control.first_chunk().copied().map(u32::from_be_bytes)
}

/// Whether a file contradicts itself about where its pixels are, so that each viewer shows something else.
pub(super) fn contradicts_itself(bytes: &[u8], format: Format) -> bool {
    let found = match format {
        Format::Gif => gif_leaves_screen(bytes),
        Format::Bmp => bmp_begins_early(bytes),
        _ => None,
    };
    found.unwrap_or_default()
}

/// Where the pictures of a GIF begin, the first two.
fn gif_frames(bytes: &[u8]) -> Option<Vec<usize>> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut frames = Vec::new();
    while frames.len() < 2 {
        match bytes.get(at).copied() {
            // An extension: its label, and then blocks.
            Some(b'!') => at = behind_blocks(bytes, at + 2),
            // A picture: its place, its own colours, the size of its codes, and then blocks.
            Some(b',') => {
                frames.push(at);
                at = behind_blocks(bytes, at + 11 + table(*bytes.get(at + 9)?));
            }
            _ => break,
        }
    }
    Some(frames)
}

/// Whether the first picture of a GIF reaches beyond its screen (GIF89a, 18 and 20), where some viewers cut it off.
fn gif_leaves_screen(bytes: &[u8]) -> Option<bool> {
    let number = |at: usize| bytes.get(at..at + 2)?.first_chunk().copied().map(u16::from_le_bytes).map(u32::from);
    let frame = *gif_frames(bytes)?.first()?;
    let ends = |place: usize, side: usize| Some(number(frame + place)? + number(frame + side)?);
    Some(ends(1, 5)? > number(6)? || ends(3, 7)? > number(8)?)
}

/// Whether the pixels of a bitmap would begin in its own head, masks or colours (BITMAPFILEHEADER, bfOffBits): some viewers
/// look behind those, others show them.
fn bmp_begins_early(bytes: &[u8]) -> Option<bool> {
    const CORE: u64 = 12;
    const WITHOUT_MASKS: u64 = 40;
    let short = |at: usize| bytes.get(at..at + 2)?.first_chunk().copied().map(u16::from_le_bytes).map(u64::from);
    let number = |at: usize| bytes.get(at..at + 4)?.first_chunk().copied().map(u32::from_le_bytes).map(u64::from);
    let head = number(14)?;
    let all = |bits: u64| if bits <= 8 { 1 << bits } else { 0 };
    let (masks, colours) = if head == CORE {
        (0, all(short(24)?) * 3)
    } else {
        // BI_BITFIELDS has three masks behind the shortest head, BI_ALPHABITFIELDS four.
        let masks = match number(30)? {
            3 if head == WITHOUT_MASKS => 12,
            6 if head == WITHOUT_MASKS => 16,
            _ => 0,
        };
        let bits = short(28)?;
        let said = number(46).filter(|_| bits <= 8 && head >= WITHOUT_MASKS).filter(|said| *said != 0);
        (masks, said.unwrap_or(all(bits)).min(all(bits)) * 4)
    };
    Some(number(10)? < 14 + head + masks + colours)
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
    fn a_bitmap_whose_pixels_begin_in_its_colours_contradicts_itself() {
        let bmp = |offset: u32, head: u32, bits: u16, compression: u32, colours: u32| {
            let mut file = b"BM\0\0\0\0\0\0\0\0".to_vec();
            file.extend(offset.to_le_bytes());
            file.extend(head.to_le_bytes());
            if head == 12 {
                file.extend([2, 0, 2, 0, 1, 0]);
                file.extend(bits.to_le_bytes());
            } else {
                file.extend([2, 0, 0, 0, 2, 0, 0, 0, 1, 0]);
                file.extend(bits.to_le_bytes());
                file.extend(compression.to_le_bytes());
                file.extend([0; 12]);
                file.extend(colours.to_le_bytes());
            }
            file.resize(2000, 0);
            file
        };
        for (offset, head, bits, compression, colours, early) in [
            (54, 40, 8, 0, 252, true),
            (54 + 4 * 252, 40, 8, 0, 252, false),
            (54 + 4 * 255, 40, 8, 0, 0, true),
            (54, 40, 24, 0, 0, false),
            (54, 40, 32, 3, 0, true),
            (66, 40, 32, 3, 0, false),
            (54, 124, 32, 3, 0, true),
            (138, 124, 32, 3, 0, false),
            (26 + 3, 12, 1, 0, 0, true),
            (26 + 6, 12, 1, 0, 0, false),
            (30, 40, 24, 0, 0, true),
        ] {
            assert_eq!(
                bmp_begins_early(&bmp(offset, head, bits, compression, colours)),
                Some(early),
                "{offset} {head} {bits}"
            );
        }
    }

    #[test]
    fn pictures_of_a_gif_are_counted_with_their_own_colours() {
        let count = |frames| gif_frames(&gif(frames)).map(|found| found.len());
        assert_eq!([0, 1, 2, 9].map(count), [Some(0), Some(1), Some(2), Some(2)]);
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

    #[test]
    fn a_palette_has_whole_colours() {
        let file = |coding: u8, palette: usize| {
            let header = [0, 0, 0, 1, 0, 0, 0, 1, 8, coding, 0, 0, 0];
            let chunk = |name: &[u8], data: &[u8]| [&(data.len() as u32).to_be_bytes(), name, data, &[0; 4]].concat();
            [b"\x89PNG\r\n\x1A\n".to_vec(), chunk(b"IHDR", &header), chunk(b"PLTE", &vec![7; palette])].concat()
        };
        for (palette, is_whole) in [(3, true), (6, true), (768, true), (1, false), (5, false), (771, false)] {
            assert_eq!(is_palette_whole(&file(3, palette), Format::Png), is_whole, "{palette} bytes");
        }
        assert!(is_palette_whole(&file(2, 5), Format::Png), "colours that are only proposed");
    }

    #[test]
    fn chunks_of_a_webp_end_within_it() {
        let file = |said: u32, there: usize| {
            let exif = [b"EXIF".to_vec(), said.to_le_bytes().to_vec(), vec![0; there]].concat();
            let body = [&b"WEBPVP8L\x03\0\0\0abc\0"[..], &exif].concat();
            [b"RIFF".to_vec(), (body.len() as u32).to_le_bytes().to_vec(), body].concat()
        };
        assert!(are_chunks_within(&file(6, 6), Format::Webp) && are_chunks_within(&file(5, 5), Format::Webp));
        assert!(!are_chunks_within(&file(7, 6), Format::Webp));
        assert!(!are_chunks_within(&file(u32::MAX, 6), Format::Webp), "4 GB");
        assert!(are_chunks_within(&[file(6, 6), b"EXIF\xFF\xFF\xFF\xFF".to_vec()].concat(), Format::Webp), "behind it");
        assert!(are_chunks_within(b"RIFF", Format::Webp) && are_chunks_within(&file(7, 6), Format::Png));
    }
}
