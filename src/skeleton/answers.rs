//! Answers put into the text of `applicant.toml`: comments, order and everything that is not answered stay as they are.

use super::form::shown;
use crate::failure::failure;
use crate::profile::facts::{Fact, FactKind, Facts, List};
use anyhow::Result;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

/// Answers as they were typed. Only what is in here changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// By the question's id.
    #[serde(default)]
    pub facts: BTreeMap<String, String>,
    /// The entries of a list, by its id; `null` where there is none, and that is said.
    #[serde(default)]
    pub lists: BTreeMap<String, Option<Vec<BTreeMap<String, String>>>>,
}

/// The text with the answers in it.
///
/// # Errors
/// The text is no TOML, or an answer is to a question that the profile does not ask.
pub fn answered(source: &str, facts: &Facts, answers: &Answered) -> Result<String> {
    let (mark, text) = source.strip_prefix('\u{feff}').map_or(("", source), |text| ("\u{feff}", text));
    let mut document: DocumentMut = text.parse().map_err(|_| {
        failure("applicant.toml 有语法错误，先按文字改好", "applicant.toml has syntax errors: correct its text first")
    })?;
    for (id, answer) in &answers.facts {
        let fact = facts.facts.iter().find(|fact| fact.id == *id).ok_or_else(|| not_asked(id))?;
        match id.split_once('.') {
            None => put(document.as_table_mut(), id, fact, answer),
            Some((table, key)) => {
                let there = document.entry(table).or_insert_with(toml_edit::table);
                let table = there.as_table_like_mut().ok_or_else(|| not_asked(id))?;
                put(table, key, fact, answer);
            }
        }
    }
    for (id, entries) in &answers.lists {
        let (_, list) = facts.list(id).ok_or_else(|| not_asked(id))?;
        match entries {
            None => say_none(&mut document, list),
            Some(entries) => put_entries(&mut document, list, entries)?,
        }
    }
    Ok(format!("{mark}{document}"))
}

fn not_asked(id: &str) -> anyhow::Error {
    failure(format!("清单里没有问“{id}”"), format!("the checklist does not ask for {id}"))
}

/// Puts one answer under a key. What is the same already is not touched, nor is the comment behind it.
fn put(table: &mut dyn TableLike, key: &str, fact: &Fact, answer: &str) {
    let answer = answer.trim();
    match table.get_mut(key) {
        Some(there) if shown(there) == answer => {}
        Some(Item::Value(old)) => {
            let decor = old.decor().clone();
            *old = value(fact, answer);
            *old.decor_mut() = decor;
        }
        _ if answer.is_empty() => {}
        _ => {
            table.insert(key, Item::Value(value(fact, answer)));
        }
    }
}

fn value(fact: &Fact, answer: &str) -> Value {
    match (&fact.kind, answer) {
        (FactKind::YesNo, "true") => true.into(),
        (FactKind::YesNo, "false") => false.into(),
        _ => answer.into(),
    }
}

/// `papers = "none"`, in the word of the file's language where it has one.
fn say_none(document: &mut DocumentMut, list: &List) {
    if let Some(Item::Value(Value::Array(array))) = document.get_mut(&list.id) {
        array.clear();
        return;
    }
    document.remove(&list.id);
    document.insert(&list.id, Item::Value(Value::Array(Array::new())));
}

