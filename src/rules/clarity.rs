//! How sharp a scan is for the size of its original: what D305 and D306 share.
//!
//! The widths of edges decide, in pixels at 300 dpi; they were measured only where the coefficients left doubt (IMAGES).

use super::almost_empty::is_almost_empty;
use super::resolution::{fineness, is_judged_by_pixels};
use super::{over_compressed, place, too_dark};
use crate::dossier::Scan;
use crate::finding::Severity;
use crate::profile::{Limit, LimitName, Part};
use crate::seen::look::{EdgeWidth, Look};

/// Fewer edges than this say nothing about their width.
const ENOUGH_EDGES: u32 = 50;
/// Share of the page with relief from which there must be edges, if it is sharp: a page number alone has less.
const MUCH: f32 = 0.02;

/// Print fainter than this, levels, with edges at most so wide, px at 300 dpi, is faded rather than blurred: real faded pages
/// have 27–38 and 2.8–3.2; a sharp slip blurred by 1.3 px has 39.
const FADED: (f32, f64) = (38.5, 3.4);
/// A portrait whose frequencies have this ratio is sharp, however soft its skin: sharp ones have .130 and more, blurred ones
/// .012 at most (IMAGES).
const SHARP_PHOTO: f32 = 0.13;
/// Two signs of motion in part of a page: regions this soft, px at 300 dpi, whose frequencies have at most this ratio. A real
/// one has 3.84 and .034; no sharp document of 183 has both but those that are warned of already.
const MOVED: (f64, f32) = (3.5, 0.04);
/// Edge blocks from which the frequencies of a page say something.
const ENOUGH_BLOCKS: u32 = 256;
/// A scan so much finer than 300 dpi has soft edges pixel by pixel, and sharp ones on paper.
const FINE: f64 = 1.25;

/// What is known about the sharpness of a scan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Clarity {
    /// Clear, or blank, or not asked for.
    Fine,
    /// Edges of this width, px at 300 dpi, are too wide.
    Wide(Severity, f64, Limit),
    /// Some regions of the page are sharp, but a quarter of them have edges at least this wide, px at 300 dpi.
    PartlyWide(f64, Limit),
    /// The page is sharp, but the sharpest fifth of the edges in its middle is no narrower than this, px at 300 dpi.
    MiddleWide(f64, Limit),
    /// The edges that were measured are those of noise; what is under it falls off like this, third against first frequency.
    UnderNoise(f64, Limit),
    /// The print is too faint for its edges to say anything.
    Faded,
    /// Much is on the page, and not one edge: as blurred as can be.
    NoEdges,
    /// In doubt, and too few edges to measure.
    FewEdges,
    /// In doubt, and too large for its pixels to be looked at.
    NotMeasured,
}

/// Judges a scan for its part.
pub(super) fn judge(part: &Part, scan: &Scan) -> Clarity {
    let limits = [LimitName::EdgeWidthError, LimitName::EdgeWidthWarning].map(|name| part.limits.get(name));
    let Some(look) = place::look(scan) else { return Clarity::Fine };
    let reported = is_dark(part, look) || is_almost_empty(part, look);
    if limits.iter().all(Option::is_none) || !look.sharpness.doubtful || reported {
        return Clarity::Fine;
    }
    let Some(width) = look.sharpness.width else { return Clarity::NotMeasured };
    if width.edges < ENOUGH_EDGES {
        let blurred = look.sharpness.edge_blocks == 0 && look.ink.relief >= MUCH;
        return if blurred { Clarity::NoEdges } else { Clarity::FewEdges };
    }
    // So has a file whose blocks are seen (D312): their borders hide what was there.
    if over_compressed::seen_blocks(part, scan).is_some() {
        return Clarity::Fine;
    }
    // Repeated pixels have edges as sharp as any, and a rule of their own (D313).
    if place::repeated(scan).is_some() {
        return Clarity::Fine;
    }
    if is_judged_by_pixels(part) {
        of_photo(look, &width, limits)
    } else {
        of_page(part, look, (&width, limits), fineness(part, scan))
    }
}

/// A picture too dark to see has a rule of its own (D309), and edges that come from noise; so has one with almost nothing
/// on it (D308).
fn is_dark(part: &Part, look: &Look) -> bool {
    too_dark::limit(part, look).is_some_and(|(level, _)| level == Severity::Error)
}

fn of_page(
    part: &Part,
    look: &Look,
    (width, [error, warning]): (&EdgeWidth, [Option<Limit>; 2]),
    fineness: f64,
) -> Clarity {
    let at_300_dpi = |width: f32| f64::from(width) / fineness;
    let (median, soft, middle) =
        (at_300_dpi(width.median), at_300_dpi(width.soft), at_300_dpi(width.centre.unwrap_or_default()));
    let moved = soft > MOVED.0 && look.sharpness.soft_ratio.is_some_and(|ratio| ratio <= MOVED.1);
    let beyond = |width: f64, limit: Option<Limit>| limit.filter(|limit| width > limit.value);
    if let Some(limit) = beyond(median, error) {
        Clarity::Wide(Severity::Error, median, limit)
    } else if let Some(limit) = beyond(median, warning) {
        // Faint strokes have wide edges, however sharp they are.
        let faded = look.ink.strength < FADED.0 && median <= FADED.1;
        if faded { Clarity::Faded } else { Clarity::Wide(Severity::Warning, median, limit) }
    } else if let Some(limit) = beyond(soft, error) {
        Clarity::PartlyWide(soft, limit)
    } else if let (Some(limit), true) = (warning, moved) {
        Clarity::PartlyWide(soft, limit)
    } else if let Some(limit) = beyond(middle, part.limits.get(LimitName::MiddleWidthWarning)) {
        Clarity::MiddleWide(middle, limit)
    } else {
        under_noise(part, look, fineness)
    }
}

/// Noise has edges as narrow as any: the frequencies tell what is under it.
fn under_noise(part: &Part, look: &Look, fineness: f64) -> Clarity {
    let fall = look.sharpness.fall.filter(|_| look.sharpness.edge_blocks >= ENOUGH_BLOCKS && fineness < FINE);
    match fall.map(f64::from).zip(part.limits.get(LimitName::FallWarning)) {
        Some((fall, limit)) if fall < limit.value => Clarity::UnderNoise(fall, limit),
        _ => Clarity::Fine,
    }
}

/// A portrait is soft behind the face on purpose, and skin has few sharp edges: the sharpest fifth in its middle counts,
/// and it is never an error.
fn of_photo(look: &Look, width: &EdgeWidth, limits: [Option<Limit>; 2]) -> Clarity {
    if look.sharpness.ratio.is_some_and(|ratio| ratio >= SHARP_PHOTO) {
        return Clarity::Fine;
    }
    let is = f64::from(width.centre.unwrap_or(width.sharp));
    let [error, warning] = limits;
    match warning.or(error).filter(|limit| is > limit.value) {
        Some(limit) => Clarity::Wide(Severity::Warning, is, limit),
        None => Clarity::Fine,
    }
}
