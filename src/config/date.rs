//! Dates as documents give them: to the day, or only to the month.

use jiff::civil::Date;
use std::fmt;

/// A date that may lack its day, because the document it stands on does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartialDate {
    /// `YYYY-MM-DD`.
    Day(Date),
    /// `YYYY-MM`, kept as the first of that month.
    Month(Date),
}

impl PartialDate {
    /// Reads `YYYY-MM-DD` or `YYYY-MM`; anything else is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.len() {
            10 => parse_day(text).map(Self::Day),
            7 => parse_day(&format!("{text}-01")).map(Self::Month),
            _ => None,
        }
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

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::Month(date) => write!(f, "{:04}-{:02}", date.year(), date.month()),
        }
    }
}

/// Reads exactly `YYYY-MM-DD`: four, two and two digits, a day that exists.
pub fn parse_day(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if shape { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_shapes_and_nothing_else() {
        let month = PartialDate::parse("2020-02").expect("a month");
        assert_eq!((month.earliest().day(), month.latest().day()), (1, 29));
        assert_eq!(month.to_string(), "2020-02");
        assert_eq!(PartialDate::parse("2019-05-20").expect("a day").to_string(), "2019-05-20");
        for bad in ["", "2020", "2020-13", "2020-02-30", "2020/02/03", "20200203", "2020-2", "２０２０-02"] {
            assert_eq!(PartialDate::parse(bad), None, "{bad}");
        }
    }
}
