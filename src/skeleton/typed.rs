//! What `applicant.toml` says, as it was typed: also what a loader would not take, so that nothing is lost on the way into
//! another form.

use crate::dossier::load::without_mark;
use crate::profile::facts::Facts;
use crate::text::blank::is_blank;
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// Answers by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// By the key, with a dot for one in a table.
    facts: BTreeMap<String, String>,
    /// The entries of each list.
    lists: BTreeMap<String, Vec<BTreeMap<String, String>>>,
    /// Lists that are said to be none.
    none: Vec<String>,
}

impl Typed {
    /// What a text says that is TOML; of another, as much as can be read.
    pub fn of(source: &str) -> Self {
        let (table, _) = DeTable::parse_recoverable(without_mark(source));
        let mut typed = Self::default();
        for (key, value) in table.get_ref() {
            typed.take(key.get_ref(), value.get_ref());
        }
        typed
    }

    fn take(&mut self, key: &str, value: &DeValue<'_>) {
        match value {
            // `[files]` is a table whose keys are paths.
            DeValue::Table(table) if key == "files" => {
                let entry = |(path, part): (&str, String)| {
                    BTreeMap::from([("path".to_owned(), path.to_owned()), ("part".to_owned(), part)])
                };
                self.lists.insert(key.to_owned(), answers(table).map(entry).collect());
            }
            DeValue::Table(table) => {
                let own = answers(table).map(|(own, answer)| (format!("{key}.{own}"), answer));
                self.facts.extend(own);
            }
            DeValue::Array(entries) => {
                let tables = entries.iter().filter_map(|entry| match entry.get_ref() {
                    DeValue::Table(table) => {
                        Some(answers(table).map(|(own, answer)| (own.to_owned(), answer)).collect())
                    }
                    _ => None,
                });
                self.lists.insert(key.to_owned(), tables.collect());
                if entries.is_empty() {
                    self.none.push(key.to_owned());
                }
            }
            single => self.facts.extend(shown(single).map(|answer| (key.to_owned(), answer))),
        }
    }

    /// The answer to a question.
    pub fn fact(&self, id: &str) -> Option<&str> {
        self.facts.get(id).map(String::as_str)
    }

    /// The entries of a list.
    pub fn entries(&self, list: &str) -> &[BTreeMap<String, String>] {
        self.lists.get(list).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a list is said to be none: `papers = []`, or `papers = "无"`.
    pub fn says_none(&self, list: &str) -> bool {
        self.none.iter().any(|none| none == list) || self.fact(list).is_some_and(|said| !is_blank(said))
    }

    /// The keys that a profile does not ask for, in order; nothing has a place for them.
    pub fn not_asked(&self, asked: &Facts) -> Vec<String> {
        const ALWAYS: [&str; 3] = ["profile", "files", "waive"];
        let is_asked = |key: &&String| {
            ALWAYS.contains(&key.as_str())
                || asked.facts.iter().any(|fact| fact.id == **key)
                || asked.lists.iter().any(|list| list.id == **key)
        };
        let mut keys: Vec<String> =
            self.facts.keys().chain(self.lists.keys()).filter(|key| !is_asked(key)).cloned().collect();
        for list in &asked.lists {
            let own = self.entries(&list.id).iter().flat_map(BTreeMap::keys);
            let strange = own.filter(|key| !list.facts.iter().any(|fact| fact.id == **key));
            keys.extend(strange.map(|key| format!("{}.{key}", list.id)));
        }
        keys.sort();
        keys.dedup();
        keys
    }
}

fn answers<'t>(table: &'t DeTable<'_>) -> impl Iterator<Item = (&'t str, String)> {
    table.iter().filter_map(|(key, value)| Some((key.get_ref().as_ref(), shown(value.get_ref())?)))
}

/// A number as it was typed: 2014.10 is a month, and not 2014.1.
fn shown(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(yes) => Some(yes.to_string()),
        DeValue::Datetime(date) => Some(date.to_string()),
        DeValue::Array(_) | DeValue::Table(_) => None,
    }
}
