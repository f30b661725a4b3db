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
    let length = length.max(1);
    let last = picture.width().saturating_sub(1);
    ImageBuffer::from_fn(picture.width(), picture.height(), |x, y| {
        let mut sums = [0_u32; 4];
        for step in 0..length {
            let from = (x + step).saturating_sub(length / 2).min(last);
            for (sum, value) in sums.iter_mut().zip(picture.get_pixel(from, y).channels()) {
                *sum += u32::from(*value);
            }
        }
        let means = sums.map(|sum| (sum / length) as u8);
        *P::from_slice(&means[..usize::from(P::CHANNEL_COUNT)])
    })
}

/// Scanned at a `factor`th of the resolution and enlarged again to the same size, smoothly or by repeating pixels.
pub fn enlarged<P: Pixel<Subpixel = u8> + 'static>(picture: &Picture<P>, factor: u32, smooth: bool) -> Picture<P> {
    let (width, height) = picture.dimensions();
    let small = imageops::resize(picture, (width / factor).max(1), (height / factor).max(1), FilterType::Triangle);
    imageops::resize(&small, width, height, if smooth { FilterType::CatmullRom } else { FilterType::Nearest })
}
