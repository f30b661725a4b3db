//! What a file is, by its first bytes: a name ending in `.jpg` proves nothing, and renaming hides the cause.

mod other_pictures;

use crate::seen::Content;
use crate::{jpeg, pdf};

/// How far into a zip the names of its parts are looked for, bytes from either end.
const ZIP_WINDOW: usize = 64 * 1024;
/// How much of a file must read as text, bytes.
const TEXT_WINDOW: usize = 4096;

/// Names the content of `bytes`, which are the whole file or at least its beginning.
pub(super) fn sniff(bytes: &[u8]) -> Content {
    if bytes.is_empty() {
        return Content::Empty;
    }
    by_signature(bytes)
        .or_else(|| by_container(bytes))
        .or_else(|| other_pictures::is_one(bytes).then_some(Content::OtherPicture))
        .or_else(|| further_in(bytes))
        .unwrap_or_else(|| if is_text(bytes) { Content::Text } else { Content::Unknown })
}

/// What begins behind a few bytes that do not belong to it.
fn further_in(bytes: &[u8]) -> Option<Content> {
    let found = pdf::start(bytes).map(|_| Content::Pdf);
    found.or_else(|| jpeg::start(bytes).map(|_| Content::Jpeg))
}

fn by_signature(bytes: &[u8]) -> Option<Content> {
    const SIGNATURES: [(&[u8], Content); 15] = [
        (&jpeg::BEGINNING, Content::Jpeg),
        (b"\x89PNG\r\n\x1A\n", Content::Png),
        (b"GIF87a", Content::Gif),
        (b"GIF89a", Content::Gif),
        (b"II*\0", Content::Tiff),
        (b"MM\0*", Content::Tiff),
        (b"II+\0", Content::Tiff),
        (b"MM\0+", Content::Tiff),
        (pdf::BEGINNING, Content::Pdf),
        (b"Rar!\x1A\x07", Content::Rar),
        (b"7z\xBC\xAF\x27\x1C", Content::SevenZip),
        (b"\x1F\x8B\x08", Content::Tar),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Content::Office),
        (b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xC0\0\0\0\0\0\0F", Content::Shortcut),
        (b"[InternetShortcut]", Content::Shortcut),
    ];
    SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, content)| *content)
}

fn by_container(bytes: &[u8]) -> Option<Content> {
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(Content::Webp);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return heif_brand(bytes);
    }
    // A bitmap's header size follows its two letters: "BM" alone also begins ordinary words.
    if bytes.starts_with(b"BM") && bytes.get(15..18) == Some(&[0, 0, 0]) {
        return Some(Content::Bmp);
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Some(Content::Tar);
    }
    let zip = [b"PK\x03\x04", b"PK\x05\x06"].iter().any(|signature| bytes.starts_with(*signature));
    if zip {
        return Some(zip_content(bytes));
    }
    bytes.iter().all(|byte| *byte == 0).then_some(Content::Zeros)
}

/// The brands of ISO/IEC 23008-12 (HEIF), of AVIF and of a camera, major brand first; other `ftyp` files are films.
fn heif_brand(bytes: &[u8]) -> Option<Content> {
    let end = bytes.get(..4).and_then(|size| size.try_into().ok()).map_or(0, u32::from_be_bytes).min(256) as usize;
    let brands = || bytes.get(8..end.min(bytes.len())).unwrap_or_default().chunks_exact(4);
    if brands().any(|brand| brand == b"avif" || brand == b"avis") {
        return Some(Content::Avif);
    }
    let heic = |brand: &[u8]| matches!(brand, b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1");
    if brands().any(|brand| brand == b"crx ") {
        // Canon's third raw format.
        return Some(Content::OtherPicture);
    }
    brands().any(heic).then_some(Content::Heic)
}

/// A zip by the names of its parts: an office document, an OFD (whose root is `OFD.xml`), or an archive.
fn zip_content(bytes: &[u8]) -> Content {
    let head = bytes.get(..ZIP_WINDOW).unwrap_or(bytes);
    let tail = bytes.get(bytes.len().saturating_sub(ZIP_WINDOW)..).unwrap_or_default();
    let holds = |part: &[u8]| [head, tail].iter().any(|window| window.windows(part.len()).any(|at| at == part));
    let office: [&[u8]; 3] =
        [b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis.opendocument", b"mimetypeapplication/wps-office"];
    if office.into_iter().any(holds) {
        Content::Office
    } else if holds(b"OFD.xml") {
        Content::Ofd
    } else {
        Content::Zip
    }
}

/// Readable text: UTF-8, UTF-16 with its mark, or pairs as GB 18030 forms them; no control characters.
fn is_text(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return true;
    }
    let head = bytes.get(..TEXT_WINDOW).unwrap_or(bytes);
    if head.iter().any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)) {
        return false;
    }
    match std::str::from_utf8(head) {
        Ok(_) => true,
        // Cut in the middle of a character by the window, not wrong.
        Err(error) if error.error_len().is_none() => true,
        Err(_) => looks_like_gb18030(head),
    }
}

fn looks_like_gb18030(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    while let Some(&lead) = rest.next() {
        if lead < 0x80 {
            continue;
        }
        match rest.next() {
            None => return true,
            Some(0x30..=0x39 | 0x40..=0x7E | 0x80..=0xFE) if lead != 0x80 && lead != 0xFF => {}
            Some(_) => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_each_content_by_its_bytes() {
        let cases: [(&[u8], Content); 25] = [
            (b"", Content::Empty),
            (b"\xFF\xD8\xFF\xE0", Content::Jpeg),
            (b"\x89PNG\r\n\x1A\n....", Content::Png),
            (b"GIF89a", Content::Gif),
            (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", Content::Bmp),
            (b"II*\0\x08\0\0\0", Content::Tiff),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Content::Webp),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Content::Heic),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", Content::Avif),
            (b"%PDF-1.7", Content::Pdf),
            (b"\xEF\xBB\xBF%PDF-1.7", Content::Pdf),
            (b"\n%PDF-1.7", Content::Pdf),
            (b"\n\xFF\xD8\xFF, and no headers", Content::Unknown),
            (b"PK\x03\x04\x14\0abc", Content::Zip),
            (b"PK\x03\x04\x14\0......[Content_Types].xml", Content::Office),
            (b"Rar!\x1A\x07\x01\0", Content::Rar),
            ("姓名：某某\n".as_bytes(), Content::Text),
            (b"\xD0\xD5\xC3\xFB\r\n", Content::Text),
            (b"\0\0\0\x18ftypisom\0\0\0\0", Content::Unknown),
            (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", Content::OtherPicture),
            (b"\x01\x02\x03", Content::Unknown),
            (b"PK\x03\x04\x14\0......OFD.xml", Content::Ofd),
            (b"\0\0\0", Content::Zeros),
            (b"[InternetShortcut]\r\nURL=http://", Content::Shortcut),
            (b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xC0\0\0\0\0\0\0F....", Content::Shortcut),
        ];
        for (bytes, content) in cases {
            assert_eq!(sniff(bytes), content, "{bytes:?}");
        }
    }
}
