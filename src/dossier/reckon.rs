//! Numbers that follow from the answers, put beside them once, so that conditions and checks see no difference.

use super::answers::{AtHand, Value};
use super::applicant::Applicant;
use super::slot::{Dossier, windows_for};
use crate::config::date::PartialDate;
use crate::profile::checks::{Day, SpanUnit};
use crate::profile::facts::{Fact, FactKind, List, Named, Required};
use crate::profile::points::Points;
use crate::profile::reckoned::{How, Reckoned, Term};
use crate::profile::{Profile, Window, WindowKind};
use jiff::Unit;
use jiff::civil::Date;

/// The applicant with every number that the profile reckons, in its order: one may follow from those before it.
#[must_use]
pub fn with_reckoned(applicant: Applicant, profile: &Profile, date: Date) -> Applicant {
    // Which window is the applicant's may depend on a number, and a number on a day of that window: so what needs no window
    // comes first.
    let all = || profile.asked.reckoned.iter();
    let first = all().filter(|reckoned| !needs_window(reckoned));
    first.chain(all()).fold(applicant, |applicant, reckoned| with(applicant, reckoned, profile, date))
}

fn needs_window(reckoned: &Reckoned) -> bool {
    matches!(reckoned.how, How::Since { to: Day::Opening | Day::Closing, .. })
}

/// The applicant with one number, of each entry where it is one of a list.
fn with(mut applicant: Applicant, reckoned: &Reckoned, profile: &Profile, date: Date) -> Applicant {
    let (id, list) = (&reckoned.fact.id, &reckoned.each);
    let number = |applicant: &Applicant, at| Reckoning { applicant, profile, date }.number(reckoned, at);
    if list.is_empty() {
        if let Some(number) = number(&applicant, AtHand::default()) {
            applicant.answers.facts.insert(id.clone(), Value::Number(number));
        }
        return applicant;
    }
    for position in 0..applicant.answers.entries(list).len() {
        let number = number(&applicant, AtHand { entry: Some((list, position)), year: None });
        let entry = applicant.answers.lists.get_mut(list).and_then(|entries| entries.get_mut(position));
        if let (Some(number), Some(entry)) = (number, entry) {
            entry.insert(id.clone(), Value::Number(number));
        }
    }
    applicant
}

/// The fewest and the most that a length of time can be, where it depends on a day that is not given.
pub fn spread(dossier: &Dossier, reckoned: &Reckoned, at: AtHand<'_>) -> Option<[f64; 2]> {
    let How::Since { unit, from, to } = &reckoned.how else { return None };
    let applicant = dossier.applicant.as_ref()?;
    Reckoning { applicant, profile: &dossier.profile, date: dossier.date }.spread(*unit, from, to, at)
}

struct Reckoning<'a> {
    applicant: &'a Applicant,
    profile: &'a Profile,
    date: Date,
}

