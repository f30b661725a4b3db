//! `labels.fr.toml`: what a profile's labels are called in a third language.
//!
//! The program's own words stay Chinese and English ([`Text`]); a profile may bring those of any other language, as a file of
//! the English and what stands for it. Who reads in that language reads English with these in place of the profile's.

use super::files::{asked_of, shown};
use super::{CHECKLIST, FACTS};
use crate::config::braces::in_braces;
use crate::config::diagnostic::Diagnostic;
use crate::config::fields::{Faults, Fields};
use crate::config::hint::nearest;
use crate::config::quoted::quoted;
use crate::profile::facts::{FactKind, Facts};
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// What stands in place of each English text.
pub(super) type Labels = BTreeMap<String, String>;

/// The language of a file of labels, by its name: two letters of ISO 639-1.
pub(super) fn language_of(file: &str) -> Option<&str> {
    let code = file.strip_prefix("labels.")?.strip_suffix(".toml")?;
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
    Some(code).filter(|code| is_code && !["zh", "en"].contains(code))
}

/// The labels in a language; none where the profile does not bring it, so that they stay English. What is wrong with the file,
/// [`check`] says.
pub(super) fn of_language(files: &[(String, String)], language: &str) -> Labels {
    let file = files.iter().find(|(name, _)| language_of(name) == Some(language));
    let table = file.and_then(|(_, content)| content.trim_start_matches('\u{feff}').parse::<toml::Table>().ok());
    let labels = table.and_then(|mut table| table.remove("labels")).and_then(|labels| match labels {
        toml::Value::Table(labels) => Some(labels),
        _ => None,
    });
    let text = |(english, value): (String, toml::Value)| Some((english, value.as_str()?.to_owned()));
    labels.into_iter().flatten().filter_map(text).collect()
}

/// Lets an answer be called what any language of the profile calls it: what a person answered is right or wrong whatever
/// language it is checked in.
pub(super) fn accept_in_every_language(asked: &mut Facts, files: &[(String, String)]) {
    let languages = files.iter().filter_map(|(name, _)| language_of(name));
    let translated: Vec<Labels> = languages.map(|language| of_language(files, language)).collect();
    if translated.is_empty() {
        return;
    }
    let english = asked_of(files);
    let all = |facts: Facts| facts.facts.into_iter().chain(facts.lists.into_iter().flat_map(|list| list.facts));
    let lists = asked.lists.iter_mut().flat_map(|list| &mut list.facts);
    for (fact, english) in asked.facts.iter_mut().chain(lists).zip(all(english)) {
        let (FactKind::Choice(options), FactKind::Choice(english)) = (&mut fact.kind, english.kind) else { continue };
        for (option, english) in options.iter_mut().zip(english) {
            let english = english.label.en;
            option.words.extend(translated.iter().filter_map(|labels| labels.get(&english).cloned()));
            option.words.push(english);
        }
    }
}

/// Everything that is wrong with such a file.
pub(super) fn faults(place: &str, name: &str, content: &str, files: &[(String, String)]) -> Vec<Diagnostic> {
    let faults = Faults::new(&shown(place, name), content).of_profile();
    let top = faults.parse();
    let mut missing = None;
    if faults.is_empty() {
        let at = top.place("labels");
        missing = check(top, files).map(|left| faults.diagnostic(at, untranslated(left.len()), None).with_lines(&left));
    }
    faults.into_list().into_iter().chain(missing).collect()
}

fn untranslated(count: usize) -> Text {
    Text {
        zh: format!("还有 {count} 处没有译文；把下面几行放进 [labels]，在右边的引号里写上"),
        en: format!(
            "nothing stands for these yet ({count}): put these lines into [labels] and fill in their right side"
        ),
    }
}

/// Reports what such a file has too much, and words in braces that were lost on the way; returns the lines that it lacks.
fn check(top: Fields<'_, '_>, files: &[(String, String)]) -> Option<Vec<String>> {
    top.integer_within("schema", 1..=1);
    top.require("labels");
    let table = top.table("labels")?;
    // What cannot be read is told where it stands.
    let english = english(files).unwrap_or_default();
    let mut left = english.clone();
    for (text, text_span, said, said_span) in table.own_keys() {
        left.remove(&text);
        if !english.contains(&text) {
            let known: Vec<&str> = english.iter().map(String::as_str).collect();
            let hint = nearest(&text, &known)
                .map(|near| Text { zh: format!("最接近的是“{near}”"), en: format!("nearest: {near}") });
            let message = Text {
                zh: format!("checklist.toml 和 facts.toml 里没有英文“{text}”"),
                en: format!("\"{text}\" is no English text of checklist.toml or facts.toml"),
            };
            table.faults().add(text_span, message, hint);
        } else if said.trim().is_empty() || in_braces(&said) != in_braces(&text) {
            let message = Text {
                zh: "译文不能为空，大括号里的词要与英文的相同".to_owned(),
                en: "it must not be empty, and have the same words in braces as the English".to_owned(),
            };
            table.faults().add(said_span, message, None);
        }
    }
    top.finish();
    let lines: Vec<String> = left.iter().map(|text| format!("{} = \"\"", quoted(text))).collect();
    Some(lines).filter(|lines| !lines.is_empty())
}

/// Every English text that people read, in the files that reports are made of; `None` where one is no TOML.
fn english(files: &[(String, String)]) -> Option<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for (_, content) in files.iter().filter(|(name, _)| name == CHECKLIST || name == FACTS) {
        let table: toml::Table = content.trim_start_matches('\u{feff}').parse().ok()?;
        collect(&toml::Value::Table(table), &mut found);
    }
    Some(found)
}

fn collect(value: &toml::Value, found: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            if let (Some(_), Some(english)) = (table.get("zh"), table.get("en").and_then(toml::Value::as_str)) {
                found.insert(english.to_owned());
            }
            table.values().for_each(|value| collect(value, found));
        }
        toml::Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}
