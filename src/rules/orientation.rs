//! Which way up a page is: what its lines of text say and what its Exif tag says, shared by D314 and D315.

use super::place;
use super::resolution::{Resolution, effective, is_judged_by_pixels};
use crate::dossier::Scan;
use crate::jpeg::Orientation;
use crate::profile::{LimitName, Part};
use crate::seen::reading::Turn;

/// Share of blocks with an edge from which a page has enough text to have lines.
const ENOUGH_TEXT: f32 = 0.01;
/// Share of the small regions that may still have lines across on a page that lies on its side.
const AGREEING: f32 = 0.4;

/// Energy of the lines across against that of the lines down, as shown, below which a tag is in doubt. A passport whose tag
/// laid it on its side had .42 (IMAGES).
const CONTRADICTED: f64 = 0.5;

/// Whether lines of text run down the page as it is shown, its Exif tag applied. False where the lines do not say, for a
/// portrait, and for a scan that must be made again for its resolution (D301): lines of print are too fine there for the
/// small image that is looked at, and columns of figures stand out in their place.
pub(super) fn lies_on_its_side(part: &Part, scan: &Scan) -> bool {
    // Words that were read know better than lines that were measured.
    match scan.reading.as_ref().map_or(Turn::Unknown, |reading| reading.turn) {
        // In a mirror, the other quarter turn is the right one: it is said that the page is mirrored.
        _ if scan.reading.as_ref().is_ok_and(|reading| reading.mirrored) => return false,
        Turn::Upright | Turn::Half => return false,
        Turn::QuarterLeft | Turn::QuarterRight if scan.reading.as_ref().is_ok_and(|reading| reading.sure) => {
            return true;
        }
        _ => {}
    }
    let (Some(look), Some(limit)) = (place::look(scan), part.limits.value(LimitName::SidewaysWarning)) else {
        return false;
    };
    let too_coarse = match (effective(part, scan), part.limits.value(LimitName::DpiError)) {
        (Resolution::Dpi(dpi), Some(least)) => dpi < least,
        _ => false,
    };
    let judged = look.ink.edges >= ENOUGH_TEXT && !is_judged_by_pixels(part) && !too_coarse;
    let Some(lines) = look.lines.filter(|_| judged) else { return false };
    let (upright, agreeing) = if tag(scan).swaps_sides() {
        (1.0 / lines.upright.max(f32::MIN_POSITIVE), 1.0 - lines.agreeing)
    } else {
        (lines.upright, lines.agreeing)
    };
    // A tag that is in doubt is said to be, and never baked in: that asks for less than an accusation of the page itself.
    let limit = if tag(scan).swaps_sides() { limit.max(CONTRADICTED) } else { limit };
    f64::from(upright) < limit && agreeing < AGREEING
}

/// The Exif orientation of a whole picture; upright where it says none.
pub(super) fn tag(scan: &Scan) -> Orientation {
    place::picture(scan).and_then(|picture| picture.orientation).unwrap_or_default()
}
