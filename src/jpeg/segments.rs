//! What stands between a JPEG's markers, and what of it the picture needs (ITU-T T.81, Annex B).
//!
//! Kept: tables, frame, scans to the last byte, and of the application segments those that change how the picture
//! looks: JFIF (without its small picture), Adobe's, the colour profile. Everything else is about the person, the phone
//! and the place, and goes.

use super::headers::header;
use super::lead::start;
use super::marker::{self, APP0, APP1, APP2, APP14, APP15, COM, EOI, SOI, SOS, next_marker};
use std::ops::Range;

/// What a segment of a colour profile begins with (ICC.1, B.4).
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// What a JPEG holds besides its picture, as far as repairing it depends on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contents {
    /// Width and height of an MCU, pixels; (8, 8) for a single component.
    pub mcu: (u32, u32),
    /// Bytes of metadata that would go.
    pub metadata: usize,
    /// Bytes before the start, behind the end marker, or between segments, that would go.
    pub surplus: usize,
    /// Whether the end marker is there.
    pub ended: bool,
}

/// One marker with its segment; a scan's reaches to the next marker.
struct Segment {
    code: u8,
    range: Range<usize>,
}

/// Reads the markers of a JPEG; `None` where they do not lead to the end of a picture.
pub fn contents(bytes: &[u8]) -> Option<Contents> {
    let (segments, end) = segments(bytes)?;
    let mcu = header(bytes)?.mcu;
    let taken: usize = segments.iter().map(|segment| segment.range.len()).sum();
    // A JFIF segment that ends before the size of its small picture gets longer.
    let gone = |segment: &Segment| segment.range.len().saturating_sub(kept(bytes, segment).len());
    let metadata = segments.iter().map(gone).sum();
    let ended = end.is_some();
    let surplus = bytes.len() - 2 - taken - if ended { 2 } else { 0 };
    Some(Contents { mcu, metadata, surplus, ended })
}

/// The same picture without metadata, stray and trailing bytes, and with an end marker.
pub fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let (segments, _) = segments(bytes)?;
    let mut out = vec![0xFF, SOI];
    for segment in &segments {
        out.extend(kept(bytes, segment));
    }
    out.extend([0xFF, EOI]);
    Some(out)
}

/// The colour profile (ICC.1, B.4), put together from its segments in their order.
pub fn profile(bytes: &[u8]) -> Option<Vec<u8>> {
    let (segments, _) = segments(bytes)?;
    let mut pieces: Vec<&[u8]> = segments.iter().filter_map(|segment| profile_piece(bytes, segment)).collect();
    // Each begins with its number and how many there are.
    pieces.sort_by_key(|piece| piece.first().copied());
    let data = pieces.iter().flat_map(|piece| piece.get(2..).unwrap_or_default());
    (!pieces.is_empty()).then(|| data.copied().collect())
}

/// The same file without its colour profile.
pub fn without_profile(bytes: &[u8]) -> Option<Vec<u8>> {
    let (segments, _) = segments(bytes)?;
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    for segment in segments.iter().filter(|segment| profile_piece(bytes, segment).is_some()) {
        out.extend(bytes.get(at..segment.range.start)?);
        at = segment.range.end;
    }
    out.extend(bytes.get(at..)?);
    Some(out)
}

/// What a segment holds of a colour profile.
fn profile_piece<'b>(bytes: &'b [u8], segment: &Segment) -> Option<&'b [u8]> {
    let payload = bytes.get(segment.range.clone())?.get(4..)?;
    payload.strip_prefix(PROFILE).filter(|_| segment.code == APP2)
}

/// What Adobe's programs say of the picture, as XML, in each segment that holds it (XMP specification, part 3).
pub fn xmp(bytes: &[u8]) -> Vec<&[u8]> {
    let segments = segments(bytes).map(|(segments, _)| segments).unwrap_or_default();
    let payloads = segments.iter().filter(|segment| segment.code == APP1);
    let payloads = payloads.filter_map(|segment| bytes.get(segment.range.clone())?.get(4..));
    payloads.filter_map(|payload| payload.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0")).collect()
}

/// The application segments that stay, in order.
pub(super) fn application(bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let (segments, _) = segments(bytes)?;
    let application = segments.iter().filter(|segment| (APP0..=APP15).contains(&segment.code));
    Some(application.map(|segment| kept(bytes, segment)).filter(|kept| !kept.is_empty()).collect())
}

/// What stays of a segment, marker and all.
fn kept(bytes: &[u8], segment: &Segment) -> Vec<u8> {
    let whole = bytes.get(segment.range.clone()).unwrap_or_default();
    let payload = whole.get(4..).unwrap_or_default();
    match segment.code {
        APP0 if payload.starts_with(b"JFIF\0") => jfif(whole),
        APP2 if payload.starts_with(PROFILE) => whole.to_vec(),
        APP14 if payload.starts_with(b"Adobe") => whole.to_vec(),
        APP0..=APP15 | COM => Vec::new(),
        _ => whole.to_vec(),
    }
}

/// A JFIF segment without its small picture (ITU-T T.871, 10.1).
fn jfif(whole: &[u8]) -> Vec<u8> {
    let Some(head) = whole.get(..16) else { return whole.to_vec() };
    if whole.len() == 18 && whole.ends_with(&[0, 0]) {
        return whole.to_vec();
    }
    let mut short = head.to_vec();
    short.extend([0, 0]);
    if let Some(length) = short.get_mut(2..4) {
        length.copy_from_slice(&[0, 16]);
    }
    short
}

/// All segments before the end marker, and where that stands.
fn segments(bytes: &[u8]) -> Option<(Vec<Segment>, Option<usize>)> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut at = start(bytes)? + 2;
    while let Some(found) = next_marker(bytes, at) {
        if found.code == EOI {
            return Some((segments, Some(found.at)));
        }
        at = found.end();
        if !found.stands_alone() {
            let (_, end) = marker::segment(bytes, at).ok()?;
            at = if found.code == SOS { scan_end(bytes, end) } else { end };
            segments.push(Segment { code: found.code, range: found.at..at });
        }
    }
    segments.iter().any(|segment| segment.code == SOS).then_some((segments, None))
}

