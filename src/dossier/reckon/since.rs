//! Lengths of time: whole years, months or days from one date to another.

use super::Reckoning;
use super::meant::{Meant, Site};
use super::open::{Known, Open, Why, both};
use crate::config::date::PartialDate;
use crate::dossier::answers::{AtHand, Value};
use crate::dossier::fraction::Fraction;
use crate::dossier::slot::windows_for;
use crate::profile::checks::{Day, SpanUnit};
use crate::profile::reckoned::{How, Reckoned};
use crate::profile::{Window, WindowKind};
use jiff::Unit;
use jiff::civil::Date;

/// First and last day that something can mean, and for want of what that is not one day.
struct Days {
    days: [Date; 2],
    open: Vec<Open>,
}

impl Reckoning<'_> {
    /// How long it was; an error where a day that is not given would matter.
    pub(super) fn since(&self, reckoned: &Reckoned, at: AtHand<'_>) -> Known<Fraction> {
        let Some((begins, ends)) = self.ends(reckoned, at)? else { return Ok(Fraction::ZERO) };
        let [least, most] = self.counted(reckoned, &begins, &ends)?;
        if least == most { Ok(Fraction::whole(most.into())) } else { Err([begins.open, ends.open].concat()) }
    }

    /// The fewest and the most that it can be, where a day is not given.
    pub(super) fn spread(&self, reckoned: &Reckoned, at: AtHand<'_>) -> Known<[i32; 2]> {
        let Some((begins, ends)) = self.ends(reckoned, at)? else { return Ok([0; 2]) };
        self.counted(reckoned, &begins, &ends)
    }

    fn counted(&self, reckoned: &Reckoned, begins: &Days, ends: &Days) -> Known<[i32; 2]> {
        let How::Since { unit, .. } = reckoned.how else { return Err(Vec::new()) };
        let [least, most] = [(begins.days[1], ends.days[0]), (begins.days[0], ends.days[1])]
            .map(|(begin, end)| counted(unit, begin, end));
        least.zip(most).map(Into::into).ok_or_else(|| self.open(Vec::new(), Why::TooLong))
    }

    /// Where it begins and ends; nothing where its beginning need not be answered and is not.
    fn ends(&self, reckoned: &Reckoned, at: AtHand<'_>) -> Known<Option<(Days, Days)>> {
        let How::Since { from, to, now, .. } = &reckoned.how else { return Err(Vec::new()) };
        let now = now.as_ref().unwrap_or(&Day::Closing);
        let begins = match self.meant(from, at) {
            Some(Meant::One(site)) if site.value.is_none() && !self.must_be_answered(&site) => return Ok(None),
            Some(Meant::One(site)) => self.days_of(&site, now),
            _ => Err(self.open(vec![from.clone()], Why::NotAnswered)),
        };
        both(begins, self.day(to, now, at)).map(Some)
    }

    fn days_of(&self, site: &Site<'_>, now: &Day) -> Known<Days> {
        let not_answered = || self.open(vec![site.key.clone()], Why::NotAnswered);
        let days = match site.value {
            Some(Value::ToNow) => return self.day_of_profile(now),
            Some(Value::Date(date)) => Some([PartialDate::earliest(*date), PartialDate::latest(*date)]),
            Some(Value::Year(year)) => Date::new(*year, 1, 1).ok().zip(Date::new(*year, 12, 31).ok()).map(Into::into),
            _ => None,
        };
        let days = days.ok_or_else(not_answered)?;
        let open = if days[0] == days[1] { Vec::new() } else { self.open(vec![site.key.clone()], Why::NoDay) };
        Ok(Days { days, open })
    }

    /// Of several dates the first that is answered.
    fn day(&self, day: &Day, now: &Day, at: AtHand<'_>) -> Known<Days> {
        let Day::Facts(names) = day else { return self.day_of_profile(day) };
        let mut sites = names.iter().filter_map(|name| match self.meant(name, at) {
            Some(Meant::One(site)) => Some(site),
            _ => None,
        });
        let mut first = None;
        let answered = sites.find(|site| {
            first.get_or_insert_with(|| site.key.clone());
            site.value.is_some()
        });
        match answered {
            Some(site) => self.days_of(&site, now),
            None => Err(self.open(first.into_iter().collect(), Why::NotAnswered)),
        }
    }

    /// A day that the profile names. Of several windows each may be the applicant's.
    fn day_of_profile(&self, day: &Day) -> Known<Days> {
        let of_windows = |of: fn(&Window) -> Date| {
            let days = || windows_for(self.profile, WindowKind::Filing, Some(self.applicant)).into_iter().map(of);
            Some([days().min()?, days().max()?])
        };
        let filing_year = self.profile.filing_year;
        let only = |date: Date| [date; 2];
        let days = match day {
            Day::Opening => of_windows(|window| window.opens),
            Day::Closing => of_windows(|window| window.closes).or(Some(only(self.date))),
            Day::Today => Some(only(self.date)),
            Day::NewYear(before) => {
                filing_year.checked_sub(*before).and_then(|year| Date::new(year, 1, 1).ok()).map(only)
            }
            Day::On { year, month, day } => Date::new(year.for_filing_year(filing_year), *month, *day).ok().map(only),
            Day::Facts(_) => None,
        };
        let window = || self.open(Vec::new(), Why::Window);
        let days = days.ok_or_else(window)?;
        Ok(Days { days, open: if days[0] == days[1] { Vec::new() } else { window() } })
    }
}

fn counted(unit: SpanUnit, begin: Date, end: Date) -> Option<i32> {
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
}
