//! Pictures of other formats as pixels: opened by the `image` crate, under limits, upright, on white.

use crate::dossier::Content;
use crate::guard::guarded;
use crate::jpeg::{Orientation, PIXEL_LIMIT, Steps};
use image::codecs::bmp::BmpDecoder;
use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::tiff::TiffDecoder;
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder, ImageResult, Limits, RgbImage};
use std::io::Cursor;

/// The most memory a decoder may take for its pixels, bytes: a claim beyond that is refused before it is believed.
const MEMORY_LIMIT: u64 = PIXEL_LIMIT * 4;

/// A picture as pixels: gray, or red, green and blue; upright.
#[derive(Debug, Clone)]
pub(super) struct Raster {
    /// Luma8 or Rgb8, nothing else.
    pub pixels: DynamicImage,
    /// The colour profile of an RGB picture.
    pub profile: Option<Vec<u8>>,
}

/// Width and height as stored, before anything is decoded; `None` where the header cannot be read.
pub(super) fn dimensions(bytes: &[u8], content: Content) -> Option<(u32, u32)> {
    guarded(|| Some(open(bytes, content)?.dimensions()))
}

/// Decodes a picture; `None` where it does not decode, or claims more pixels than are read.
pub(super) fn decode(bytes: &[u8], content: Content) -> Option<Raster> {
    let (width, height) = dimensions(bytes, content)?;
    if u64::from(width) * u64::from(height) > PIXEL_LIMIT {
        return None;
    }
    guarded(|| take(open(bytes, content)?).ok())
}

impl Raster {
    /// Pixels without a colour profile.
    pub(super) fn plain(pixels: DynamicImage) -> Self {
        Self { pixels: on_white(pixels), profile: None }
    }

    /// The picture turned.
    #[must_use]
    pub(super) fn turned(mut self, turn: Orientation) -> Self {
        let Steps { transpose, flip_x, flip_y } = turn.steps();
        if transpose {
            self.pixels = self.pixels.rotate90().fliph();
        }
        if flip_x {
            self.pixels = self.pixels.fliph();
        }
        if flip_y {
            self.pixels = self.pixels.flipv();
        }
        self
    }
}

fn open(bytes: &[u8], content: Content) -> Option<Box<dyn ImageDecoder + '_>> {
    let source = Cursor::new(bytes);
    Some(match content {
        Content::Jpeg => Box::new(JpegDecoder::new(source).ok()?),
        Content::Png => Box::new(PngDecoder::with_limits(source, limits()).ok()?),
        Content::Gif => Box::new(GifDecoder::new(source).ok()?),
        Content::Bmp => Box::new(BmpDecoder::new(source).ok()?),
        Content::Tiff => Box::new(TiffDecoder::new(source).ok()?),
        Content::Webp => Box::new(WebPDecoder::new(source).ok()?),
        _ => return None,
    })
}

fn take(mut decoder: Box<dyn ImageDecoder + '_>) -> ImageResult<Raster> {
    decoder.set_limits(limits())?;
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let mut pixels = on_white(DynamicImage::from_decoder(decoder)?);
    pixels.apply_orientation(orientation);
    // A profile of printing inks or of grays says nothing about red, green and blue.
    let rgb = matches!(pixels, DynamicImage::ImageRgb8(_));
    let is_rgb = |profile: &Vec<u8>| rgb && profile.get(16..20) == Some(b"RGB ");
    Ok(Raster { pixels, profile: profile.filter(is_rgb) })
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_LIMIT);
    limits
}

/// Gray or RGB with 8 bits; what is transparent lets white paper through.
fn on_white(pixels: DynamicImage) -> DynamicImage {
    let colour = pixels.color();
    if !colour.has_alpha() {
        return match pixels {
            DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => pixels,
            other if colour.has_color() => other.into_rgb8().into(),
            other => other.into_luma8().into(),
        };
    }
    let source = pixels.into_rgba8();
    let mut flat = RgbImage::new(source.width(), source.height());
    for (to, from) in flat.pixels_mut().zip(source.pixels()) {
        let [r, g, b, alpha] = from.0.map(u16::from);
        to.0 = [r, g, b].map(|level| ((level * alpha + 255 * (255 - alpha) + 127) / 255) as u8);
    }
    let flat = DynamicImage::from(flat);
    if colour.has_color() { flat } else { flat.into_luma8().into() }
}
