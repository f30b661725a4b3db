//! Which copies share a sheet, and where each stands on it.

use super::copy_sheet::{PICTURE, Page, Standing};
use super::original::Original;
use crate::paper::sheet::Rect;

/// Room above and below a small original, points.
const MARGIN: f32 = 12.0;
/// The least room between two copies on one sheet, points.
const GAP: f32 = 12.0;
/// How far a large original is made smaller so that others find room on its sheet: to half of its size. Its usual type, 五号 of
/// 10.5 points, is 5.25 then, and the smallest that Chinese printers have, 八号, is 5.
const LEGIBLE: f32 = 0.5;

/// A sheet for each large original, as large as there is room; small ones share theirs.
pub(super) fn apart(pages: impl IntoIterator<Item = Page>) -> Vec<Standing> {
    let mut sheets: Vec<Standing> = Vec::new();
    let mut room = Rect { h: 0.0, ..PICTURE };
    for page in pages {
        let small = page.original().filter(|original| original.is_small).map(|original| (original.w, original.h));
        if small.is_none_or(|(_, h)| h + MARGIN > room.h) {
            sheets.push(Standing::new());
            room = PICTURE;
        }
        let Some(sheet) = sheets.last_mut() else { continue };
        let Some((w, h)) = small else {
            sheet.push((page, room));
            room.h = 0.0;
            continue;
        };
        sheet.push((page, Rect { x: room.x + (room.w - w) / 2.0, y: room.y + MARGIN, w, h }));
        room.y += h + 2.0 * MARGIN;
        room.h -= h + 2.0 * MARGIN;
    }
    sheets
}

/// All on one sheet, one below another: small originals as large as they are, large ones made smaller as far as they can
/// be read. What finds no room goes on the next sheet, and what could not be printed has one of its own.
pub(super) fn on_one_sheet(pages: Vec<Page>) -> Vec<Standing> {
    let mut sheets: Vec<Vec<Page>> = Vec::new();
    let mut used = f32::MAX;
    for page in pages {
        let needs = page.original().map_or(f32::MAX, |original| original.h * least(original) + GAP);
        if used + needs > PICTURE.h {
            sheets.push(Vec::new());
            used = 0.0;
        }
        used += needs;
        if let Some(sheet) = sheets.last_mut() {
            sheet.push(page);
        }
    }
    sheets.into_iter().map(stand).collect()
}

/// The places of what shares a sheet; what is alone on it, and not small, has all the room.
fn stand(pages: Vec<Page>) -> Standing {
    let originals: Vec<&Original> = pages.iter().filter_map(Page::original).collect();
    if pages.len() == 1 && originals.iter().all(|original| !original.is_small) {
        return pages.into_iter().map(|page| (page, PICTURE)).collect();
    }
    let scaled = originals.iter().zip(scales(&originals));
    let sizes: Vec<(f32, f32)> = scaled.map(|(original, scale)| (original.w * scale, original.h * scale)).collect();
    let taken: f32 = sizes.iter().map(|(_, h)| h).sum();
    let gap = ((PICTURE.h - taken) / sizes.len() as f32).clamp(GAP, 2.0 * MARGIN);
    let mut y = PICTURE.y + gap / 2.0;
    let placed = pages.into_iter().zip(sizes).map(|(page, (w, h))| {
        let rect = Rect { x: PICTURE.x + (PICTURE.w - w) / 2.0, y, w, h };
        y += h + gap;
        (page, rect)
    });
    placed.collect()
}

/// How large each of them is printed that share a sheet, 1 for its true size: the large ones all alike, but where one finds
/// less room even by itself.
fn scales(originals: &[&Original]) -> Vec<f32> {
    let mut scales = vec![1.0; originals.len()];
    let is_large = |(_, original): &(usize, &&Original)| !original.is_small;
    let mut large: Vec<(usize, &&Original)> = originals.iter().enumerate().filter(is_large).collect();
    large.sort_by(|(_, one), (_, other)| most(one).total_cmp(&most(other)));
    let small: f32 = originals.iter().filter(|one| one.is_small).map(|one| one.h).sum();
    let mut room = PICTURE.h - GAP * originals.len() as f32 - small;
    for (done, (at, original)) in large.iter().enumerate() {
        let heights: f32 = large.iter().skip(done).map(|(_, one)| one.h).sum();
        let scale = most(original).min(room / heights);
        room -= original.h * scale;
        if let Some(place) = scales.get_mut(*at) {
            *place = scale;
        }
    }
    scales
}

/// How large an original is printed at most: as large as it is, where there is room for it.
fn most(original: &Original) -> f32 {
    if original.is_small { 1.0 } else { 1.0_f32.min(PICTURE.w / original.w).min((PICTURE.h - GAP) / original.h) }
}

/// How large it is printed at least where it shares a sheet.
fn least(original: &Original) -> f32 {
    if original.is_small { 1.0 } else { most(original).min(LEGIBLE) }
}
