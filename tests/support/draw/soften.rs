//! What spoils a scan: blur, a moved page, a small picture made large.

use image::imageops::{self, FilterType};
use image::{ImageBuffer, Pixel};

/// A picture with 8 bits a channel, gray or colour.
pub type Picture<P> = ImageBuffer<P, Vec<u8>>;

/// Out of focus: a gaussian of `sigma` pixels.
pub fn gaussian<P: Pixel<Subpixel = u8> + 'static>(picture: &Picture<P>, sigma: f32) -> Picture<P> {
    imageops::blur(picture, sigma)
}

/// Moved sideways during the exposure: the mean of `length` neighbouring pixels of each row (1 changes nothing).
pub fn motion<P: Pixel<Subpixel = u8>>(picture: &Picture<P>, length: u32) -> Picture<P> {
    let (width, channels) = (picture.width() as usize, usize::from(P::CHANNEL_COUNT));
    let (length, last) = (length.max(1) as usize, width.saturating_sub(1));
    let mut moved = picture.clone();
    if width == 0 {
        return moved;
    }
    for (to, from) in moved.chunks_exact_mut(width * channels).zip(picture.chunks_exact(width * channels)) {
        for channel in 0..channels {
            // Position `at` of a row that goes on with its first and last pixel for ever, moved half the length.
            let value = |at: usize| u32::from(from[at.saturating_sub(length / 2).min(last) * channels + channel]);
            let mut sum: u32 = (0..length).map(value).sum();
            for x in 0..width {
                to[x * channels + channel] = (sum / length as u32) as u8;
                sum = sum + value(x + length) - value(x);
            }
        }
    }
    moved
}

/// Scanned at a `factor`th of the resolution and enlarged again to the same size, smoothly or by repeating pixels.
pub fn enlarged<P: Pixel<Subpixel = u8> + 'static>(picture: &Picture<P>, factor: u32, smooth: bool) -> Picture<P> {
    let (width, height) = picture.dimensions();
    let small = imageops::resize(picture, (width / factor).max(1), (height / factor).max(1), FilterType::Triangle);
    imageops::resize(&small, width, height, if smooth { FilterType::CatmullRom } else { FilterType::Nearest })
}
