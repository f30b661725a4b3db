//! How many pixels an inch of the original got: pixels over the physical size of the material.
//!
//! The dpi tag in a file is often missing or false (REQUIREMENTS §5), so it plays no part here.

use super::{place, sheet};
use crate::dossier::Scan;
use crate::profile::{LimitName, Part, Size};
use crate::seen::Picture;
use crate::seen::sheet::Outline;

/// Millimetres in an inch.
const INCH_MM: f64 = 25.4;

/// How far the shape of the picture may be from that of the original before its scale is unknown. An A4 page cut to its
/// text (1.41 to 1.1), or an ID card scanned with its plate (1.59 to 1.41), stays within; half a page, or a till
/// receipt on an A4 part, does not. Chosen, not measured.
const SHAPE_TOLERANCE: f64 = 1.35;

/// What is known about the effective resolution of a scan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Resolution {
    /// Dots an inch, the smaller of both directions.
    Dpi(f64),
    /// The part sets a limit, but gives no physical size.
    NoSize,
    /// The picture is shaped unlike the original: a crop, or something else.
    OtherShape,
    /// All that is on the picture covers only this share of it, although the original is a card.
    PartOfPicture(f32),
    /// Not asked for, of no size that could be named, or no whole picture to measure.
    NotJudged,
}

/// A card is printed from edge to edge. Where everything on the picture lies within less than this share of it, the card
/// lies on something larger whose colour is nearly its own: even one scanned with a margin as wide as half of itself on
/// each side has a quarter, and those on an A4 sheet have a fourteenth. A spot is no card: that the page is empty or blurred
/// is another rule's. Chosen, not measured.
const PART_OF_PICTURE: std::ops::Range<f32> = 0.02..0.3;

/// Resolution that the limits on edges are given for, dpi.
const REFERENCE_DPI: f64 = 300.0;

/// How many times finer a scan is than 300 dpi, at least 1: edges of a finer scan are wider in pixels, but those of a
/// coarser one are no narrower. 1 where the original has no size.
pub(super) fn fineness(part: &Part, scan: &Scan) -> f64 {
    let sized = part.size.zip(place::picture(scan));
    sized.map_or(1.0, |(size, picture)| {
        let (long, short) = long_and_short_dpi(part, scan, picture, size);
        (long.min(short) / REFERENCE_DPI).max(1.0)
    })
}

/// The effective resolution of a scan for its part.
pub(super) fn effective(part: &Part, scan: &Scan) -> Resolution {
    let limits = [LimitName::DpiError, LimitName::DpiWarning, LimitName::DpiMax];
    let Some(picture) = place::picture(scan) else { return Resolution::NotJudged };
    if limits.iter().all(|name| part.limits.value(*name).is_none()) || picture.width == 0 || picture.height == 0 {
        return Resolution::NotJudged;
    }
    let Some(size) = part.size else {
        let known = is_judged_by_pixels(part) || part.of_any_size;
        return if known { Resolution::NotJudged } else { Resolution::NoSize };
    };
    let extent = place::look(scan).map_or(1.0, |look| look.miniature.extent());
    if PART_OF_PICTURE.contains(&extent) && sheet::is_card(part) && sheet::lying(part, scan).is_none() {
        return Resolution::PartOfPicture(extent);
    }
    let (long_dpi, short_dpi) = long_and_short_dpi(part, scan, picture, size);
    let unlike = long_dpi / short_dpi;
    if !(1.0 / SHAPE_TOLERANCE..=SHAPE_TOLERANCE).contains(&unlike) {
        return Resolution::OtherShape;
    }
    Resolution::Dpi(long_dpi.min(short_dpi))
}

/// How high the resolution is for a limit from above, for which a picture with room around the original has too many pixels: what
/// it surely has at least, and what it may have. Everything that is on the original lies within it, so that it is no smaller
/// than its outline, where that is seen, or the box round what is on it; where nobody looked, nothing is sure.
pub(super) fn least_and_most(part: &Part, scan: &Scan) -> Option<(f64, f64)> {
    let Resolution::Dpi(dpi) = effective(part, scan) else { return None };
    if let Some((picture, outline)) = sheet::seen(part, scan) {
        let (long, short) = of_sides(sheet::long_and_short(picture, outline), part.size?);
        let of_outline = long.min(short);
        // On white the whole picture may be the original.
        let may_be_whole = sheet::may_be_whole(part, picture, outline);
        return Some((of_outline, if may_be_whole { dpi } else { of_outline }));
    }
    let extent = place::look(scan).map_or(0.0, |look| f64::from(look.miniature.extent()));
    Some((dpi * extent.sqrt(), dpi))
}

/// Resolution along both sides of the original: of the sheet where it lies in a larger picture, else of the picture.
fn long_and_short_dpi(part: &Part, scan: &Scan, picture: &Picture, size: Size) -> (f64, f64) {
    let Some((_, outline)) = in_a_larger_picture(part, scan) else { return of_frame(picture, size) };
    let (long, short) = of_sides(sheet::long_and_short(picture, outline), size);
    // Of a sheet that goes on beyond the picture one direction is whole, the one with more pixels for its size.
    if outline.at_edge == [false; 4] { (long, short) } else { (long.max(short), long.max(short)) }
}

/// The sheet, where it surely is not the whole picture: a passport on the scan of an A4 page looks as the page itself made
/// smaller would, and nothing is held against it that may be untrue.
fn in_a_larger_picture<'s>(part: &Part, scan: &'s Scan) -> Option<(&'s Picture, &'s Outline)> {
    sheet::lying(part, scan).filter(|(picture, outline)| !sheet::may_be_whole(part, picture, outline))
}

fn of_frame(picture: &Picture, size: Size) -> (f64, f64) {
    let (long, short) = (picture.width.max(picture.height), picture.width.min(picture.height));
    of_sides((f64::from(long), f64::from(short)), size)
}

/// Resolution along two sides of so many pixels, the longer one first.
fn of_sides((long, short): (f64, f64), size: Size) -> (f64, f64) {
    (long * INCH_MM / size.long_mm, short * INCH_MM / size.short_mm)
}

/// The resolution that the whole picture would have, where the sheet is only a part of it.
pub(super) fn of_whole_picture(part: &Part, scan: &Scan) -> Option<f64> {
    let (picture, _) = in_a_larger_picture(part, scan)?;
    let (long, short) = of_frame(picture, part.size?);
    Some(long.min(short))
}

/// A photo file has no original on paper; its limits are pixels (D303). A page of a known size that must have so many pixels
/// too is a page all the same.
pub(super) fn is_judged_by_pixels(part: &Part) -> bool {
    part.is_photo || part.limits.count_pixels() && part.size.is_none()
}
