//! A picture as pixels, and what is done with them: turned, cut, made smaller, written as JPEG.

use super::means::means;
use super::white::on_white;
use crate::jpeg::{self, Orientation};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, GrayImage, ImageEncoder, RgbImage};

/// A picture as pixels, 8 bits, gray or red, green and blue.
#[derive(Debug, Clone)]
pub struct Raster {
    /// `Luma8` or `Rgb8`, nothing else.
    pixels: DynamicImage,
    /// The colour profile of an RGB picture.
    profile: Option<Vec<u8>>,
    /// What the file says of how it was stored; upright where it says nothing.
    orientation: Orientation,
}

impl Raster {
    /// From decoded pixels; a profile of anything but red, green and blue says nothing of these.
    pub(super) fn new(pixels: DynamicImage, profile: Option<Vec<u8>>, orientation: Orientation) -> Self {
        let pixels = on_white(pixels);
        let rgb = matches!(pixels, DynamicImage::ImageRgb8(_));
        let is_rgb = |profile: &Vec<u8>| rgb && profile.get(16..20) == Some(b"RGB ");
        Self { pixels, profile: profile.filter(is_rgb), orientation }
    }

    /// From rows of levels; `None` where there are not enough.
    pub fn gray((width, height): (u32, u32), levels: Vec<u8>) -> Option<Self> {
        Some(Self::new(GrayImage::from_raw(width, height, levels)?.into(), None, Orientation::Upright))
    }

    /// From rows of red, green, blue; `None` where there are not enough.
    pub fn rgb((width, height): (u32, u32), levels: Vec<u8>) -> Option<Self> {
        Some(Self::new(RgbImage::from_raw(width, height, levels)?.into(), None, Orientation::Upright))
    }

    /// Width and height, pixels.
    pub fn size(&self) -> (u32, u32) {
        (self.pixels.width(), self.pixels.height())
    }

    /// What the file says of how it was stored; upright where it says nothing, or was obeyed.
    pub fn orientation(&self) -> Orientation {
        self.orientation
    }

    /// Whether it has one component.
    pub fn is_gray(&self) -> bool {
        matches!(self.pixels, DynamicImage::ImageLuma8(_))
    }

    /// Rows of levels, one or three a pixel.
    pub fn levels(&self) -> &[u8] {
        self.pixels.as_bytes()
    }

    /// One pixel's red, green and blue; black beyond the edges.
    pub fn pixel(&self, (x, y): (u32, u32)) -> [u8; 3] {
        let channels = if self.is_gray() { 1 } else { 3 };
        let at = (y as usize * self.pixels.width() as usize + x as usize) * channels;
        let inside = x < self.pixels.width() && y < self.pixels.height();
        match self.levels().get(at..at + channels).filter(|_| inside) {
            Some(&[r, g, b]) => [r, g, b],
            Some(&[level]) => [level; 3],
            _ => [0; 3],
        }
    }

    /// The picture turned as the file says that it must be.
    #[must_use]
    pub fn upright(self) -> Self {
        let orientation = self.orientation;
        Self { orientation: Orientation::Upright, ..self.turned(orientation) }
    }

    /// The picture turned, whatever the file says.
    #[must_use]
    pub fn turned(mut self, orientation: Orientation) -> Self {
        let pixels = self.pixels;
        self.pixels = match orientation {
            Orientation::Upright => pixels,
            Orientation::FlipX => pixels.fliph(),
            Orientation::HalfTurn => pixels.rotate180(),
            Orientation::FlipY => pixels.flipv(),
            Orientation::Transpose => pixels.rotate90().fliph(),
            Orientation::QuarterRight => pixels.rotate90(),
            Orientation::Transverse => pixels.rotate270().fliph(),
            Orientation::QuarterLeft => pixels.rotate270(),
        };
        self
    }

    /// A rectangle of it: x, y, width, height.
    #[must_use]
    pub fn cropped(&self, (x, y, width, height): (u32, u32, u32, u32)) -> Self {
        self.with(self.pixels.crop_imm(x, y, width, height))
    }

    /// The picture at another size, as sharp as it can be.
    #[must_use]
    pub fn resized(&self, (width, height): (u32, u32)) -> Self {
        self.with(self.pixels.resize_exact(width, height, FilterType::CatmullRom))
    }

