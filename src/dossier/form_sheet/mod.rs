//! `applicant.xlsx`: the applicant's data as a workbook, for those who live in Excel.
//!
//! It is read by being written out as `applicant.toml` would be, one answer a line, so that nothing that is known of that
//! file is known twice: the same loaders read it, the same rules judge it, and a package carries it. What is remembered
//! beside the text is which cell each line came from.

mod source;
mod translate;
mod words;

use crate::config::diagnostic::Diagnostic;
use crate::text::masked_numbers;
use crate::workbook::cell_name;
use std::collections::BTreeMap;

pub use translate::applicant;

/// The file's name in a dossier.
pub const FILE_NAME: &str = "applicant.xlsx";

/// What stands in the first column of a sheet's heading row begins with this, and says what the sheet is.
pub const MARK: &str = "dossier:";
/// A sheet with one question a row: key, question, answer, note.
pub const FACTS: &str = "facts";
/// A sheet with one entry a row; the list's id follows. The heading row names the key of each column.
pub const LIST: &str = "list:";
/// A sheet that asks nothing.
pub const NOTES: &str = "notes";
/// In the first column: a row that only explains.
pub const EXPLAINS: &str = "#";
/// The heading of the column of answers, in Chinese and in English.
pub const ANSWER: [&str; 2] = ["填在这里", "Answer here"];
/// The columns of the list that gives files their places: `[files]` has a path for each part.
pub const FILES: [&str; 2] = ["path", "part"];

/// Where an answer stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellRef {
    /// The sheet's name, numbers that identify people masked.
    pub sheet: String,
    /// The cell: `C7`.
    pub cell: String,
    /// Its row, counted from 1.
    pub row: u32,
}

impl CellRef {
    /// A cell of a sheet; the row counted from 1, the column from 0.
    pub(super) fn new(sheet: &str, row: u32, column: u32) -> Self {
        Self { sheet: masked_numbers(sheet).into_owned(), cell: cell_name(row, column), row }
    }
}

/// Where the lines of the text came from, and what could not be written as one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cells {
    /// By line, counted from 1.
    lines: BTreeMap<usize, CellRef>,
    /// What the workbook itself spoilt, with the line that stands for its cell.
    pub(super) faults: Vec<Diagnostic>,
}

/// The faults of the text, and those that the cells have of their own, in the order of the text.
pub(super) fn and_those_of_cells(cells: Option<&Cells>, mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if let Some(cells) = cells {
        faults.extend(cells.faults.iter().cloned());
        faults.sort_by_key(|fault| (fault.line, fault.column));
    }
    faults
}
