//! Which way up a picture says that it is, in the places where not every viewer looks.
//!
//! Pillow, browsers and `image` turn a picture by its Exif; behind the pixels of a PNG, where the standard allows it too (PNG,
//! third edition, 5.6), Pillow and browsers still find it. XMP and the texts that ImageMagick writes into a PNG turn a picture in
//! Pillow and in no browser: whoever obeys or drops them changes what somebody sees.

use super::format::Format;
use crate::jpeg::{self, Exif, Orientation};
use flate2::read::ZlibDecoder;
use std::io::Read as _;

/// The longest text that is unpacked, bytes: Exif is 64 kB at most, as hex twice that.
const TEXT_LIMIT: u64 = 1 << 20;
/// How far behind its name a value stands, bytes: `="6"`, `>6<`.
const VALUE: usize = 4;

/// The Exif of a PNG, wherever it stands.
pub(super) fn png_exif(bytes: &[u8]) -> Option<Exif> {
    png_chunks(bytes).find(|(name, _)| name == b"eXIf").map(|(_, exif)| Exif::read(exif))
}

/// Whether a picture says that it must be turned where only some viewers look, and nowhere else. Whether the Exif of a JPEG says
/// so is known to whoever asks.
pub fn is_turn_disputed(bytes: &[u8], format: Format) -> bool {
    let (exif, elsewhere) = match format {
        Format::Jpeg => (None, jpeg::xmp(bytes).into_iter().find_map(of_xmp)),
        Format::Png => (png_exif(bytes), png_chunks(bytes).find_map(|(name, chunk)| of_text(name, chunk))),
        Format::Webp => {
            let chunk = |wanted: &[u8; 4]| webp_chunks(bytes).find(|(name, _)| name == wanted).map(|(_, chunk)| chunk);
            (chunk(b"EXIF").map(Exif::read), chunk(b"XMP ").and_then(of_xmp))
        }
        Format::Gif | Format::Bmp | Format::Tiff => return false,
    };
    exif.and_then(|exif| exif.orientation).is_none() && elsewhere.is_some_and(|turn| turn != Orientation::Upright)
}

fn of_xmp(xmp: &[u8]) -> Option<Orientation> {
    const NAME: &[u8] = b"tiff:Orientation";
    let at = xmp.windows(NAME.len()).position(|piece| piece == NAME)?;
    let digit = xmp.iter().skip(at + NAME.len()).take(VALUE).find(|byte| byte.is_ascii_digit())?;
    Orientation::from_exif(u32::from(digit - b'0'))
}

/// What a text of a PNG says: XMP, or Exif in hex as ImageMagick writes it.
fn of_text(name: [u8; 4], chunk: &[u8]) -> Option<Orientation> {
    let (keyword, rest) = split(chunk)?;
    let is_exif = matches!(keyword, b"Raw profile type exif" | b"Raw profile type APP1");
    if !is_exif && keyword != b"XML:com.adobe.xmp" {
        return None;
    }
    let text = match (&name, rest) {
        (b"tEXt", text) => text.to_vec(),
        (b"zTXt", [0, packed @ ..]) => unpacked(packed),
        (b"iTXt", [packed, 0, rest @ ..]) => {
            let (_, rest) = split(rest)?;
            let (_, text) = split(rest)?;
            if *packed == 1 { unpacked(text) } else { text.to_vec() }
        }
        _ => return None,
    };
    if !is_exif {
        return of_xmp(&text);
    }
    // A line without words, the kind of profile, its length, and then the bytes.
    let digits: Vec<u8> =
        text.splitn(4, |byte| *byte == b'\n').nth(3)?.iter().copied().filter(u8::is_ascii_hexdigit).collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    Exif::read(&digits.chunks_exact(2).filter_map(byte).collect::<Vec<u8>>()).orientation
}

/// What stands before a zero, and behind it.
fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = bytes.iter().position(|byte| *byte == 0)?;
    Some((bytes.get(..at)?, bytes.get(at + 1..)?))
}

fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    // As far as it goes: an orientation mostly stands near the beginning.
    let _ = ZlibDecoder::new(packed).take(TEXT_LIMIT).read_to_end(&mut text);
    text
}

fn png_chunks(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut rest = bytes.get(8..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (length, behind) = rest.split_first_chunk::<4>()?;
        let (name, behind) = behind.split_first_chunk::<4>()?;
        let (chunk, behind) = behind.split_at_checked(u32::from_be_bytes(*length) as usize)?;
        rest = behind.get(4..).unwrap_or_default();
        Some((*name, chunk))
    })
}

fn webp_chunks(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut rest = bytes.get(12..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (name, behind) = rest.split_first_chunk::<4>()?;
        let (length, behind) = behind.split_first_chunk::<4>()?;
        let length = u32::from_le_bytes(*length) as usize;
        let (chunk, behind) = behind.split_at_checked(length)?;
        // Each begins at an even place.
        rest = behind.get(length % 2..).unwrap_or_default();
        Some((*name, chunk))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xmp_is_read_as_an_attribute_and_as_an_element() {
        let turn = Some(Orientation::QuarterRight);
        assert_eq!(of_xmp(b"<rdf:Description tiff:Orientation=\"6\"/>"), turn);
        assert_eq!(of_xmp(b"<tiff:Orientation>6</tiff:Orientation>"), turn);
        assert_eq!(of_xmp(b"<tiff:Orientation/> in the year 2016"), None);
        assert_eq!(of_xmp(b"nothing"), None);
    }

    #[test]
    fn chunks_that_break_off_end_the_search() {
        for bytes in [&b""[..], b"\x89PNG\r\n\x1A\n\xFF\xFF\xFF\xFFeXIf", b"RIFF\0\0\0\0WEBPXMP \xFF\0\0\0"] {
            assert!(!is_turn_disputed(bytes, Format::Png) && !is_turn_disputed(bytes, Format::Webp));
        }
    }
}
