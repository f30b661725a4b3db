//! Pictures to JPEG bytes, with a true resolution in the header as scanners write it.

use image::DynamicImage;
use image::codecs::jpeg::{JpegEncoder, PixelDensity};

/// A baseline JPEG of `quality` (libjpeg's scale) whose JFIF header says `dpi`.
///
/// # Panics
/// Where the picture is larger than a JPEG can be; nothing drawn here is.
pub fn jpeg(picture: &DynamicImage, quality: u8, dpi: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    encoder.set_pixel_density(PixelDensity::dpi(dpi));
    picture.write_with_encoder(encoder).expect("a drawn picture fits into a JPEG");
    bytes
}
