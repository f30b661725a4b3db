//! Days that answers mean, and how they compare.

use crate::config::date::PartialDate;
use crate::dossier::answers::Value;
use crate::profile::checks::{Span, SpanUnit};
use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt;

/// First and last day that an answer can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Date,
    pub(super) last: Date,
}

impl Days {
    pub(super) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Date(date) => Some(Self { first: date.earliest(), last: date.latest() }),
            Value::Year(year) => {
                Some(Self { first: Date::new(*year, 1, 1).ok()?, last: Date::new(*year, 12, 31).ok()? })
            }
            _ => None,
        }
    }

    pub(super) fn only(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// The same days, so long before.
    pub(super) fn before(self, span: Span) -> Option<Self> {
        let back = length(span);
        Some(Self { first: self.first.checked_sub(back).ok()?, last: self.last.checked_sub(back).ok()? })
    }

    /// The same days, so long after.
    pub(super) fn after(self, span: Span) -> Option<Self> {
        let on = length(span);
        Some(Self { first: self.first.checked_add(on).ok()?, last: self.last.checked_add(on).ok()? })
    }

    /// These days with so many more on either side.
    pub(super) fn widened(self, span: Span) -> Option<Self> {
        let more = length(span);
        Some(Self { first: self.first.checked_sub(more).ok()?, last: self.last.checked_add(more).ok()? })
    }

    /// Whether some day is of both.
    pub(super) fn meet(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

fn length(span: Span) -> jiff::Span {
    let count = i64::from(span.count);
    match span.unit {
        SpanUnit::Days => count.days(),
        SpanUnit::Months => count.months(),
        SpanUnit::Years => count.years(),
    }
}

/// As they are written in `applicant.toml`: a day, a month or a year.
impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, last } = *self;
        if first == last {
            write!(f, "{first}")
        } else if (first.year(), first.month()) == (last.year(), last.month()) {
            write!(f, "{}", PartialDate::Month(first))
        } else {
            write!(f, "{}", first.year())
        }
    }
}

/// How an answer fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Good,
    Bad,
    /// It depends on a day that is not given.
    DayMatters,
    /// It depends on which of several windows is the applicant's.
    WindowMatters,
}

/// Whether `days` lie on or after `limit`.
pub(super) fn not_before(days: Days, limit: Days) -> Verdict {
    if days.last < limit.first {
        Verdict::Bad
    } else if days.first < limit.last {
        if days == limit { Verdict::Good } else { Verdict::DayMatters }
    } else {
        Verdict::Good
    }
}
