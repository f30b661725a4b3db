//! What stands on a sheet but its pictures, as the operators of a PDF's content (ISO 32000-1, annex A).
//!
//! No clock and no random number goes in: the same sheets give the same bytes.

use super::sheet::{A4_HEIGHT, Border, Cell, Drawing, Placed, Rect, Sheet};
use super::text::{Fonts, blanks};
use crate::font;
use std::fmt::Write;

/// The name of the first face in a page's resources; the others have its number behind it.
pub const FONT: &str = "F";
/// The name, in a page's resources, of the state that lets [`WATERMARK`] through.
pub const LIGHT: &str = "L";
/// How much of the page a watermark lets through.
pub const WATERMARK: f32 = 0.14;

/// Width of borders, points.
const BORDER: f32 = 0.6;
/// How light grey text and lines are: 0 black, 1 white. Notes must survive a copier.
const GREY: f32 = 0.35;

/// The operators of a sheet: borders, then text, then what goes across.
pub(super) fn content(sheet: &Sheet, fonts: &mut Fonts) -> String {
    let mut out = borders(&sheet.cells);
    for (grey, shade) in [(false, 0.0), (true, GREY)] {
        let cells = sheet.cells.iter().filter(|cell| cell.drawing != Drawing::Across);
        let lines: Vec<Placed<'_>> = cells.flat_map(Cell::placed).filter(|placed| placed.grey == grey).collect();
        if !lines.is_empty() {
            let _ = writeln!(out, "{shade} g BT");
            let mut size = 0.0;
            for line in &lines {
                if (line.size - size).abs() > f32::EPSILON {
                    size = line.size;
                    let _ = writeln!(out, "/{FONT} {size} Tf");
                }
                let _ = writeln!(out, "1 0 0 1 {:.2} {:.2} Tm", line.x, A4_HEIGHT - line.baseline);
                out.push_str(&fonts.show(&line.line.text, line.line.from_right, size));
            }
            out.push_str("ET\n");
            out.extend(lines.iter().map(room_for_the_hand));
        }
    }
    for cell in sheet.cells.iter().filter(|cell| cell.drawing == Drawing::Across) {
        out.push_str(&across(cell, fonts));
    }
    out
}

/// Rules under the characters of a line that no face has.
fn room_for_the_hand(placed: &Placed<'_>) -> String {
    let mut rules = String::new();
    for blank in blanks(&placed.line.text, placed.line.from_right) {
        let y = A4_HEIGHT - placed.baseline - placed.size * 0.12;
        let [from, to] = [blank.from + 0.06, blank.to - 0.06].map(|at| placed.x + at * placed.size);
        let _ = write!(rules, "{BORDER} w 0 G\n{from:.2} {y:.2} m {to:.2} {y:.2} l\nS\n");
    }
    rules
}

fn borders(cells: &[Cell]) -> String {
    let (mut solid, mut dashed) = (String::new(), String::new());
    for cell in cells {
        match cell.border {
            Border::None => {}
            Border::All => solid.push_str(&frame(&cell.rect)),
            Border::Dashed => dashed.push_str(&frame(&cell.rect)),
            Border::Under => solid.push_str(&rule(&cell.rect, cell.rect.bottom())),
        }
        match cell.drawing {
            Drawing::Tick => solid.push_str(&frame(&tick(&cell.rect))),
            Drawing::Ruled(pitch) => {
                let count = (cell.rect.h / pitch.max(1.0) + 0.01) as usize;
                let heights = (1..=count).map(|at| cell.rect.y + at as f32 * pitch);
                heights.for_each(|y| solid.push_str(&rule(&cell.rect, y)));
            }
            Drawing::None | Drawing::Picture { .. } | Drawing::Piece { .. } | Drawing::Across => {}
        }
    }
    let mut out = String::new();
    if !solid.is_empty() {
        let _ = write!(out, "{BORDER} w 0 G\n{solid}S\n");
    }
    if !dashed.is_empty() {
        let _ = write!(out, "q {BORDER} w {GREY} G [4 3] 0 d\n{dashed}S Q\n");
    }
    out
}

/// A box to tick in the middle of its cell, as high as a line of text.
fn tick(cell: &Rect) -> Rect {
    let side = 10.0;
    Rect { x: cell.x + (cell.w - side) / 2.0, y: cell.y + (cell.h - side) / 2.0, w: side, h: side }
}

fn frame(rect: &Rect) -> String {
    format!("{:.2} {:.2} {:.2} {:.2} re\n", rect.x, A4_HEIGHT - rect.bottom(), rect.w, rect.h)
}

/// A line as wide as `rect`, `y` below the upper edge of the paper.
fn rule(rect: &Rect, y: f32) -> String {
    let y = A4_HEIGHT - y;
    format!("{:.2} {y:.2} m {:.2} {y:.2} l\n", rect.x, rect.right())
}

/// The watermark from the lower left to the upper right, as large as the cell allows.
fn across(cell: &Cell, fonts: &mut Fonts) -> String {
    let Some(line) = cell.body.lines.first() else { return String::new() };
    let Rect { x, y, w, h } = cell.rect;
    let diagonal = w.hypot(h);
    let size = (diagonal * 0.7 / (font::width(&line.text, 1.0)).max(1.0)).min(60.0);
    let (along, down) = (-font::width(&line.text, size) / 2.0, -size * 0.35);
    let (right, up) = (w / diagonal, h / diagonal);
    let (middle_x, middle_y) = (x + w / 2.0, A4_HEIGHT - y - h / 2.0);
    let shown = fonts.show(&line.text, line.from_right, size);
    format!(
        "q /{LIGHT} gs 0 g {right:.4} {up:.4} {:.4} {right:.4} {middle_x:.2} {middle_y:.2} cm\n\
        BT /{FONT} {size:.2} Tf {along:.2} {down:.2} Td\n{shown}ET Q\n",
        -up
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> Sheet {
        let mut cell = Cell::text(200.0, text, 12.0);
        cell.rect = Rect { x: 50.0, y: 60.0, w: 200.0, h: 30.0 };
        Sheet { cells: vec![Cell { border: Border::All, ..cell }], begins: Vec::new() }
    }

    #[test]
    fn a_cell_is_a_frame_and_its_lines() {
        let content = content(&sheet("王小明"), &mut Fonts::default());
        assert!(content.starts_with("0.6 w 0 G\n50.00 751.89 200.00 30.00 re\nS\n0 g BT\n/F 12 Tf\n1 0 0 1 55.00 "));
        assert!(content.ends_with(" Tm\n<000100020003> Tj\nET\n"), "{content}");
    }
}
