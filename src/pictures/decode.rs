//! Files as pixels, under limits: a claim is refused before it is believed.

use super::blocks::{
    are_chunks_within, contradicts_itself, is_moving, is_palette_whole, is_square, lacks_only_its_end,
};
use super::format::Format;
use super::raster::Raster;
use super::refusal::Refusal;
use super::tiff;
use super::turn_tag::png_exif;
use crate::guard::guarded;
use crate::jpeg::{self, Exif, Orientation, PIXEL_LIMIT};
use image::codecs::bmp::BmpDecoder;
use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::error::{ImageError, LimitError, LimitErrorKind};
use image::{DynamicImage, ImageDecoder, ImageResult, Limits};
use std::io::Cursor;

/// The most memory that decoding one picture may take, its pixels and the decoder's own, bytes. A page of A4 in colour at
/// 600 dpi has 104 MB of pixels.
pub(super) const MEMORY_LIMIT: u64 = 224 * 1024 * 1024;

/// The most that a PNG may unpack beside its pixels, bytes: its colour profile, mostly a few kB.
const BESIDE_LIMIT: u64 = 16 * 1024 * 1024;

/// The last chunk of a PNG: no data, its name, and the sum over that.
const PNG_END: &[u8] = b"\0\0\0\0IEND\xAE\x42\x60\x82";

/// Bytes of a pixel, red, green and blue.
const RGB: u64 = 3;

/// Width and height as stored, before anything is decoded; `None` where the header cannot be read.
pub fn dimensions(bytes: &[u8], format: Format) -> Option<(u32, u32)> {
    if format == Format::Tiff {
        return tiff::size(bytes, *tiff::pages(bytes).ok()?.at.first()?).ok();
    }
    guarded(|| Some(open(bytes, format)?.dimensions()))
}

/// Decodes a picture as it is stored; `None` where it does not decode.
pub fn decode(bytes: &[u8], format: Format) -> Option<Raster> {
    decoded(bytes, format).ok()
}

/// Decodes a picture as it is stored; of a TIFF, its first page.
///
/// # Errors
/// Why it cannot be read.
pub fn decoded(bytes: &[u8], format: Format) -> Result<Raster, Refusal> {
    let read = || match format {
        Format::Tiff => tiff::decode(bytes, *tiff::pages(bytes)?.at.first().ok_or(Refusal::Broken)?),
        Format::Png if lacks_only_its_end(bytes) => one_picture(&[bytes, PNG_END].concat(), format),
        _ => one_picture(bytes, format),
    };
    guarded(|| Some(read())).unwrap_or(Err(Refusal::Broken))
}

/// Whether a picture of another format than TIFF can be decoded, as far as its headers say.
///
/// # Errors
/// Why it cannot.
pub fn is_readable(bytes: &[u8], format: Format) -> Result<(), Refusal> {
    guarded(|| Some(opened(bytes, format).map(drop))).unwrap_or(Err(Refusal::Broken))
}

fn opened(bytes: &[u8], format: Format) -> Result<Box<dyn ImageDecoder + '_>, Refusal> {
    if is_moving(bytes, format) {
        return Err(Refusal::Moving);
    }
    if !is_square(bytes, format) {
        return Err(Refusal::NotSquare);
    }
    if contradicts_itself(bytes, format) {
        return Err(Refusal::Doubtful);
    }
    if !is_palette_whole(bytes, format) || !are_chunks_within(bytes, format) {
        return Err(Refusal::Broken);
    }
    let decoder = open(bytes, format).ok_or(Refusal::Broken)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > PIXEL_LIMIT || memory(bytes, format, pixels, &*decoder) > MEMORY_LIMIT {
        return Err(Refusal::TooLarge);
    }
    Ok(decoder)
}

fn one_picture(bytes: &[u8], format: Format) -> Result<Raster, Refusal> {
    let mut decoder = opened(bytes, format)?;
    let orientation = match format {
        // A JPEG's orientation is read with the rest of its metadata, and whoever decodes it applies it.
        Format::Jpeg => None,
        // The decoder looks no further than to the pixels; the Exif may stand behind them.
        Format::Png => orientation(&mut *decoder).or_else(|| png_exif(bytes)?.orientation),
        _ => orientation(&mut *decoder),
    };
    let profile = decoder.icc_profile().ok().flatten();
    let pixels = of_decoder(decoder).map_err(|error| match error {
        ImageError::Limits(_) => Refusal::TooLarge,
        ImageError::Unsupported(_) => Refusal::Coding,
        _ => Refusal::Broken,
    })?;
    Ok(Raster::new(pixels, profile, orientation.unwrap_or_default()))
}

fn open(bytes: &[u8], format: Format) -> Option<Box<dyn ImageDecoder + '_>> {
    let source = Cursor::new(bytes);
    Some(match format {
        Format::Jpeg => Box::new(JpegDecoder::new(source).ok()?),
        Format::Png => Box::new(PngDecoder::with_limits(source, limits(BESIDE_LIMIT)).ok()?),
        Format::Gif => Box::new(GifDecoder::new(source).ok()?),
        Format::Bmp => Box::new(BmpDecoder::new(source).ok()?),
        Format::Webp => Box::new(WebPDecoder::new(source).ok()?),
        Format::Tiff => return None,
    })
}

/// What decoding takes, bytes: the decoder's pixels, what it keeps beside them, and the same in 8 bits without
/// transparency.
fn memory(bytes: &[u8], format: Format, pixels: u64, decoder: &dyn ImageDecoder) -> u64 {
    let own = decoder.total_bytes();
    let plain = own <= pixels * RGB && !decoder.color_type().has_alpha();
    let converted = if plain { 0 } else { pixels * RGB };
    let beside = match format {
        // All coefficients, two bytes each.
        Format::Jpeg => jpeg::header(bytes).map_or(0, |header| header.coefficients.saturating_mul(2)),
        // The frame before it is laid on the screen; luma and chroma.
        Format::Gif | Format::Webp => own,
        _ => 0,
    };
    own + converted + beside
}

/// The pixels of a decoder, where they do not take more memory than they may.
pub(super) fn of_decoder(mut decoder: impl ImageDecoder) -> ImageResult<DynamicImage> {
    decoder.set_limits(limits(MEMORY_LIMIT))?;
    if decoder.total_bytes() > MEMORY_LIMIT {
        return Err(ImageError::Limits(LimitError::from_kind(LimitErrorKind::InsufficientMemory)));
    }
    DynamicImage::from_decoder(decoder)
}

/// What the Exif of a PNG or WebP says.
fn orientation(decoder: &mut dyn ImageDecoder) -> Option<Orientation> {
    Exif::read(&decoder.exif_metadata().ok().flatten()?).orientation
}

fn limits(bytes: u64) -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(bytes);
    limits
}
