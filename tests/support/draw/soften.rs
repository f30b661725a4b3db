//! What spoils a scan: blur, a moved page, a small picture made large. Of gray pictures alone: what fits every kind of pixel
//! would be compiled anew by each test that uses it, and not optimised.

use image::GrayImage;
use image::imageops::{self, FilterType};

/// Out of focus: a gaussian of `sigma` pixels.
#[inline(never)]
pub fn gaussian(picture: &GrayImage, sigma: f32) -> GrayImage {
    imageops::blur(picture, sigma)
}

/// Moved sideways during the exposure: the mean of `length` neighbouring pixels of each row (1 changes nothing).
#[inline(never)]
pub fn motion(picture: &GrayImage, length: u32) -> GrayImage {
    let width = picture.width() as usize;
    let (length, last) = (length.max(1) as usize, width.saturating_sub(1));
    let mut moved = picture.clone();
    if width == 0 {
        return moved;
    }
    for (to, from) in moved.chunks_exact_mut(width).zip(picture.chunks_exact(width)) {
        // Position `at` of a row that goes on with its first and last pixel for ever, moved half the length.
        let value = |at: usize| u32::from(from[at.saturating_sub(length / 2).min(last)]);
        let mut sum: u32 = (0..length).map(value).sum();
        for (x, to) in to.iter_mut().enumerate() {
            *to = (sum / length as u32) as u8;
            sum = sum + value(x + length) - value(x);
        }
    }
    moved
}

/// Scanned at a `factor`th of the resolution and enlarged again to the same size, smoothly or by repeating pixels.
#[inline(never)]
pub fn enlarged(picture: &GrayImage, factor: u32, smooth: bool) -> GrayImage {
    let (width, height) = picture.dimensions();
    let small = imageops::resize(picture, (width / factor).max(1), (height / factor).max(1), FilterType::Triangle);
    imageops::resize(&small, width, height, if smooth { FilterType::CatmullRom } else { FilterType::Nearest })
}
