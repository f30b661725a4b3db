//! Which entries of a list a name means by the year, the month or the day that they are called by.

use super::dates::{Mention, Point};
use crate::config::date::PartialDate;
use crate::dossier::Applicant;
use crate::dossier::answers::Value;
use crate::profile::facts::{Fact, FactKind, List};

/// How exactly the entries of a list are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grain {
    Year,
    Month,
    Day,
}

/// What the entries of one list are called by, in their order.
#[derive(Debug)]
pub(super) struct Called {
    grain: Grain,
    entries: Vec<Option<Point>>,
}

/// What the dates in a path mean. Numbers are those of entries, from 1.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// No entry, by any date.
    Nothing,
    /// These, each of them.
    These(Vec<u32>),
    /// One of these: `2026年` of several months.
    OneOf(Vec<u32>),
    /// A year or a month that no entry is called by.
    Other(String),
    /// It cannot be told what is meant.
    Unsure,
}

/// Whether the entries of a list are called by a year, a month or a day.
pub(super) fn is_dated(list: &List) -> bool {
    grain(list).is_some()
}

fn grain(list: &List) -> Option<(&Fact, Grain)> {
    let fact = list.facts.iter().find(|fact| fact.id == list.called)?;
    let grain = match fact.kind {
        FactKind::Year => Grain::Year,
        FactKind::Month | FactKind::Until => Grain::Month,
        FactKind::Date => Grain::Day,
        _ => return None,
    };
    Some((fact, grain))
}

impl Called {
    /// `None` where nothing is declared, or where entries are called otherwise.
    pub(super) fn of(list: &List, applicant: &Applicant) -> Option<Self> {
        let (fact, grain) = grain(list)?;
        let entries = applicant.answers.entries(&list.id);
        let point = |value: &Value| match value {
            Value::Year(year) => Some(Point { year: Some(*year), ..Point::default() }),
            Value::Date(PartialDate::Month(date)) => {
                Some(Point { year: Some(date.year()), month: Some(date.month().into()), day: None })
            }
            Value::Date(PartialDate::Day(date)) => Some(Point {
                year: Some(date.year()),
                month: Some(date.month().into()),
                day: Some(date.day().into()).filter(|_| grain == Grain::Day),
            }),
            _ => None,
        };
        let entries: Vec<Option<Point>> = entries.iter().map(|entry| entry.get(&fact.id).and_then(point)).collect();
        (!entries.is_empty()).then_some(Self { grain, entries })
    }

    /// The entries that the dates of a path mean, given by component, the last first: `6月` in a folder `2026年`.
    pub(super) fn named(&self, components: &[&[Mention]]) -> Meant {
        let mut said: Vec<Mention> = Vec::new();
        for mentions in components {
            // What stands nearer says which month; a folder above it only of which year.
            let is_said = said.iter().any(|mention| grain_of(mention) == self.grain);
            let further = mentions.iter().filter(|mention| !is_said || grain_of(mention) < self.grain);
            said.extend(further.copied());
            if said.iter().any(|mention| grain_of(mention) == self.grain && mention.first.year.is_some()) {
                break;
            }
        }
        let (exact, coarse): (Vec<Mention>, Vec<Mention>) = said
            .iter()
            .filter(|mention| grain_of(mention) <= self.grain)
            .partition(|mention| grain_of(mention) == self.grain);
        if exact.is_empty() { self.roughly(&said) } else { self.exactly(&exact, &coarse) }
    }

    /// By mentions as exact as the entries are called; years may stand apart from their months.
    fn exactly(&self, exact: &[Mention], coarse: &[Mention]) -> Meant {
        let mut named = Vec::new();
        for mention in exact {
            let mut numbers = self.matching(mention);
            if mention.first.year.is_none() && !coarse.is_empty() {
                numbers.retain(|number| coarse.iter().any(|year| self.matching(year).contains(number)));
            }
            if !numbers.is_empty() {
                named.push((mention, numbers));
            }
        }
        if named.is_empty() {
            if self.entries.contains(&None) {
                // It may be one that does not say yet what it is called by.
                return Meant::Unsure;
            }
            // A day is often that on which a paper was made.
            let other = exact.first().filter(|mention| !mention.unsure && self.grain != Grain::Day);
            return other.map_or(Meant::Nothing, |mention| Meant::Other(mention.first.to_string()));
        }
        if named.iter().any(|(mention, _)| mention.unsure) {
            return Meant::Unsure;
        }
        let all_meant = |(mention, numbers): &(&Mention, Vec<u32>)| {
            numbers.len() == 1 || (mention.first != mention.last && self.are_of_one_year(mention, numbers))
        };
        match (named.iter().all(all_meant), named.as_slice()) {
            (true, all) => {
                let mut numbers: Vec<u32> = all.iter().flat_map(|(_, numbers)| numbers).copied().collect();
                numbers.sort_unstable();
                numbers.dedup();
                // `5、6月` is both; `5月（6月发）` is not.
                let one = all.len() == 1 || numbers.len() == 1;
                if one || all.iter().all(|(mention, _)| mention.listed) { Meant::These(numbers) } else { Meant::Unsure }
            }
            (false, [(_, numbers)]) => Meant::OneOf(numbers.clone()),
            (false, _) => Meant::Unsure,
        }
    }

