//! The sheet in the picture, as far as rules may rely on it.

use super::place;
use super::resolution::is_judged_by_pixels;
use crate::dossier::Scan;
use crate::profile::Part;
use crate::seen::Picture;
use crate::seen::sheet::{Ground, Outline};
use crate::text::Text;

/// Share of the picture from which a sheet fills it well enough: printed borders and frames begin above it, and with .8
/// the first certificate was taken for one on a desk (SHEET §2). On a patterned ground a little less.
const FILLS: f32 = 0.75;
const FILLS_PATTERNED: f32 = 0.70;
/// How far the visible shape may be off the original's before something is surely missing: whole sheets whose edge only
/// touches the frame stay within it (SHEET §5).
const SHAPE: f64 = 1.08;
/// How far the shape of a whole picture may be from the original's for the picture to be a scan of that sheet: the glass of
/// an A4 scanner is 216 × 297 mm (1.03), a phone's picture 4 : 3 (1.06). Chosen, not measured.
const SCANNED: f64 = 1.05;

/// A sheet that lies in a larger picture, with the picture. `None` for photos of a person, which have no sheet, and for a
/// card that was copied onto the sheet that is asked for.
pub(super) fn lying<'s>(part: &Part, scan: &'s Scan) -> Option<(&'s Picture, &'s Outline)> {
    let (picture, outline) = seen(part, scan)?;
    let fills = if outline.ground == Ground::Patterned { FILLS_PATTERNED } else { FILLS };
    let copied = may_be_whole(part, picture, outline) && is_unlike(part, long_and_short(picture, outline), SHAPE);
    (outline.share < fills && !copied).then_some((picture, outline))
}

/// Whether the white around what lies in a picture may be the original itself: the whole picture has its shape, as the scan
/// of an A4 page has onto which a card or a passport was copied.
pub(super) fn may_be_whole(part: &Part, picture: &Picture, outline: &Outline) -> bool {
    let sides = (f64::from(picture.width.max(picture.height)), f64::from(picture.width.min(picture.height)));
    outline.ground == Ground::White && part.size.is_some() && !is_card(part) && !is_unlike(part, sides, SCANNED)
}

/// Whether these sides, the longer one first, have another shape than the original by more than `most`.
fn is_unlike(part: &Part, (long, short): (f64, f64), most: f64) -> bool {
    part.size.is_some_and(|size| {
        let unlike = (long / short.max(1.0)) / (size.long_mm / size.short_mm);
        !(1.0 / most..=most).contains(&unlike)
    })
}

/// A sheet whose outline is seen, however large.
pub(super) fn seen<'s>(part: &Part, scan: &'s Scan) -> Option<(&'s Picture, &'s Outline)> {
    let outline = place::look(scan)?.sheet.outline().filter(|_| !is_judged_by_pixels(part))?;
    Some((place::picture(scan)?, outline))
}

/// A sheet that lies in a larger picture, where it is the only one and all of it is there: D327 and D328
/// say the rest.
pub(super) fn lying_alone<'s>(part: &Part, scan: &'s Scan) -> Option<(&'s Picture, &'s Outline)> {
    lying(part, scan).filter(|(picture, outline)| outline.second.is_none() && !is_cut(part, picture, outline))
}

/// Whether a sheet goes on beyond the picture: it touches one or two of its sides, and its shape is not the original's.
pub(super) fn is_cut(part: &Part, picture: &Picture, outline: &Outline) -> bool {
    touches(outline) && is_unlike(part, long_and_short(picture, outline), SHAPE)
}

/// Whether one or two sides touch the frame. Where more do, nearly all of the picture is the sheet.
pub(super) fn touches(outline: &Outline) -> bool {
    (1..=2).contains(&outline.at_edge.iter().filter(|side| **side).count())
}

/// Lengths of a sheet's sides, pixels: upper, right, lower, left.
pub(super) fn sides(picture: &Picture, outline: &Outline) -> [f64; 4] {
    let (wide, high) = (f64::from(picture.width), f64::from(picture.height));
    [0, 1, 2, 3].map(|at| {
        let ([ax, ay], [bx, by]) = (outline.corners[at], outline.corners[(at + 1) % 4]);
        (f64::from(bx - ax) * wide).hypot(f64::from(by - ay) * high)
    })
}

/// The longer and the shorter side of a sheet, pixels: of two opposite sides the shorter one, which is farther away.
pub(super) fn long_and_short(picture: &Picture, outline: &Outline) -> (f64, f64) {
    let [upper, right, lower, left] = sides(picture, outline);
    let (across, down) = (upper.min(lower), left.min(right));
    (across.max(down), across.min(down))
}

/// Whether a part is a card: both of its sides are smaller than a post card.
pub(super) fn is_card(part: &Part) -> bool {
    part.size.is_some_and(|size| size.long_mm <= 110.0)
}

/// What lies around the sheet, as it is said in a sentence.
pub(super) fn ground(ground: Ground) -> Text {
    let (zh, en) = match ground {
        Ground::Black => ("黑色背景", "a black background"),
        Ground::White => ("白色背景", "a white background"),
        Ground::Gray => ("灰色背景", "a gray background"),
        Ground::Coloured => ("桌面一类的背景", "a desk or another coloured background"),
        Ground::Patterned => {
            ("有花纹的背景（桌面、布或别的纸）", "a patterned background (a desk, cloth or other papers)")
        }
    };
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

/// A share as whole percent.
pub(super) fn percent(share: f32) -> f32 {
    (share * 100.0).round()
}
