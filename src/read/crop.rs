//! Cuts one line of text out of a picture, straightened and at the height that the network reads.

use super::rectangle::Rectangle;
use crate::pictures::Raster;
use std::f32::consts::FRAC_PI_2;

/// What the network reads, pixels.
pub(super) const HEIGHT: usize = 48;
/// The longest line that is read at its full sharpness: a line of A4 across has 60 characters, 48 pixels each at most. A
/// longer one is squeezed, so that no picture takes minutes.
const LONGEST: usize = 2400;
const SHORTEST: usize = 16;
/// Samples across and down for one pixel of the line, at most. Large print needs no more.
const FINEST: usize = 4;

/// A picture's pixels, for sampling between them.
pub(super) struct Pixels<'p> {
    wide: usize,
    high: usize,
    channels: usize,
    levels: &'p [u8],
}

/// A line of text: [`HEIGHT`] rows of red, green, blue.
pub(super) struct Crop {
    pub(super) wide: usize,
    levels: Vec<u8>,
}

impl Crop {
    /// Several pieces as one line, from the left.
    pub(super) fn beside(pieces: &[Self]) -> Self {
        let row = |piece: &Self, y: usize| y * piece.wide * 3..(y + 1) * piece.wide * 3;
        let rows = (0..HEIGHT).flat_map(|y| pieces.iter().map(move |piece| &piece.levels[row(piece, y)]));
        Self { wide: pieces.iter().map(|piece| piece.wide).sum(), levels: rows.flatten().copied().collect() }
    }

    pub(super) fn pixels(&self) -> Pixels<'_> {
        Pixels { wide: self.wide, high: HEIGHT, channels: 3, levels: &self.levels }
    }
}

impl<'p> Pixels<'p> {
    pub(super) fn of(picture: &'p Raster) -> Self {
        let (wide, high) = picture.size();
        let channels = if picture.is_gray() { 1 } else { 3 };
        Self { wide: wide as usize, high: high as usize, channels, levels: picture.levels() }
    }

    pub(super) fn is_wide(&self) -> bool {
        self.wide > self.high
    }

    /// Blue, green and red as three planes with rows of `across` values, each level made a value by its plane's number.
    /// What a row has too few is 0.
    pub(super) fn planes(&self, across: usize, value: impl Fn(f32, usize) -> f32) -> Vec<f32> {
        let mut planes = Vec::with_capacity(3 * self.high * across);
        for plane in 0..3 {
            let channel = if self.channels == 1 { 0 } else { 2 - plane };
            for row in self.levels.chunks_exact((self.wide * self.channels).max(1)) {
                let levels = row.iter().skip(channel).step_by(self.channels);
                planes.extend(levels.map(|level| value(f32::from(*level), plane)));
                planes.resize(planes.len() + across.saturating_sub(self.wide), 0.0);
            }
        }
        planes
    }

    /// Red, green and blue between the pixels around a point; beyond the edges, those at the edge.
    pub(super) fn at(&self, (x, y): (f32, f32)) -> [f32; 3] {
        let (x, y) = (x.clamp(0.0, (self.wide - 1) as f32), y.clamp(0.0, (self.high - 1) as f32));
        let (left, top) = (x as usize, y as usize);
        let (right, bottom) = ((left + 1).min(self.wide - 1), (top + 1).min(self.high - 1));
        let (fx, fy) = (x - left as f32, y - top as f32);
        let level =
            |x: usize, y: usize, channel: usize| f32::from(self.levels[(y * self.wide + x) * self.channels + channel]);
        let between = |channel: usize| {
            let above = level(left, top, channel) * (1.0 - fx) + level(right, top, channel) * fx;
            let below = level(left, bottom, channel) * (1.0 - fx) + level(right, bottom, channel) * fx;
            above * (1.0 - fy) + below * fy
        };
        if self.channels == 1 { [between(0); 3] } else { [between(0), between(1), between(2)] }
    }
}

