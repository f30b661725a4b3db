//! What is on a sheet of paper, before anything is drawn: cells with their lines, all in points.
//!
//! Coordinates have their origin at the top left corner and grow to the right and down. Layout makes these, drawing
//! only follows them, and tests compare every line with its cell.

use super::breaking::{self, Line};
use crate::font;

/// Width of A4 in points (210 mm).
pub const A4_WIDTH: f32 = 595.28;
/// Height of A4 in points (297 mm).
pub const A4_HEIGHT: f32 = 841.89;
/// Points in a millimetre.
pub const MM: f32 = 72.0 / 25.4;

/// Room between a cell's border and its text, left and right, points.
pub const PAD_X: f32 = 5.0;
/// Room between a cell's border and its text, above and below, points.
pub const PAD_Y: f32 = 4.0;
/// Distance of baselines, in ems.
const PITCH: f32 = 1.36;
/// Distance of the baseline from the top of its line, in ems: the ascent with half of the leading.
const BASELINE: f32 = font::ASCENT + (PITCH - font::ASCENT - font::DESCENT) / 2.0;

/// One side of a sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// What is on it; cells never overlap.
    pub cells: Vec<Cell>,
    /// Titles of what begins here, for the outline.
    pub begins: Vec<String>,
}

/// A rectangle, points.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

/// A rectangle with its border and what stands in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// Where it is.
    pub rect: Rect,
    /// Which of its edges are drawn.
    pub border: Border,
    /// Text that flows from its top, or stands in its middle.
    pub body: Block,
    /// Text that stands at its bottom, right-aligned: where to sign and seal.
    pub foot: Block,
    /// How the lines of the body stand between left and right.
    pub align: Align,
    /// Whether the body stands in the middle of the height.
    pub middle: bool,
    /// What is drawn in it beside text.
    pub drawing: Drawing,
    /// Its text stands again on the next sheet where the cell goes on there: a label.
    pub again: bool,
    /// The height that it needs whatever its text, for what is drawn or pasted in it, points.
    pub least: f32,
}

/// Lines of one size.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Block {
    /// The lines.
    pub lines: Vec<Line>,
    /// Size of the characters, points.
    pub size: f32,
    /// Printed in grey, for what is a note and not a part of the form.
    pub grey: bool,
}

/// Which edges of a cell are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Border {
    /// None.
    #[default]
    None,
    /// All four.
    All,
    /// The lower one: a line to write on.
    Under,
    /// All four, dashed: a place for a stamp.
    Dashed,
}

/// How lines stand between left and right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// What is drawn in a cell beside its text.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Drawing {
    /// Nothing.
    #[default]
    None,
    /// A picture of the job's list, fitted or filled.
    Picture {
        /// Position in the list.
        at: usize,
        /// Fills the cell and is cut at its edges; else it fits inside.
        fill: bool,
    },
    /// A piece of such a picture, which fits inside.
    Piece {
        /// Position in the list.
        at: usize,
        /// Which piece of the upright picture: shares of its width and height, 0–1.
        piece: Rect,
    },
    /// An empty box to tick, of the body's size.
    Tick,
    /// Horizontal lines to write on, this many points apart.
    Ruled(f32),
    /// The body's single line, large, light and across the whole cell: a watermark.
    Across,
}

/// A line of text where it is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed<'c> {
    /// Left end.
    pub x: f32,
    /// Baseline.
    pub baseline: f32,
    /// Size, points.
    pub size: f32,
    /// In grey.
    pub grey: bool,
    /// The line.
    pub line: &'c Line,
}

impl Rect {
    /// Right edge.
    pub fn right(&self) -> f32 {
        self.x + self.w
    }

    /// Lower edge.
    pub fn bottom(&self) -> f32 {
        self.y + self.h
    }
}

impl Block {
    /// Text broken into lines of `width` points.
    pub fn text(text: &str, size: f32, width: f32) -> Self {
        Self { lines: breaking::lines(text, size, width), size, grey: false }
    }

    /// The same in grey.
    #[must_use]
    pub fn in_grey(self) -> Self {
        Self { grey: true, ..self }
    }

    /// Height of all lines, points.
    pub fn height(&self) -> f32 {
        self.lines.len() as f32 * self.pitch()
    }

    /// Distance of two baselines, points.
    pub fn pitch(&self) -> f32 {
        self.size * PITCH
    }
}

