//! What the columns of a list are, by their headings.

use super::headings::{Headings, Meaning, heading, is_number};
use crate::text::Text;
use crate::workbook::{Row, Sheet, Value, column_name};
use std::collections::{BTreeMap, BTreeSet};

/// The columns of one table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    known: BTreeMap<u32, Meaning>,
    labels: BTreeMap<u32, String>,
    name: Option<u32>,
    /// Further columns of names: of lists that stand side by side.
    more_names: Vec<u32>,
    /// Those that number the rows.
    numbers: BTreeSet<u32>,
    /// Headings that mean nothing here, or what another column has already.
    unused: Vec<(u32, String)>,
}

impl Columns {
    /// What the cells of a row mean as headings; one that reaches over several rows counts for each of them.
    pub(super) fn of(sheet: &Sheet, row: &Row, headings: &Headings) -> Self {
        let mut labels: BTreeMap<u32, &str> = BTreeMap::new();
        for area in sheet.merged.iter().filter(|area| (area.rows.0..=area.rows.1).contains(&row.number)) {
            if let Some(Value::Text(text)) = sheet.row(area.rows.0).and_then(|row| row.value(area.columns.0)) {
                labels.insert(area.columns.0, text);
            }
        }
        for cell in &row.cells {
            if let Value::Text(text) = &cell.value {
                labels.insert(cell.column, text);
            }
        }
        let mut columns = Self::default();
        for (column, label) in labels {
            columns.labels.insert(column, label.trim().to_owned());
            let meaning = headings.meaning(label);
            let is_name = meaning.is_some_and(|meaning| headings.is_name(meaning));
            match meaning {
                Some(meaning) if !columns.known.values().any(|known| known == meaning) => {
                    if is_name {
                        columns.name = Some(column);
                    }
                    columns.known.insert(column, meaning.clone());
                }
                _ if is_name => columns.more_names.push(column),
                None if is_number(label) => {
                    columns.numbers.insert(column);
                }
                _ => columns.unused.push((column, label.trim().to_owned())),
            }
        }
        columns
    }

    /// How many are known.
    pub(super) fn known(&self) -> usize {
        self.known.len()
    }

    /// The column of names.
    pub(super) fn name(&self) -> Option<u32> {
        self.name
    }

    /// Further columns of names.
    pub(super) fn more_names(&self) -> &[u32] {
        &self.more_names
    }

    /// All columns with a heading.
    pub(super) fn labelled(&self) -> impl Iterator<Item = u32> {
        self.labels.keys().copied()
    }

    /// Whether every heading means something here.
    pub(super) fn all_used(&self) -> bool {
        self.unused.is_empty()
    }

    /// Whether a row holds no more than its number: it is kept free for somebody.
    pub(super) fn is_numbered_only(&self, row: &Row) -> bool {
        let is_number = |value: &Value| value.typed().is_ok_and(|text| !text.chars().any(char::is_alphabetic));
        row.cells.iter().all(|cell| self.numbers.contains(&cell.column) && is_number(&cell.value))
    }

    /// The others that are known, from left to right.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &Meaning)> {
        self.known.iter().map(|(column, meaning)| (*column, meaning)).filter(|(column, _)| Some(*column) != self.name)
    }

    /// What a column is called.
    pub(super) fn label(&self, column: u32) -> &str {
        self.labels.get(&column).map_or("", String::as_str)
    }

    /// Whether a cell repeats the heading of its column, as lists of several pages do.
    pub(super) fn is_heading_of(&self, column: u32, text: &str) -> bool {
        heading(self.label(column)) == heading(text)
    }

    /// The columns that nothing was made of.
    pub(super) fn unused(&self, sheet: &str) -> Option<Text> {
        let of = |mark: [&str; 2], joint: &str| {
            let named = self
                .unused
                .iter()
                .map(|(column, label)| format!("{}{}{label}{}", column_name(*column), mark[0], mark[1]));
            named.collect::<Vec<_>>().join(joint)
        };
        let [zh, en] = if sheet.is_empty() {
            [String::new(), String::new()]
        } else {
            [format!("工作表“{sheet}”"), format!("sheet “{sheet}”: ")]
        };
        (!self.unused.is_empty()).then(|| Text {
            zh: format!("{zh}没有用到的列：{}", of(["“", "”"], "、")),
            en: format!("{en}columns that were not used: {}", of([" “", "”"], ", ")),
        })
    }
}
