//! Numbers, years and dates in running text, in digits or in Chinese numerals.

use super::year_last;
use jiff::civil::Date;
use std::ops::Range;

/// Years that documents of this kind are from.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1950..=2099;

/// A year in a text, and what stands with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    /// The year.
    pub(super) year: i16,
    /// The month, where one follows.
    pub(super) month: Option<i8>,
    /// The day, where one follows that.
    pub(super) day: Option<i8>,
    /// Where it stands, all of it.
    pub(super) place: Range<usize>,
}

impl Dated {
    /// The day, where all of it is there.
    pub(super) fn date(&self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }
}

/// Every year of a text, with month and day where they follow: `2018年12月20日`, `2018.12.20`, `20181220`, `二〇一八年`; and
/// days before their year, as passports have them: `20/12/2018`, `20 DEC 2018`, `December 20, 2018`.
pub(super) fn dates(text: &[char]) -> Vec<Dated> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match dated(text, at) {
            Some(dated) => {
                at = dated.place.end;
                found.push(dated);
            }
            None => at += numerals(text, at).max(1),
        }
    }
    found
}

/// How many digits of one kind begin here.
pub(super) fn numerals(text: &[char], at: usize) -> usize {
    text.iter().skip(at).take_while(|character| character.is_ascii_digit()).count()
}

fn dated(text: &[char], at: usize) -> Option<Dated> {
    let length = numerals(text, at);
    match length {
        8 => {
            let (year, month, day) =
                (value(text, at..at + 4)?, value(text, at + 4..at + 6)?, value(text, at + 6..at + 8)?);
            let whole = Dated { year, month: small(month), day: small(day), place: at..at + 8 };
            whole.date().filter(|_| YEARS.contains(&year)).map(|_| whole)
        }
        4 => {
            let year = value(text, at..at + 4).filter(|year| YEARS.contains(year))?;
            Some(with_month(text, year, at, at + 4))
        }
        0 if text.get(at).is_some_and(char::is_ascii_alphabetic) => year_last::with_name(text, at),
        0 => {
            let year = chinese_year(text.get(at..at + 4)?).filter(|year| YEARS.contains(year))?;
            (text.get(at + 4) == Some(&'年')).then(|| with_month(text, year, at, at + 4))
        }
        1 | 2 => year_last::dated(text, at, length),
        _ => None,
    }
}

/// The month and the day that follow a year.
fn with_month(text: &[char], year: i16, start: usize, end: usize) -> Dated {
    let bare = Dated { year, month: None, day: None, place: start..end };
    let Some(mark) = text.get(end).copied().filter(|mark| "年.-/,".contains(*mark)) else { return bare };
    let Some((month, after)) = one_or_two(text, end + 1).filter(|(month, _)| (1..=12).contains(month)) else {
        return bare;
    };
    let next = text.get(after).copied();
    // `2018年6期` is no month; nor is `2018.6` followed by more digits.
    let is_month = if mark == '年' { next == Some('月') } else { next != Some('期') };
    if !is_month {
        return bare;
    }
    let month = small(month);
    let goes_on = if mark == '年' { next == Some('月') } else { next == Some(mark) };
    let day = goes_on.then(|| one_or_two(text, after + 1)).flatten().filter(|(day, _)| (1..=31).contains(day));
    match day {
        Some((day, end)) => Dated { year, month, day: small(day), place: start..end },
        None => Dated { year, month, day: None, place: start..after },
    }
}

/// A number of one or two digits, or of Chinese numerals up to 31, and where it ends.
fn one_or_two(text: &[char], at: usize) -> Option<(i16, usize)> {
    let length = numerals(text, at);
    if (1..=2).contains(&length) {
        return Some((value(text, at..at + length)?, at + length));
    }
    let han: Vec<i16> = text.iter().skip(at).take(3).map_while(|character| small_numeral(*character)).collect();
    let number = match han.as_slice() {
        [10, 10, ..] | [] => return None,
        [10, units, ..] if *units < 10 => (10 + units, 2),
        [10, ..] => (10, 1),
        [tens, 10, units] if *units < 10 => (tens * 10 + units, 3),
        [tens, 10, ..] => (tens * 10, 2),
        [units, ..] => (*units, 1),
    };
    Some((number.0, at + number.1))
}

fn small_numeral(character: char) -> Option<i16> {
    match character {
        '十' => Some(10),
        other => digit(other).filter(|value| *value > 0),
    }
}

/// A Chinese year, digit by digit: `二〇一八`, however the naught is written or read.
fn chinese_year(text: &[char]) -> Option<i16> {
    text.iter().try_fold(0_i16, |number, character| Some(number * 10 + digit(*character)?))
}

fn digit(character: char) -> Option<i16> {
    const DIGITS: &[char] = &['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let at = match character {
        '零' | '○' | 'o' | '0' => Some(0),
        other => DIGITS.iter().position(|digit| *digit == other),
    };
    at.and_then(|at| i16::try_from(at).ok())
}

pub(super) fn value(text: &[char], place: Range<usize>) -> Option<i16> {
    text.get(place)?.iter().collect::<String>().parse().ok()
}

fn small(number: i16) -> Option<i8> {
    i8::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::plain::plain;

    fn all(text: &str) -> Vec<(i16, Option<i8>, Option<i8>)> {
        dates(&plain(text)).into_iter().map(|dated| (dated.year, dated.month, dated.day)).collect()
    }

    #[test]
    fn however_they_are_written() {
        for text in
            ["2018年12月20日", "2018.12.20", "2018-12-20", "20181220", "二〇一八年十二月二十日", "二○一八年十二月廿日"]
        {
            assert_eq!(all(text)[0].0, 2018, "{text}");
            assert_eq!(all(text)[0].1, Some(12), "{text}");
        }
        assert_eq!(all("二〇二一年七月二十二日"), [(2021, Some(7), Some(22))]);
        assert_eq!(all("2015.06.10-2035.06.10").len(), 2);
        assert_eq!(all("(2018年度)"), [(2018, None, None)]);
        assert_eq!(all("2020年第6期"), [(2020, None, None)]);
        for text in [
            "30/09/2026",
            "30.09.2026",
            "30-09-2026",
            "09/30/2026",
            "30 September 2026",
            "September 30, 2026",
            "30 SEP 2026",
            "30 SEP/SEPT 2026",
            "30 sept. 2026",
            "Sept 30 2026",
            "30-Sep-2026",
        ] {
            assert_eq!(all(text), [(2026, Some(9), Some(30))], "{text}");
        }
        assert_eq!(all("12 août 2026"), [(2026, Some(8), Some(12))]);
        // Which comes first nothing says: the later day accuses nobody.
        assert_eq!(all("05/06/2026"), [(2026, Some(6), Some(5))]);
        assert_eq!(all("and 3/2026"), [(2026, None, None)]);
    }

    #[test]
    fn other_numbers_are_no_years() {
        assert!(all("990000198803070017").is_empty());
        assert!(all("1234号 0386").is_empty());
        assert!(all("").is_empty() && all("二〇").is_empty());
    }
}