impl Cell {
    /// A cell `width` points wide with text broken to fit it, in the middle of its height.
    pub fn text(width: f32, text: &str, size: f32) -> Self {
        let body = Block::text(text, size, width - 2.0 * PAD_X);
        Self { rect: Rect { w: width, ..Rect::default() }, body, middle: true, ..Self::default() }
    }

    /// The same with its lines in the middle between left and right.
    pub fn centred(width: f32, text: &str, size: f32) -> Self {
        Self { align: Align::Centre, ..Self::text(width, text, size) }
    }

    /// The height that it needs: of its text, with the room above and below, or of what is drawn in it.
    pub fn needs(&self) -> f32 {
        self.text_needs().max(self.least)
    }

    fn text_needs(&self) -> f32 {
        self.body.height() + self.foot.height() + 2.0 * PAD_Y
    }

    /// Every line of text, where it is drawn.
    pub fn placed(&self) -> impl Iterator<Item = Placed<'_>> {
        let slack = (self.rect.h - self.text_needs()).max(0.0);
        let top = self.rect.y + PAD_Y + if self.middle { slack / 2.0 } else { 0.0 };
        let foot_top = self.rect.bottom() - PAD_Y - self.foot.height();
        let body = self.block_lines(&self.body, top, self.align);
        body.chain(self.block_lines(&self.foot, foot_top, Align::Right))
    }

    /// The same cell moved.
    #[must_use]
    pub fn moved(mut self, right: f32, down: f32) -> Self {
        self.rect.x += right;
        self.rect.y += down;
        self
    }

    fn block_lines<'c>(&'c self, block: &'c Block, top: f32, align: Align) -> impl Iterator<Item = Placed<'c>> {
        block.lines.iter().enumerate().map(move |(at, line)| Placed {
            x: match align {
                Align::Left if line.from_right => self.rect.right() - PAD_X - line.width,
                Align::Left => self.rect.x + PAD_X,
                Align::Centre => self.rect.x + (self.rect.w - line.width) / 2.0,
                Align::Right => self.rect.right() - PAD_X - line.width,
            },
            baseline: top + at as f32 * block.pitch() + block.size * BASELINE,
            size: block.size,
            grey: block.grey,
            line,
        })
    }
}

/// What is wrong with a sheet, for tests: text outside its cell, a cell outside the paper, cells that overlap.
pub fn faults(sheet: &Sheet) -> Vec<String> {
    let mut faults = Vec::new();
    let paper = Rect { x: 0.0, y: 0.0, w: A4_WIDTH, h: A4_HEIGHT };
    for (at, cell) in sheet.cells.iter().enumerate() {
        if !holds(&paper, &cell.rect) {
            faults.push(format!("a cell off the paper: {:?}", cell.rect));
        }
        for placed in cell.placed().filter(|_| cell.drawing != Drawing::Across) {
            let height = (font::ASCENT + font::DESCENT) * placed.size;
            let y = placed.baseline - font::ASCENT * placed.size;
            let text = Rect { x: placed.x, y, w: placed.line.width, h: height };
            if !holds(&cell.rect, &text) {
                faults.push(format!("text outside its cell: {:?} in {:?}", placed, cell.rect));
            }
        }
        let others = sheet.cells.iter().skip(at + 1).filter(|other| other.drawing != Drawing::Across);
        let overlaps = others.filter(|other| cell.drawing != Drawing::Across && overlap(&cell.rect, &other.rect));
        if cell.rect.h + EPSILON < cell.least {
            faults.push(format!("a cell lower than what is drawn in it: {:?}", cell.rect));
        }
        faults.extend(overlaps.map(|other| format!("cells overlap: {:?} and {:?}", cell.rect, other.rect)));
    }
    faults
}

/// Half a hundredth of a millimetre: sums of `f32` differ by less, eyes see more.
const EPSILON: f32 = 0.02;

fn holds(outer: &Rect, inner: &Rect) -> bool {
    inner.x >= outer.x - EPSILON
        && inner.y >= outer.y - EPSILON
        && inner.right() <= outer.right() + EPSILON
        && inner.bottom() <= outer.bottom() + EPSILON
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    let apart = |low: f32, high: f32| low + EPSILON >= high;
    !(apart(b.x, a.right()) || apart(a.x, b.right()) || apart(b.y, a.bottom()) || apart(a.y, b.bottom()))
}
