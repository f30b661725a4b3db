//! The questions of a profile as a page can ask them, with what `applicant.toml` answers now.

use crate::profile::Profile;
use crate::profile::facts::{Fact, FactKind, List, Required};
use crate::text::Text;
use serde::Serialize;
use std::collections::BTreeMap;
use toml_edit::{DocumentMut, Item, TableLike, Value};

/// The form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Form {
    /// What the checklist is called.
    pub profile: Text,
    /// The questions asked once; `None` where the profile declares none, and only the file itself can be edited.
    pub questions: Option<Vec<Question>>,
    /// What is asked as often as it applies.
    pub lists: Vec<Lines>,
}

/// A question, and its answer as the file has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The key in the file; with a dot for one in a table.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// `text`, `long`, `yes-no`, `choice`, `number`, `date`, `month`, `year`, `id-number` or `phone`.
    pub kind: &'static str,
    /// The answers of a choice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Answer>,
    /// Whether it must be answered whatever else is said.
    pub required: bool,
    /// Said beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// The answer; empty where there is none.
    pub value: String,
}

/// One of the answers of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// What stands in the file.
    pub id: String,
    /// What people call it.
    pub label: Text,
}

/// A list of entries.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lines {
    /// The key in the file.
    pub id: String,
    /// What one entry is called.
    pub label: Text,
    /// Fewest entries.
    pub min: usize,
    /// Most entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<usize>,
    /// Whether "none" must be said where there is none.
    pub none_is_said: bool,
    /// Whether it is said.
    pub none: bool,
    /// What is asked of each entry.
    pub questions: Vec<Question>,
    /// The answers of each entry, by question.
    pub entries: Vec<BTreeMap<String, String>>,
}

/// The form of a profile, filled in from the text of `applicant.toml`. A text that is no TOML answers nothing.
pub fn of(profile: &Profile, source: &str) -> Form {
    let document: DocumentMut = source.parse().unwrap_or_default();
    let facts = &profile.asked;
    let asked = facts.facts.iter().map(|fact| question(fact, &at(&document, &fact.id).map(shown).unwrap_or_default()));
    Form {
        profile: profile.name.clone(),
        questions: Some(asked.collect()),
        lists: facts.lists.iter().map(|list| lines(list, document.get(&list.id))).collect(),
    }
}

/// What stands under a key, or a key in a table.
pub(super) fn at<'d>(document: &'d DocumentMut, id: &str) -> Option<&'d Item> {
    match id.split_once('.') {
        Some((table, key)) => document.get(table)?.as_table_like()?.get(key),
        None => document.get(id),
    }
}

/// A value as a person types it.
pub(super) fn shown(item: &Item) -> String {
    match item.as_value() {
        Some(Value::String(text)) => text.value().clone(),
        Some(Value::Boolean(yes)) => yes.value().to_string(),
        Some(Value::Integer(_) | Value::Float(_) | Value::Datetime(_)) => {
            item.as_value().map_or_else(String::new, |value| value.clone().decorated("", "").to_string())
        }
        _ => String::new(),
    }
}

fn question(fact: &Fact, value: &str) -> Question {
    let options = match &fact.kind {
        FactKind::Choice(options) => {
            options.iter().map(|option| Answer { id: option.id.clone(), label: option.label.clone() }).collect()
        }
        _ => Vec::new(),
    };
    // What people call an answer means the answer, as in the file.
    let named = |answer: &&Answer| [&*answer.id, &*answer.label.zh, &*answer.label.en].contains(&value);
    let value = options.iter().find(named).map_or_else(|| value.to_owned(), |answer| answer.id.clone());
    Question {
        id: fact.id.clone(),
        label: fact.label.clone(),
        kind: kind(&fact.kind),
        options,
        required: fact.required == Required::Yes,
        hint: fact.said_beside(),
        value,
    }
}

fn kind(kind: &FactKind) -> &'static str {
    match kind {
        FactKind::Text => "text",
        FactKind::LongText => "long",
        FactKind::YesNo => "yes-no",
        FactKind::Choice(_) => "choice",
        FactKind::Number => "number",
        FactKind::Date => "date",
        FactKind::Month | FactKind::Until => "month",
        FactKind::Year => "year",
        FactKind::IdNumber(_) => "id-number",
        FactKind::Phone => "phone",
    }
}

fn lines(list: &List, item: Option<&Item>) -> Lines {
    let entry = |table: &dyn TableLike| {
        let answer = |fact: &Fact| (fact.id.clone(), table.get(&fact.id).map(shown).unwrap_or_default());
        list.facts.iter().map(answer).collect()
    };
    let tables: Vec<BTreeMap<String, String>> = match item {
        Some(Item::ArrayOfTables(tables)) => tables.iter().map(|table| entry(table)).collect(),
        Some(Item::Value(Value::Array(array))) => {
            array.iter().filter_map(Value::as_inline_table).map(|table| entry(table)).collect()
        }
        _ => Vec::new(),
    };
    let said = matches!(item, Some(Item::Value(Value::Array(array))) if array.is_empty())
        || item.map(shown).is_some_and(|word| ["无", "没有", "none"].contains(&word.trim().to_lowercase().as_str()));
    Lines {
        id: list.id.clone(),
        label: list.label.clone(),
        min: list.min,
        max: list.max,
        none_is_said: list.none_is_said,
        none: said,
        questions: list.facts.iter().map(|fact| question(fact, "")).collect(),
        entries: tables,
    }
}
