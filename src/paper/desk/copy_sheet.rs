//! A sheet of copies: its pictures, or why there is none, over the room for the stamp.

use super::original::Original;
use super::plan::{Document, Stamp};
use super::{DeskInput, WIDTH};
use crate::font;
use crate::paper::breaking::Line;
use crate::paper::sheet::{Align, Block, Border, Cell, Drawing, PAD_X, Rect, Sheet};
use crate::text::{Lang, Text};

/// Where pictures may stand, points; it reaches over the text's width on both sides.
pub(super) const PICTURE: Rect = Rect { x: -35.0, y: 48.0, w: WIDTH + 55.0, h: 620.0 };
/// Top of the stamp's box.
const STAMP_TOP: f32 = 676.0;
/// Width of the stamp's box: the seal beside the words.
const STAMP_WIDTH: f32 = 300.0;
/// The last height that printers reach, points.
const SHEET_END: f32 = 826.0;

/// What stands on a sheet in place of a document, or of a part of it.
#[derive(Debug)]
pub(super) enum Page {
    /// A picture.
    Picture { original: Original, label: String },
    /// Why there is no picture: also said where it is printed, perhaps in the other language.
    Failed { label: Text, why: Text },
}

impl Page {
    /// What it is a picture of.
    pub(super) fn original(&self) -> Option<&Original> {
        match self {
            Self::Picture { original, .. } => Some(original),
            Self::Failed { .. } => None,
        }
    }
}

/// What stands on one sheet, each with its place.
pub(super) type Standing = Vec<(Page, Rect)>;

/// The sheet.
pub(super) fn sheet(input: &DeskInput<'_>, document: &Document, stamp: Option<&Stamp>, pages: Standing) -> Sheet {
    let lang = input.plan.lang;
    let mut sheet = empty_sheet(stamp, input);
    for (page, rect) in pages {
        place(&mut sheet, page, rect, lang);
    }
    let caption = caption(document, &sheet.begins, lang);
    sheet.cells.push(caption);
    sheet
}

/// What the sheet is a copy of, in one line whatever its length.
fn caption(document: &Document, shown: &[String], lang: Lang) -> Cell {
    let text = format!("{}{}{}", document.label, lang.say("：", ": "), shown.join(lang.say("、", ", ")));
    let size = 9.0_f32.min((WIDTH - 2.0 * PAD_X - 1.0) / font::width(&text, 1.0));
    let body = Block { lines: vec![Line::of(text, size)], size, grey: true };
    let cell = Cell { body, ..Cell::default() };
    Cell { rect: Rect { x: 0.0, y: 26.0, w: WIDTH, h: cell.needs() }, ..cell }
}

/// A sheet with its stamp and its watermark, and no picture yet.
fn empty_sheet(stamp: Option<&Stamp>, input: &DeskInput<'_>) -> Sheet {
    let mut cells: Vec<Cell> = stamp.map(|stamp| stamp_box(stamp, input.plan.lang)).into_iter().collect();
    if let Some(text) = input.watermark {
        let text = font::printable(text.trim()).replace('\n', " ");
        let line = Block { lines: vec![Line::of(text, 12.0)], size: 12.0, grey: false };
        cells.push(Cell { rect: PICTURE, body: line, drawing: Drawing::Across, ..Cell::default() });
    }
    Sheet { cells, begins: Vec::new() }
}

/// Where the unit seals: what is signed to at the left, room for the seal at the right.
fn stamp_box(stamp: &Stamp, lang: Lang) -> Cell {
    let signature = lang.say("审核人签名：", "Signature:").to_owned();
    let mut lines = vec![stamp.text.clone(), signature, stamp.label.clone()];
    if stamp.date {
        lines.push(lang.say("　　　　年　　月　　日", "Date:").to_owned());
    }
    let words = Cell::text(STAMP_WIDTH - stamp.seal, &lines.join("\n\n"), 11.0);
    let height = stamp.seal.max(words.needs()).min(SHEET_END - STAMP_TOP);
    let rect = Rect { x: WIDTH - STAMP_WIDTH, y: STAMP_TOP, w: STAMP_WIDTH, h: height };
    Cell { rect, border: Border::Dashed, ..words }
}

/// Puts a page's content on its place.
fn place(sheet: &mut Sheet, page: Page, rect: Rect, lang: Lang) {
    match page {
        Page::Failed { label, why } => {
            let label = label.get(lang).to_owned();
            let text = font::printable(&format!("{label}\n\n{}", why.get(lang)));
            let cell = Cell { border: Border::All, align: Align::Centre, ..Cell::text(WIDTH - 60.0, &text, 14.0) };
            let rect =
                Rect { x: 30.0, y: rect.y + 120.0, w: WIDTH - 60.0, h: (cell.needs() + 80.0).min(rect.h - 120.0) };
            sheet.cells.push(Cell { rect, ..cell });
            sheet.begins.push(label);
        }
        Page::Picture { original, label } => {
            sheet.cells.push(Cell { rect, drawing: original.drawing, ..Cell::default() });
            sheet.begins.push(label);
        }
    }
}
