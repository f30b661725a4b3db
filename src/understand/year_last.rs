//! Dates whose year comes last, as passports and papers in Latin letters have them.

use super::date::{Dated, YEARS, numerals, value};
use jiff::civil::Date;
use std::ops::Range;

/// How the months' names begin, in English and French, each in the order of the year.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb", "fév", "fev"],
    &["mar"],
    &["apr", "avr"],
    &["may", "mai"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "aoû", "aou"],
    &["sep"],
    &["oct"],
    &["nov"],
    &["dec", "déc"],
];

/// `20/12/2018` or `20 DEC 2018`: what begins with the `length` digits at `at`.
pub(super) fn dated(text: &[char], at: usize, length: usize) -> Option<Dated> {
    let first = value(text, at..at + length)?;
    let after = at + length;
    let mark = text.get(after).copied().filter(|mark| "./-".contains(*mark));
    let next = after + usize::from(mark.is_some());
    match numerals(text, next) {
        0 => {
            let (month, end) = month(text, next)?;
            let (year, end) = year(text, end)?;
            whole(year, month, first, at..end)
        }
        digits @ 1..=2 if mark.is_some() && text.get(next + digits).copied() == mark => {
            let second = value(text, next..next + digits)?;
            let (year, end) = year(text, next + digits)?;
            let [one, other] = [whole(year, second, first, at..end), whole(year, first, second, at..end)];
            match (one, other) {
                // Day and month, or month and day: the later of the two accuses nobody.
                (Some(one), Some(other)) => Some(if one.date() >= other.date() { one } else { other }),
                (one, other) => one.or(other),
            }
        }
        _ => None,
    }
}

/// `December 20, 2018`: what begins with the letter at `at`.
pub(super) fn with_name(text: &[char], at: usize) -> Option<Dated> {
    if at.checked_sub(1).and_then(|before| text.get(before)).is_some_and(|before| before.is_alphabetic()) {
        return None;
    }
    let (month, after) = month(text, at)?;
    let digits = numerals(text, after);
    // Without the space between them, day and year are one number.
    let (day_digits, joined) = match digits {
        1 | 2 => (digits, false),
        5 | 6 => (digits - 4, true),
        _ => return None,
    };
    let day = value(text, after..after + day_digits)?;
    let (year, end) = if joined {
        (value(text, after + day_digits..after + digits).filter(|year| YEARS.contains(year))?, after + digits)
    } else {
        year(text, after + day_digits)?
    };
    whole(year, month, day, at..end)
}

/// The month that the letters at `at` name, and where what belongs to them ends. Two names of one month may stand beside
/// each other, as in two languages.
fn month(text: &[char], at: usize) -> Option<(i16, usize)> {
    let letters = |at: usize| text.iter().skip(at).take_while(|character| character.is_alphabetic()).count();
    let named = |at: usize, length: usize| {
        let word: String = text.get(at..at + length)?.iter().collect::<String>().to_lowercase();
        let begins = |names: &[&str]| names.iter().any(|name| word.starts_with(name));
        (length <= 9).then(|| MONTHS.iter().position(|names| begins(names)))?
    };
    let length = letters(at);
    let month = named(at, length)?;
    let mut end = at + length;
    if text.get(end) == Some(&'/') && named(end + 1, letters(end + 1)) == Some(month) {
        end += 1 + letters(end + 1);
    }
    let behind = text.get(end).is_some_and(|mark| ".-/".contains(*mark));
    Some((i16::try_from(month).ok()? + 1, end + usize::from(behind)))
}

/// A year of four digits behind at most one mark, and where it ends.
fn year(text: &[char], at: usize) -> Option<(i16, usize)> {
    let start = at + usize::from(text.get(at).is_some_and(|mark| "./-,".contains(*mark)));
    let year = (numerals(text, start) == 4).then(|| value(text, start..start + 4))??;
    YEARS.contains(&year).then_some((year, start + 4))
}

fn whole(year: i16, month: i16, day: i16, place: Range<usize>) -> Option<Dated> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok()?;
    Some(Dated { year, month: Some(month), day: Some(day), place })
}
