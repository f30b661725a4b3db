//! The applicant's own data, as `applicant.toml` gives it: the answers to what the profile asks, and what stands in the
//! file whatever the profile.

use super::answers::{Answers, Value};
use super::form_sheet::{self, Cells};
use super::load;
use crate::config::diagnostic::Diagnostic;
use crate::profile::facts::{Fact, FactKind, FactRole, Facts, Named};
use crate::text::{Lang, masked, masked_numbers};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// One person who applies.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Applicant {
    /// The profile that the file names.
    pub profile: Option<String>,
    /// The name; packages and registers know it by its key alone.
    pub name: String,
    /// The number that tells the person from all others; likewise.
    pub id_number: String,
    /// The unit; likewise.
    pub unit: String,
    /// Accepted faults.
    pub waivers: Vec<Waiver>,
    /// Files whose place is said by hand.
    pub files: Vec<FileClaim>,
    /// The answers to what the profile asks.
    pub answers: Answers,
    /// What of the file could not be understood; each is an error finding.
    pub faults: Vec<Diagnostic>,
    /// The line of each key that was read, counted from 1: `current_title.name`, `papers[2].title`.
    pub lines: BTreeMap<String, usize>,
    /// Where the lines came from, where the file is a workbook; [`Self::source`] is then what it says, as TOML.
    pub cells: Option<Cells>,
    /// SHA-256 of the file, 64 lower-case hex digits: the data digest of DESIGN.
    pub digest: String,
    /// The file itself, packed along as it is; as UTF-8 where it was saved in another encoding.
    pub source: String,
}

impl Applicant {
    /// Every answer that is a number of a person: the ID number, and what else the profile asks for as such, in lists too.
    pub fn identifying_numbers<'a>(&'a self, asked: &'a Facts) -> impl Iterator<Item = &'a str> {
        let identifies = |fact: &&Fact| matches!(fact.kind, FactKind::IdNumber(_));
        let own = asked.facts.iter().filter(identifies).filter_map(|fact| self.answers.facts.get(&fact.id));
        let of_lists = asked.lists.iter().flat_map(move |list| {
            let facts = list.facts.iter().filter(identifies);
            facts.flat_map(|fact| self.answers.entries(&list.id).iter().filter_map(|entry| entry.get(&fact.id)))
        });
        std::iter::once(self.id_number.as_str()).chain(own.chain(of_lists).map(Value::text))
    }

    /// The names that papers may call the person by.
    pub fn own_names<'a>(&'a self, asked: &Facts) -> impl Iterator<Item = &'a String> {
        let is_name = |fact: &&Fact| matches!(fact.role, Some(FactRole::Name | FactRole::OtherName));
        let names: Vec<&str> = asked.facts.iter().filter(is_name).map(|fact| fact.id.as_str()).collect();
        names.into_iter().filter_map(|id| match self.answers.facts.get(id) {
            Some(Value::Text(name)) => Some(name),
            _ => None,
        })
    }

    /// The answer to the fact of a role, as conditions name it; empty where there is none.
    pub fn of_role(&self, asked: &Facts, role: FactRole) -> &str {
        asked.of_role(role).and_then(|fact| self.answers.facts.get(&fact.id)).map_or("", Value::text)
    }

    /// An answer as it may stand in the name of a file; `None` where it is not given, or is a number that identifies somebody.
    pub fn in_file_names(&self, asked: &Facts, id: &str, lang: Lang) -> Option<String> {
        let Some(Named::Fact(fact)) = asked.named(id) else { return None };
        let said = self.answers.facts.get(&fact.id).filter(|value| value.says_something())?.shown(fact, lang);
        let identifies = matches!(fact.kind, FactKind::IdNumber(_)) || *masked_numbers(&said) != *said;
        (!identifies && said.chars().any(char::is_alphanumeric)).then(|| said.trim().to_owned())
    }

    /// Whether something stands under a key, as [`Self::lines`] names it, that could not be understood.
    pub fn is_not_understood(&self, key: &str) -> bool {
        let line = self.lines.get(key);
        line.is_some_and(|line| self.faults.iter().any(|fault| fault.line == *line))
    }

    /// The name of the file that it was read from.
    pub fn file_name(&self) -> &'static str {
        if self.cells.is_some() { form_sheet::FILE_NAME } else { load::FILE_NAME }
    }

    /// The ID number as it may be shown: the first and last two characters, stars between.
    pub fn masked_id(&self) -> String {
        masked(&self.id_number)
    }
}

/// An accepted fault: `[[waive]]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiver {
    /// The rule's code.
    pub code: String,
    /// What it accepts the fault of.
    pub of: Waived,
    /// Why; never empty.
    pub reason: String,
}

/// What a waiver is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Waived {
    /// A place of the checklist: `item/part` or `item/part@key`.
    Part(PartRef),
    /// A file, which need not have a place: its path relative to the dossier, as it was written.
    File(String),
}

impl Waiver {
    /// Faults of the file itself (D2xx) and of the package (K0xx) are facts that no reason changes. What else cannot be
    /// waived a rule declares itself.
    pub fn may_waive(code: &str) -> bool {
        let code = code.to_uppercase();
        !(code.starts_with("D2") || code.starts_with("K0"))
    }
}

/// A file that is claimed for a part by hand: a line of `[files]`.
#[derive(Debug, Clone, PartialEq)]
pub struct FileClaim {
    /// Path relative to the dossier, `/`-separated.
    pub path: String,
    /// The part it fills.
    pub part: PartRef,
    /// Where the path stands in `applicant.toml`, bytes, its quotes included.
    pub path_span: Range<usize>,
}

/// `item/part` or `item/part@key`, as `applicant.toml` names a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRef {
    /// Item id.
    pub item: String,
    /// Part id.
    pub part: String,
    /// Year, or number of the paper or award.
    pub key: Option<String>,
    /// Where it stands in `applicant.toml`, bytes.
    pub span: Range<usize>,
}

impl fmt::Display for PartRef {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&part_name(&self.item, &self.part, self.key.as_deref()))
    }
}

/// A part as `applicant.toml` names it: `item/part` or `item/part@key`.
pub fn part_name(item: &str, part: &str, key: Option<&str>) -> String {
    match key {
        Some(key) => format!("{item}/{part}@{key}"),
        None => format!("{item}/{part}"),
    }
}

impl PartRef {
    /// Reads `item/part` or `item/part@key`.
    pub fn parse(text: &str, span: Range<usize>) -> Option<Self> {
        let (place, key) = match text.split_once('@') {
            Some((place, key)) => (place, Some(key.trim().to_owned())),
            None => (text, None),
        };
        let (item, part) = place.split_once('/')?;
        let (item, part) = (item.trim(), part.trim());
        let good = !item.is_empty() && !part.is_empty() && !part.contains('/') && key.as_deref() != Some("");
        good.then(|| Self { item: item.to_owned(), part: part.to_owned(), key, span })
    }
}
