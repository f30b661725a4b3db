//! What a review form looks like, as `form.toml` says it: sections, blocks, rows, cells. Plain data.
//!
//! Sizes are in points; the table is as wide as `width`, and every row fills it.

use crate::paper::sheet::{Align, Border};
use crate::text::{Lang, Text};

use super::fields::{Field, Rows, Shown};
use crate::profile::facts::Facts;

/// A whole form.
#[derive(Debug, Clone)]
pub struct FormLayout {
    /// What is asked of the applicant.
    pub asked: Facts,
    /// The language that is printed.
    pub lang: Lang,
    /// What the form is called: the PDF's title.
    pub title: Text,
    /// How many copies the desk wants.
    pub copies: usize,
    /// Width of every table.
    pub width: f32,
    /// How far the table stands from the middle of the page, away from the binding edge.
    pub binding: f32,
    /// Said at the head of every page.
    pub notice: String,
    /// Printed where the applicant says that there is none.
    pub empty: String,
    /// The sections in order.
    pub sections: Vec<Section>,
}

impl FormLayout {
    /// Whether some cell is for the applicant's photo.
    pub fn has_photo(&self) -> bool {
        let rows = self.sections.iter().flat_map(|section| &section.blocks).flat_map(|block| match &block.content {
            Content::Rows(rows) => rows.as_slice(),
            Content::Table { .. } => &[],
        });
        rows.flat_map(|row| &row.cells).any(|cell| matches!(cell.content, CellContent::Photo))
    }
}

/// A section: what the outline lists.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its title in the outline.
    pub title: String,
    /// Where it begins.
    pub start: Start,
    /// What it is made of.
    pub blocks: Vec<Block>,
}

/// Where a section begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Where the one before ended.
    Flow,
    /// On a new page.
    Page,
    /// On a front page: an odd one.
    Front,
    /// On a back page: an even one.
    Back,
}

/// Rows, or a table that grows with the applicant's data.
#[derive(Debug, Clone)]
pub struct Block {
    /// Printed above it, where it has one.
    pub heading: Option<Heading>,
    /// What it shows.
    pub content: Content,
}

/// A heading above a block.
#[derive(Debug, Clone)]
pub struct Heading {
    /// One run of text.
    pub text: String,
    /// Size of the characters.
    pub size: f32,
}

/// What a block shows.
#[derive(Debug, Clone)]
pub enum Content {
    /// Fixed rows.
    Rows(Vec<RowPlan>),
    /// One row for each entry of a list, under a header that is repeated on every page.
    Table {
        /// The entries.
        list: Rows,
        /// Its columns.
        columns: Vec<Column>,
        /// Height of a row at least.
        height: f32,
        /// Said in a frame round what the last page has left, so that nothing can be added; empty for no frame.
        rest: String,
    },
}

/// A row of fixed cells.
#[derive(Debug, Clone)]
pub struct RowPlan {
    /// Height at least.
    pub height: f32,
    /// The cells.
    pub cells: Vec<CellPlan>,
}

/// A fixed cell.
#[derive(Debug, Clone)]
pub struct CellPlan {
    /// Width.
    pub width: f32,
    /// Over how many rows it goes.
    pub down: usize,
    /// Size of its characters.
    pub size: f32,
    /// How its text stands.
    pub align: Align,
    /// Which edges are drawn.
    pub border: Border,
    /// What stands in it.
    pub content: CellContent,
}

/// What stands in a cell.
#[derive(Debug, Clone)]
pub enum CellContent {
    /// A label: one horizontal run.
    Label(String),
    /// The applicant's data; several are joined by a comma.
    Fields(Vec<Field>),
    /// Blank, for a hand or a seal: a note in small print at the top, lines to sign at the bottom.
    Hand {
        /// The note; empty for none.
        note: String,
        /// The lines.
        sign: Vec<String>,
    },
    /// The applicant's photo.
    Photo,
}

/// A column of a growing table.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its label in the header.
    pub label: String,
    /// Width.
    pub width: f32,
    /// What it shows.
    pub shown: Shown,
    /// How the values stand.
    pub align: Align,
}
