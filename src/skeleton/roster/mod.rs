//! The list of everybody, as personnel offices keep it: who is in it, in which department, and what it says of each.
//!
//! Nothing is guessed and nobody is left out without a word: a row that cannot be used is named with its number and what to
//! do about it.

mod columns;
mod fill;

use crate::limits::ROSTER_PEOPLE;
use crate::profile::facts::{FactKind, Facts};
use crate::text::Text;
use crate::workbook::{Book, Row, Sheet, Unusable, Value, cell_name};
use columns::{Columns, Meaning, heading};
use std::collections::BTreeMap;

pub use fill::filled;

/// Rows from the top in which the headings are looked for: titles and notes stand above them.
const HEAD_ROWS: usize = 30;

/// What stands in the column of names of a row that adds up.
const TOTALS: &[&str] = &["合计", "总计", "小计", "共计", "总数", "total"];

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
    /// Whether somebody's folder was not made because of it.
    pub left_out: bool,
}

/// Reads a list.
///
/// # Errors
/// No sheet has a column of names, or too many people; the end of a sentence that begins with the file's name.
pub fn roster(book: &Book, asked: &Facts) -> Result<Roster, Text> {
    let mut roster = Roster::default();
    let mut found = false;
    for sheet in &book.sheets {
        if sheet.hidden {
            roster.whole_sheet(sheet, "是隐藏的，没有读", "is hidden and was not read");
            continue;
        }
        match head(sheet, asked) {
            Some((row, columns)) => {
                found = true;
                roster.sheet(sheet, row, &columns, asked);
            }
            None if sheet.rows.is_empty() => {}
            None => roster.whole_sheet(sheet, "里没有“姓名”这一列，没有读", "has no column of names and was not read"),
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
    if roster.people.len() > ROSTER_PEOPLE {
        let count = roster.people.len();
        return Err(Text {
            zh: format!("里有 {count} 人，一次最多 {ROSTER_PEOPLE} 人；按部门分成几个文件"),
            en: format!("lists {count} people; at most {ROSTER_PEOPLE} are taken at once: split it by department"),
        });
    }
    Ok(roster)
}

/// The row of headings: the one that names the most columns, and names among them.
fn head(sheet: &Sheet, asked: &Facts) -> Option<(u32, Columns)> {
    let rows = sheet.rows.iter().take(HEAD_ROWS);
    let read = rows.map(|row| (row.number, Columns::of(sheet, row, asked)));
    let named = read.filter(|(_, columns)| columns.name().is_some());
    named.max_by_key(|(number, columns)| (columns.known(), std::cmp::Reverse(*number)))
}

impl Roster {
    fn whole_sheet(&mut self, sheet: &Sheet, zh: &str, en: &str) {
        let said =
            Text { zh: format!("工作表“{}”{zh}", sheet.name), en: format!("sheet “{}” {en}", sheet.name) };
        self.notes.push(RosterNote { at: None, said, left_out: false });
    }

    fn note(&mut self, at: &Place, zh: impl Into<String>, en: impl Into<String>, left_out: bool) {
        self.notes.push(RosterNote { at: Some(at.clone()), said: Text { zh: zh.into(), en: en.into() }, left_out });
    }

    fn sheet(&mut self, sheet: &Sheet, head: u32, columns: &Columns, asked: &Facts) {
        if let Some(said) = columns.unused(&sheet.name) {
            self.notes.push(RosterNote { at: None, said, left_out: false });
        }
        let mut hidden = Vec::new();
        for row in sheet.rows.iter().filter(|row| row.number > head) {
            let before = self.people.len();
            self.row(sheet, row, columns, asked);
            if row.hidden && self.people.len() > before {
                hidden.push(row.number.to_string());
            }
        }
        if let [first, ..] = hidden.as_slice() {
            let at = Place { sheet: sheet.name.clone(), row: first.parse().unwrap_or_default() };
            let (zh, en) = (hidden.join("、"), hidden.join(", "));
            self.note(
                &at,
                format!("这些行在表里是隐藏的，也算在内：{zh}。不要的，从表里删掉再运行"),
                format!("these rows are hidden and were taken too: {en}; delete those that are not meant"),
                false,
            );
        }
    }

    fn row(&mut self, sheet: &Sheet, row: &Row, columns: &Columns, asked: &Facts) {
        let at = Place { sheet: sheet.name.clone(), row: row.number };
        let Some(column) = columns.name() else { return };
        let name = match row.value(column).map(Value::typed) {
            Some(Ok(name)) => unstretched(&name),
            Some(Err(unusable)) => return self.unusable(&at, "姓名", "name", &unusable),
            None => return self.nameless(sheet, row, column, &at),
        };
        if columns.is_heading_of(column, &name) {
            return;
        }
        if TOTALS.contains(&&*heading(&name)) {
            return self.note(
                &at,
                format!("“{name}”不是人，没有建文件夹"),
                format!("“{name}” is nobody; no folder was made"),
                false,
            );
        }
        let mut person =
            Person { at: at.clone(), name: name.clone(), department: String::new(), answers: BTreeMap::new() };
        for (column, meaning) in columns.iter() {
            let merged = sheet.merged.iter().find(|area| area.rows.0 < area.rows.1 && area.holds(row.number, column));
            let is_number = matches!(meaning, Meaning::Fact(id) if is_id_number(asked, id));
            if is_number && merged.is_some() {
                return self.note(
                    &at,
                    format!("{name} 的证件号和别的行合并成一格，不知道是谁的，没有建文件夹；拆开合并的单元格，每人一行"),
                    format!("{name}: the ID number's cell is merged with other rows, so no folder was made; unmerge it, one row each"),
                    true,
                );
            }
            let first = merged.and_then(|area| sheet.rows.iter().find(|row| row.number == area.rows.0));
            let Some(value) = row.value(column).or_else(|| first?.value(column)) else { continue };
            let label = columns.label(column);
            match (value.typed(), meaning) {
                (Err(unusable), _) if is_number => return self.unusable(&at, label, label, &unusable),
                (Err(unusable), _) => {
                    let (why, cure) = (unusable.why(), unusable.cure());
                    let cell = cell_name(row.number, column);
                    self.note(
                        &at,
                        format!("{cell}（{label}）{}，没有用；{}", why.zh, cure.zh),
                        format!("{cell} ({label}) {} and was not used; {}", why.en, cure.en),
                        false,
                    );
                }
                (Ok(text), Meaning::Department) => text.trim().clone_into(&mut person.department),
                (Ok(text), Meaning::Fact(id)) => {
                    person.answers.insert(id.clone(), text.trim().to_owned());
                }
            }
        }
        if let Some(fact) = asked.of_role(crate::profile::facts::FactRole::Name) {
            person.answers.insert(fact.id.clone(), name);
        }
        self.people.push(person);
    }

    fn unusable(&mut self, at: &Place, zh: &str, en: &str, unusable: &Unusable) {
        let (why, cure) = (unusable.why(), unusable.cure());
        self.note(
            at,
            format!("“{zh}”{}，没有建文件夹；{}", why.zh, cure.zh),
            format!("“{en}” {}, so no folder was made; {}", why.en, cure.en),
            true,
        );
    }

    fn nameless(&mut self, sheet: &Sheet, row: &Row, column: u32, at: &Place) {
        let above = sheet.merged.iter().find(|area| area.rows.0 < row.number && area.holds(row.number, column));
        match above {
            Some(area) => {
                let first = area.rows.0;
                self.note(
                    at,
                    format!("姓名和第 {first} 行合并成一格，只用了第 {first} 行；这一行另有内容的，填到那个人的申报信息里"),
                    format!("the name is merged with row {first}, which is the only one used; what else stands here belongs into that person's data"),
                    false,
                );
            }
            None => self.note(
                at,
                "没有姓名，没有建文件夹；是一个人的，写上姓名再运行一次",
                "has no name, so no folder was made; if it is a person, add the name and run again",
                true,
            ),
        }
    }
}

fn is_id_number(asked: &Facts, id: &str) -> bool {
    asked.facts.iter().any(|fact| fact.id == id && matches!(fact.kind, FactKind::IdNumber(_)))
}

/// A name as it is written: `王　明` is stretched to the width of three characters.
fn unstretched(name: &str) -> String {
    let is_latin = |word: &str| word.chars().any(|character| character.is_ascii_alphabetic());
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(if words.iter().any(|word| is_latin(word)) { " " } else { "" })
}