/// The entries in place of those that are there: the first answers go to the first table, and so on.
fn put_entries(document: &mut DocumentMut, list: &List, entries: &[BTreeMap<String, String>]) -> Result<()> {
    let fact = |id: &String| list.facts.iter().find(|fact| fact.id == *id).ok_or_else(|| not_asked(id));
    if let Some(Item::Value(Value::Array(array))) = document.get_mut(&list.id)
        && !array.is_empty()
    {
        while array.len() > entries.len() {
            array.remove(array.len() - 1);
        }
        while array.len() < entries.len() {
            array.push(InlineTable::new());
        }
        for (at, entry) in entries.iter().enumerate() {
            let Some(table) = array.get_mut(at).and_then(Value::as_inline_table_mut) else { continue };
            for (id, answer) in entry {
                put(table, id, fact(id)?, answer);
            }
        }
        return Ok(());
    }
    if entries.is_empty() {
        document.remove(&list.id);
        return Ok(());
    }
    if !document.get(&list.id).is_some_and(Item::is_array_of_tables) {
        document.remove(&list.id);
        document.insert(&list.id, Item::ArrayOfTables(ArrayOfTables::new()));
    }
    let Some(tables) = document.get_mut(&list.id).and_then(Item::as_array_of_tables_mut) else { return Ok(()) };
    while tables.len() > entries.len() {
        tables.remove(tables.len() - 1);
    }
    while tables.len() < entries.len() {
        tables.push(Table::new());
    }
    for (table, entry) in tables.iter_mut().zip(entries) {
        for question in &list.facts {
            if let Some(answer) = entry.get(&question.id) {
                put(table, &question.id, question, answer);
            }
        }
        for id in entry.keys() {
            fact(id)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::resolve::resolve;

    const FILE: &str = "\
# 申报人数据
name = \"王小明\"   # 姓名
unit = \"\" # 单位
other = 1

# 学历
[[papers]] # 论文 1
title = \"甲\" # 题目

[[papers]]
title = \"乙\"
# 完
";

    fn facts() -> Facts {
        let profile = resolve("aksu-first-half-2025").expect("readable").expect("a profile");
        let mut facts = profile.asked;
        let mut question = facts.facts[0].clone();
        question.id = "title".into();
        let list = List {
            id: "papers".into(),
            label: question.label.clone(),
            facts: vec![question],
            min: 0,
            max: None,
            called: String::new(),
            numbered: true,
            none_is_said: true,
            preset: None,
            row: String::new(),
        };
        facts.lists = vec![list];
        facts
    }

    fn entry(title: &str) -> BTreeMap<String, String> {
        BTreeMap::from([("title".to_owned(), title.to_owned())])
    }

    #[test]
    fn only_what_is_answered_changes_and_comments_stay() {
        let facts = facts();
        assert_eq!(answered(FILE, &facts, &Answered::default()).expect("TOML"), FILE);
        let same =
            Answered { facts: BTreeMap::from([("name".to_owned(), "王小明".to_owned())]), ..Answered::default() };
        assert_eq!(answered(FILE, &facts, &same).expect("TOML"), FILE);
        let unit = Answered {
            facts: BTreeMap::from([
                ("unit".to_owned(), "某\"县\"\\中学\u{202e}".to_owned()),
                ("assessment_passed".to_owned(), "true".to_owned()),
            ]),
            ..Answered::default()
        };
        let new = answered(FILE, &facts, &unit).expect("TOML");
        assert!(new.contains("# 单位\n") && new.contains("assessment_passed = true\n"), "{new}");
        assert!(new.find("assessment_passed") < new.find("[[papers]]"), "{new}");
        let read: toml::Table = toml::from_str(&new).expect("TOML");
        assert_eq!(read["unit"].as_str(), Some("某\"县\"\\中学\u{202e}"));
        assert!(
            answered(FILE, &facts, &Answered { facts: BTreeMap::from([("other".into(), "2".into())]), ..unit })
                .is_err()
        );
    }

    #[test]
    fn entries_are_added_changed_taken_away_and_said_to_be_none() {
        let facts = facts();
        let with = |entries| {
            let answers = Answered { lists: BTreeMap::from([("papers".to_owned(), entries)]), ..Answered::default() };
            answered(FILE, &facts, &answers).expect("TOML")
        };
        let titles = |text: &str| -> Vec<String> {
            let read: toml::Table = toml::from_str(text).expect("TOML");
            let all = read.get("papers").and_then(toml::Value::as_array).cloned().unwrap_or_default();
            all.iter().filter_map(|one| one["title"].as_str().map(str::to_owned)).collect()
        };
        assert_eq!(with(Some(vec![entry("甲"), entry("乙")])), FILE);
        let three = with(Some(vec![entry("甲"), entry("丁"), entry("丙")]));
        assert_eq!(titles(&three), ["甲", "丁", "丙"]);
        assert!(three.contains("# 题目"), "{three}");
        assert_eq!(titles(&with(Some(vec![entry("乙")]))), ["乙"]);
        let none = with(None);
        assert!(titles(&none).is_empty() && none.contains("papers = []"), "{none}");
        let again = Answered {
            lists: BTreeMap::from([("papers".to_owned(), Some(vec![entry("戊")]))]),
            ..Answered::default()
        };
        assert_eq!(titles(&answered(&none, &facts, &again).expect("TOML")), ["戊"]);
    }
}
