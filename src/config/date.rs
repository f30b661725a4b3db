//! Dates as documents give them: to the day, or only to the month.

use jiff::civil::Date;
use std::fmt;
use std::ops::RangeInclusive;
use unicode_normalization::UnicodeNormalization;

/// Years that a document of somebody alive can be of.
pub const YEARS: RangeInclusive<i16> = 1900..=2200;

/// A date that may lack its day, because the document it stands on does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartialDate {
    /// `YYYY-MM-DD`.
    Day(Date),
    /// `YYYY-MM`, kept as the first of that month.
    Month(Date),
}

impl PartialDate {
    /// Reads `YYYY-MM-DD` or `YYYY-MM`, and what plainly means the same: `2015-1-1`, `1980/3/7`, `2014.12`,
    /// `2002年9月1日`, `二〇〇二年九月一日`, full-width digits, spaces between. Anything else is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = plain(text);
        let (year, month, day) = numbers(&plain)?;
        let date = |day| Date::new(year, month, day).ok();
        if day.is_empty() { date(1).map(Self::Month) } else { date(day.parse().ok()?).map(Self::Day) }
    }

    /// Whether a text is written as a date that no calendar has: `1988-02-30`, `2020年13月`.
    pub fn is_impossible(text: &str) -> bool {
        numbers(&plain(text)).is_some() && Self::parse(text).is_none()
    }

    /// The first day it can mean.
    pub fn earliest(self) -> Date {
        match self {
            Self::Day(date) | Self::Month(date) => date,
        }
    }

    /// The last day it can mean.
    pub fn latest(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::Month(date) => date.last_of_month(),
        }
    }

    /// The year, which is always known.
    pub fn year(self) -> i16 {
        self.earliest().year()
    }
}

/// When something ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// On this day, or in this month.
    On(PartialDate),
    /// Not yet.
    ToNow,
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::Month(date) => write!(f, "{:04}-{:02}", date.year(), date.month()),
        }
    }
}

/// Reads a whole date, written as [`PartialDate::parse`] takes it.
pub fn parse_day(text: &str) -> Option<Date> {
    match PartialDate::parse(text)? {
        PartialDate::Day(date) => Some(date),
        PartialDate::Month(_) => None,
    }
}

/// Whether a text in place of a last day says that there is none yet.
pub fn means_to_now(text: &str) -> bool {
    let plain: String = text.nfkc().filter(|character| !character.is_whitespace()).collect();
    matches!(
        &*plain.to_lowercase(),
        "至今"
            | "到今"
            | "迄今"
            | "至今为止"
            | "迄今为止"
            | "至现在"
            | "到现在"
            | "现在"
            | "至目前"
            | "到目前"
            | "目前"
            | "今"
            | "now"
            | "tonow"
            | "todate"
            | "present"
    )
}

/// A date without spaces, in narrow digits.
fn plain(text: &str) -> String {
    let plain: String = text.nfkc().filter(|character| !character.is_whitespace()).collect();
    in_digits(&plain).unwrap_or(plain)
}

/// Year, month and day (empty where there is none): four, one or two, one or two digits, with one kind of mark between, or
/// none between eight digits (six for a month).
fn numbers(text: &str) -> Option<(i16, i8, &str)> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) && matches!(text.len(), 6 | 8) {
        return Some((text.get(..4)?.parse().ok()?, text.get(4..6)?.parse().ok()?, text.get(6..)?));
    }
    let (year, rest) = text.split_once(|character: char| !character.is_ascii_digit())?;
    let mark = text.get(year.len()..)?.chars().next()?;
    let (month, day) = match mark {
        '年' => {
            let (month, day) = rest.split_once('月').unwrap_or((rest, ""));
            (month, Some(day.trim_end_matches(['日', '号'])).filter(|day| !day.is_empty()))
        }
        '-' | '/' | '.' | '\u{2010}'..='\u{2015}' | '、' => match rest.split_once(mark) {
            Some((month, day)) => (month, Some(day.trim_end_matches(['日', '号']))),
            None => (rest.trim_end_matches('月'), None),
        },
        _ => return None,
    };
    let is_short = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let good = year.len() == 4 && is_short(month) && day.is_none_or(is_short);
    good.then(|| Some((year.parse().ok()?, month.parse().ok()?, day.unwrap_or_default())))?
}

/// What stands behind a month or a day.
const MARKS: [char; 3] = ['月', '日', '号'];

