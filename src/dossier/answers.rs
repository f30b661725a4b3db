//! What an applicant answered to the facts that a profile asks.

use super::applicant::Applicant;
use super::fraction::Fraction;
use crate::config::date::{PartialDate, means_to_now};
use crate::profile::Profile;
use crate::profile::facts::{APPLICANT, Condition, Fact, FactKind, Facts, List, Named, Required};
use crate::profile::when::{Order, Test, When, Word};
use crate::text::Lang;
use std::collections::{BTreeMap, BTreeSet};

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
    /// A number that nobody wrote, because it follows from the answers.
    Reckoned(Fraction),
    /// A day or a month.
    Date(PartialDate),
    /// A year.
    Year(i16),
    /// In place of a last day: that there is none yet (至今).
    ToNow,
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
            (Self::Reckoned(number), _) => number.shown().to_string(),
            (Self::Date(date), _) => date.to_string(),
            (Self::Year(year), _) => year.to_string(),
            (Self::ToNow, _) => lang.say("至今", "to now").to_owned(),
        }
    }

    /// Whether it is the word that a condition names.
    fn is(&self, word: &str) -> bool {
        match self {
            Self::Text(text) | Self::Choice(text) => text.trim() == word,
            Self::YesNo(yes) => word == if *yes { "yes" } else { "no" },
            Self::Number(number) => word.parse() == Ok(*number),
            Self::Reckoned(number) => word.parse() == Ok(number.number()),
            Self::Date(date) => date.to_string() == word,
            Self::Year(year) => word.parse() == Ok(*year),
            Self::ToNow => means_to_now(word),
        }
    }

    /// Whether it says more than no, or that there is none.
    pub fn says_something(&self) -> bool {
        match self {
            Self::YesNo(yes) => *yes,
            Self::Text(text) => !means_none(text),
            _ => true,
        }
    }

    /// The text of a text or a choice; empty where it is another kind.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Choice(text) => text,
            _ => "",
        }
    }

    /// The number, or the year.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Reckoned(number) => Some(number.number()),
            Self::Year(year) => Some(f64::from(*year)),
            _ => None,
        }
    }

    /// The number, or the year, as it is reckoned with; `None` also for a number that is too long.
    pub fn exact(&self) -> Option<Fraction> {
        match self {
            Self::Number(number) => Fraction::of(*number),
            Self::Reckoned(number) => Some(*number),
            Self::Year(year) => Some(Fraction::whole((*year).into())),
            _ => None,
        }
    }

    /// The day or month.
    pub fn date(&self) -> Option<PartialDate> {
        if let Self::Date(date) = self { Some(*date) } else { None }
    }
}

/// The answers to one entry's questions, by the id of the fact.
pub type Entry = BTreeMap<String, Value>;

