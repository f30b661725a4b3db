//! A JPEG as a PDF takes it: its bytes, and the few numbers that stand beside them.
//!
//! Only the headers are read; no pixel is decoded, so that printing costs no more than reading.

use crate::jpeg::{self, Colour, Header};
use std::io;

/// A JPEG that can go into a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jpeg {
    /// The picture as it was coded, without what its camera wrote beside it: position, owner, a thumbnail. Paper and PDF go
    /// to other people than the scan.
    pub bytes: Vec<u8>,
    /// What its headers say.
    pub header: Header,
}

impl Jpeg {
    /// Reads the headers.
    ///
    /// # Errors
    /// What a PDF cannot hold: no JPEG, cut off before its picture, lossless or arithmetic coding, 12 bits, no size.
    pub fn read(bytes: Vec<u8>) -> io::Result<Self> {
        let header = jpeg::header(&bytes).ok_or_else(|| io::Error::other("not a JPEG that a PDF can hold"))?;
        Ok(Self { bytes: jpeg::clean(&bytes).unwrap_or(bytes), header })
    }

    /// Width and height after the Exif orientation is applied, pixels.
    pub fn upright_size(&self) -> (u32, u32) {
        self.header.orientation.size((self.header.width, self.header.height))
    }

    /// How many levels a pixel has.
    pub(super) fn colours(&self) -> u8 {
        match self.header.colour {
            Colour::Gray => 1,
            Colour::YCbCr | Colour::Rgb => 3,
            Colour::Cmyk { .. } | Colour::Ycck => 4,
        }
    }

    /// The colour space of a PDF for it, and whether its levels stand for their opposite.
    pub fn space(&self) -> (&'static str, bool) {
        match self.header.colour {
            Colour::Gray => ("DeviceGray", false),
            Colour::YCbCr | Colour::Rgb => ("DeviceRGB", false),
            Colour::Cmyk { inverted } => ("DeviceCMYK", inverted),
            Colour::Ycck => ("DeviceCMYK", true),
        }
    }
}
