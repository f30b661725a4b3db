//! A JPEG as a PDF takes it: the bytes as they are, and the few numbers that stand beside them.
//!
//! Only the markers before the first scan are read (ITU T.81 annex B); no pixel is decoded, so that printing costs no
//! more than reading.

use crate::jpeg::Orientation;
use std::io;

/// A JPEG that can go into a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jpeg {
    /// The file, untouched.
    pub bytes: Vec<u8>,
    /// Width as stored, pixels.
    pub width: u32,
    /// Height as stored, pixels.
    pub height: u32,
    /// 1 gray, 3 colour, 4 CMYK.
    pub components: u8,
    /// An Adobe marker stands in it: then CMYK is stored inverted.
    pub adobe: bool,
    /// Exif orientation; upright where the file does not say.
    pub orientation: Orientation,
}

impl Jpeg {
    /// Reads the markers.
    ///
    /// # Errors
    /// What a PDF cannot hold: no JPEG, cut off before its picture, lossless or arithmetic coding, 12 bits, no size.
    pub fn read(bytes: Vec<u8>) -> io::Result<Self> {
        let orientation = Orientation::Upright;
        let mut jpeg = Self { bytes: Vec::new(), width: 0, height: 0, components: 0, adobe: false, orientation };
        jpeg.walk(&bytes).ok_or_else(|| io::Error::other("not a JPEG that a PDF can hold"))?;
        jpeg.bytes = bytes;
        Ok(jpeg)
    }

    /// Width and height after the Exif orientation is applied, pixels.
    pub fn upright_size(&self) -> (u32, u32) {
        self.orientation.size((self.width, self.height))
    }

    fn walk(&mut self, bytes: &[u8]) -> Option<()> {
        if !bytes.starts_with(&[0xff, 0xd8]) {
            return None;
        }
        let mut at = 2;
        loop {
            if *bytes.get(at)? != 0xff {
                return None;
            }
            let marker = *bytes.get(at + 1)?;
            if marker == 0xff {
                at += 1;
                continue;
            }
            if matches!(marker, 0x01 | 0xd0..=0xd7) {
                at += 2;
                continue;
            }
            let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
            let segment = bytes.get(at + 4..at + 2 + length.max(2))?;
            match marker {
                0xc0..=0xc2 => self.frame(segment)?,
                0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf | 0xd9 => return None,
                0xda => return (self.components > 0).then_some(()),
                0xe1 => self.exif(segment),
                0xee => self.adobe |= segment.starts_with(b"Adobe"),
                _ => {}
            }
            at += 2 + length;
        }
    }

    fn frame(&mut self, segment: &[u8]) -> Option<()> {
        let &[precision, high, low, wide, narrow, components, ..] = segment else { return None };
        self.height = u32::from(u16::from_be_bytes([high, low]));
        self.width = u32::from(u16::from_be_bytes([wide, narrow]));
        self.components = components;
        (precision == 8 && self.width > 0 && self.height > 0 && matches!(components, 1 | 3 | 4)).then_some(())
    }

    fn exif(&mut self, segment: &[u8]) {
        let Some(tiff) = segment.strip_prefix(b"Exif\0\0") else { return };
        let Ok(exif) = exif::Reader::new().read_raw(tiff.to_vec()) else { return };
        let field = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY);
        let orientation = field.and_then(|field| field.value.get_uint(0)).and_then(Orientation::from_exif);
        self.orientation = orientation.unwrap_or(self.orientation);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).expect("short").to_be_bytes();
        [&[0xff, marker], &length[..], content].concat()
    }

    fn file(segments: &[Vec<u8>]) -> Vec<u8> {
        let scan = segment(0xda, &[1, 1, 0, 0, 63, 0]);
        [&[0xff, 0xd8][..], &segments.concat(), &scan, &[0, 0xff, 0xd9]].concat()
    }

    fn frame(marker: u8, precision: u8, components: u8) -> Vec<u8> {
        segment(marker, &[precision, 0, 40, 0, 30, components])
    }

    #[test]
    fn cmyk_with_an_adobe_marker_is_inverted() {
        let jpeg = Jpeg::read(file(&[segment(0xee, b"Adobe\0d\0\0\0\0\x02"), frame(0xc0, 8, 4)])).expect("a JPEG");
        assert_eq!((jpeg.width, jpeg.height, jpeg.components, jpeg.adobe), (30, 40, 4, true));
        assert!(!Jpeg::read(file(&[frame(0xc2, 8, 3)])).expect("a JPEG").adobe);
    }

    #[test]
    fn exif_turns_it_upright() {
        let tiff = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let jpeg = Jpeg::read(file(&[segment(0xe1, tiff), frame(0xc0, 8, 3)])).expect("a JPEG");
        assert_eq!((jpeg.orientation, jpeg.upright_size()), (Orientation::QuarterRight, (40, 30)));
    }

    #[test]
    fn what_a_pdf_cannot_hold_is_refused() {
        for frame in [frame(0xc3, 8, 3), frame(0xc9, 8, 3), frame(0xc0, 12, 3), frame(0xc0, 8, 2), Vec::new()] {
            assert!(Jpeg::read(file(&[frame])).is_err());
        }
        let whole = file(&[frame(0xc0, 8, 3)]);
        for length in 0..whole.len() - 12 {
            assert!(Jpeg::read(whole.get(..length).expect("shorter").to_vec()).is_err(), "{length} bytes");
        }
        assert!(Jpeg::read(vec![0xff; 1000]).is_err());
    }
}
