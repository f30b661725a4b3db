//! Files as pixels, under limits: a claim is refused before it is believed.

use super::format::Format;
use super::raster::Raster;
use crate::guard::guarded;
use crate::jpeg::{Exif, Orientation, PIXEL_LIMIT};
use image::codecs::bmp::BmpDecoder;
use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::tiff::TiffDecoder;
use image::codecs::webp::WebPDecoder;
use image::error::{ImageError, LimitError, LimitErrorKind};
use image::{DynamicImage, ImageDecoder, ImageResult, Limits};
use std::io::Cursor;

/// The most memory a decoder may take for its pixels, bytes.
const MEMORY_LIMIT: u64 = PIXEL_LIMIT * 4;

/// Width and height as stored, before anything is decoded; `None` where the header cannot be read.
pub fn dimensions(bytes: &[u8], format: Format) -> Option<(u32, u32)> {
    guarded(|| Some(open(bytes, format)?.dimensions()))
}

/// Decodes a picture as it is stored; `None` where it does not decode, or claims more pixels than are read.
pub fn decode(bytes: &[u8], format: Format) -> Option<Raster> {
    let (width, height) = dimensions(bytes, format)?;
    if u64::from(width) * u64::from(height) > PIXEL_LIMIT {
        return None;
    }
    guarded(|| take(open(bytes, format)?, format).ok())
}

fn open(bytes: &[u8], format: Format) -> Option<Box<dyn ImageDecoder + '_>> {
    let source = Cursor::new(bytes);
    Some(match format {
        Format::Jpeg => Box::new(JpegDecoder::new(source).ok()?),
        Format::Png => Box::new(PngDecoder::with_limits(source, limits()).ok()?),
        Format::Gif => Box::new(GifDecoder::new(source).ok()?),
        Format::Bmp => Box::new(BmpDecoder::new(source).ok()?),
        Format::Tiff => Box::new(TiffDecoder::new(source).ok()?),
        Format::Webp => Box::new(WebPDecoder::new(source).ok()?),
    })
}

fn take(mut decoder: Box<dyn ImageDecoder + '_>, format: Format) -> ImageResult<Raster> {
    decoder.set_limits(limits())?;
    if decoder.total_bytes() > MEMORY_LIMIT {
        return Err(ImageError::Limits(LimitError::from_kind(LimitErrorKind::InsufficientMemory)));
    }
    let orientation = match format {
        // A JPEG's orientation is read with the rest of its metadata, and whoever decodes it applies it.
        Format::Jpeg => Orientation::Upright,
        Format::Tiff => {
            let claimed = decoder.orientation().ok();
            claimed.and_then(|claimed| Orientation::from_exif(u32::from(claimed.to_exif()))).unwrap_or_default()
        }
        _ => orientation(&mut *decoder),
    };
    let profile = decoder.icc_profile().ok().flatten();
    Ok(Raster::new(DynamicImage::from_decoder(decoder)?, profile, orientation))
}

/// What the Exif of a PNG or WebP says.
fn orientation(decoder: &mut dyn ImageDecoder) -> Orientation {
    let exif = decoder.exif_metadata().ok().flatten().unwrap_or_default();
    Exif::read(&exif).orientation.unwrap_or_default()
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_LIMIT);
    limits
}
