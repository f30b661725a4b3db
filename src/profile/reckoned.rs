//! Numbers that nobody fills in, because they follow from the answers: sums, averages, ages.

use super::checks::{Day, SpanUnit};
use super::facts::Fact;

/// A number that is reckoned from answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Reckoned {
    /// What it is called; conditions and checks know it as they know a number that is asked.
    pub fact: Fact,
    /// The list for each of whose entries it is reckoned; empty where once.
    pub each: String,
    /// How.
    pub how: How,
}

/// How a number is reckoned.
#[derive(Debug, Clone, PartialEq)]
pub enum How {
    /// The sum of some terms, divided by that of others where there are any.
    Sum {
        /// What is added up.
        of: Vec<Term>,
        /// What it is divided by; empty for nothing.
        by: Vec<Term>,
    },
    /// The whole years, months or days from one date to another.
    Since {
        /// In what it is counted.
        unit: SpanUnit,
        /// The date it begins with.
        from: String,
        /// The day it ends on.
        to: Day,
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
        match &self.how {
            How::Sum { of, by } => of.iter().chain(by).filter_map(Term::name).collect(),
            How::Since { from, .. } => vec![from],
        }
    }
}

impl Term {
    fn name(&self) -> Option<&str> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }
}
