//! Whether a file of another format than JPEG is there to its end. It is not decoded: what a download or a copy breaks
//! most often is the end, and of a PNG every part has a checksum of its own.

use crate::pictures;
use crate::seen::Content;

/// How far from its end a PDF says where its objects stand, bytes: writers pad the end, readers look in the last 1,024
/// (ISO 32000-1, implementation notes 18 of Annex H).
const PDF_END: usize = 1024;

/// Whether the file breaks off, or a part of it is not what its checksum says. `false` too where a format has no sign of it.
pub(super) fn is_broken(content: Content, bytes: &[u8]) -> bool {
    match content {
        Content::Png => !is_whole_png(bytes) && !pictures::lacks_only_its_end(bytes),
        // The trailer (GIF89a, section 27); some writers fill up with zeros behind it.
        Content::Gif => bytes.iter().rev().find(|byte| **byte != 0) != Some(&0x3b),
        // The file's size stands in its head (BITMAPFILEHEADER, bfSize; RIFF, bytes 4 to 7, which do not count the first 8).
        Content::Bmp => number(bytes, 2).is_none_or(|size| size as usize > bytes.len()),
        Content::Webp => number(bytes, 4).is_none_or(|size| size as usize + 8 > bytes.len()),
        Content::Pdf => {
            // Copiers and downloads fill up with zeros or line ends, often to a whole block of the disk.
            let end =
                bytes.iter().rposition(|byte| !matches!(byte, 0 | b'\t' | b'\n' | b'\r' | b' ')).map_or(0, |at| at + 1);
            let tail = bytes.get(end.saturating_sub(PDF_END)..end).unwrap_or_default();
            !(has(tail, b"%%EOF") && has(tail, b"startxref"))
        }
        _ => false,
    }
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|found| found == word)
}

/// Four bytes, the lowest first.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// Every chunk up to the last, IEND, with its length and its CRC over type and data (PNG, third edition, 5.3).
fn is_whole_png(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(8..).unwrap_or_default();
    loop {
        let Some(length) = rest.get(..4).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes) else {
            return false;
        };
        let end = 8 + length as usize;
        let (Some(chunk), Some(crc)) = (rest.get(4..end), rest.get(end..end + 4)) else { return false };
        if crc32fast::hash(chunk).to_be_bytes() != crc {
            return false;
        }
        if chunk.starts_with(b"IEND") {
            return true;
        }
        rest = rest.get(end + 4..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG as its chunks say, with nothing in them that would be a picture.
    fn png() -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        for (kind, data) in [(b"IHDR", &[7; 13][..]), (b"IDAT", &[5; 40]), (b"IEND", &[])] {
            let chunk = [&kind[..], data].concat();
            bytes.extend((data.len() as u32).to_be_bytes());
            bytes.extend(&chunk);
            bytes.extend(crc32fast::hash(&chunk).to_be_bytes());
        }
        bytes
    }

    #[test]
    fn a_file_that_breaks_off_is_broken_wherever_it_does() {
        let bmp = [b"BM\x20\0\0\0".as_slice(), &[1; 26]].concat();
        let webp = [b"RIFF\x18\0\0\0WEBP".as_slice(), &[1; 20]].concat();
        let gif = [b"GIF89a".as_slice(), &[1; 20], b"\x3b"].concat();
        for (content, whole) in [(Content::Png, png()), (Content::Gif, gif), (Content::Bmp, bmp), (Content::Webp, webp)]
        {
            assert!(!is_broken(content, &whole), "{content:?}");
            for kept in [whole.len() - 1, whole.len() / 2, 12, 0] {
                assert!(is_broken(content, &whole[..kept]), "{content:?}, the first {kept} bytes");
            }
        }
        let pdf = b"%PDF-1.4\n1 0 obj\nstartxref\n9\n%%EOF\n";
        assert!(!is_broken(Content::Pdf, pdf) && is_broken(Content::Pdf, &pdf[..20]));
        for filled in [0, b'\n'] {
            assert!(!is_broken(Content::Pdf, &[&pdf[..], &vec![filled; 5000]].concat()), "filled up with {filled}");
            assert!(
                is_broken(Content::Pdf, &[&pdf[..20], &vec![filled; 5000]].concat()),
                "cut and filled up with {filled}"
            );
        }
    }

    #[test]
    fn a_png_with_a_changed_byte_is_broken() {
        let mut png = png();
        let middle = png.len() / 2;
        png[middle] ^= 1;
        assert!(is_broken(Content::Png, &png));
    }
}
