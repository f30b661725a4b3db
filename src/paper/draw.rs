//! Sheets drawn as a PDF with `krilla`: borders, text, outline. Pictures are put in afterwards, see
//! [`super::finish`].
//!
//! Every glyph is addressed by the font's own table, so nothing is shaped twice; one font, subset, with ToUnicode.
//! No clock and no random number goes in: the same sheets give the same bytes.

use super::font;
use super::sheet::{A4_HEIGHT, A4_WIDTH, Border, Cell, Drawing, Placed, Rect, Sheet};
use anyhow::{Context, Result, anyhow};
use krilla::color::luma;
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

/// Sheets that belong together, under one line of the outline.
#[derive(Debug, Clone, Copy)]
pub struct Part<'s> {
    /// Its line in the outline; without one, what begins on its sheets stands at the top.
    pub title: Option<&'s str>,
    /// Its sheets, in order.
    pub sheets: &'s [Sheet],
}

/// Width of borders, points.
const BORDER: f32 = 0.6;
/// How dark grey text and lines are: 0 black, 255 white. Notes must survive a copier.
const GREY: u8 = 90;
/// How much of the page a watermark lets through.
const WATERMARK: f32 = 0.14;

/// The PDF of `parts`, without their pictures.
///
/// # Errors
/// Only when the font or the PDF cannot be made at all.
pub fn draw(title: &str, parts: &[Part<'_>]) -> Result<Vec<u8>> {
    let font = Font::new(font::BYTES.into(), 0).context("the embedded font cannot be read")?;
    let mut document = Document::new_with(settings());
    let mut outline = Outline::new();
    let mut page = 0;
    for part in parts {
        let entries = entries(part.sheets, page);
        match part.title {
            None => {
                for entry in entries {
                    outline.push_child(entry);
                }
            }
            Some(title) => {
                let mut node = entry(title, page);
                for entry in entries {
                    node.push_child(entry);
                }
                outline.push_child(node);
            }
        }
        for sheet in part.sheets {
            draw_sheet(&mut document, &font, sheet)?;
        }
        page += part.sheets.len();
    }
    document.set_outline(outline);
    let metadata = Metadata::new().title(title.to_owned()).language("zh-CN".to_owned());
    document.set_metadata(metadata.creator("dossier".to_owned()));
    document.finish().map_err(|error| anyhow!("the PDF cannot be written: {error:?}"))
}

/// PDF 1.7 is the default. Without XMP, the title stands in one place.
fn settings() -> SerializeSettings {
    SerializeSettings { enable_tagging: false, xmp_metadata: false, ..SerializeSettings::default() }
}

fn entries(sheets: &[Sheet], first: usize) -> Vec<OutlineNode> {
    let pages = sheets.iter().enumerate();
    pages.flat_map(|(at, sheet)| sheet.begins.iter().map(move |title| entry(title, first + at))).collect()
}

fn entry(title: &str, page: usize) -> OutlineNode {
    OutlineNode::new(title.to_owned(), XyzDestination::new(page, Point::from_xy(0.0, 0.0)))
}

fn draw_sheet(document: &mut Document, font: &Font, sheet: &Sheet) -> Result<()> {
    let size = PageSettings::from_wh(A4_WIDTH, A4_HEIGHT).context("A4")?;
    let mut page = document.start_page_with(size);
    let mut surface = page.surface();
    draw_borders(&mut surface, &sheet.cells);
    for grey in [false, true] {
        surface.set_stroke(None);
        surface.set_fill(Some(fill(if grey { GREY } else { 0 }, 1.0)));
        let cells = sheet.cells.iter().filter(|cell| cell.drawing != Drawing::Across);
        for placed in cells.flat_map(Cell::placed).filter(|placed| placed.grey == grey) {
            draw_line(&mut surface, font, &placed);
        }
    }
    for cell in sheet.cells.iter().filter(|cell| cell.drawing == Drawing::Across) {
        draw_across(&mut surface, font, cell);
    }
    surface.finish();
    page.finish();
    Ok(())
}

fn draw_borders(surface: &mut Surface<'_>, cells: &[Cell]) {
    let (mut solid, mut dashed) = (PathBuilder::new(), PathBuilder::new());
    for cell in cells {
        match cell.border {
            Border::None => {}
            Border::All => push_rect(&mut solid, &cell.rect),
            Border::Dashed => push_rect(&mut dashed, &cell.rect),
            Border::Under => push_line(&mut solid, cell.rect.x, cell.rect.right(), cell.rect.bottom()),
        }
        match cell.drawing {
            Drawing::Tick => push_rect(&mut solid, &tick(&cell.rect)),
            Drawing::Ruled(pitch) => {
                let count = (cell.rect.h / pitch.max(1.0) + 0.01) as usize;
                let heights = (1..=count).map(|at| cell.rect.y + at as f32 * pitch);
                heights.for_each(|y| push_line(&mut solid, cell.rect.x, cell.rect.right(), y));
            }
            Drawing::None | Drawing::Picture { .. } | Drawing::Across => {}
        }
    }
    surface.set_fill(None);
    stroke(surface, solid.finish(), 0, None);
    stroke(surface, dashed.finish(), GREY, Some(StrokeDash { array: vec![4.0, 3.0], offset: 0.0 }));
}

/// A box to tick in the middle of its cell, as high as a line of text.
fn tick(cell: &Rect) -> Rect {
    let side = 10.0;
    Rect { x: cell.x + (cell.w - side) / 2.0, y: cell.y + (cell.h - side) / 2.0, w: side, h: side }
}

fn stroke(surface: &mut Surface<'_>, path: Option<Path>, grey: u8, dash: Option<StrokeDash>) {
    if let Some(path) = path {
        let paint = luma::Color::new(grey).into();
        surface.set_stroke(Some(Stroke { paint, width: BORDER, dash, ..Stroke::default() }));
        surface.draw_path(&path);
    }
}

fn push_rect(path: &mut PathBuilder, rect: &Rect) {
    if let Some(rect) = krilla::geom::Rect::from_xywh(rect.x, rect.y, rect.w, rect.h) {
        path.push_rect(rect);
    }
}

fn push_line(path: &mut PathBuilder, left: f32, right: f32, y: f32) {
    path.move_to(left, y);
    path.line_to(right, y);
}

fn fill(grey: u8, opacity: f32) -> Fill {
    let opacity = NormalizedF32::new(opacity).unwrap_or(NormalizedF32::ONE);
    Fill { paint: luma::Color::new(grey).into(), opacity, ..Fill::default() }
}

fn draw_line(surface: &mut Surface<'_>, font: &Font, placed: &Placed<'_>) {
    let text = &placed.line.text;
    surface.draw_glyphs(
        Point::from_xy(placed.x, placed.baseline),
        &glyphs(text),
        font.clone(),
        text,
        placed.size,
        false,
    );
}

/// The watermark from the lower left to the upper right, as large as the cell allows.
fn draw_across(surface: &mut Surface<'_>, font: &Font, cell: &Cell) {
    let Some(line) = cell.body.lines.first() else { return };
    let Rect { x, y, w, h } = cell.rect;
    let diagonal = w.hypot(h);
    let size = (diagonal * 0.7 / (font::width(&line.text, 1.0)).max(1.0)).min(60.0);
    let half = font::width(&line.text, size) / 2.0;
    let turn = Transform::from_row(w / diagonal, -h / diagonal, h / diagonal, w / diagonal, x + w / 2.0, y + h / 2.0);
    surface.push_transform(&turn);
    surface.set_fill(Some(fill(0, WATERMARK)));
    let start = Point::from_xy(-half, size * 0.35);
    surface.draw_glyphs(start, &glyphs(&line.text), font.clone(), &line.text, size, false);
    surface.pop();
}

fn glyphs(text: &str) -> Vec<KrillaGlyph> {
    let glyph = |(at, character): (usize, char)| {
        let id = font::glyph(character).unwrap_or(0);
        let advance = f32::from(font::advance(id)) / 1000.0;
        let range = at..at + character.len_utf8();
        KrillaGlyph::new(GlyphId::new(u32::from(id)), advance, 0.0, 0.0, 0.0, range, None)
    };
    text.char_indices().map(glyph).collect()
}
