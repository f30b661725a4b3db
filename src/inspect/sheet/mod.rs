//! Where the sheet lies in the picture, from the picture at 1/8 of its size: no model, the same answer every time.
//!
//! Straight edges are found, shapes put together from them, and each is judged by what its sides and the ground around it
//! look like (SHEET has the measurements). Where nothing is sure, nothing is said.

mod areas;
mod cells;
mod clip;
mod grid;
mod judge;
mod lines;
mod lone;
mod quads;
mod refine;
mod sides;
mod slopes;
mod spans;
mod text;

use super::small::{Colours, Small};
use crate::jpeg::Edges;
use crate::seen::sheet::{Askew, Ground, Outline, Point, Sheet};
use cells::Cells;
use grid::Grid;
use judge::Judged;
use quads::Quad;
use refine::Refiner;
use slopes::Slopes;

/// How near the edge of the picture both ends of a side, or one, must lie to touch it: share of the picture's size.
const AT_EDGE: f32 = 0.012;

/// Shapes whose corners are no farther apart than this are one, cells.
const SAME: f32 = 2.0;

/// How much smaller than the other one of two sheets may be.
const LIKE: f32 = 0.4;

/// Looks for the sheet.
pub(super) fn find(luminance: &Small, colours: Option<&Colours>, edges: &Edges) -> (Sheet, Option<Askew>) {
    let Some(cells) = Cells::new(luminance, colours, edges) else { return (Sheet::CannotTell, None) };
    (outlined(&cells), text::measure(&cells))
}

fn outlined(cells: &Cells) -> Sheet {
    let rim = cells.rim();
    if rim.one_sheet {
        return Sheet::Fills;
    }
    let grid = &Grid::of(cells);
    let slopes = Slopes::of(grid);
    let lines = lines::strongest(&slopes);
    if lines.len() < 2 {
        return Sheet::Fills;
    }
    let quads = quads::best(&slopes, &lines);
    let mut shapes = different(grid, &quads);
    let mut judged: Vec<Judged> = shapes.iter().filter_map(|quad| judge::judged(grid, quad)).collect();
    // Of equal ones the first.
    let best = judged.iter().copied().reduce(|best, other| if other.score > best.score { other } else { best });
    if let Some(ground) = rim.colour.filter(|_| best.is_none_or(|best| best.ground == Ground::White)) {
        let lone = lone::shape(grid, &cells.other_than(ground));
        judged.extend(lone.and_then(|quad| judge::judged_alone(grid, &quad)));
        shapes.extend(lone);
    }
    let Some(best) = best.or(judged.first().copied()) else { return Sheet::CannotTell };
    let best = judged.iter().fold(best, |best, other| {
        let whole = is_within(&best.quad, &other.quad) && other.is_more_of(&best);
        if whole { *other } else { best }
    });
    let (best, second) = two_within(grid, &shapes, &best).map_or((best, None), |(one, other)| (one, Some(other)));
    Sheet::Seen(outline(grid, &best, second.as_ref()))
}

/// Two sheets that lie beside each other and have an outline in common.
fn two_within(grid: &Grid, shapes: &[Quad], whole: &Judged) -> Option<(Judged, Judged)> {
    let smaller = shapes.iter().filter(|shape| is_within(shape, &whole.quad) && shape.is_apart(&whole.quad, SAME));
    let mut sheets: Vec<Judged> = smaller.filter_map(|shape| judge::judged_beside(grid, shape, whole)).collect();
    sheets.sort_by(|a, b| b.share.total_cmp(&a.share));
    sheets.iter().enumerate().find_map(|(at, one)| {
        let other = sheets[at + 1..].iter().find(|other| is_beside(&one.quad, &other.quad))?;
        let between = judge::is_ground_between(grid, one, other);
        (between && other.share >= LIKE * one.share).then_some((*one, *other))
    })
}

/// The shapes that are worth it, moved to their edges, each once.
fn different(grid: &Grid, quads: &[Quad]) -> Vec<Quad> {
    let mut kept: Vec<Quad> = Vec::new();
    let mut refiner = Refiner::new(grid);
    for quad in quads.iter().filter(|quad| sides::is_worth(grid, quad)) {
        let refined = refiner.refined(quad);
        kept.extend(refined.filter(|refined| kept.iter().all(|other| other.is_apart(refined, SAME))));
    }
    kept
}

fn outline(grid: &Grid, best: &Judged, second: Option<&Judged>) -> Outline {
    let corners = shares(grid, best);
    Outline {
        corners,
        share: best.share,
        slant: judge::slant(&best.quad),
        skew: judge::skew(&best.quad),
        at_edge: [0, 1, 2, 3].map(|side| is_at_edge(&corners, side)),
        ground: best.ground,
        second: second.map(|second| shares(grid, second)),
    }
}

fn shares(grid: &Grid, judged: &Judged) -> [Point; 4] {
    judged.quad.corners.map(|[x, y]| [x / grid.wide as f32 + 0.5, y / grid.high as f32 + 0.5])
}

/// Whether a side (upper, right, lower, left) lies at the edge of the picture.
fn is_at_edge(corners: &[Point; 4], side: usize) -> bool {
    let beyond = |[x, y]: Point| match side {
        0 => y <= AT_EDGE,
        1 => x >= 1.0 - AT_EDGE,
        2 => y >= 1.0 - AT_EDGE,
        _ => x <= AT_EDGE,
    };
    beyond(corners[side]) || beyond(corners[(side + 1) % 4])
}