/// A date with its Chinese numerals as digits; `None` where it is not written with 年. Certificates have their years digit by
/// digit (`一九八八年`), months and days as numbers (`十一月廿三日`).
fn in_digits(text: &str) -> Option<String> {
    let (year, rest) = text.split_once('年')?;
    let in_digit =
        |character: char| digit(character).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(character);
    let year: String = year.chars().map(in_digit).collect();
    let pieces = rest.split_inclusive(MARKS).map(|piece| {
        let number = piece.trim_end_matches(MARKS);
        let mark = piece.strip_prefix(number).unwrap_or_default();
        up_to_31(number).map_or_else(|| piece.to_owned(), |number| format!("{number}{mark}"))
    });
    Some(format!("{year}年{}", pieces.collect::<String>()))
}

/// A Chinese numeral of one or two digits; 0 is none.
fn up_to_31(text: &str) -> Option<u32> {
    let characters: Vec<char> = text.chars().collect();
    let (tens, units) = match characters.as_slice() {
        ['十', units @ ..] => (1, units),
        ['廿', units @ ..] => (2, units),
        ['卅', units @ ..] => (3, units),
        [tens, '十', units @ ..] => (digit(*tens)?, units),
        units => (0, units),
    };
    match units {
        [] if tens > 0 => Some(tens * 10),
        [units] => digit(*units).filter(|units| *units > 0).map(|units| tens * 10 + units),
        _ => None,
    }
}

/// The digit that one Chinese character stands for.
fn digit(character: char) -> Option<u32> {
    let written = match character {
        '零' | '○' => '〇',
        other => other,
    };
    (0..).zip("〇一二三四五六七八九".chars()).find(|(_, one)| *one == written).map(|(digit, _)| digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months() {
        let month = PartialDate::parse("2020-02").expect("a month");
        assert_eq!((month.earliest().day(), month.latest().day()), (1, 29));
        assert_eq!(month.to_string(), "2020-02");
        assert_eq!(PartialDate::parse("2019-05-20").expect("a day").to_string(), "2019-05-20");
    }

    #[test]
    fn other_writings_mean_the_same() {
        for (text, plain) in [
            ("1980/3/7", "1980-03-07"),
            ("2002年9月", "2002-09"),
            ("2002年9月1日", "2002-09-01"),
            ("2002 年 9 月 1 号", "2002-09-01"),
            ("2014.12", "2014-12"),
            ("2014.12.", ""),
            ("2014.12月", "2014-12"),
            ("2014.12.3日", "2014-12-03"),
            ("2015-1-1", "2015-01-01"),
            ("2020-2", "2020-02"),
            ("２０２０－０２", "2020-02"),
            ("２０２０年２月３日", "2020-02-03"),
            (" 2020-02-03 ", "2020-02-03"),
            ("20200203", "2020-02-03"),
            ("202002", "2020-02"),
            ("2020—02", "2020-02"),
            ("一九八八年三月七日", "1988-03-07"),
            ("二〇〇二年九月", "2002-09"),
            ("二零一二年十二月三十一日", "2012-12-31"),
            ("二○二○年十月二十号", "2020-10-20"),
            ("二〇二一年十一月廿三日", "2021-11-23"),
            ("2002年九月1日", "2002-09-01"),
        ] {
            assert_eq!(PartialDate::parse(text).map(|date| date.to_string()).unwrap_or_default(), plain, "{text}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_no_date() {
        for bad in ["", "2020", "2020年", "2020-13", "2020-02-30", "20-02-03", "3/7/1980", "2020-0203", "2020-02-03-04"]
        {
            assert_eq!(PartialDate::parse(bad), None, "{bad}");
        }
        for bad in
            ["二〇二一年", "二〇二一年十三月", "二一年三月", "二〇二一年二月三十日", "二〇二一年〇月", "二千零二年九月"]
        {
            assert_eq!(PartialDate::parse(bad), None, "{bad}");
        }
        for bad in ["至今", "2020/02-03", "２０２０", "2020年月", "-2020-02", "2020-02-", "99999-01"] {
            assert_eq!(PartialDate::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_date_that_no_calendar_has() {
        for text in ["1988-02-30", "1988/13/7", "2020年13月", "20200231", "二〇二一年二月三十日"] {
            assert!(PartialDate::is_impossible(text), "{text}");
        }
        for text in ["1988-03-07", "2020-02", "soon", "3/7/1980", "2020"] {
            assert!(!PartialDate::is_impossible(text), "{text}");
        }
    }

    #[test]
    fn no_end_yet() {
        assert!(means_to_now("至今") && means_to_now(" 至 今") && !means_to_now("2020-01"));
        assert!(["目前", "迄今", "到目前", "Present"].into_iter().all(means_to_now));
    }
}
