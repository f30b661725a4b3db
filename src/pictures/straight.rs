//! Turning a picture by a few degrees, so that what lies askew in it lies straight.
//!
//! The canvas grows until all of the picture is on it, and is white where the picture does not reach: nothing is cut off.

use super::apart::{Apart, apart};
use super::raster::Raster;
use image::{GrayImage, RgbImage};

/// The longer side of the small pictures by which a straightened one is compared with its source, pixels.
const COMPARED: u32 = 900;
const WHITE: f32 = 255.0;

impl Raster {
    /// The picture with what is turned clockwise by so many degrees turned back.
    #[must_use]
    pub fn straightened(&self, degrees: f32) -> Self {
        let channels = if self.is_gray() { 1 } else { 3 };
        let turn = Turn::new(self.size(), degrees);
        let (wide, high) = turn.canvas;
        let mut levels = Vec::with_capacity(wide as usize * high as usize * channels);
        for (y, x) in (0..high).flat_map(|y| (0..wide).map(move |x| (y, x))) {
            let pixel = sample(self.levels(), self.size(), channels, turn.source(x, y));
            levels.extend(pixel.into_iter().take(channels));
        }
        let pixels = match channels {
            1 => GrayImage::from_raw(wide, high, levels).map(Into::into),
            _ => RgbImage::from_raw(wide, high, levels).map(Into::into),
        };
        pixels.map_or_else(|| self.clone(), |pixels| self.with(pixels))
    }
}

/// Whether a picture is another one with so many degrees turned back, by turning that in small.
pub fn is_straightened(source: &Raster, degrees: f32, result: &Raster) -> bool {
    let (wide, high) = source.size();
    let longer = wide.max(high).max(1);
    let side = |length: u32| (u64::from(length) * u64::from(COMPARED) / u64::from(longer)).max(1) as u32;
    let small = if longer > COMPARED { source.shrunk((side(wide), side(high))) } else { source.clone() };
    apart(&small.straightened(degrees), result).is_some_and(Apart::is_same_picture)
}

/// From a pixel of the straight picture to its place in the one that lies askew.
struct Turn {
    canvas: (u32, u32),
    middle: (f32, f32),
    middle_of_source: (f32, f32),
    cosine: f32,
    sine: f32,
}

impl Turn {
    fn new((width, height): (u32, u32), degrees: f32) -> Self {
        let (sine, cosine) = degrees.to_radians().sin_cos();
        let (wide, high) = (width as f32, height as f32);
        let across = (wide * cosine.abs() + high * sine.abs()).ceil().max(1.0);
        let down = (wide * sine.abs() + high * cosine.abs()).ceil().max(1.0);
        Self {
            canvas: (across as u32, down as u32),
            middle: (across / 2.0, down / 2.0),
            middle_of_source: (wide / 2.0, high / 2.0),
            cosine,
            sine,
        }
    }

    fn source(&self, x: u32, y: u32) -> (f32, f32) {
        let (x, y) = (x as f32 + 0.5 - self.middle.0, y as f32 + 0.5 - self.middle.1);
        let (across, down) = (x * self.cosine - y * self.sine, x * self.sine + y * self.cosine);
        (across + self.middle_of_source.0 - 0.5, down + self.middle_of_source.1 - 0.5)
    }
}

/// The weights of four neighbours (Catmull and Rom, 1974), which keep edges as sharp as they are.
fn weights(at: f32) -> [f32; 4] {
    let (two, three) = (at * at, at * at * at);
    [
        -0.5 * three + two - 0.5 * at,
        1.5 * three - 2.5 * two + 1.0,
        -1.5 * three + 2.0 * two + 0.5 * at,
        0.5 * three - 0.5 * two,
    ]
}

/// The levels at a place between pixels; white beyond the edges.
fn sample(levels: &[u8], (width, height): (u32, u32), channels: usize, (x, y): (f32, f32)) -> [u8; 3] {
    let (wide, high) = (i64::from(width), i64::from(height));
    let (left, upper) = (x.floor() as i64 - 1, y.floor() as i64 - 1);
    if left + 3 < 0 || upper + 3 < 0 || left >= wide || upper >= high {
        return [u8::MAX; 3];
    }
    let (across, down) = (weights(x - x.floor()), weights(y - y.floor()));
    let mut sums = [0.0; 3];
    for (row, weight_down) in (upper..).zip(down) {
        for (column, weight_across) in (left..).zip(across) {
            let inside = (0..wide).contains(&column) && (0..high).contains(&row);
            let at = usize::try_from(row * wide + column).unwrap_or_default() * channels;
            let pixel = levels.get(at..at + channels).filter(|_| inside).unwrap_or(&[u8::MAX; 3]);
            for (sum, level) in sums.iter_mut().zip(pixel) {
                *sum += f32::from(*level) * weight_down * weight_across;
            }
        }
    }
    sums.map(|sum: f32| sum.round().clamp(0.0, WHITE) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jpeg::Orientation;

    /// A dark cross on light ground, off the middle.
    fn cross() -> Raster {
        let is_dark = |x: u32, y: u32| (x.abs_diff(150) < 6 && y > 40) || (y.abs_diff(90) < 6 && x > 60);
        let level = |x, y| -> u8 { if is_dark(x, y) { 40 } else { 230 } };
        let levels = (0..300).flat_map(|y| (0..400).map(move |x| level(x, y))).collect();
        Raster::gray((400, 300), levels).expect("a picture")
    }

    #[test]
    fn all_of_it_is_there_and_the_ground_is_white() {
        let straight = cross().straightened(5.0);
        assert!(straight.size().0 > 400 && straight.size().1 > 300);
        assert_eq!(straight.pixel((0, 0)), [255; 3]);
        let dark = |raster: &Raster| raster.levels().iter().map(|level| f64::from(255 - *level)).sum::<f64>();
        assert!((dark(&straight) / dark(&cross()) - 1.0).abs() < 0.01, "as much ink as before");
    }

    #[test]
    fn turned_there_and_back_it_is_the_same() {
        let back = cross().straightened(4.0).straightened(-4.0);
        let (wide, high) = back.size();
        let middle = back.cropped(((wide - 400) / 2, (high - 300) / 2, 400, 300));
        assert!(apart(&middle, &cross()).expect("the same size").is_same_picture());
    }

    #[test]
    fn another_angle_is_found_out() {
        let straight = cross().straightened(5.0);
        assert!(is_straightened(&cross(), 5.0, &straight));
        assert!(!is_straightened(&cross(), -5.0, &straight));
        assert!(!is_straightened(&cross().turned(Orientation::HalfTurn), 5.0, &straight));
    }
}
