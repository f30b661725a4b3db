//! How sharp a scan is for the size of its original: what D305 and D306 share.
//!
//! The widths of edges decide, in pixels at 300 dpi; they were measured only where the coefficients left doubt (IMAGES).

use super::almost_empty::is_almost_empty;
use super::resolution::{fineness, is_judged_by_pixels};
use super::{place, too_dark};
use crate::dossier::Scan;
use crate::dossier::look::{EdgeWidth, Look};
use crate::finding::Severity;
use crate::profile::{Limit, LimitName, Part};

/// Fewer edges than this say nothing about their width.
const ENOUGH_EDGES: u32 = 50;
/// Share of the page with relief from which there must be edges, if it is sharp: a page number alone has less.
const MUCH: f32 = 0.02;

/// What is known about the sharpness of a scan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Clarity {
    /// Clear, or blank, or not asked for.
    Fine,
    /// Edges of this width, px at 300 dpi, are too wide.
    Wide(Severity, f64, Limit),
    /// Some regions of the page are sharp, but a quarter of them have edges at least this wide, px at 300 dpi.
    PartlyWide(f64, Limit),
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
    let (Some(picture), Some(look)) = (place::picture(scan), place::look(scan)) else { return Clarity::Fine };
    let reported = is_dark(part, look) || is_almost_empty(part, look);
    if limits.iter().all(Option::is_none) || !look.sharpness.doubtful || reported {
        return Clarity::Fine;
    }
    let Some(width) = look.sharpness.width else { return Clarity::NotMeasured };
    if width.edges < ENOUGH_EDGES {
        let blurred = look.sharpness.edge_blocks == 0 && look.ink.relief >= MUCH;
        return if blurred { Clarity::NoEdges } else { Clarity::FewEdges };
    }
    // Repeated pixels have edges as sharp as any, and a rule of their own (D313).
    if width.repeated.is_some() {
        return Clarity::Fine;
    }
    if is_judged_by_pixels(part) { of_photo(&width, limits) } else { of_page(&width, limits, fineness(part, picture)) }
}

/// A picture too dark to see has a rule of its own (D309), and edges that come from noise; so has one with almost nothing
/// on it (D308).
fn is_dark(part: &Part, look: &Look) -> bool {
    too_dark::limit(part, look).is_some_and(|(level, _)| level == Severity::Error)
}

fn of_page(width: &EdgeWidth, [error, warning]: [Option<Limit>; 2], fineness: f64) -> Clarity {
    let (median, soft) = (f64::from(width.median) / fineness, f64::from(width.soft) / fineness);
    let beyond = |width: f64, limit: Option<Limit>| limit.filter(|limit| width > limit.value);
    if let Some(limit) = beyond(median, error) {
        Clarity::Wide(Severity::Error, median, limit)
    } else if let Some(limit) = beyond(median, warning) {
        Clarity::Wide(Severity::Warning, median, limit)
    } else if let Some(limit) = beyond(soft, error) {
        Clarity::PartlyWide(soft, limit)
    } else {
        Clarity::Fine
    }
}

/// A portrait is soft behind the face on purpose, and skin has few sharp edges: the sharpest fifth in its middle counts,
/// and it is never an error.
fn of_photo(width: &EdgeWidth, limits: [Option<Limit>; 2]) -> Clarity {
    let is = f64::from(width.centre.unwrap_or(width.sharp));
    let [error, warning] = limits;
    match warning.or(error).filter(|limit| is > limit.value) {
        Some(limit) => Clarity::Wide(Severity::Warning, is, limit),
        None => Clarity::Fine,
    }
}
