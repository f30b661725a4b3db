//! Levels as gray or red, green and blue (TIFF 6.0, photometric interpretations).

use super::Refusal;
use super::directory::{Chroma, Directory, Extra, Meaning};
use super::segments::Levels;
use image::{DynamicImage, GrayImage, RgbImage, RgbaImage};

/// What a page's levels mean as pixels.
pub(super) fn pixels(directory: &Directory<'_>, page: Levels) -> Result<DynamicImage, Refusal> {
    let size = (directory.width as u32, directory.height as u32);
    let Levels { channels, decoded, data } = page;
    let made = match &directory.meaning {
        _ if decoded && channels == 3 => rgb(size, data),
        Meaning::Gray { white_is_zero } => {
            let mut data = data;
            if *white_is_zero {
                data.iter_mut().step_by(channels).for_each(|level| *level = 255 - *level);
            }
            let pixel = |[level, alpha]: &[u8; 2]| [*level, *level, *level, *alpha];
            match directory.extra {
                Extra::None => GrayImage::from_raw(size.0, size.1, only(data, channels, 1)).map(DynamicImage::from),
                extra => rgba(size, data.chunks_exact(channels).filter_map(|it| it.first_chunk().map(pixel)), extra),
            }
        }
        Meaning::Rgb if channels == 3 => rgb(size, data),
        Meaning::Rgb if directory.extra == Extra::None => rgb(size, only(data, channels, 3)),
        Meaning::Rgb => {
            rgba(size, data.chunks_exact(channels).filter_map(|pixel| pixel.first_chunk().copied()), directory.extra)
        }
        Meaning::Palette(colours) => {
            let colour = |at: &u8| colours.get(usize::from(*at)).copied().unwrap_or_default();
            rgb(size, data.iter().step_by(channels).flat_map(colour).collect())
        }
        Meaning::Cmyk => rgb(size, data.chunks_exact(channels).flat_map(of_inks).collect()),
        Meaning::YCbCr(_) => None,
    };
    made.ok_or(Refusal::Coding)
}

fn rgb((width, height): (u32, u32), levels: Vec<u8>) -> Option<DynamicImage> {
    RgbImage::from_raw(width, height, levels).map(DynamicImage::from)
}

/// The first levels of each pixel.
fn only(levels: Vec<u8>, channels: usize, kept: usize) -> Vec<u8> {
    if channels == kept {
        return levels;
    }
    levels.chunks_exact(channels).flat_map(|pixel| pixel.iter().take(kept)).copied().collect()
}

fn rgba((width, height): (u32, u32), pixels: impl Iterator<Item = [u8; 4]>, extra: Extra) -> Option<DynamicImage> {
    let pixel = |[r, g, b, alpha]: [u8; 4]| {
        let [r, g, b] = if extra == Extra::Multiplied { unmultiplied([r, g, b], alpha) } else { [r, g, b] };
        [r, g, b, alpha]
    };
    RgbaImage::from_raw(width, height, pixels.flat_map(pixel).collect()).map(DynamicImage::from)
}

/// Colours that were multiplied by their transparency, as they were before.
fn unmultiplied(rgb: [u8; 3], alpha: u8) -> [u8; 3] {
    rgb.map(|level| (u16::from(level) * 255).checked_div(u16::from(alpha)).unwrap_or(0).min(255) as u8)
}

/// Inks lie over each other, so their light is multiplied.
fn of_inks(inks: &[u8]) -> [u8; 3] {
    let &[cyan, magenta, yellow, black] = inks.first_chunk().unwrap_or(&[0; 4]);
    let light = |ink: u8| (u16::from(255 - ink) * u16::from(255 - black) / 255) as u8;
    [light(cyan), light(magenta), light(yellow)]
}

impl Chroma {
    /// A pixel of luma, blue and red difference as red, green and blue (TIFF 6.0, section 20).
    pub(super) fn light(&self, pixel: [u8; 3]) -> [u8; 3] {
        let [share_red, share_green, share_blue] = self.shares;
        let [luma, blue, red] = self.range;
        let difference = |level: u8, (black, white): (f64, f64)| (f64::from(level) - black) * 127.0 / (white - black);
        let luma = (f64::from(pixel[0]) - luma.0) * 255.0 / (luma.1 - luma.0);
        let red = luma + difference(pixel[2], red) * (2.0 - 2.0 * share_red);
        let blue = luma + difference(pixel[1], blue) * (2.0 - 2.0 * share_blue);
        let green = (luma - share_blue * blue - share_red * red) / share_green;
        [red, green, blue].map(|level| level.round().clamp(0.0, 255.0) as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luma_and_chroma_of_full_and_of_television_range() {
        let shares = [0.299, 0.587, 0.114];
        let full = Chroma { sampling: (1, 1), shares, range: [(0.0, 255.0), (128.0, 255.0), (128.0, 255.0)] };
        assert_eq!(full.light([90, 128, 128]), [90; 3]);
        assert_eq!(full.light([76, 85, 255]), [254, 0, 0]);
        let television = Chroma { range: [(16.0, 235.0), (128.0, 240.0), (128.0, 240.0)], ..full };
        assert_eq!(television.light([235, 128, 128]), [255; 3]);
        assert_eq!(television.light([16, 128, 128]), [0; 3]);
    }

    #[test]
    fn inks_and_transparency() {
        assert_eq!(of_inks(&[0, 255, 255, 0]), [255, 0, 0]);
        assert_eq!(of_inks(&[0, 0, 0, 255]), [0; 3]);
        assert_eq!(unmultiplied([100, 0, 50], 128), [199, 0, 99]);
        assert_eq!(unmultiplied([0, 0, 0], 0), [0; 3]);
    }
}
