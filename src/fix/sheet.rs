//! What of a picture its sheet is, where it lies in a larger one, and how far askew.

use super::probe::Probe;
use super::step::Step;
use crate::dossier::Scan;
use crate::jpeg::{Area, Orientation, around};
use crate::seen::Picture;
use crate::seen::sheet::AROUND;

/// Where the sheet of a JPEG lies, with a margin, in whole MCUs; `None` where that is all of the picture.
pub(super) fn sheet_in(scan: &Scan, probe: &Probe) -> Option<Area> {
    let Probe::Jpeg(contents) = probe else { return None };
    let picture = scan.inspected.picture.as_ref()?;
    let size = (picture.width, picture.height);
    let area = around(piece(picture)?, size, contents.mcu);
    ((area.2, area.3) != size).then_some(area)
}

/// Where the sheet lies in a picture, with a margin: x, y, width, height.
pub(super) fn piece(picture: &Picture) -> Option<(u32, u32, u32, u32)> {
    let corners = picture.look.as_ref()?.sheet.outline()?.corners;
    let (width, height) = (picture.width, picture.height);
    let margin = AROUND * f64::from(width.max(height));
    let side = |at: usize, length: u32| {
        let places = corners.map(|corner| f64::from(corner[at]) * f64::from(length));
        let start = places.into_iter().fold(f64::MAX, f64::min) - margin;
        let end = places.into_iter().fold(0.0, f64::max) + margin;
        let start = start.clamp(0.0, f64::from(length)).floor() as u32;
        (start, (end.clamp(0.0, f64::from(length)).ceil() as u32).saturating_sub(start))
    };
    let ((x, wide), (y, high)) = (side(0, width), side(1, height));
    (wide > 0 && high > 0).then_some((x, y, wide, high))
}

/// How far a JPEG is turned clockwise once it stands upright, degrees.
pub(super) fn askew(scan: &Scan, probe: &Probe, turn: Orientation) -> Option<f32> {
    let Probe::Jpeg(_) = probe else { return None };
    let degrees = scan.inspected.picture.as_ref()?.look.as_ref()?.turned()?;
    // In a mirror, clockwise is anticlockwise.
    let [a, b, c, d, ..] = turn.matrix();
    Some(if a * d - b * c < 0.0 { -degrees } else { degrees })
}

/// What turns that back, tenths of a degree, clockwise where it is positive.
pub(super) fn tenths_back(degrees: f32) -> i32 {
    -(degrees * 10.0).round() as i32
}

/// The step, with the size as it is seen.
pub(super) fn cut_to_sheet(turn: Orientation, stored: (u32, u32)) -> Step {
    let (width, height) = turn.size(stored);
    Step::CutToSheet(width, height)
}
