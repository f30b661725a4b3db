//! The two-dimensional codes (QR, ISO/IEC 18004) on a page: asked for only where its text says that there should be one,
//! since a whole page takes as long as a tenth of its reading.

use super::{decoded, model};
use crate::pictures::Raster;
use crate::seen::Inspected;
use rqrr::PreparedImage;

/// What the codes on the picture in `bytes` say, in the order of their places; those that cannot be read are left out.
pub fn codes(bytes: &[u8], inspected: &Inspected) -> Vec<String> {
    model::apart(|| decoded(bytes, inspected).map(|(picture, _)| on(&picture)).unwrap_or_default()).unwrap_or_default()
}

fn on(picture: &Raster) -> Vec<String> {
    let (wide, high) = picture.size();
    let light = |x: usize, y: usize| {
        let [red, green, blue] = picture.pixel((x as u32, y as u32)).map(u32::from);
        // ITU-R BT.601.
        ((299 * red + 587 * green + 114 * blue) / 1000) as u8
    };
    let mut picture = PreparedImage::prepare_from_greyscale(wide as usize, high as usize, light);
    picture.detect_grids().iter().filter_map(|grid| Some(grid.decode().ok()?.1)).collect()
}
