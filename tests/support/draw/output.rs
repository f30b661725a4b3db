//! Pictures to bytes: JPEG with a true resolution in the header as scanners write it, and other formats. None of it is copied
//! into the tests that use it: it would not be optimised there.

use image::codecs::jpeg::{JpegEncoder, PixelDensity};
use image::{DynamicImage, ImageFormat};
use std::io::Cursor;

/// A baseline JPEG of `quality` (libjpeg's scale) whose JFIF header says `dpi`.
///
/// # Panics
/// Where the picture is larger than a JPEG can be; nothing drawn here is.
#[inline(never)]
pub fn jpeg(picture: &DynamicImage, quality: u8, dpi: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    encoder.set_pixel_density(PixelDensity::dpi(dpi));
    picture.write_with_encoder(encoder).expect("a drawn picture fits into a JPEG");
    bytes
}

/// A baseline JPEG of `quality` that says nothing of its resolution.
///
/// # Panics
/// Where the picture is larger than a JPEG can be; nothing drawn here is.
#[inline(never)]
pub fn bare_jpeg(picture: &DynamicImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    picture.write_with_encoder(encoder).expect("a drawn picture fits into a JPEG");
    bytes
}

/// The picture in another format.
///
/// # Panics
/// Where the format cannot hold the picture; nothing drawn here is that large.
#[inline(never)]
pub fn saved(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a drawn picture fits");
    bytes.into_inner()
}
