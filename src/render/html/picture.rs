//! The small pictures of the report, and what is drawn on them.

use crate::dossier::{Content, Inspected};
use crate::finding::{Drawn, Finding};
use crate::inspect::preview::{Preview, preview};
use crate::jpeg::Orientation;
use image::codecs::jpeg::JpegEncoder;
use image::imageops;
use image::{DynamicImage, GrayImage, ImageReader, Limits, Rgb, RgbImage};
use std::collections::BTreeMap;
use std::io::Cursor;

/// The longer side of a thumbnail, pixels: 29 of them stay far below the 1.5 MB of the whole report.
const LONGEST: u32 = 400;

/// JPEG quality of thumbnails: faults of layout stay visible, text is not meant to be read.
const QUALITY: u8 = 70;

/// A crop at 1:1, pixels across and down, and its JPEG quality. Even a dossier of which every page is blurred stays within
/// the size of a report.
const CROP: (u32, u32) = (340, 220);
const CROP_QUALITY: u8 = 75;

/// Pictures above this many pixels are not decoded whole for a thumbnail.
const DECODE_LIMIT: u64 = 120_000_000;

/// Everything the report shows of the files, by the path shown.
#[derive(Debug, Clone, Default)]
pub struct Pictures {
    /// By path.
    pub thumbnails: BTreeMap<String, Thumbnail>,
    /// By path of a blurred file: a crop of it at 1:1.
    pub blurred: BTreeMap<String, Crop>,
    /// A crop of a sharp file to hold beside them; `None` where the dossier has none.
    pub sharp: Option<Sharp>,
}

/// One file, small.
#[derive(Debug, Clone, PartialEq)]
pub struct Thumbnail {
    /// Width as shown, pixels.
    pub width: u32,
    /// Height as shown, pixels.
    pub height: u32,
    /// A JPEG.
    pub jpeg: Vec<u8>,
    /// Share of the picture, from its lower edge as stored, that never came; 0 where all did.
    pub missing: f64,
    /// Exif orientation that was applied.
    pub orientation: Orientation,
}

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

/// A sharp page of the dossier.
#[derive(Debug, Clone, PartialEq)]
pub struct Sharp {
    /// Its path, as shown.
    pub path: String,
    /// A piece of it.
    pub crop: Crop,
}

/// Makes the thumbnail of a file; `None` where it is no picture that can be shown. `small` is the picture at 1/8, where
/// somebody has it.
pub fn thumbnail(inspected: &Inspected, bytes: &[u8], small: Option<Preview>) -> Option<Thumbnail> {
    let picture = inspected.picture.as_ref();
    let large = picture.is_some_and(|picture| picture.width.max(picture.height) > LONGEST * 4);
    let orientation = picture.and_then(|picture| picture.orientation).unwrap_or_default();
    let eighth = || small.or_else(|| preview(bytes)).and_then(of_preview);
    let small = if inspected.content == Content::Jpeg && large { eighth() } else { decoded(bytes).or_else(eighth) }?;
    let small = turned(shrunk(small), orientation);
    let missing = picture.map_or(0.0, |picture| match picture.wholeness {
        crate::dossier::picture::Wholeness::Damaged(damage) => f64::from(damage.lost_permille.unwrap_or(0)) / 1000.0,
        _ => 0.0,
    });
    let (width, height) = small.dimensions();
    Some(Thumbnail { width, height, jpeg: encoded(&small, QUALITY)?, missing, orientation })
}

/// A crop at 1:1 where the picture has most to show.
pub fn crop(bytes: &[u8]) -> Option<Crop> {
    let whole = decoded(bytes)?;
    let (width, height) = (CROP.0.min(whole.width()), CROP.1.min(whole.height()));
    let (x, y) = busiest(&whole, width, height);
    let jpeg = encoded(&imageops::crop_imm(&whole, x, y, width, height).to_image(), CROP_QUALITY)?;
    Some(Crop { width, height, jpeg })
}

/// Whether a finding is about the sharpness of a scan.
pub fn is_about_sharpness(finding: &Finding) -> bool {
    finding.rule.drawn_on_picture == Drawn::BesideSharp
}

fn of_preview(preview: Preview) -> Option<RgbImage> {
    RgbImage::from_raw(preview.width, preview.height, preview.rgb)
}

fn decoded(bytes: &[u8]) -> Option<RgbImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODE_LIMIT * 4);
    reader.limits(limits);
    let (width, height) = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?.into_dimensions().ok()?;
    (u64::from(width) * u64::from(height) <= DECODE_LIMIT).then_some(())?;
    reader.decode().ok().map(|picture| on_white(&picture))
}

/// Transparent pictures are shown on paper, not on black.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let rgba = picture.to_rgba8();
    let mut rgb = RgbImage::new(rgba.width(), rgba.height());
    for (to, from) in rgb.pixels_mut().zip(rgba.pixels()) {
        let [r, g, b, a] = from.0.map(u16::from);
        to.0 = [r, g, b].map(|level| ((level * a + 255 * (255 - a)) / 255) as u8);
    }
    rgb
}

fn shrunk(picture: RgbImage) -> RgbImage {
    let longest = picture.width().max(picture.height());
    if longest <= LONGEST + LONGEST / 4 {
        return picture;
    }
    let scaled = |side: u32| (side * LONGEST / longest).max(1);
    let (width, height) = (scaled(picture.width()), scaled(picture.height()));
    imageops::thumbnail(&picture, width, height)
}

fn turned(picture: RgbImage, orientation: Orientation) -> RgbImage {
    match orientation {
        Orientation::Upright => picture,
        Orientation::FlipX => imageops::flip_horizontal(&picture),
        Orientation::HalfTurn => imageops::rotate180(&picture),
        Orientation::FlipY => imageops::flip_vertical(&picture),
        Orientation::Transpose => imageops::flip_horizontal(&imageops::rotate90(&picture)),
        Orientation::QuarterRight => imageops::rotate90(&picture),
        Orientation::Transverse => imageops::flip_horizontal(&imageops::rotate270(&picture)),
        Orientation::QuarterLeft => imageops::rotate270(&picture),
    }
}

/// Where a window of this size holds the most change of lightness, on a grid of half windows.
fn busiest(picture: &RgbImage, width: u32, height: u32) -> (u32, u32) {
    let steps = |whole: u32, window: u32| {
        let step = (window / 2).max(1);
        (0..=(whole - window) / step).map(move |at| at * step)
    };
    let change = |x: u32, y: u32| -> u64 {
        let row = |y: u32| (x..x + width - 1).step_by(2).map(move |x| (x, y));
        let light = |x: u32, y: u32| picture.get_pixel_checked(x, y).map_or(0, |pixel| i64::from(pixel.0[1]));
        (y..y + height).step_by(4).flat_map(row).map(|(x, y)| light(x, y).abs_diff(light(x + 1, y))).sum()
    };
    let windows = steps(picture.height(), height).flat_map(|y| steps(picture.width(), width).map(move |x| (x, y)));
    windows.max_by_key(|(x, y)| change(*x, *y)).unwrap_or((0, 0))
}

/// A picture without colour is written without it: a third of the work.
fn encoded(picture: &RgbImage, quality: u8) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    if picture.pixels().all(|Rgb([r, g, b])| r == g && g == b) {
        let gray = picture.pixels().map(|pixel| pixel.0[1]).collect();
        encoder.encode_image(&GrayImage::from_raw(picture.width(), picture.height(), gray)?).ok()?;
    } else {
        encoder.encode_image(picture).ok()?;
    }
    Some(bytes)
}
