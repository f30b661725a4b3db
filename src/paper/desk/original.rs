//! How large an original is on paper, and what of its scan shows it.

use crate::dossier::Scan;
use crate::paper::sheet::{Drawing, MM, Rect};
use crate::pdf::Jpeg;
use crate::pictures::{self, Format};
use crate::profile::Size;
use crate::seen::sheet::{AROUND, Ground, Outline};
use crate::seen::{Picture, SeenPage};

/// Originals shorter than this are printed at their true size, millimetres: less than A5.
const SMALL_MM: f64 = 210.0;
/// What an original is taken for where nobody says how large it is: A4.
const A4: Size = Size { short_mm: 210.0, long_mm: 297.0 };
/// How far the outline's shape may be off the original's for its size to be relied on; a card photographed from above is
/// within a tenth. Chosen, not measured.
const SHAPE: f64 = 1.15;

/// How many pixels of a picture's longer side are looked at for what is written beside a card: five a millimetre of A4.
const SAMPLES: u32 = 1500;
/// How much darker than paper ink is at least, levels of 256, and of how many pixels one is ink where something is written: five
/// characters of a pen cover 20 mm² of an A4 sheet, a three-thousandth. Chosen, not measured, and rather too little: paper
/// that is uneven is printed whole, where a faint seal would be lost.
const INK: usize = 24;
const MARKED: u32 = 4000;

/// A copy of one page: what is drawn, and how large its original is, points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Original {
    /// The picture, or the piece of it that is the original.
    pub drawing: Drawing,
    /// Width, as it lies.
    pub w: f32,
    /// Height, as it lies.
    pub h: f32,
    /// Whether it is printed as large as it is.
    pub is_small: bool,
}

impl Original {
    /// The original of a part of this size, whose scan is picture `at`; `seen` where a rule says that it lies on a larger
    /// scan. Where more stands on that, the larger sheet is what is copied.
    pub(super) fn of(picture: &Jpeg, at: usize, size: Option<Size>, seen: Option<&Picture>) -> Self {
        let small = size.filter(|size| size.long_mm < SMALL_MM);
        if let Some((piece, (w, h))) = small.zip(seen).and_then(|(size, seen)| piece(picture, seen, size)) {
            let is_on_paper = seen.is_some_and(|seen| matches!(ground(seen), Some(Ground::White | Ground::Gray)));
            if is_on_paper && says_more(picture, &piece) {
                return Self::of(picture, at, None, None);
            }
            return Self { drawing: Drawing::Piece { at, piece }, w, h, is_small: true };
        }
        let whole = Drawing::Picture { at, fill: false };
        let (width, height) = picture.upright_size();
        let (width, height) = (width as f32, height as f32);
        let Size { short_mm, long_mm } = size.unwrap_or(A4);
        let (short, long) = (short_mm as f32 * MM, long_mm as f32 * MM);
        let (w, h) = if width >= height { (long, short) } else { (short, long) };
        if small.is_some() {
            return Self { drawing: whole, w, h, is_small: true };
        }
        let scale = (w / width).min(h / height);
        Self { drawing: whole, w: width * scale, h: height * scale, is_small: false }
    }
}

/// What was measured of a file that is one picture; nothing of several pages, of which a finding does not name one.
pub(super) fn only_picture(scan: &Scan) -> Option<&Picture> {
    match (&scan.inspected.picture, scan.inspected.pages.as_slice()) {
        (Some(picture), _) => Some(picture),
        (None, [SeenPage::Picture(picture)]) => Some(picture),
        _ => None,
    }
}

/// The piece of the upright picture that the original's outline is in, with a little of what lies around it, as shares;
/// and its size in points where the original is as large as it is.
fn piece(printed: &Jpeg, seen: &Picture, size: Size) -> Option<(Rect, (f32, f32))> {
    let outline = seen.look.as_ref()?.sheet.outline()?;
    let (wide, high) = seen.upright_size();
    let (wide, high) = (f64::from(wide), f64::from(high));
    let (printed_wide, printed_high) = printed.upright_size();
    // What is printed must be what was looked at.
    let unlike = f64::from(printed_wide) * high / (f64::from(printed_high) * wide);
    let scale = points_per_pixel(outline, seen, size).filter(|_| (0.99..1.01).contains(&unlike))?;
    let corners = outline.corners.map(|[x, y]| {
        let (x, y) = seen.orientation.unwrap_or_default().point((f64::from(x), f64::from(y)));
        (x * wide, y * high)
    });
    let around = AROUND * wide.max(high);
    let side = |places: [f64; 4], length: f64| {
        let (least, most) = places.into_iter().fold((f64::MAX, 0.0_f64), |(a, b), at| (a.min(at), b.max(at)));
        let start = (least - around).clamp(0.0, length);
        (start, (most + around).clamp(0.0, length) - start)
    };
    let ((x, w), (y, h)) = (side(corners.map(|at| at.0), wide), side(corners.map(|at| at.1), high));
    let share = Rect { x: (x / wide) as f32, y: (y / high) as f32, w: (w / wide) as f32, h: (h / high) as f32 };
    (share.w > 0.0 && share.h > 0.0).then_some((share, ((w * scale) as f32, (h * scale) as f32)))
}

