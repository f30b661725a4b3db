//! The profile's questions, each with the answer, for the rules that judge answers.

use super::place;
use crate::dossier::Dossier;
use crate::dossier::answers::{AtHand, Entry, Value};
use crate::finding::Place;
use crate::profile::facts::{Fact, List};
use crate::profile::reckoned::Reckoned;
use crate::text::{Lang, Text};

/// One question, once for each entry of a list.
#[derive(Debug)]
pub(super) struct Question<'d> {
    pub(super) fact: &'d Fact,
    /// The list it belongs to, and the entry's number, from 1.
    pub(super) entry: Option<(&'d List, usize)>,
    pub(super) answer: Option<&'d Value>,
    /// Its key, as the file's lines are known by: `papers[2].title`.
    pub(super) key: String,
    /// What it is called.
    pub(super) label: &'d Text,
    /// The answers of its entry; see [`Question::at`].
    beside: Option<&'d Entry>,
    /// Where it stands in `applicant.toml`.
    pub(super) line: Option<usize>,
    /// How it follows from other answers, where nobody is asked for it.
    pub(super) reckoned: Option<&'d Reckoned>,
}

impl<'d> Question<'d> {
    /// The entry that it is of, for the conditions that speak of it.
    pub(super) fn at_hand(&self) -> AtHand<'d> {
        AtHand { entry: self.entry.map(|(list, number)| (list.id.as_str(), number - 1)), year: None }
    }

    /// Which entry it is of, to stand before the label; empty outside lists.
    pub(super) fn at(&self) -> Text {
        let Some(((list, number), entry)) = self.entry.zip(self.beside) else { return Text::same("") };
        Text {
            zh: format!("第 {number} 个“{}”{}的", list.label.zh, called(list, entry, ["（", "）"])),
            en: format!("{} {number}{}, ", list.label.en, called(list, entry, [" (", ")"])),
        }
    }

    /// Where its faults are shown.
    pub(super) fn place(&self) -> Place {
        place::of_applicant_line(self.line)
    }
}

/// Every question, in the order of the profile; those of a list once for each entry. None without answers.
pub(super) fn questions(dossier: &Dossier) -> Vec<Question<'_>> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let facts = &dossier.profile.asked;
    let line = |key: &str| applicant.lines.get(key).copied();
    let own = facts.facts.iter().map(|fact| Question {
        fact,
        entry: None,
        answer: applicant.answers.facts.get(&fact.id),
        line: line(&fact.id),
        key: fact.id.clone(),
        label: &fact.label,
        beside: None,
        reckoned: None,
    });
    let mut questions: Vec<Question<'_>> = own.collect();
    let once = facts.reckoned.iter().filter(|reckoned| reckoned.each.is_empty());
    questions.extend(once.map(|reckoned| Question {
        fact: &reckoned.fact,
        entry: None,
        answer: applicant.answers.facts.get(&reckoned.fact.id),
        line: None,
        key: reckoned.fact.id.clone(),
        label: &reckoned.fact.label,
        beside: None,
        reckoned: Some(reckoned),
    }));
    for list in &facts.lists {
        let entries = applicant.answers.lists.get(&list.id).map(Vec::as_slice).unwrap_or_default();
        for (number, entry) in (1..).zip(entries) {
            questions.extend(list.facts.iter().map(|fact| of_entry(list, number, fact, entry, line)));
            let of_list = facts.reckoned.iter().filter(|reckoned| reckoned.each == list.id);
            questions.extend(of_list.map(|reckoned| Question {
                reckoned: Some(reckoned),
                ..of_entry(list, number, &reckoned.fact, entry, line)
            }));
        }
    }
    questions
}

fn of_entry<'d>(
    list: &'d List,
    number: usize,
    fact: &'d Fact,
    entry: &'d Entry,
    line: impl Fn(&str) -> Option<usize>,
) -> Question<'d> {
    let key = format!("{}[{number}].{}", list.id, fact.id);
    Question {
        fact,
        entry: Some((list, number)),
        answer: entry.get(&fact.id),
        line: line(&key),
        key,
        label: &fact.label,
        reckoned: None,
        beside: Some(entry),
    }
}

/// What an entry is called by, in brackets; nothing where by its number alone.
fn called(list: &List, entry: &Entry, [open, close]: [&str; 2]) -> String {
    let fact = list.facts.iter().find(|fact| fact.id == list.called);
    let name = fact.and_then(|fact| Some(entry.get(&fact.id)?.shown(fact, Lang::Zh))).unwrap_or_default();
    if name.trim().is_empty() { String::new() } else { format!("{open}{}{close}", name.trim()) }
}
