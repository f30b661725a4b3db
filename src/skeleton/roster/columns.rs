//! What the columns of a list are, by their headings.

use crate::profile::facts::{Fact, FactRole, Facts};
use crate::text::Text;
use crate::workbook::{Row, Sheet, Value, column_name};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// What the column of departments is called.
const DEPARTMENTS: &[&str] = &[
    "部门",
    "所在部门",
    "部门名称",
    "系部",
    "院系",
    "所在院系",
    "系",
    "学院",
    "二级学院",
    "科室",
    "处室",
    "教研室",
    "年级组",
    "department",
    "dept",
    "dept.",
];

/// Numbers of rows, which nobody misses.
const NUMBERS: &[&str] = &["序号", "编号", "序", "no", "no.", "#"];

/// What one column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The answer to a question, by its key.
    Fact(String),
    /// The department.
    Department,
}

/// The columns of one sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    known: BTreeMap<u32, Meaning>,
    labels: BTreeMap<u32, String>,
    name: Option<u32>,
    /// Headings that mean nothing here, or what another column has already.
    unused: Vec<(u32, String)>,
}

impl Columns {
    /// What the cells of a row mean as headings; one that reaches over several rows counts for each of them.
    pub(super) fn of(sheet: &Sheet, row: &Row, asked: &Facts) -> Self {
        let mut labels: BTreeMap<u32, &str> = BTreeMap::new();
        for area in sheet.merged.iter().filter(|area| (area.rows.0..=area.rows.1).contains(&row.number)) {
            let first = sheet.rows.iter().take(super::HEAD_ROWS).find(|row| row.number == area.rows.0);
            if let Some(Value::Text(text)) = first.and_then(|row| row.value(area.columns.0)) {
                labels.insert(area.columns.0, text);
            }
        }
        for cell in &row.cells {
            if let Value::Text(text) = &cell.value {
                labels.insert(cell.column, text);
            }
        }
        let name = asked.of_role(FactRole::Name).map_or("name", |fact| fact.id.as_str());
        let mut columns = Self::default();
        for (column, label) in labels {
            columns.labels.insert(column, label.trim().to_owned());
            match meaning(&heading(label), asked) {
                Some(meaning) if !columns.known.values().any(|known| *known == meaning) => {
                    if meaning == Meaning::Fact(name.to_owned()) {
                        columns.name = Some(column);
                    }
                    columns.known.insert(column, meaning);
                }
                None if NUMBERS.contains(&&*heading(label)) => {}
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

fn meaning(label: &str, asked: &Facts) -> Option<Meaning> {
    if label.is_empty() {
        return None;
    }
    let facts = || asked.facts.iter();
    let is_called =
        |fact: &&Fact| [&fact.label.zh, &fact.label.en, &fact.id].into_iter().any(|known| heading(known) == label);
    let also = |fact: &&Fact| fact.headings.iter().any(|known| heading(known) == label);
    let fact = facts().find(is_called).or_else(|| facts().find(also)).map(|fact| Meaning::Fact(fact.id.clone()));
    fact.or_else(|| DEPARTMENTS.contains(&label).then_some(Meaning::Department))
}

/// A heading without what is written around it: spaces, stars, colons, and what stands in brackets.
pub(super) fn heading(label: &str) -> String {
    let plain: String = label.nfkc().collect::<String>().to_lowercase();
    let outside = plain.split(['(', '[', '【']).next().unwrap_or_default();
    let words: Vec<&str> = outside.split_whitespace().collect();
    let is_latin = outside.is_ascii();
    words.join(if is_latin { " " } else { "" }).trim_matches(['*', ':', '：', ' ', '、']).to_owned()
}