fn ground(seen: &Picture) -> Option<Ground> {
    Some(seen.look.as_ref()?.sheet.outline()?.ground)
}

/// Whether something stands beside a piece of a picture on the paper that it lies on: what a card's copy is for is often
/// written there, and is not cut off. Also where the picture cannot be read.
fn says_more(printed: &Jpeg, piece: &Rect) -> bool {
    let Ok(pixels) = pictures::decoded(&printed.bytes, Format::Jpeg) else { return true };
    let (wide, high) = pixels.size();
    let step = (wide.max(high) / SAMPLES).max(1) as usize;
    let mut levels = [0u32; 256];
    for (y, x) in (0..high).step_by(step).flat_map(|y| (0..wide).step_by(step).map(move |x| (y, x))) {
        let share = (f64::from(x) / f64::from(wide), f64::from(y) / f64::from(high));
        let (across, down) = printed.header.orientation.point(share);
        let (across, down) = (across as f32, down as f32);
        let is_inside = (piece.x..=piece.right()).contains(&across) && (piece.y..=piece.bottom()).contains(&down);
        if let Some(count) = levels.get_mut(light(pixels.pixel((x, y)))).filter(|_| !is_inside) {
            *count += 1;
        }
    }
    let paper = levels.iter().zip(0usize..).max_by_key(|(count, _)| **count).map_or(0, |(_, level)| level);
    let ink: u32 = levels.iter().take(paper.saturating_sub(INK)).sum();
    ink > levels.iter().sum::<u32>() / MARKED
}

/// How light a pixel is, by what the ink takes most of: a pale red seal is hardly darker than paper.
fn light(pixel: [u8; 3]) -> usize {
    pixel.into_iter().map(usize::from).min().unwrap_or_default()
}

/// Points on paper for a pixel of the scan, where the outline has the shape of the original.
fn points_per_pixel(outline: &Outline, seen: &Picture, size: Size) -> Option<f64> {
    let (wide, high) = (f64::from(seen.width), f64::from(seen.height));
    let side = |at: usize| {
        let ([ax, ay], [bx, by]) = (outline.corners[at], outline.corners[(at + 1) % 4]);
        (f64::from(bx - ax) * wide).hypot(f64::from(by - ay) * high)
    };
    let (one, other) = (f64::midpoint(side(0), side(2)), f64::midpoint(side(1), side(3)));
    let (long, short) = (one.max(other), one.min(other));
    let off = long * size.short_mm / (short * size.long_mm);
    (1.0 / SHAPE..=SHAPE).contains(&off).then(|| size.long_mm * f64::from(MM) / long)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pictures::Raster;

    const PIECE: Rect = Rect { x: 0.1, y: 0.1, w: 0.5, h: 0.3 };

    /// A white sheet with a dark card in the piece, and a line of this many characters of this colour below it.
    fn sheet(characters: u32, ink: [u8; 3]) -> Jpeg {
        let (wide, high) = (420u32, 594u32);
        let pixel = |x: u32, y: u32| {
            let is_card = (60..240).contains(&x) && (80..220).contains(&y);
            let is_stroke = (400..410).contains(&y) && x < 10 * characters && x % 10 < 3;
            match (is_card, is_stroke) {
                (true, _) => [60; 3],
                (_, true) => ink,
                _ => [250; 3],
            }
        };
        let levels = (0..high).flat_map(|y| (0..wide).flat_map(move |x| pixel(x, y))).collect();
        let jpeg = Raster::rgb((wide, high), levels).and_then(|raster| raster.jpeg(90)).expect("a JPEG");
        Jpeg::read(jpeg).expect("a JPEG")
    }

    #[test]
    fn what_is_written_beside_a_card_is_seen() {
        assert!(!says_more(&sheet(0, [60; 3]), &PIECE));
        assert!(says_more(&sheet(6, [60; 3]), &PIECE));
        let unreadable = Jpeg { bytes: vec![0xff, 0xd8], ..sheet(0, [60; 3]) };
        assert!(says_more(&unreadable, &PIECE));
    }

    #[test]
    fn a_pale_seal_or_pencil_beside_a_card_is_seen() {
        assert!(says_more(&sheet(30, [248, 205, 205]), &PIECE));
        assert!(says_more(&sheet(30, [215; 3]), &PIECE));
    }
}
