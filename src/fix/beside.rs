//! Whether something else lies beside a sheet that is to be cut out: it would be lost without a word.

use crate::jpeg::{self, Area, Edges};

/// Side of a block, px.
const BLOCK: usize = 8;
/// Windows are looked at that are so many times smaller than the picture's shorter side: a card beside an A4 page fills
/// some eight of them.
const WINDOWS: usize = 12;
/// The fewest blocks of a window, across and down.
const LEAST: usize = 6;
/// Share of a window's blocks that hold an edge where there is print: a drawn ID card beside a page has six windows of 16 to
/// 29 %. The edge of a table or a shadow is a line, and holds fewer.
const PRINT: f64 = 0.15;
/// Windows with print that are something: one is a spot, a pen, a knot in the wood. With four, six of 26 photographed sheets
/// are left (a tablet, a second paper, coarse wood and cloth).
const ENOUGH: usize = 4;
/// What has edges all over is a pattern, and no paper.
const PATTERN: f64 = 0.25;
/// The margin around the sheet that may hold its own edge and shadow, blocks.
const RIM: usize = 3;

/// Whether print stands outside of `area` in a JPEG.
pub(super) fn is_something_beside(bytes: &[u8], area: Area) -> bool {
    let (_, blocks) = jpeg::read(bytes);
    blocks.is_some_and(|blocks| is_print_outside(&blocks.edges, area))
}

fn is_print_outside(edges: &Edges, (x, y, width, height): Area) -> bool {
    let span = |from: u32, length: u32| {
        let (from, to) = (from as usize / BLOCK, (from as usize + length as usize).div_ceil(BLOCK));
        from.saturating_sub(RIM)..to + RIM
    };
    let (columns, rows) = (span(x, width), span(y, height));
    let is_outside = |x: usize, y: usize| !(columns.contains(&x) && rows.contains(&y));
    let window = (edges.wide.min(edges.high) / WINDOWS).max(LEAST);
    // By window: blocks outside of the sheet, and those of them that hold an edge.
    let across = edges.wide.div_ceil(window);
    let mut windows = vec![(0_usize, 0_usize); across * edges.high.div_ceil(window)];
    for (y, row) in edges.holds.chunks(edges.wide.max(1)).enumerate() {
        for (x, holds) in row.iter().enumerate().filter(|(x, _)| is_outside(*x, y)) {
            if let Some((all, held)) = windows.get_mut(y / window * across + x / window) {
                *all += 1;
                *held += usize::from(*holds);
            }
        }
    }
    let share = |(all, held): (usize, usize)| held as f64 / all.max(1) as f64;
    let together = windows.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let is_most_outside = |all: usize| 2 * all >= window * window;
    let print = windows.iter().filter(|one| is_most_outside(one.0) && share(**one) >= PRINT).count();
    print >= ENOUGH && share(together) < PATTERN
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of 300 × 240 blocks, of which those that `holds` says hold an edge, and a sheet on its left half.
    fn is_seen(holds: impl Fn(usize, usize) -> bool) -> bool {
        let mut edges = Edges::none(300, 240);
        for (at, one) in edges.holds.iter_mut().enumerate() {
            *one = holds(at % 300, at / 300);
        }
        is_print_outside(&edges, (120, 120, 1080, 1680))
    }

    #[test]
    fn print_beside_a_sheet_is_seen_and_an_empty_desk_is_not() {
        let print = |x: usize, y: usize| y.is_multiple_of(3) && x.is_multiple_of(2) || y % 3 == 1;
        assert!(!is_seen(|_, _| false));
        assert!(!is_seen(|x, y| (18..150).contains(&x) && (20..220).contains(&y) && print(x, y)), "on the sheet");
        assert!(is_seen(|x, y| (180..270).contains(&x) && (60..120).contains(&y) && print(x, y)), "a card beside it");
        assert!(!is_seen(|x, _| x == 210), "the edge of a table");
        assert!(!is_seen(|x, y| (200..215).contains(&x) && (60..75).contains(&y)), "a spot");
        assert!(!is_seen(print), "a pattern");
    }
}
