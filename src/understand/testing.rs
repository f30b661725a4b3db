//! Pages for the tests of this room: one line below the other, those of one row apart by `|`.

use super::page::Page;
use crate::seen::reading::{Line, Reading, Turn};

/// Print as it is read: percent.
pub(super) const CLEAR: u8 = 98;

/// A page of the lines, all of one size, read to its end.
pub(super) fn reading(lines: &[&str]) -> Reading {
    let step = 8000 / u16::try_from(lines.len().max(1)).expect("few lines");
    let mut read = Vec::new();
    for (row, line) in (0_u16..).zip(lines) {
        let cells: Vec<&str> = line.split('|').collect();
        let mut left = 1600;
        for cell in cells {
            let width = 120 * u16::try_from(cell.chars().count()).expect("a short line");
            let top = 800 + row * step;
            let at = [left, top, left + width, top + (step / 2).min(200)];
            read.push(Line { text: cell.to_owned(), confidence: CLEAR, least: CLEAR, numerals: CLEAR, at, row });
            left += width + 150;
        }
    }
    Reading { turn: Turn::Upright, sure: true, lines: read, more: false, others: false, mirrored: false }
}

/// The same, as words are looked for on it.
pub(super) fn page(lines: &[&str]) -> Page {
    Page::new(&reading(lines))
}
