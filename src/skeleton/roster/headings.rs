//! What a heading means: the questions of the profile, by all that lists of people call them, and the department.

use crate::profile::facts::{FactRole, Facts};
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

/// The longest text that is compared with headings, bytes.
const LONGEST: usize = 200;

/// What one column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The answer to a question, by its key.
    Fact(String),
    /// The department.
    Department,
}

/// All headings that are known.
pub(super) struct Headings {
    known: BTreeMap<String, Meaning>,
    /// The question that asks for the name.
    name: String,
}

impl Headings {
    /// Those of a profile. What a question is called goes before what else lists call one.
    pub(super) fn of(asked: &Facts) -> Self {
        let facts = || asked.facts.iter();
        let called = facts().flat_map(|fact| [&fact.label.zh, &fact.label.en, &fact.id].map(|label| (label, fact)));
        let also = facts().flat_map(|fact| fact.headings.iter().map(move |label| (label, fact)));
        let mut known = BTreeMap::new();
        for (label, fact) in called.chain(also) {
            known.entry(heading(label)).or_insert_with(|| Meaning::Fact(fact.id.clone()));
        }
        for label in DEPARTMENTS {
            known.entry((*label).to_owned()).or_insert(Meaning::Department);
        }
        known.remove("");
        let name = asked.of_role(FactRole::Name).map_or("name", |fact| fact.id.as_str()).to_owned();
        Self { known, name }
    }

    /// What a cell means as a heading.
    pub(super) fn meaning(&self, label: &str) -> Option<&Meaning> {
        (label.len() <= LONGEST).then(|| self.known.get(&heading(label)))?
    }

    /// Whether it is the column of names.
    pub(super) fn is_name(&self, meaning: &Meaning) -> bool {
        matches!(meaning, Meaning::Fact(id) if *id == self.name)
    }

    /// Whether a cell is a heading at all.
    pub(super) fn holds(&self, label: &str) -> bool {
        self.meaning(label).is_some() || is_number(label)
    }
}

/// Whether a cell is the heading of the rows' numbers.
pub(super) fn is_number(label: &str) -> bool {
    NUMBERS.contains(&&*heading(label))
}

/// A heading without what is written around it: spaces, stars, colons, and what stands in brackets.
pub(super) fn heading(label: &str) -> String {
    let plain: String = label.nfkc().collect::<String>().to_lowercase();
    let outside = plain.split(['(', '[', '【']).next().unwrap_or_default();
    let words: Vec<&str> = outside.split_whitespace().collect();
    let is_latin = outside.is_ascii();
    words.join(if is_latin { " " } else { "" }).trim_matches(['*', ':', '：', ' ', '、']).to_owned()
}
