//! What must hold of an applicant's answers, as the profile declares it: kinds of checks.

use super::Role;
use super::reckoned::Term;
use super::text_form::TextForm;
use super::when::{When, Word};
use crate::text::Text;
use crate::text::amount::count;

/// What must hold of the answers.
#[derive(Debug, Clone, PartialEq)]
pub struct DataCheck {
    /// What is looked at: a fact, or `list.fact` for each entry.
    pub fact: String,
    /// What must hold of it.
    pub must: Must,
    /// The rule that tells it; empty for the one that tells what no other does.
    pub code: String,
    /// Only where this holds.
    pub when: When,
    /// Whether it only warns.
    pub warns: bool,
    /// Why, in the notice's words; said behind the fault.
    pub because: Option<Text>,
    /// Row of the requirements.
    pub row: String,
}

/// A kind of check.
#[derive(Debug, Clone, PartialEq)]
pub enum Must {
    /// A date that is not before another.
    NotBefore(Day),
    /// A date that is not after another.
    NotAfter(Day),
    /// A date at most this long before another, and not after it.
    Within(Span, Day),
    /// A date at least this long before another: an age, a time of service.
    AtLeast(Span, Day),
    /// The first day of an entry, no longer than this after the last one of those before it: the fact that says that one.
    Gap(Span, String),
    /// A number, or a count of entries, of a range; either end may be open.
    Range(Option<Term>, Option<Term>),
    /// One of these words.
    OneOf(Vec<String>),
    /// None of these words.
    NoneOf(Vec<String>),
    /// A text in which none of these stands.
    WithoutText(Vec<String>),
    /// A text that is written in one of these ways.
    Form(Vec<TextForm>),
    /// A date of birth (or a sex) that agrees with the resident's number of this fact; of a choice, this is the option of an
    /// odd number.
    Agrees(String, String),
    /// A text with a year in it, such as an issue: of the year of this day, or no further from it than this long.
    YearAgrees(Option<Span>, Day),
    /// An answer, or a list that is mentioned at all.
    Given,
    /// Not where any of these words holds.
    Without(Vec<Word>),
    /// Only where each of these words holds.
    Holds(Vec<Word>),
    /// A year for which some part that depends on this condition is asked.
    AskedBy(String),
    /// A year for every year that the parts of the items of this role are asked for.
    Covers(Role),
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: SpanUnit,
}

impl Span {
    /// `3 years`.
    pub fn in_words(self) -> Text {
        let (zh, one, many) = match self.unit {
            SpanUnit::Days => ("天", "day", "days"),
            SpanUnit::Months => ("个月", "month", "months"),
            SpanUnit::Years => ("年", "year", "years"),
        };
        Text { zh: format!("{} {zh}", self.count), en: count(self.count as usize, one, many) }
    }
}

/// What time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanUnit {
    /// Days.
    Days,
    /// Calendar months.
    Months,
    /// Years.
    Years,
}

impl Day {
    /// What people call it.
    pub fn name(&self) -> Text {
        let (zh, en) = match self {
            Self::Opening => ("申报开始", "the first day of filing"),
            Self::Closing => ("申报截止", "the last day of filing"),
            Self::Today => ("检查当天", "the day of the check"),
            Self::NewYear(_) => ("年初", "the start of the year"),
            Self::On { .. } | Self::Facts(_) => ("规定的日子", "the day that is set"),
        };
        Text { zh: zh.to_owned(), en: en.to_owned() }
    }
}

/// The year of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearOf {
    /// So many years after the filing year; before it where negative.
    Filing(i16),
    /// This one.
    Fixed(i16),
}

impl YearOf {
    /// Which year that is for a profile.
    pub fn for_filing_year(self, filing_year: i16) -> i16 {
        match self {
            Self::Filing(years) => filing_year.saturating_add(years),
            Self::Fixed(year) => year,
        }
    }
}

/// A day that another is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    /// The first day of the filing window.
    Opening,
    /// The last day of the filing window; the day of the check where the notice has none.
    Closing,
    /// The day of the check.
    Today,
    /// The first day of the filing year, or of one so many years before it.
    NewYear(i16),
    /// A day of the filing year, of one beside it, or of the year that is given.
    On {
        /// The year.
        year: YearOf,
        /// The month, 1–12.
        month: i8,
        /// The day, 1–31.
        day: i8,
    },
    /// The first of these facts that is answered; one of the same entry where it has that list's name.
    Facts(Vec<String>),
}