/// All answers. What was not answered is not here.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answers {
    /// By the id of the fact.
    pub facts: Entry,
    /// The tables of facts that stand in the file, and do not say that there is none.
    pub tables: BTreeSet<String>,
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
    /// The entries of a list; none where nothing is said of it.
    pub fn entries(&self, list: &str) -> &[Entry] {
        self.lists.get(list).map(Vec::as_slice).unwrap_or_default()
    }

    /// One text of each entry of a list, empty where an entry does not give it.
    pub fn texts(&self, list: &str, fact: &str) -> impl Iterator<Item = &str> {
        self.entries(list).iter().map(move |entry| entry.get(fact).map_or("", Value::text))
    }

    /// The answer of a name: a fact's, or, of a list's, that of its first entry.
    pub fn named(&self, name: &str) -> Option<&Value> {
        let of_first = || {
            let (list, own) = name.split_once('.')?;
            self.entries(list).first()?.get(own)
        };
        self.facts.get(name).or_else(of_first)
    }

    /// Whether a word of a condition holds; `None` where what it asks about must be answered and is not.
    pub fn holds(&self, facts: &Facts, word: &Word, at: AtHand<'_>) -> Option<bool> {
        if let (Test::Is(name) | Test::IsNot(name), "year") = (&word.test, &*word.name) {
            let years = self.years(name);
            let among = at.year.map_or(!years.is_empty(), |year| years.contains(&year));
            return Some(among == matches!(word.test, Test::Is(_)));
        }
        if let Some((list, position)) = at.entry
            && let Some(Named::Own(_, fact)) = facts.named(&format!("{list}.{}", word.name))
        {
            let entry = self.lists.get(list)?.get(position)?;
            return self.tested(facts, entry.get(&fact.id), fact, &word.test, at);
        }
        match facts.named(&word.name)? {
            Named::Fact(fact) => self.tested(facts, self.facts.get(&fact.id), fact, &word.test, at),
            Named::Table(_) => Some(self.tables.contains(&word.name)),
            Named::List(list) => {
                let count = self.lists.get(&list.id).map(Vec::len).or((!must_be_said(list)).then_some(0))?;
                match &word.test {
                    Test::Order(order, beside) => self.in_order(&Value::Number(count as f64), *order, beside, at),
                    _ => Some(count > 0),
                }
            }
            Named::Own(list, fact) => {
                let Some(entries) = self.lists.get(&list.id) else { return (!must_be_said(list)).then_some(false) };
                let one = |(position, entry): (usize, &Entry)| {
                    let at = AtHand { entry: Some((&*list.id, position)), ..at };
                    self.tested(facts, entry.get(&fact.id), fact, &word.test, at) == Some(true)
                };
                Some(entries.iter().enumerate().any(one))
            }
            Named::Condition(condition) => self.condition_holds(facts, condition, at),
        }
    }

    /// Whether a condition with a name holds: of the entry at hand, or else of any entry of its list.
    pub fn condition_holds(&self, facts: &Facts, condition: &Condition, at: AtHand<'_>) -> Option<bool> {
        let holds = |at| condition.when.holds(|word| self.holds(facts, word, at));
        let list = condition.each.as_str();
        if list.is_empty() || at.entry.is_some_and(|(at, _)| at == list) {
            return holds(at);
        }
        let (_, declared) = facts.list(list)?;
        let Some(entries) = self.lists.get(list) else { return (!must_be_said(declared)).then_some(false) };
        let of_entry = |position| holds(AtHand { entry: Some((list, position)), ..at }) == Some(true);
        Some((0..entries.len()).any(of_entry))
    }

    fn tested(&self, facts: &Facts, value: Option<&Value>, fact: &Fact, test: &Test, at: AtHand<'_>) -> Option<bool> {
        let Some(value) = value else { return (fact.required != Required::Yes).then_some(false) };
        Some(match test {
            Test::Given => value.says_something(),
            Test::Is(word) => value.is(word),
            Test::Among(words) => words.iter().any(|word| value.is(word)),
            Test::IsNot(word) => !value.is(word),
            Test::Same(beside) => return Some(self.chosen(facts, beside, at).contains(&value)),
            Test::Other(beside) => return Some(self.chosen(facts, beside, at).iter().any(|other| *other != value)),
            Test::Order(order, beside) => return self.in_order(value, *order, beside, at),
        })
    }

    /// What is answered to a fact: of a list, by the entry at hand, or else by each of them.
    fn chosen<'a>(&'a self, facts: &Facts, name: &str, at: AtHand<'_>) -> Vec<&'a Value> {
        match facts.named(name) {
            Some(Named::Fact(fact)) => self.facts.get(&fact.id).into_iter().collect(),
            Some(Named::Own(list, fact)) => {
                let at_hand = at.entry.filter(|(at, _)| *at == list.id).map(|(_, position)| position);
                let entries = self.entries(&list.id).iter().enumerate();
                let counted = entries.filter(|(position, _)| at_hand.is_none_or(|at| at == *position));
                counted.filter_map(|(_, entry)| entry.get(&fact.id)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether an answer lies so beside a number, a day or another answer; `None` where that is not there, or where it depends on a
    /// day that is not given.
    fn in_order(&self, value: &Value, order: Order, beside: &str, at: AtHand<'_>) -> Option<bool> {
        let (beside, is_of_applicant) = beside.strip_prefix(APPLICANT).map_or((beside, false), |beside| (beside, true));
        let of_entry = || {
            at.entry.filter(|_| !is_of_applicant).and_then(|(list, position)| {
                let own = beside.strip_prefix(list).and_then(|rest| rest.strip_prefix('.')).unwrap_or(beside);
                self.entries(list).get(position)?.get(own)
            })
        };
        let other = || of_entry().or_else(|| self.facts.get(beside));
        match value {
            Value::Number(_) | Value::Reckoned(_) | Value::Year(_) => {
                let other = beside.parse().ok().or_else(|| other()?.number())?;
                Some(order.allows(value.number()?.partial_cmp(&other)?))
            }
            Value::Date(date) => {
                let other = PartialDate::parse(beside).or_else(|| other()?.date())?;
                let [soonest, latest] = [date.earliest().cmp(&other.latest()), date.latest().cmp(&other.earliest())]
                    .map(|compared| order.allows(compared));
                (soonest == latest).then_some(soonest)
            }
            Value::ToNow => Some(matches!(order, Order::AtLeast | Order::More)),
            _ => None,
        }
    }

    /// The years that a fact of a list names: `exemptions.year`.
    pub fn years(&self, name: &str) -> Vec<i16> {
        let Some((list, own)) = name.split_once('.') else { return Vec::new() };
        let entries = self.entries(list);
        let year = |entry: &Entry| match entry.get(own)? {
            Value::Year(year) => Some(*year),
            Value::Date(date) => Some(date.year()),
            _ => None,
        };
        entries.iter().filter_map(year).collect()
    }
}

/// Whether a condition holds; `None` where there is no data to tell by.
pub fn holds_for(profile: &Profile, when: &When, applicant: Option<&Applicant>, at: AtHand<'_>) -> Option<bool> {
    let facts = &profile.asked;
    when.holds(|word| match applicant {
        Some(applicant) => applicant.answers.holds(facts, word, at),
        None => without_data(facts, word),
    })
}

/// Without data only that a year is special, which is rare and must be declared, is taken not to be so: the ordinary
/// documents of each year are still asked for.
fn without_data(facts: &Facts, word: &Word) -> Option<bool> {
    if word.name == "year" {
        return Some(matches!(word.test, Test::IsNot(_)));
    }
    facts.condition(&word.name)?.when.holds(|word| without_data(facts, word))
}

/// Whether silence about a list leaves it open, rather than meaning that there is none.
fn must_be_said(list: &List) -> bool {
    list.none_is_said || list.min > 0
}

/// Whether a text says that there is none.
pub fn means_none(text: &str) -> bool {
    matches!(&*text.trim().to_lowercase(), "" | "无" | "没有" | "none")
}
