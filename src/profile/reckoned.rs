//! Numbers that nobody fills in, because they follow from the answers: sums, averages, ages, points.

use super::checks::{Day, SpanUnit};
use super::facts::Fact;
use super::points::Points;

/// A number that is reckoned from answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Reckoned {
    /// What it is called; conditions and checks know it as they know a number that is asked.
    pub fact: Fact,
    /// The list for each of whose entries it is reckoned; empty where once.
    pub each: String,
    /// How.
    pub how: How,
    /// It is never more than this, however much comes together.
    pub most: Option<f64>,
}

/// How a number is reckoned.
#[derive(Debug, Clone, PartialEq)]
pub enum How {
    /// The sum of some terms so many times, divided by that of others where there are any.
    Sum {
        /// What is added up.
        of: Vec<Term>,
        /// Of a list only so many entries count, the best of them; all where it does not say.
        best: Option<usize>,
        /// How many times the sum.
        times: f64,
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
        match &self.how {
            How::Sum { of, by, .. } => of.iter().chain(by).filter_map(Term::name).collect(),
            How::Since { from, .. } => vec![from],
            How::Points { of, .. } => vec![of],
        }
    }
}

impl Term {
    fn name(&self) -> Option<&str> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }
}
