//! Workbooks in and out: `.xlsx` files that strangers made, read up to a limit, and what all sheets written here share.
//!
//! A workbook is data of people who live in Excel: what stands in a cell is kept as it was typed, and what Excel has
//! changed already (an ID number of 18 digits, a month that became a day) is told, never guessed.

mod checked;
mod comma;
mod read;
mod value;
mod write;

pub use checked::{APPLICANT, Most, ROSTER};
pub use comma::read as read_csv;
pub use read::read;
pub use value::{Unusable, Value};
pub use write::{MOST_CHARACTERS, MOST_ROWS, new, text, writing};

/// A whole workbook.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Book {
    /// In the order of its tabs.
    pub sheets: Vec<Sheet>,
}

/// One sheet. Empty cells are not in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// As its tab says; empty for a CSV file.
    pub name: String,
    /// Whether its tab is hidden.
    pub hidden: bool,
    /// From top to bottom; rows without content are not here.
    pub rows: Vec<Row>,
    /// Cells that were merged into one.
    pub merged: Vec<Area>,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Counted from 1, as Excel does.
    pub number: u32,
    /// Whether it is hidden, by hand or by a filter.
    pub hidden: bool,
    /// From left to right.
    pub cells: Vec<Cell>,
}

/// One cell with content.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Counted from 0.
    pub column: u32,
    /// What stands in it.
    pub value: Value,
}

/// Merged cells: rows and columns, the last ones included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// First and last row, from 1.
    pub rows: (u32, u32),
    /// First and last column, from 0.
    pub columns: (u32, u32),
}

impl Sheet {
    /// A row by its number.
    pub fn row(&self, number: u32) -> Option<&Row> {
        self.rows.binary_search_by_key(&number, |row| row.number).ok().and_then(|at| self.rows.get(at))
    }
}

impl Row {
    /// What stands in a column.
    pub fn value(&self, column: u32) -> Option<&Value> {
        self.cells.iter().find(|cell| cell.column == column).map(|cell| &cell.value)
    }
}

impl Area {
    /// Whether a cell belongs to it.
    pub fn holds(&self, row: u32, column: u32) -> bool {
        (self.rows.0..=self.rows.1).contains(&row) && (self.columns.0..=self.columns.1).contains(&column)
    }
}

/// A column as Excel calls it, counted from 0: `A`, `Z`, `AA`.
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = (rest - 1) % 26;
        letters.push(char::from(b'A' + letter as u8));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// A cell as Excel calls it: `C7`. The row is counted from 1, the column from 0.
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{row}", column_name(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_excel_does() {
        let names = [0, 25, 26, 51, 52, 701, 702, 16_383].map(column_name);
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
        assert_eq!(cell_name(7, 2), "C7");
    }
}
