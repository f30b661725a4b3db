//! Numbers that nobody fills in, because they follow from the answers: sums, averages, ages, points.

use super::checks::{Day, SpanUnit};
use super::facts::{Fact, FactKind, Facts, Named};
use super::points::Points;
use std::collections::BTreeSet;

/// A number that is reckoned from answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Reckoned {
    /// What it is called; conditions and checks know it as they know a number that is asked.
    pub fact: Fact,
    /// The list for each of whose entries it is reckoned; empty where once.
    pub each: String,
    /// How.
    pub how: How,
    /// Only whole ones count: 2.9 is 2.
    pub whole: bool,
    /// It is never less than this, however little comes together.
    pub least: Option<Term>,
    /// It is never more than this, however much comes together.
    pub most: Option<Term>,
}

/// How a number is reckoned.
#[derive(Debug, Clone, PartialEq)]
pub enum How {
    /// The sum of some terms less others, so many times, divided by that of others where there are any.
    Sum {
        /// What is added up.
        of: Vec<Term>,
        /// What is taken off; empty for nothing.
        minus: Vec<Term>,
        /// Of a list only so many entries count, the best of them; all where it does not say.
        best: Option<usize>,
        /// How many times the sum.
        times: f64,
        /// What it is divided by; empty for nothing.
        by: Vec<Term>,
    },
    /// The greatest or the least of several, each entry of a list by itself; nothing of none.
    Extreme {
        /// Of which.
        of: Vec<Term>,
        /// Whether it is the greatest.
        greatest: bool,
    },
    /// The whole years, months or days from one date to another; none where the first need not be answered and is not.
    Since {
        /// In what it is counted.
        unit: SpanUnit,
        /// The date it begins with.
        from: String,
        /// The day it ends on.
        to: Day,
        /// The day that 至今 means; the last day of filing where it does not say.
        now: Option<Day>,
    },
    /// What an answer, or the length of a list, is worth in points.
    Points {
        /// The name of the answer, or of the list.
        of: String,
        /// What each answer is worth.
        table: Points,
    },
}

/// A number that stands in the profile, or the name of one that is answered. The name of a list is how many entries it has; that of a
/// list's fact, its sum over the entries.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// This number.
    Number(f64),
    /// The answer to this.
    Name(String),
}

impl Reckoned {
    /// The names of the answers that it follows from.
    pub fn inputs(&self) -> Vec<&str> {
        let of: Vec<&str> = match &self.how {
            How::Sum { of, minus, by, .. } => of.iter().chain(minus).chain(by).filter_map(Term::name).collect(),
            How::Extreme { of, .. } => of.iter().filter_map(Term::name).collect(),
            How::Since { from, to: Day::Facts(to), .. } => {
                std::iter::once(from).chain(to).map(String::as_str).collect()
            }
            How::Since { from, .. } => vec![from],
            How::Points { of, .. } => vec![of],
        };
        of.into_iter().chain(self.least.iter().chain(&self.most).filter_map(Term::name)).collect()
    }
}

impl Facts {
    /// The names of the applicant's own answers that a number follows from, over all numbers between, each once.
    pub fn answers_behind(&self, reckoned: &Reckoned) -> Vec<String> {
        self.answers_behind_names(reckoned, reckoned.inputs())
    }

    /// The same of some terms of its formula.
    pub fn answers_behind_terms(&self, reckoned: &Reckoned, terms: &[Term]) -> Vec<String> {
        self.answers_behind_names(reckoned, terms.iter().filter_map(Term::name).collect())
    }

    fn answers_behind_names<'f>(&'f self, reckoned: &'f Reckoned, names: Vec<&'f str>) -> Vec<String> {
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        let mut next: Vec<(&str, &str)> = names.into_iter().rev().map(|name| (&*reckoned.each, name)).collect();
        while let Some((list, name)) = next.pop() {
            let full = self.full_name(list, name);
            if !seen.insert(full.clone()) {
                continue;
            }
            match self.reckoning(&full) {
                Some(number) => next.extend(number.inputs().into_iter().rev().map(|name| (&*number.each, name))),
                None => found.push(full),
            }
        }
        found
    }

    /// A fact of this list with the list's name; any other as it is called.
    pub fn full_name(&self, list: &str, name: &str) -> String {
        let full = format!("{list}.{name}");
        if self.named(&full).is_some() { full } else { name.to_owned() }
    }

    /// The day that 至今 means in a length of time, where one of its ends may be that.
    pub fn now_of<'r>(&self, reckoned: &'r Reckoned) -> Option<&'r Day> {
        let How::Since { from, to, now, .. } = &reckoned.how else { return None };
        let is_until = |name: &String| match self.named(&self.full_name(&reckoned.each, name)) {
            Some(Named::Fact(fact) | Named::Own(_, fact)) => fact.kind == FactKind::Until,
            _ => false,
        };
        let ends: &[String] = if let Day::Facts(names) = to { names } else { &[] };
        std::iter::once(from).chain(ends).any(is_until).then(|| now.as_ref().unwrap_or(&Day::Closing))
    }

    /// Whether a number is reckoned to a day of the filing window, and so only once that is known.
    pub fn needs_window(&self, reckoned: &Reckoned) -> bool {
        let How::Since { to, .. } = &reckoned.how else { return false };
        let is_of_window = |day: &Day| matches!(day, Day::Opening | Day::Closing);
        is_of_window(to) || self.now_of(reckoned).is_some_and(is_of_window)
    }
}

impl Term {
    /// The name of the answer; none of a number.
    pub fn name(&self) -> Option<&str> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }
}
