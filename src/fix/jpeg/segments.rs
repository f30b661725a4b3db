//! What stands between a JPEG's markers, and what of it the picture needs (ITU-T T.81, Annex B).
//!
//! Kept: tables, frame, scans to the last byte, and of the application segments those that change how the picture
//! looks: JFIF (without its small picture), Adobe's, the colour profile. Everything else tells about the person, the
//! telephone and the place, and goes.

use std::ops::Range;

const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const APP0: u8 = 0xE0;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;
const APP15: u8 = 0xEF;
const COM: u8 = 0xFE;

/// What a JPEG holds besides its picture, as far as repairing it depends on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contents {
    /// Width and height of an MCU, pixels; (8, 8) for a single component.
    pub mcu: (u32, u32),
    /// Bytes of metadata that would go.
    pub metadata: usize,
    /// Bytes behind the end marker, or between segments, that would go.
    pub surplus: usize,
    /// Whether the end marker is there.
    pub ended: bool,
}

/// One marker with its segment; a scan's reaches to the next marker.
pub(super) struct Segment {
    pub(super) code: u8,
    pub(super) range: Range<usize>,
}

/// Reads the markers of a JPEG; `None` where they do not lead to the end of a picture.
pub(crate) fn contents(bytes: &[u8]) -> Option<Contents> {
    let (segments, end) = segments(bytes)?;
    let frame = segments.iter().find(|segment| is_frame(segment.code))?;
    let factors = bytes.get(frame.range.clone())?.get(10..)?.chunks_exact(3).filter_map(|three| three.get(1).copied());
    let factors: Vec<u8> = factors.collect();
    let most = |shift: u8| factors.iter().map(|both| u32::from(both >> shift & 15)).max().unwrap_or(1);
    let mcu = if factors.len() == 1 { (8, 8) } else { (8 * most(4), 8 * most(0)) };
    let taken: usize = segments.iter().map(|segment| segment.range.len()).sum();
    let metadata = segments.iter().map(|segment| segment.range.len() - kept(bytes, segment).len()).sum();
    let ended = end.is_some();
    let surplus = bytes.len() - 2 - taken - if ended { 2 } else { 0 };
    Some(Contents { mcu, metadata, surplus, ended })
}

/// The same picture without metadata, stray and trailing bytes, and with an end marker.
pub(crate) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let (segments, _) = segments(bytes)?;
    let mut out = vec![0xFF, SOI];
    for segment in &segments {
        out.extend(kept(bytes, segment));
    }
    out.extend([0xFF, EOI]);
    Some(out)
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
        APP2 if payload.starts_with(b"ICC_PROFILE\0") => whole.to_vec(),
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
    if !bytes.starts_with(&[0xFF, SOI]) {
        return None;
    }
    let mut segments: Vec<Segment> = Vec::new();
    let mut at = 2;
    while let Some((code, start)) = marker(bytes, at) {
        match code {
            EOI => return Some((segments, Some(start))),
            0x01 | 0xD0..=0xD7 => at = start + 2,
            _ => {
                let length = usize::from(u16::from_be_bytes(*bytes.get(start + 2..)?.first_chunk()?));
                let header = start + 2 + length.max(2);
                let end = if code == SOS { scan_end(bytes, header) } else { header };
                if end > bytes.len() {
                    return None;
                }
                segments.push(Segment { code, range: start..end });
                at = end;
            }
        }
    }
    segments.iter().any(|segment| segment.code == SOS).then_some((segments, None))
}

/// The next marker at or after `from`: its code and where its last FF stands.
fn marker(bytes: &[u8], from: usize) -> Option<(u8, usize)> {
    let pairs = bytes.get(from..)?.windows(2);
    pairs.zip(from..).find_map(|(pair, at)| match *pair {
        [0xFF, code] if code != 0 && code != 0xFF => Some((code, at)),
        _ => None,
    })
}

/// Where a scan's data end: at a marker that is no restart marker, fill bytes before it left out.
fn scan_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some((code, start)) = marker(bytes, at) {
        if !matches!(code, 0xD0..=0xD7 | 0x01) {
            let data = bytes.get(from..start).unwrap_or_default();
            let fill = data.iter().rev().take_while(|byte| **byte == 0xFF).count();
            return start - fill;
        }
        at = start + 2;
    }
    // A lone FF at the end of a cut file belongs to the marker that is missing.
    let data = bytes.get(from..).unwrap_or_default();
    bytes.len() - data.iter().rev().take_while(|byte| **byte == 0xFF).count()
}

fn is_frame(code: u8) -> bool {
    matches!(code, 0xC0..=0xCF) && !matches!(code, 0xC4 | 0xC8 | 0xCC)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(code: u8, payload: &[u8]) -> Vec<u8> {
        [&[0xFF, code][..], &(payload.len() as u16 + 2).to_be_bytes(), payload].concat()
    }

    const DATA: [u8; 7] = [1, 2, 0xFF, 0, 3, 0xFF, 0xD0];

    fn picture() -> [Vec<u8>; 3] {
        let frame = segment(0xC0, &[8, 0, 16, 0, 16, 3, 1, 0x21, 0, 2, 0x11, 1, 3, 0x11, 1]);
        [segment(0xDB, &[0; 65]), frame, segment(SOS, &[1, 1, 0, 0, 63, 0])]
    }

    #[test]
    fn the_picture_stays_and_what_is_told_beside_it_goes() {
        let [tables, frame, scan] = picture();
        let jfif = segment(APP0, b"JFIF\0\x01\x02\x01\x01\x2C\x01\x2C\x01\x01abc");
        let plain = segment(APP0, b"JFIF\0\x01\x02\x01\x01\x2C\x01\x2C\0\0");
        let exif = segment(0xE1, b"Exif\0\0where and when");
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
