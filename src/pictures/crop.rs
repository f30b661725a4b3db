//! A piece of a picture at 1:1, where it has most to show: how sharp a page is can only be seen at its full size.

use super::decode::decode;
use super::format::Format;
use super::raster::Raster;

/// Pixels across and down, and the JPEG quality. Even a dossier of which every page is blurred stays within the size of a
/// report.
const SIZE: (u32, u32) = (340, 220);
const QUALITY: u8 = 75;

/// A piece of a picture at 1:1.
#[derive(Debug, Clone, PartialEq)]
pub struct Crop {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// A JPEG.
    pub jpeg: Vec<u8>,
}

/// Cuts it out of the picture as stored; `None` where that does not decode.
pub fn crop(bytes: &[u8], format: Format) -> Option<Crop> {
    let whole = decode(bytes, format)?;
    let (width, height) = (SIZE.0.min(whole.size().0), SIZE.1.min(whole.size().1));
    let (x, y) = busiest(&whole, width, height);
    let jpeg = whole.cropped((x, y, width, height)).gray_if_it_is().jpeg(QUALITY)?;
    Some(Crop { width, height, jpeg })
}

/// Where a window of this size holds the most change of lightness, on a grid of half windows.
fn busiest(picture: &Raster, width: u32, height: u32) -> (u32, u32) {
    let steps = |whole: u32, window: u32| {
        let step = (window / 2).max(1);
        (0..=(whole - window) / step).map(move |at| at * step)
    };
    let change = |x: u32, y: u32| -> u64 {
        let row = |y: u32| (x..x + width - 1).step_by(2).map(move |x| (x, y));
        let light = |x: u32, y: u32| i64::from(picture.pixel((x, y))[1]);
        (y..y + height).step_by(4).flat_map(row).map(|(x, y)| light(x, y).abs_diff(light(x + 1, y))).sum()
    };
    let windows = steps(picture.size().1, height).flat_map(|y| steps(picture.size().0, width).map(move |x| (x, y)));
    windows.max_by_key(|(x, y)| change(*x, *y)).unwrap_or((0, 0))
}
