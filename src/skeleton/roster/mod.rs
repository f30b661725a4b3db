//! The list of everybody, as personnel offices keep it: who is in it, in which department, and what it says of each.
//!
//! Nothing is guessed and nobody is left out without a word: a row that cannot be used is named with its number and what to
//! do about it.

mod columns;
mod fill;
mod headings;
mod names;
mod rows;
mod tables;

use crate::limits::ROSTER_PEOPLE;
use crate::profile::facts::Facts;
use crate::text::Text;
use crate::workbook::{Book, Sheet};
use headings::Headings;
use std::collections::BTreeMap;
use tables::{HEAD_ROWS, tables};

pub use fill::filled;

/// What a list says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roster {
    /// In the order of the list.
    pub people: Vec<Person>,
    /// What is to be told of rows, columns and sheets.
    pub notes: Vec<RosterNote>,
}

/// One person of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Where the row begins.
    pub at: Place,
    /// The name, without the spaces that stretch it.
    pub name: String,
    /// The department; empty where none is given.
    pub department: String,
    /// Answers by the key of the question; only those that are given.
    pub answers: BTreeMap<String, String>,
}

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The sheet; empty for a CSV file.
    pub sheet: String,
    /// The row, counted from 1.
    pub row: u32,
}

impl Place {
    /// `第 7 行`, with the sheet where there is one.
    pub fn shown(&self) -> Text {
        let Self { sheet, row } = self;
        if sheet.is_empty() {
            return Text { zh: format!("第 {row} 行"), en: format!("row {row}") };
        }
        Text { zh: format!("“{sheet}”第 {row} 行"), en: format!("row {row} of “{sheet}”") }
    }
}

/// Something to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterNote {
    /// The row, where it is about one.
    pub at: Option<Place>,
    /// What, and what to do.
    pub said: Text,
    /// How many people have no folder because of it.
    pub left_out: usize,
}

/// Reads a list.
///
/// # Errors
/// No sheet has a column of names, nobody stands below one, or too many people; the end of a sentence that begins with the
/// file's name.
pub fn roster(book: &Book, asked: &Facts) -> Result<Roster, Text> {
    let mut roster = Roster::default();
    let headings = Headings::of(asked);
    let mut found = false;
    for sheet in &book.sheets {
        if sheet.hidden {
            roster.whole_sheet(sheet, "是隐藏的，没有读", "is hidden and was not read");
            continue;
        }
        let tables = tables(sheet, &headings);
        found |= !tables.is_empty();
        if tables.is_empty() && !sheet.rows.is_empty() {
            roster.whole_sheet(sheet, "里没有“姓名”这一列，没有读", "has no column of names and was not read");
        }
        for table in &tables {
            roster.table(sheet, table, &headings, asked);
        }
    }
    if !found {
        return Err(Text {
            zh: format!(
                "里没有“姓名”这一列（找了每张工作表的前 {HEAD_ROWS} 行）；请在表头写上“姓名”“身份证号”“部门”等"
            ),
            en: format!(
                "has no column of names (the first {HEAD_ROWS} rows of each sheet were searched); give the columns headings \
                 such as 姓名 or name"
            ),
        });
    }
    if roster.people.is_empty() && roster.notes.iter().all(|note| note.left_out == 0) {
        return Err(Text {
            zh: "的表头下面没有写人；写上姓名再运行".to_owned(),
            en: "lists nobody below its headings; write the names and run again".to_owned(),
        });
    }
    if roster.people.len() > ROSTER_PEOPLE {
        let count = roster.people.len();
        return Err(Text {
            zh: format!("里有 {count} 人，一次最多 {ROSTER_PEOPLE} 人；按部门分成几个文件"),
            en: format!("lists {count} people; at most {ROSTER_PEOPLE} are taken at once: split it by department"),
        });
    }
    Ok(roster)
}

impl Roster {
    fn whole_sheet(&mut self, sheet: &Sheet, zh: &str, en: &str) {
        let said =
            Text { zh: format!("工作表“{}”{zh}", sheet.name), en: format!("sheet “{}” {en}", sheet.name) };
        self.notes.push(RosterNote { at: None, said, left_out: 0 });
    }

    fn note(&mut self, at: &Place, zh: impl Into<String>, en: impl Into<String>, left_out: usize) {
        self.notes.push(RosterNote { at: Some(at.clone()), said: Text { zh: zh.into(), en: en.into() }, left_out });
    }
}
