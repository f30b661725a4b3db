//! Gray or RGB with 8 bits, transparent places on white paper.

use image::{DynamicImage, RgbImage, RgbaImage};

/// The picture in 8 bits; what is transparent lets white paper through.
pub(super) fn on_white(pixels: DynamicImage) -> DynamicImage {
    let colour = pixels.color();
    if !colour.has_alpha() {
        return match pixels {
            DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => pixels,
            other if colour.has_color() => other.into_rgb8().into(),
            other => other.into_luma8().into(),
        };
    }
    let pixels = pixels.into_rgba8();
    // A picture that is transparent everywhere was written by a program that never filled the fourth channel in.
    let unused = pixels.pixels().all(|pixel| pixel.0[3] == 0);
    let flat = if unused { DynamicImage::from(pixels).into_rgb8() } else { laid_on_white(&pixels) };
    let flat = DynamicImage::from(flat);
    if colour.has_color() { flat } else { flat.into_luma8().into() }
}

fn laid_on_white(source: &RgbaImage) -> RgbImage {
    let mut flat = RgbImage::new(source.width(), source.height());
    for (to, from) in flat.pixels_mut().zip(source.pixels()) {
        let [r, g, b, alpha] = from.0.map(u16::from);
        to.0 = [r, g, b].map(|level| ((level * alpha + 255 * (255 - alpha) + 127) / 255) as u8);
    }
    flat
}
