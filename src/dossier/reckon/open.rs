//! What a number wants to be reckoned, and has not.

use super::Reckoning;

/// One of the applicant's answers, and why no number follows from it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Open {
    /// Its key in `applicant.toml`, `papers[2].points`; the id of a list as a whole. Empty where it is none of the answers.
    pub key: String,
    /// Why.
    pub why: Why,
}

/// Why no number follows from an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It must be answered, and is not.
    NotAnswered,
    /// The day of this month or year decides.
    NoDay,
    /// What is divided by follows from it, and is 0.
    Zero,
    /// It falls between two steps of a table of points.
    Between,
    /// It is not known which filing window is the applicant's.
    Window,
    /// It is too large, or has too many places behind its point.
    TooLong,
}

/// What is known, or for want of what it is not.
pub(super) type Known<T> = Result<T, Vec<Open>>;

impl Reckoning<'_> {
    /// The same of several answers; nothing where nobody asked why.
    pub(super) fn open(&self, keys: Vec<String>, why: Why) -> Vec<Open> {
        if self.told.is_none() {
            return Vec::new();
        }
        let keys = if keys.is_empty() { vec![String::new()] } else { keys };
        keys.into_iter().map(|key| Open { key, why }).collect()
    }
}

/// Both, or all that either wants.
pub(super) fn both<A, B>(a: Known<A>, b: Known<B>) -> Known<(A, B)> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (a, b) => Err(a.err().into_iter().chain(b.err()).flatten().collect()),
    }
}

/// All of them, or all that any of them wants.
pub(super) fn each_known<T>(all: impl Iterator<Item = Known<T>>) -> Known<Vec<T>> {
    let mut known: Known<Vec<T>> = Ok(Vec::new());
    for one in all {
        match (&mut known, one) {
            (Ok(known), Ok(one)) => known.push(one),
            (Err(open), Err(more)) => open.extend(more),
            (known @ Ok(_), Err(open)) => *known = Err(open),
            (Err(_), Ok(_)) => {}
        }
    }
    known
}