/// Where a scan's data end: at a marker that is no restart marker, fill bytes before it left out.
fn scan_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    let mut end = bytes.len();
    while let Some(found) = next_marker(bytes, at) {
        at = found.end();
        if !found.stands_alone() || found.code == EOI {
            end = found.at;
            break;
        }
    }
    // A lone FF at the end of a cut file belongs to the marker that is missing.
    let data = bytes.get(from..end).unwrap_or_default();
    end - data.iter().rev().take_while(|byte| **byte == 0xFF).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(code: u8, payload: &[u8]) -> Vec<u8> {
        [&[0xFF, code][..], &(payload.len() as u16 + 2).to_be_bytes(), payload].concat()
    }

    const DATA: [u8; 7] = [1, 2, 0xFF, 0, 3, 0xFF, 0xD0];

    fn picture() -> [Vec<u8>; 3] {
        let frame = segment(marker::SOF0, &[8, 0, 16, 0, 16, 3, 1, 0x21, 0, 2, 0x11, 1, 3, 0x11, 1]);
        [segment(marker::DQT, &[0; 65]), frame, segment(SOS, &[1, 1, 0, 0, 63, 0])]
    }

    #[test]
    fn the_picture_stays_and_what_is_told_beside_it_goes() {
        let [tables, frame, scan] = picture();
        let jfif = segment(APP0, b"JFIF\0\x01\x02\x01\x01\x2C\x01\x2C\x01\x01abc");
        let plain = segment(APP0, b"JFIF\0\x01\x02\x01\x01\x2C\x01\x2C\0\0");
        let exif = segment(marker::APP1, b"Exif\0\0where and when");
        let profile = segment(APP2, b"ICC_PROFILE\0\x01\x01x");
        let comment = segment(COM, b"made by");
        let whole = |segments: &[&[u8]]| [&[0xFF, SOI][..], &segments.concat(), &scan, &DATA, &[0xFF, EOI]].concat();
        let mut file = whole(&[&jfif, &exif, b"stray", &profile, &tables, &comment, &frame]);
        let want = whole(&[&plain, &profile, &tables, &frame]);
        file.extend(b"trailing");
        assert_eq!(clean(&file), Some(want.clone()));
        let found = contents(&file).expect("contents");
        assert_eq!((found.mcu, found.surplus, found.ended), ((16, 8), 13, true));
        assert_eq!(found.metadata, exif.len() + comment.len() + 3);
        assert_eq!(clean(&want), Some(want.clone()));
        assert_eq!(contents(&want).map(|found| (found.metadata, found.surplus)), Some((0, 0)));
    }

    #[test]
    fn a_jfif_segment_that_breaks_off_is_completed() {
        let [tables, frame, scan] = picture();
        let whole = |segments: &[&[u8]]| [&[0xFF, SOI][..], &segments.concat(), &scan, &DATA, &[0xFF, EOI]].concat();
        let short = whole(&[&segment(APP0, b"JFIF\0\x01\x02\x01\0\xC8\0\xC8"), &tables, &frame]);
        let full = whole(&[&segment(APP0, b"JFIF\0\x01\x02\x01\0\xC8\0\xC8\0\0"), &tables, &frame]);
        assert_eq!(contents(&short).map(|found| (found.metadata, found.surplus)), Some((0, 0)));
        assert_eq!(clean(&short), Some(full));
    }

    #[test]
    fn a_profile_is_read_in_its_order_and_taken_out_alone() {
        let [tables, frame, scan] = picture();
        let piece = |number: u8, data: &[u8]| segment(APP2, &[b"ICC_PROFILE\0", &[number, 2][..], data].concat());
        let whole = |segments: &[&[u8]]| [&[0xFF, SOI][..], &segments.concat(), &scan, &DATA, &[0xFF, EOI]].concat();
        let other = segment(APP2, b"MPF\0");
        let file = whole(&[&piece(2, b"de"), &other, &piece(1, b"abc"), &tables, &frame]);
        assert_eq!(profile(&file).as_deref(), Some(&b"abcde"[..]));
        let without = whole(&[&other, &tables, &frame]);
        assert_eq!(without_profile(&file).as_ref(), Some(&without));
        assert_eq!((profile(&without), without_profile(&without).as_ref()), (None, Some(&without)));
    }

    #[test]
    fn a_missing_end_marker_is_put_there() {
        let [tables, frame, scan] = picture();
        let whole = [&[0xFF, SOI][..], &tables, &frame, &scan, &DATA, &[0xFF, EOI]].concat();
        for cut in [1, 2] {
            let file = &whole[..whole.len() - cut];
            assert!(!contents(file).expect("contents").ended);
            assert_eq!(clean(file).as_ref(), Some(&whole), "{cut}");
        }
    }

    #[test]
    fn what_is_no_picture_is_none() {
        for bytes in [&b""[..], b"\xFF\xD8", b"\xFF\xD8\xFF\xD9", b"\xFF\xD8\xFF\xE1\0\x20abc", b"\xFF\xD8\xFF\xE0\0"] {
            assert!(contents(bytes).is_none(), "{bytes:?}");
        }
    }
}
