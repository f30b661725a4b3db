//! Gathers what one JPEG's pass and metadata say into plain numbers.

use super::small::{Colours, Small};
use super::{background, edge_width, head, ink, lines, miniature, sharpness, sheet, thumbnail, tone};
use crate::jpeg::{self, Blocks, Exif, Jpeg};
use crate::seen::look::Look;
use crate::seen::picture::{Picture, Wholeness};

/// The most pixels of a photo of one person: a page of A4 at 300 dpi has twice as many.
const PORTRAIT_LIMIT: u32 = 4_000_000;

/// Measures the JPEG in `bytes`, which was read; `deep` has its pixels measured whether or not there is doubt.
pub(super) fn measured(bytes: &[u8], jpeg: Jpeg<'_>, blocks: Option<Blocks>, deep: bool) -> Picture {
    let exif = jpeg.exif.map(Exif::read).unwrap_or_default();
    let bytes = bytes.get(jpeg.start..).unwrap_or_default();
    let look = blocks.map(|blocks| look((bytes, deep), &jpeg, &blocks, &exif));
    let frame = jpeg.frame.as_ref();
    Picture {
        width: frame.map_or(0, |frame| frame.width),
        height: frame.map_or(0, |frame| frame.height),
        components: frame.map_or(0, |frame| frame.components.len() as u8),
        progressive: frame.is_some_and(|frame| frame.progressive),
        orientation: exif.orientation,
        dpi: jpeg.jfif.and_then(jpeg::jfif_density).or(exif.dpi),
        quality: jpeg.quality,
        wholeness: jpeg.wholeness,
        oddities: jpeg.oddities,
        leading_bytes: jpeg.start as u64,
        trailing_bytes: jpeg.trailing as u64,
        trailer_known: jpeg.trailer_known,
        gps: exif.gps,
        look,
    }
}

fn look((bytes, deep): (&[u8], bool), jpeg: &Jpeg, blocks: &Blocks, exif: &Exif) -> Look {
    let luminance = Small::luminance(blocks, jpeg.colour);
    let colours = Colours::of(blocks, jpeg.colour, &luminance);
    let ink = ink::measure(&blocks.edges, &luminance);
    let miniature =
        miniature::take(&luminance, jpeg.frame.as_ref().map_or((0, 0), |frame| (frame.width, frame.height)));
    let (sheet, askew) = sheet::find(&luminance, colours.as_ref(), &blocks.edges);
    let background = background::measure(&luminance, colours.as_ref());
    let small = exif.thumbnail.clone().and_then(|range| jpeg.exif?.get(range));
    // What is not whole is an error already; its pixels would only mislead.
    let whole = jpeg.wholeness == Wholeness::Whole;
    let widths = || if whole { edge_width::measure(bytes) } else { None };
    Look {
        tone: tone::measure(&luminance, colours.as_ref()),
        sharpness: sharpness::measure(&blocks.edges, &ink, jpeg.quality, (deep, &widths)),
        ink,
        lines: lines::measure(&luminance),
        sheet,
        askew,
        head: background.and_then(|wall| head::find(&luminance, colours.as_ref(), wall, is_portrait(jpeg))),
        background,
        thumbnail_likeness: small.and_then(|bytes| thumbnail::likeness(bytes, &luminance)),
        miniature,
    }
}

/// Whether a picture has the shape and size of a photo of one person rather than of a page.
fn is_portrait(jpeg: &Jpeg) -> bool {
    jpeg.frame.as_ref().is_some_and(|frame| frame.height > frame.width && frame.width * frame.height <= PORTRAIT_LIMIT)
}
