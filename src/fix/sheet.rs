//! What of a picture its sheet is, where it lies in a larger one.

use super::probe::Probe;
use super::step::Step;
use crate::dossier::Scan;
use crate::jpeg::{Area, Orientation, around};

/// What stays around the sheet's outline on each side, as a share of the picture's longer one: outlines are found to a
/// hundredth of it (SHEET), and a strip of desk harms nobody, but a cut word does.
const MARGIN: f64 = 0.02;

/// Where the sheet of a JPEG lies, with a margin, in whole MCUs; `None` where that is all of the picture.
pub(super) fn sheet_in(scan: &Scan, probe: &Probe) -> Option<Area> {
    let Probe::Jpeg(contents) = probe else { return None };
    let picture = scan.inspected.picture.as_ref()?;
    let corners = picture.look.as_ref()?.sheet.outline()?.corners;
    let size @ (width, height) = (picture.width, picture.height);
    let margin = MARGIN * f64::from(width.max(height));
    let side = |at: usize, length: u32| {
        let places = corners.map(|corner| f64::from(corner[at]) * f64::from(length));
        let start = places.into_iter().fold(f64::MAX, f64::min) - margin;
        let end = places.into_iter().fold(0.0, f64::max) + margin;
        let start = start.clamp(0.0, f64::from(length)).floor() as u32;
        (start, (end.clamp(0.0, f64::from(length)).ceil() as u32).saturating_sub(start))
    };
    let ((x, wide), (y, high)) = (side(0, width), side(1, height));
    let area = around((x, y, wide, high), size, contents.mcu);
    (wide > 0 && high > 0 && (area.2, area.3) != size).then_some(area)
}

/// The step, with the size as it is seen.
pub(super) fn cut_to_sheet(turn: Orientation, stored: (u32, u32)) -> Step {
    let (width, height) = turn.size(stored);
    Step::CutToSheet(width, height)
}