impl Reckoning<'_> {
    /// `None` where something that must be answered is not, or where there is nothing to divide by.
    fn number(&self, reckoned: &Reckoned, at: AtHand<'_>) -> Option<f64> {
        let number = match &reckoned.how {
            How::Sum { of, by, best, times } => {
                let sum = self.sum(of, *best, at)? * times;
                if by.is_empty() { sum } else { sum / self.sum(by, None, at).filter(|by| *by != 0.0)? }
            }
            How::Since { unit, from, to } => self.since(*unit, from, to, at)?,
            How::Points { of, table } => self.worth(of, table, at)?,
        };
        let number = reckoned.most.map_or(number, |most| number.min(most));
        // Six decimals, so that 0.1 + 0.2 is 0.3.
        // And no sum is -0, as the sum of nothing is.
        Some((number * 1e6).round() / 1e6 + 0.0).filter(|number| number.is_finite())
    }

    fn sum(&self, terms: &[Term], best: Option<usize>, at: AtHand<'_>) -> Option<f64> {
        terms.iter().map(|term| self.term(term, best, at)).sum()
    }

    /// Of a list no more than the `best` entries.
    fn term(&self, term: &Term, best: Option<usize>, at: AtHand<'_>) -> Option<f64> {
        let name = match term {
            Term::Number(number) => return Some(*number),
            Term::Name(name) => name,
        };
        let (asked, answers) = (&self.profile.asked, &self.applicant.answers);
        if let Some((list, position)) = at.entry
            && let Some(Named::Own(_, fact)) = asked.named(&format!("{list}.{name}"))
        {
            return number_or_nothing(answers.entries(list).get(position)?.get(&fact.id), fact);
        }
        match asked.named(name)? {
            Named::Fact(fact) => number_or_nothing(answers.facts.get(&fact.id), fact),
            Named::List(list) => Some(self.length(list)?.min(best.unwrap_or(usize::MAX)) as f64),
            Named::Own(list, fact) => {
                let entries = answers.entries(&list.id).iter();
                let numbers = entries.map(|entry| number_or_nothing(entry.get(&fact.id), fact));
                let mut numbers: Vec<f64> = numbers.collect::<Option<_>>()?;
                numbers.sort_by(|a, b| b.total_cmp(a));
                Some(numbers.into_iter().take(best.unwrap_or(usize::MAX)).sum())
            }
            Named::Table(_) | Named::Condition(_) => None,
        }
    }

    /// How many entries a list has.
    fn length(&self, list: &List) -> Option<usize> {
        let entries = self.applicant.answers.lists.get(&list.id);
        entries.map(Vec::len).or((!list.none_is_said).then_some(0))
    }

    /// What an answer is worth in points, or the length of a list.
    fn worth(&self, of: &str, table: &Points, at: AtHand<'_>) -> Option<f64> {
        let (asked, answers) = (&self.profile.asked, &self.applicant.answers);
        if let Some((list, position)) = at.entry
            && let Some(Named::Own(_, fact)) = asked.named(&format!("{list}.{of}"))
        {
            return worth_of(answers.entries(list).get(position)?.get(&fact.id), fact, table);
        }
        match asked.named(of)? {
            Named::Fact(fact) => worth_of(answers.facts.get(&fact.id), fact, table),
            Named::List(list) => table.of_number(self.length(list)? as f64),
            Named::Own(..) | Named::Table(_) | Named::Condition(_) => None,
        }
    }

    /// Whole years, months or days between two dates; `None` where a day that is not given would matter.
    fn since(&self, unit: SpanUnit, from: &str, to: &Day, at: AtHand<'_>) -> Option<f64> {
        let [least, most] = self.spread(unit, from, to, at)?;
        (least.total_cmp(&most).is_eq()).then_some(most)
    }

    /// The fewest and the most that it can be, where a day is not given.
    fn spread(&self, unit: SpanUnit, from: &str, to: &Day, at: AtHand<'_>) -> Option<[f64; 2]> {
        let begins = days(self.answer(from, at)?)?;
        let ends = self.day(to, at)?;
        let count = |begin: Date, end: Date| {
            let unit = match unit {
                SpanUnit::Days => Unit::Day,
                SpanUnit::Months => Unit::Month,
                SpanUnit::Years => Unit::Year,
            };
            let span = begin.until((unit, end)).ok()?;
            Some(match unit {
                Unit::Year => i32::from(span.get_years()),
                Unit::Month => span.get_months(),
                _ => span.get_days(),
            })
        };
        Some([count(begins[1], ends[0])?, count(begins[0], ends[1])?].map(f64::from))
    }

    fn answer(&self, name: &str, at: AtHand<'_>) -> Option<&Value> {
        let answers = &self.applicant.answers;
        let own = at.entry.and_then(|(list, position)| {
            let name = name.strip_prefix(list).and_then(|rest| rest.strip_prefix('.')).unwrap_or(name);
            answers.entries(list).get(position)?.get(name)
        });
        own.or_else(|| answers.facts.get(name))
    }

    /// First and last day that it can mean. Of several windows each may be the applicant's.
    fn day(&self, day: &Day, at: AtHand<'_>) -> Option<[Date; 2]> {
        let of_windows = |of: fn(&Window) -> Date| {
            let days = || windows_for(self.profile, WindowKind::Filing, Some(self.applicant)).into_iter().map(of);
            Some([days().min()?, days().max()?])
        };
        let only = match day {
            Day::Opening => return of_windows(|window| window.opens),
            Day::Closing => return of_windows(|window| window.closes).or(Some([self.date; 2])),
            Day::Today => self.date,
            Day::NewYear(before) => Date::new(self.profile.filing_year.checked_sub(*before)?, 1, 1).ok()?,
            Day::On { year, month, day } => {
                Date::new(year.for_filing_year(self.profile.filing_year), *month, *day).ok()?
            }
            Day::Facts(names) => return days(names.iter().find_map(|name| self.answer(name, at))?),
        };
        Some([only, only])
    }
}

/// What is not answered and need not be counts as nothing.
fn number_or_nothing(value: Option<&Value>, fact: &Fact) -> Option<f64> {
    match value {
        Some(value) => value.number(),
        None => (fact.required != Required::Yes).then_some(0.0),
    }
}

/// The points of an answer. One that is not there, and need not be, is 0, no, or none of the options.
fn worth_of(value: Option<&Value>, fact: &Fact, table: &Points) -> Option<f64> {
    match value {
        Some(Value::Choice(word)) => table.of_word(word),
        Some(Value::YesNo(yes)) => table.of_word(if *yes { "yes" } else { "no" }),
        Some(value) => table.of_number(value.number()?),
        None if fact.required == Required::Yes => None,
        None => match fact.kind {
            FactKind::YesNo => table.of_word("no"),
            FactKind::Choice(_) => Some(table.otherwise.unwrap_or_default()),
            _ => table.of_number(0.0),
        },
    }
}

fn days(value: &Value) -> Option<[Date; 2]> {
    match value {
        Value::Date(date) => Some([PartialDate::earliest(*date), PartialDate::latest(*date)]),
        Value::Year(year) => Some([Date::new(*year, 1, 1).ok()?, Date::new(*year, 12, 31).ok()?]),
        _ => None,
    }
}