    /// By a year where months are wanted, or a day where a month is enough.
    fn roughly(&self, said: &[Mention]) -> Meant {
        let known: Vec<Vec<u32>> =
            said.iter().map(|mention| self.matching(mention)).filter(|numbers| !numbers.is_empty()).collect();
        let Some(first) = known.first() else { return Meant::Nothing };
        let all = |number: &u32| known.iter().all(|numbers| numbers.contains(number));
        match first.iter().copied().filter(all).collect::<Vec<u32>>().as_slice() {
            [] => Meant::Unsure,
            _ if said.iter().any(|mention| mention.unsure) => Meant::Unsure,
            [only] => Meant::These(vec![*only]),
            several => Meant::OneOf(several.to_vec()),
        }
    }

    /// The entry that a number means which is no part of a date. One that may be a month as well is an entry's only where both are
    /// the same.
    pub(super) fn numbered(&self, number: u32, count: Option<usize>) -> Option<u32> {
        if self.grain != Grain::Month {
            return Some(number);
        }
        let month = |point: &Point| point.month.and_then(|month| u32::try_from(month).ok()) == Some(number);
        let of_month = self.numbers(month);
        let is_entry = count.and_then(|count| u32::try_from(count).ok()).is_none_or(|count| number <= count);
        match of_month.as_slice() {
            [] => Some(number),
            [only] if !is_entry || *only == number => Some(*only),
            _ => None,
        }
    }

    fn matching(&self, mention: &Mention) -> Vec<u32> {
        self.numbers(|point| mention.may_be(*point))
    }

    fn numbers(&self, test: impl Fn(&Point) -> bool) -> Vec<u32> {
        let good = (1..).zip(&self.entries).filter(|(_, point)| point.as_ref().is_some_and(&test));
        good.map(|(number, _)| number).collect()
    }

    /// Whether a range of months without a year can mean these only.
    fn are_of_one_year(&self, mention: &Mention, numbers: &[u32]) -> bool {
        let year =
            |number: &u32| self.entries.get(*number as usize - 1).copied().flatten().and_then(|point| point.year);
        mention.first.year.is_some() || numbers.windows(2).all(|pair| year(&pair[0]) == year(&pair[1]))
    }
}

fn grain_of(mention: &Mention) -> Grain {
    match mention.first {
        Point { day: Some(_), .. } => Grain::Day,
        Point { month: Some(_), .. } => Grain::Month,
        Point { .. } => Grain::Year,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assign::dates::Dates;

    fn months(months: &[(i16, i16)]) -> Called {
        let entries =
            months.iter().map(|(year, month)| Some(Point { year: Some(*year), month: Some(*month), day: None }));
        Called { grain: Grain::Month, entries: entries.collect() }
    }

    fn named(called: &Called, path: &[&str]) -> Meant {
        let said: Vec<Dates> = path.iter().map(|text| Dates::of(text)).collect();
        let said: Vec<&[Mention]> = said.iter().map(|dates| dates.mentions.as_slice()).collect();
        called.named(&said)
    }

    #[test]
    fn a_month_is_that_of_its_entry_and_no_number() {
        let called = months(&[(2026, 2), (2026, 1), (2025, 12)]);
        for (path, expected) in [
            (&["2026-01"][..], Meant::These(vec![2])),
            (&["202602"], Meant::These(vec![1])),
            (&["12月"], Meant::These(vec![3])),
            (&["1-2月"], Meant::Unsure),
            (&["工资单1-2月"], Meant::These(vec![1, 2])),
            (&["2025年12月至2026年2月"], Meant::These(vec![1, 2, 3])),
            (&["1、2月"], Meant::These(vec![1, 2])),
            (&["1月(2月发)"], Meant::Unsure),
            (&["1月", "2026年2月"], Meant::These(vec![2])),
            (&["1月", "2026年"], Meant::These(vec![2])),
            (&["1月", "2025年"], Meant::Other("1月".to_owned())),
            (&["2026-03"], Meant::Other("2026-03".to_owned())),
            (&["2026"], Meant::OneOf(vec![1, 2])),
            (&["2026-01-31"], Meant::These(vec![2])),
            (&["2026-03-31"], Meant::Nothing),
            (&["1月 2026-02-03"], Meant::These(vec![2])),
            (&["工资单1"], Meant::Nothing),
        ] {
            assert_eq!(named(&called, path), expected, "{path:?}");
        }
        assert_eq!((called.numbered(1, Some(3)), called.numbered(3, Some(3))), (None, Some(3)));
        assert_eq!(called.numbered(12, Some(3)), Some(3));
        let two_years = months(&[(2025, 6), (2026, 6)]);
        assert_eq!(named(&two_years, &["6月"]), Meant::OneOf(vec![1, 2]));
        assert_eq!(named(&two_years, &["6月", "2026"]), Meant::These(vec![2]));
        assert_eq!(named(&months(&[(2026, 6)]), &["2026-08"]), Meant::Other("2026-08".to_owned()));
    }
}
