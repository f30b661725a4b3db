//! What a JPEG's metadata claim: turned how, at which resolution, taken where. Claims only, often missing or false.

use super::Orientation;
use crate::guard::guarded;
use exif::{In, Reader, Tag, Value};
use std::ops::Range;

/// Pointers to sub-directories that an Exif segment may hold. A real one holds three, and its thumbnail a few by
/// chance; each may lead to thousands of entries, so that a file made for it would fill the memory.
const POINTER_LIMIT: usize = 64;

/// What an Exif segment says, as far as it can be read: a broken field leaves the others as they are.
#[derive(Debug, Default, PartialEq)]
pub struct Exif {
    /// Orientation, where it is one.
    pub orientation: Option<Orientation>,
    /// dpi, horizontal and vertical.
    pub dpi: Option<(f32, f32)>,
    /// Whether a latitude and a longitude are there.
    pub gps: bool,
    /// Where the thumbnail's own JPEG lies in the segment, bytes.
    pub thumbnail: Option<Range<usize>>,
}

impl Exif {
    /// Reads an Exif segment's payload, after its `Exif\0\0`; some programs begin the Exif of a PNG or WebP so too, where
    /// that does not belong. What is unreadable there is simply not claimed.
    pub fn read(payload: &[u8]) -> Self {
        let payload = payload.strip_prefix(b"Exif\0\0").unwrap_or(payload);
        if sub_directories(payload) > POINTER_LIMIT {
            return Self::default();
        }
        let read = || {
            let read = Reader::new().continue_on_error(true).read_raw(payload.to_vec());
            let fields = read.or_else(|error| error.distill_partial_result(|_| {})).ok()?;
            Some(Self {
                orientation: number(&fields, Tag::Orientation, In::PRIMARY).and_then(Orientation::from_exif),
                dpi: dpi(&fields),
                gps: has(&fields, Tag::GPSLatitude) && has(&fields, Tag::GPSLongitude),
                thumbnail: thumbnail(&fields),
            })
        };
        guarded(read).unwrap_or_default()
    }
}

/// The resolution of a JFIF header (ITU-T T.871, 10.1): its payload starts with `JFIF\0`.
pub(crate) fn jfif_density(payload: &[u8]) -> Option<(f32, f32)> {
    let &[_, _, unit, x1, x0, y1, y0] = payload.get(5..12)?.first_chunk()?;
    let dots_per_inch = match unit {
        1 => 1.0,
        2 => 2.54,
        _ => return None,
    };
    let density = |high, low| f32::from(u16::from_be_bytes([high, low])) * dots_per_inch;
    plausible(density(x1, x0), density(y1, y0))
}

fn sub_directories(payload: &[u8]) -> usize {
    const POINTERS: [[u8; 2]; 6] = [[0x87, 0x69], [0x69, 0x87], [0x88, 0x25], [0x25, 0x88], [0xA0, 0x05], [0x05, 0xA0]];
    payload.windows(2).filter(|pair| POINTERS.iter().any(|pointer| pair == pointer)).count()
}

fn dpi(fields: &exif::Exif) -> Option<(f32, f32)> {
    let per_unit = |tag| match &fields.get_field(tag, In::PRIMARY)?.value {
        Value::Rational(values) => values.first().map(exif::Rational::to_f32),
        _ => None,
    };
    let dots_per_inch = match number(fields, Tag::ResolutionUnit, In::PRIMARY).unwrap_or(2) {
        2 => 1.0,
        3 => 2.54,
        _ => return None,
    };
    plausible(per_unit(Tag::XResolution)? * dots_per_inch, per_unit(Tag::YResolution)? * dots_per_inch)
}

/// 0/0 and the like are no resolution.
fn plausible(x: f32, y: f32) -> Option<(f32, f32)> {
    let sane = |dpi: f32| dpi.is_finite() && (1.0..=100_000.0).contains(&dpi);
    (sane(x) && sane(y)).then_some((x, y))
}

fn thumbnail(exif: &exif::Exif) -> Option<Range<usize>> {
    let start = number(exif, Tag::JPEGInterchangeFormat, In::THUMBNAIL)? as usize;
    let length = number(exif, Tag::JPEGInterchangeFormatLength, In::THUMBNAIL)? as usize;
    let range = start..start.checked_add(length)?;
    exif.buf().get(range.clone()).is_some_and(|bytes| bytes.starts_with(b"\xFF\xD8")).then_some(range)
}

fn has(exif: &exif::Exif, tag: Tag) -> bool {
    exif.get_field(tag, In::PRIMARY).is_some()
}

fn number(exif: &exif::Exif, tag: Tag, directory: In) -> Option<u32> {
    exif.get_field(tag, directory)?.value.get_uint(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A little-endian Exif payload with one directory of (tag, type, count, value) entries.
    fn payload(entries: &[(u16, u16, u32, u32)], behind: &[u8]) -> Vec<u8> {
        let mut bytes = b"II*\0\x08\0\0\0".to_vec();
        bytes.extend((entries.len() as u16).to_le_bytes());
        for (tag, kind, count, value) in entries {
            bytes.extend(tag.to_le_bytes());
            bytes.extend(kind.to_le_bytes());
            bytes.extend(count.to_le_bytes());
            bytes.extend(value.to_le_bytes());
        }
        bytes.extend([0; 4]);
        bytes.extend(behind);
        bytes
    }

    #[test]
    fn orientation_is_read_and_nonsense_is_not() {
        assert_eq!(Exif::read(&payload(&[(0x0112, 3, 1, 6)], &[])).orientation, Some(Orientation::QuarterRight));
        assert_eq!(Exif::read(&payload(&[(0x0112, 3, 1, 9)], &[])).orientation, None);
        assert_eq!(Exif::read(b"II*\0"), Exif::default());
        assert_eq!(Exif::read(b""), Exif::default());
    }

    #[test]
    fn resolution_per_centimetre_becomes_dpi() {
        let behind = [118u32, 1].map(u32::to_le_bytes).concat();
        let at = 8 + 2 + 3 * 12 + 4;
        let exif = payload(&[(0x011A, 5, 1, at), (0x011B, 5, 1, at), (0x0128, 3, 1, 3)], &behind);
        let (x, y) = Exif::read(&exif).dpi.expect("a resolution");
        assert!((x - 299.72).abs() < 0.01 && (y - x).abs() < 0.01, "{x} {y}");
    }

    #[test]
    fn jfif_density_needs_a_unit() {
        assert_eq!(jfif_density(b"JFIF\0\x01\x02\x01\x01\x2C\x01\x2C\0\0"), Some((300.0, 300.0)));
        assert_eq!(jfif_density(b"JFIF\0\x01\x02\0\x01\x2C\x01\x2C\0\0"), None);
        assert_eq!(jfif_density(b"JFIF\0\x01\x02\x01\0\0\0\0"), None);
        assert_eq!(jfif_density(b"JFIF\0"), None);
    }

    #[test]
    fn a_segment_of_nothing_but_pointers_is_left_alone() {
        let pointers: Vec<_> = (0..200).map(|at| (0x8769, 4, 1, at * 7)).collect();
        assert_eq!(Exif::read(&payload(&pointers, &vec![0x0A; 30_000])), Exif::default());
    }
}
