//! A picture small enough for a report.

use super::decode::decode;
use super::format::Format;
use super::preview::{Preview, preview};
use super::raster::Raster;
use crate::jpeg::Orientation;

/// The longer side of a thumbnail, pixels: 29 of them stay far below the 1.5 MB of the whole report.
const LONGEST: u32 = 400;

/// JPEG quality of thumbnails: faults of layout stay visible, text is not meant to be read.
const QUALITY: u8 = 70;

/// JPEG quality of pictures that are looked at closely: what is judged of a scan must be its own fault.
const LARGE: u8 = 90;

/// Cells along the longer side of an obscured picture: a line of print on a card is a tenth of one.
const COARSE: u32 = 16;

/// What is known of a picture that is to be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// Its format.
    pub format: Format,
    /// Width and height as stored, pixels; 0 where they are not known yet.
    pub size: (u32, u32),
    /// How it must be turned, beyond what a decoder of another format than JPEG reads itself.
    pub orientation: Orientation,
    /// Share of the picture, from its lower edge as stored, that never came; 0 where all did.
    pub missing: f64,
}

/// One picture, small.
#[derive(Debug, Clone, PartialEq)]
pub struct Thumbnail {
    /// Width as shown, pixels.
    pub width: u32,
    /// Height as shown, pixels.
    pub height: u32,
    /// A JPEG.
    pub jpeg: Vec<u8>,
    /// See [`Shown::missing`].
    pub missing: f64,
    /// Orientation that was applied.
    pub orientation: Orientation,
}

/// Makes the thumbnail of a file; `None` where it is no picture that can be shown. `small` is the picture at 1/8, where
/// somebody has it.
pub fn thumbnail(bytes: &[u8], shown: Shown, small: Option<Preview>) -> Option<Thumbnail> {
    let large = shown.size.0.max(shown.size.1) > LONGEST * 4;
    let eighth = || small.or_else(|| preview(bytes)).and_then(of_preview);
    let whole = if shown.format == Format::Jpeg && large { None } else { decode(bytes, shown.format) };
    let small = shrunk(whole.or_else(eighth)?).upright().turned(shown.orientation).gray_if_it_is();
    let (width, height) = small.size();
    let (missing, orientation) = (shown.missing, shown.orientation);
    Some(Thumbnail { width, height, jpeg: small.jpeg(QUALITY)?, missing, orientation })
}

/// The picture upright in its own size, for looking at; `None` where it is no picture that can be shown.
pub fn large(bytes: &[u8], shown: Shown) -> Option<Thumbnail> {
    let whole = decode(bytes, shown.format)?.upright().turned(shown.orientation).gray_if_it_is();
    let (width, height) = whole.size();
    let (missing, orientation) = (shown.missing, shown.orientation);
    Some(Thumbnail { width, height, jpeg: whole.jpeg(LARGE)?, missing, orientation })
}

impl Thumbnail {
    /// The same without its orientation, as the file stores it; `None` where it cannot be read.
    pub fn as_stored(&self) -> Option<Self> {
        let stored = decode(&self.jpeg, Format::Jpeg)?.turned(self.orientation.inverse());
        let (width, height) = stored.size();
        Some(Self { width, height, jpeg: stored.jpeg(QUALITY)?, orientation: Orientation::Upright, ..self.clone() })
    }

    /// The same so coarse that neither a word nor a face can be made out; `None` where it cannot be read.
    pub fn obscured(&self) -> Option<Self> {
        let clear = decode(&self.jpeg, Format::Jpeg)?;
        let coarse = |side: u32| (side * COARSE / self.width.max(self.height).max(1)).max(1);
        let coarse = clear.shrunk((coarse(self.width), coarse(self.height))).resized((self.width, self.height));
        Some(Self { jpeg: coarse.jpeg(QUALITY)?, ..self.clone() })
    }
}

fn of_preview(preview: Preview) -> Option<Raster> {
    Raster::rgb((preview.width, preview.height), preview.rgb)
}

fn shrunk(picture: Raster) -> Raster {
    let (width, height) = picture.size();
    let longest = width.max(height);
    if longest <= LONGEST + LONGEST / 4 {
        return picture;
    }
    let scaled = |side: u32| (side * LONGEST / longest).max(1);
    picture.shrunk((scaled(width), scaled(height)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_obscured_picture_keeps_its_colours_and_loses_its_lines() {
        let striped = (0..400 * 250).map(|at: u32| if (at / 400 / 5).is_multiple_of(2) { 30 } else { 220 }).collect();
        let jpeg = Raster::gray((400, 250), striped).expect("a picture").jpeg(90).expect("a JPEG");
        let (missing, orientation) = (0.0, Orientation::Upright);
        let clear = Thumbnail { width: 400, height: 250, jpeg, missing, orientation };
        let obscured = clear.obscured().expect("a picture");
        let levels = decode(&obscured.jpeg, Format::Jpeg).expect("a JPEG");
        assert_eq!(levels.size(), (400, 250));
        let (darkest, lightest) = (levels.levels().iter().min(), levels.levels().iter().max());
        assert!(darkest > Some(&80) && lightest < Some(&170), "{darkest:?} {lightest:?}");
    }
}