    /// The picture at a much smaller size, by means.
    #[must_use]
    pub fn shrunk(&self, size: (u32, u32)) -> Self {
        let channels = if self.is_gray() { 1 } else { 3 };
        let means = means(self.levels(), channels, self.size(), size);
        let small = means.and_then(|levels| {
            let (width, height) = size;
            Some(match channels {
                1 => GrayImage::from_raw(width, height, levels)?.into(),
                _ => RgbImage::from_raw(width, height, levels)?.into(),
            })
        });
        self.with(small.unwrap_or_else(|| self.pixels.thumbnail_exact(size.0, size.1)))
    }

    /// The same with one component, where all its pixels are gray: a third of the work.
    #[must_use]
    pub fn gray_if_it_is(self) -> Self {
        let gray = match &self.pixels {
            DynamicImage::ImageRgb8(rgb) if rgb.pixels().all(|pixel| pixel.0 == [pixel.0[1]; 3]) => {
                let levels = rgb.pixels().map(|pixel| pixel.0[1]).collect();
                GrayImage::from_raw(rgb.width(), rgb.height(), levels)
            }
            _ => None,
        };
        match gray {
            Some(gray) => self.with(gray.into()),
            None => self,
        }
    }

    /// The picture as a JPEG of this libjpeg quality; `None` where its sides are too long for one.
    pub fn jpeg(&self, quality: u8) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
        if let Some(profile) = &self.profile {
            encoder.set_icc_profile(profile.clone()).ok()?;
        }
        self.pixels.write_with_encoder(encoder).ok()?;
        Some(bytes)
    }

    /// [`Raster::jpeg`] with the shortest codes, to the same coefficients; `None` where it has none that are shorter.
    pub fn short_jpeg(&self, quality: u8) -> Option<Vec<u8>> {
        let (width, height) = self.size();
        let like = self.cropped((0, 0, width.min(8), height.min(8))).jpeg(quality)?;
        jpeg::forward(&like, (width, height), self.levels())
    }

    pub(super) fn with(&self, pixels: DynamicImage) -> Self {
        Self { pixels, profile: self.profile.clone(), orientation: self.orientation }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_are_turned_as_the_algebra_says() {
        let stored = Raster::gray((3, 2), (0..6).collect()).expect("a picture");
        for orientation in Orientation::ALL {
            let turned = stored.clone().turned(orientation);
            assert_eq!(turned.size(), orientation.size(stored.size()), "{orientation}");
            for at in 0..6u32 {
                let share = |at: u32, length: u32| (f64::from(at) + 0.5) / f64::from(length);
                let (x, y) = orientation.point((share(at % 3, 3), share(at / 3, 2)));
                let (wide, high) = turned.size();
                let place = ((x * f64::from(wide)) as u32, (y * f64::from(high)) as u32);
                assert_eq!(turned.pixel(place), [at as u8; 3], "{orientation}");
            }
        }
    }

    #[test]
    fn a_gray_picture_in_three_components_becomes_one() {
        let gray = Raster::rgb((2, 1), vec![7, 7, 7, 9, 9, 9]).expect("a picture").gray_if_it_is();
        assert!(gray.is_gray());
        assert_eq!(gray.levels(), [7, 9]);
        assert!(!Raster::rgb((1, 1), vec![7, 7, 8]).expect("a picture").gray_if_it_is().is_gray());
    }

    /// Paper, print on it, and an edge within a block: however a block is reckoned, the coefficients are the same.
    #[test]
    fn the_shortest_codes_are_of_the_same_coefficients() {
        let levels = |x: u32, y: u32| match (x / 8 + y / 8) % 4 {
            0 => [255; 3],
            1 => [200, 10, 90],
            2 => [(x * 37 + y * 91) as u8, (x * y) as u8, (x * 11) as u8],
            _ => [0; 3],
        };
        for (width, height) in [(64, 64), (61, 45), (3, 2), (129, 8)] {
            let all = || (0..height).flat_map(|y| (0..width).map(move |x| levels(x, y)));
            let colour = Raster::rgb((width, height), all().flatten().collect()).expect("a picture");
            let gray = Raster::gray((width, height), all().map(|pixel| pixel[1]).collect()).expect("a picture");
            for raster in [colour, gray] {
                let [short, usual] = [raster.short_jpeg(92), raster.jpeg(92)].map(|jpeg| jpeg.expect("a JPEG"));
                assert_eq!(jpeg::coefficients(&short), jpeg::coefficients(&usual), "{width} × {height}");
            }
        }
    }
}