/// Whether two shapes lie beside each other.
fn is_beside(a: &Quad, b: &Quad) -> bool {
    [0, 1].iter().any(|axis| {
        let (a, b) = (bounds(a, *axis), bounds(b, *axis));
        a.1 <= b.0 + SAME || b.1 <= a.0 + SAME
    })
}

/// Whether a shape lies within the bounds of another.
fn is_within(inner: &Quad, outer: &Quad) -> bool {
    [0, 1].iter().all(|axis| {
        let (inner, outer) = (bounds(inner, *axis), bounds(outer, *axis));
        inner.0 >= outer.0 - SAME && inner.1 <= outer.1 + SAME
    })
}

/// From where to where a shape reaches across or down.
fn bounds(quad: &Quad, axis: usize) -> (f32, f32) {
    let along = quad.corners.map(|corner| corner[axis]);
    (along.iter().copied().fold(f32::MAX, f32::min), along.iter().copied().fold(f32::MIN, f32::max))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: usize = 120;
    const HIGH: usize = 160;

    /// A gray picture of `WIDE` × `HIGH` cells.
    fn seen(level: impl Fn(f32, f32) -> u8) -> (Sheet, Option<Askew>) {
        let levels = (0..HIGH).flat_map(|y| (0..WIDE).map(move |x| (x, y)));
        let levels = levels.map(|(x, y)| level(x as f32 - 60.0, y as f32 - 80.0)).collect();
        let luminance = Small { wide: WIDE, high: HIGH, levels };
        find(&luminance, None, &Edges::none(WIDE, HIGH))
    }

    fn turned((x, y): (f32, f32), degrees: f32) -> (f32, f32) {
        let (sin, cos) = degrees.to_radians().sin_cos();
        (x * cos + y * sin, y * cos - x * sin)
    }

    /// Lines of print of five cells' pitch.
    fn print((x, y): (f32, f32)) -> bool {
        y.rem_euclid(5.0) < 2.0 && (x * 7.3).sin() > -0.5
    }

    #[test]
    fn a_page_from_edge_to_edge_fills_the_picture() {
        assert_eq!(seen(|_, _| 240).0, Sheet::Fills);
        assert_eq!(seen(|x, y| if print((x, y)) && x.abs() < 40.0 { 232 } else { 240 }).0, Sheet::Fills);
    }

    #[test]
    fn a_sheet_on_black_is_seen_with_its_turn() {
        for degrees in [-12.0, -3.0, 0.0, 5.0] {
            let sheet = |x: f32, y: f32| {
                let (u, v) = turned((x, y), degrees);
                if u.abs() < 35.0 && v.abs() < 50.0 { 235 } else { 20 }
            };
            let (Sheet::Seen(outline), _) = seen(sheet) else { panic!("{degrees}") };
            assert!((outline.skew - degrees).abs() < 0.6, "{degrees}: {outline:?}");
            let share = 70.0 * 100.0 / (WIDE * HIGH) as f32;
            assert!((outline.share - share).abs() < 0.02, "{degrees}: {outline:?}");
            assert_eq!((outline.ground, outline.at_edge), (crate::seen::sheet::Ground::Black, [false; 4]));
        }
    }

    #[test]
    fn two_sheets_are_two() {
        let sheets = |x: f32, y: f32| if (5.0..50.0).contains(&x.abs()) && y.abs() < 50.0 { 235 } else { 20 };
        let (Sheet::Seen(outline), _) = seen(sheets) else { panic!("no sheet") };
        assert!(outline.second.is_some() && outline.share < 0.3, "{outline:?}");
    }

    #[test]
    fn a_printed_block_on_a_page_is_no_card() {
        let block = |x: f32, y: f32| if x.abs() < 30.0 && y.abs() < 25.0 && print((x, y)) { 120 } else { 245 };
        assert_eq!(seen(block).0.outline(), None);
    }

    /// A pale card of 44 × 28 cells on white, with what is printed on it.
    fn card(level: impl Fn(f32, f32) -> Option<u8>) -> impl Fn(f32, f32) -> u8 {
        move |x, y| {
            let (u, v) = turned((x, y), 4.0);
            if u.abs() < 22.0 && v.abs() < 14.0 { level(u, v).unwrap_or(229) } else { 247 }
        }
    }

    #[test]
    fn a_pale_card_on_white_is_seen() {
        let (Sheet::Seen(outline), _) = seen(card(|_, _| None)) else { panic!("no card") };
        assert!((outline.share - 44.0 * 28.0 / 19200.0).abs() < 0.003, "{outline:?}");
        assert_eq!(outline.ground, Ground::White);
    }

    #[test]
    fn a_line_of_print_is_not_the_edge_of_a_card() {
        let row = |_: f32, v: f32| (9.0..11.0).contains(&v).then_some(90);
        let (Sheet::Seen(outline), _) = seen(card(row)) else { panic!("no card") };
        assert!((outline.share - 44.0 * 28.0 / 19200.0).abs() < 0.003, "{outline:?}");
    }

    #[test]
    fn lines_of_text_tell_how_far_a_page_is_turned() {
        for degrees in [-11.0, -4.0, 0.0, 3.0, 14.0] {
            let page = |x: f32, y: f32| if print(turned((x, y), degrees)) { 90 } else { 240 };
            let askew = seen(page).1.expect("lines");
            assert!((askew.degrees - degrees).abs() < 0.6 && askew.peak > 3.0, "{degrees}: {askew:?}");
        }
        assert_eq!(seen(|_, _| 240).1, None);
    }

    #[test]
    fn small_pictures_are_not_looked_at() {
        let luminance = Small { wide: 30, high: 50, levels: vec![200; 1500] };
        assert_eq!(find(&luminance, None, &Edges::none(30, 50)), (Sheet::CannotTell, None));
    }
}
