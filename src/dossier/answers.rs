//! What an applicant answered to the facts that a profile asks.

use super::applicant::Applicant;
use crate::config::date::PartialDate;
use crate::profile::Profile;
use crate::profile::facts::{Fact, FactKind, Facts, Named, Required};
use crate::profile::when::{Test, When, Word};
use crate::text::Lang;
use std::collections::BTreeMap;

/// One answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text, a number of a person, a telephone number; never empty.
    Text(String),
    /// Yes or no.
    YesNo(bool),
    /// The id of the option chosen.
    Choice(String),
    /// A number.
    Number(f64),
    /// A day or a month.
    Date(PartialDate),
    /// A year.
    Year(i16),
}

impl Value {
    /// The answer as people read it. `fact` is what was asked.
    pub fn shown(&self, fact: &Fact, lang: Lang) -> String {
        match (self, &fact.kind) {
            (Self::Choice(id), FactKind::Choice(options)) => {
                let option = options.iter().find(|option| option.id == *id);
                option.map_or_else(|| id.clone(), |option| option.label.get(lang).to_owned())
            }
            (Self::Text(text) | Self::Choice(text), _) => text.clone(),
            (Self::YesNo(yes), _) => match (lang, yes) {
                (Lang::Zh, true) => "是".to_owned(),
                (Lang::Zh, false) => "否".to_owned(),
                (Lang::En, true) => "yes".to_owned(),
                (Lang::En, false) => "no".to_owned(),
            },
            (Self::Number(number), _) => number.to_string(),
            (Self::Date(date), _) => date.to_string(),
            (Self::Year(year), _) => year.to_string(),
        }
    }

    /// Whether it is the word that a condition names.
    fn is(&self, word: &str) -> bool {
        match self {
            Self::Text(text) | Self::Choice(text) => text.trim() == word,
            Self::YesNo(yes) => word == if *yes { "yes" } else { "no" },
            Self::Number(number) => word.parse() == Ok(*number),
            Self::Date(date) => date.to_string() == word,
            Self::Year(year) => word.parse() == Ok(*year),
        }
    }

    /// Whether it says more than no.
    fn says_something(&self) -> bool {
        !matches!(self, Self::YesNo(false))
    }
}

/// The answers to one entry's questions, by the id of the fact.
pub type Entry = BTreeMap<String, Value>;

/// All answers. What was not answered is not here.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answers {
    /// By the id of the fact.
    pub facts: Entry,
    /// By the id of the list; an empty one was said to be none.
    pub lists: BTreeMap<String, Vec<Entry>>,
}

/// What is at hand where a condition is asked: an entry of a list, a year, or neither.
#[derive(Debug, Clone, Copy, Default)]
pub struct AtHand<'l> {
    /// The list's id, and the position of the entry.
    pub entry: Option<(&'l str, usize)>,
    /// The year.
    pub year: Option<i16>,
}

impl Answers {
    /// Whether a word of a condition holds; `None` where what it asks about must be answered and is not.
    pub fn holds(&self, facts: &Facts, word: &Word, at: AtHand<'_>) -> Option<bool> {
        if let (Some(year), Test::Is(name) | Test::IsNot(name), "year") = (at.year, &word.test, &*word.name) {
            let among = self.years(name).contains(&year);
            return Some(among == matches!(word.test, Test::Is(_)));
        }
        if let Some((list, position)) = at.entry
            && let Some(Named::Own(_, fact)) = facts.named(&format!("{list}.{}", word.name))
        {
            let entry = self.lists.get(list)?.get(position)?;
            return tested(entry.get(&fact.id), fact, &word.test);
        }
        match facts.named(&word.name)? {
            Named::Fact(fact) => tested(self.facts.get(&fact.id), fact, &word.test),
            Named::List(list) => match self.lists.get(&list.id) {
                Some(entries) => Some(!entries.is_empty()),
                None => (!list.none_is_said).then_some(false),
            },
            Named::Own(list, fact) => {
                let entries = self.lists.get(&list.id).map(Vec::as_slice).unwrap_or_default();
                let one = |entry: &Entry| tested(entry.get(&fact.id), fact, &word.test) == Some(true);
                Some(entries.iter().any(one))
            }
        }
    }

    /// The years that a fact of a list names: `exemptions.year`.
    fn years(&self, name: &str) -> Vec<i16> {
        let Some((list, own)) = name.split_once('.') else { return Vec::new() };
        let entries = self.lists.get(list).map(Vec::as_slice).unwrap_or_default();
        let year = |entry: &Entry| match entry.get(own)? {
            Value::Year(year) => Some(*year),
            Value::Date(date) => Some(date.year()),
            _ => None,
        };
        entries.iter().filter_map(year).collect()
    }
}

/// Whether a condition on the profile's own facts holds; `None` where there is no data to tell by. It always holds in a
/// profile without facts of its own, whose conditions are of another kind.
pub fn holds_for(profile: &Profile, said: &When, applicant: Option<&Applicant>, at: AtHand<'_>) -> Option<bool> {
    let (Some(facts), false) = (&profile.facts, said.is_always()) else { return Some(true) };
    let answers = &applicant?.answers;
    said.holds(|word| answers.holds(facts, word, at))
}

fn tested(value: Option<&Value>, fact: &Fact, test: &Test) -> Option<bool> {
    let Some(value) = value else { return (fact.required != Required::Yes).then_some(false) };
    Some(match test {
        Test::Given => value.says_something(),
        Test::Is(word) => value.is(word),
        Test::IsNot(word) => !value.is(word),
    })
}