/// The line in `strip`, whose writing runs so many quarter turns clockwise from the strip's first side.
pub(super) fn crop(picture: &Pixels, strip: &Rectangle, quarter: u8) -> Crop {
    let (along, across) = if quarter.is_multiple_of(2) { strip.half } else { (strip.half.1, strip.half.0) };
    let wide = ((HEIGHT as f32 * along / across).ceil() as usize).clamp(SHORTEST, LONGEST);
    let step = (2.0 * along / wide as f32, 2.0 * across / HEIGHT as f32);
    let fine = (step.1.round() as usize).clamp(1, FINEST);
    let (sin, cos) = (strip.angle + FRAC_PI_2 * f32::from(quarter)).sin_cos();
    let mut levels = Vec::with_capacity(wide * HEIGHT * 3);
    let share = |at: usize| (at as f32 + 0.5) / fine as f32;
    for y in 0..HEIGHT {
        for x in 0..wide {
            let mut sum = [0.5 * (fine * fine) as f32; 3];
            for (i, j) in (0..fine).flat_map(|j| (0..fine).map(move |i| (i, j))) {
                let u = (x as f32 + share(i)) * step.0 - along;
                let v = (y as f32 + share(j)) * step.1 - across;
                let place = (strip.middle.0 + u * cos - v * sin - 0.5, strip.middle.1 + u * sin + v * cos - 0.5);
                for (sum, level) in sum.iter_mut().zip(picture.at(place)) {
                    *sum += level;
                }
            }
            levels.extend(sum.map(|sum| (sum / (fine * fine) as f32) as u8));
        }
    }
    Crop { wide, levels }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// White, with a black bar at the end of the writing, which runs `quarter` quarter turns from the x axis.
    fn page(quarter: u8) -> Raster {
        let level = |at: u32| {
            let (x, y) = ((at % 400) as f32 - 199.5, (at / 400) as f32 - 199.5);
            let along = match quarter {
                0 => x,
                1 => y,
                2 => -x,
                _ => -y,
            };
            if (80.0..90.0).contains(&along) { 0 } else { 255 }
        };
        Raster::gray((400, 400), (0..400 * 400).map(level).collect()).expect("a picture")
    }

    #[test]
    fn the_writing_runs_to_the_right_whichever_way_the_page_lies() {
        for quarter in 0..4 {
            let page = page(quarter);
            let half = if quarter.is_multiple_of(2) { (100.0, 12.0) } else { (12.0, 100.0) };
            let strip = Rectangle { middle: (200.0, 200.0), half, angle: 0.0 };
            let crop = crop(&Pixels::of(&page), &strip, quarter);
            assert_eq!((crop.wide, crop.levels.len()), (400, 400 * HEIGHT * 3));
            let row = &crop.levels[24 * 400 * 3..25 * 400 * 3];
            let dark: Vec<usize> = (0..400).filter(|x| row[x * 3] < 128).collect();
            assert_eq!((dark[0], dark[dark.len() - 1]), (360, 379), "quarter {quarter}");
        }
    }

    #[test]
    fn planes_are_blue_green_red_and_padded() {
        let pixels = Pixels { wide: 2, high: 1, channels: 3, levels: &[1, 2, 3, 4, 5, 6] };
        assert_eq!(pixels.planes(3, |level, _| level), [3.0, 6.0, 0.0, 2.0, 5.0, 0.0, 1.0, 4.0, 0.0]);
        let gray = Pixels { wide: 2, high: 1, channels: 1, levels: &[7, 8] };
        assert_eq!(gray.planes(2, |level, plane| level + plane as f32), [7.0, 8.0, 8.0, 9.0, 9.0, 10.0]);
    }

    #[test]
    fn a_strip_beyond_the_picture_is_cut_all_the_same() {
        let dot = Raster::gray((1, 1), vec![9]).expect("a picture");
        let strip = Rectangle { middle: (0.0, 0.0), half: (1e6, 0.1), angle: 0.5 };
        let crop = crop(&Pixels::of(&dot), &strip, 3);
        assert_eq!(crop.wide, SHORTEST);
        assert!(crop.levels.iter().all(|level| *level == 9));
    }
}
