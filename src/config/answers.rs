//! What a person writes into `applicant.toml`, read as it is plainly meant.
//!
//! A profile is written once by somebody who looks words up; this file is filled in by everybody, with an input method
//! that types full-width digits and in whatever way dates are written at home. An empty text is "not given", and so is one
//! in which nothing can be seen.

use super::date::{End, PartialDate, YEARS, means_to_now};
use super::fields::Fields;
use super::numbers::integer_of;
use crate::limits::{FIELD_CHARS, SHORT_FIELD_CHARS};
use crate::text::Text;
use crate::text::blank::{is_blank, shows_nothing};
use jiff::civil::Date;
use std::ops::{Range, RangeInclusive};
use toml::de::DeValue;
use unicode_normalization::UnicodeNormalization;

const DAY: [&str; 2] = ["\"YYYY-MM-DD\"（年-月-日）这样的日期", "a date as \"YYYY-MM-DD\""];
const DATE: [&str; 2] =
    ["\"YYYY-MM-DD\"（年-月-日）或 \"YYYY-MM\"（年-月）这样的日期", "a date as \"YYYY-MM-DD\" or \"YYYY-MM\""];

const END: [&str; 2] =
    ["\"YYYY-MM-DD\"、\"YYYY-MM\" 这样的日期，或者“至今”", "a date as \"YYYY-MM-DD\" or \"YYYY-MM\", or \"to now\""];

impl Fields<'_, '_> {
    /// A name, a title or another short text; empty where absent. One longer than [`SHORT_FIELD_CHARS`] is cut.
    pub fn line(&self, key: &str) -> String {
        self.text_up_to(key, SHORT_FIELD_CHARS)
    }

    /// A text of some paragraphs; empty where absent. One longer than [`FIELD_CHARS`] is cut.
    pub fn essay(&self, key: &str) -> String {
        self.text_up_to(key, FIELD_CHARS)
    }

    fn text_up_to(&self, key: &str, most: usize) -> String {
        let Some((mut text, span)) = self.spanned_text(key).filter(|(text, _)| !is_blank(text)) else {
            return String::new();
        };
        if let Some((cut, _)) = text.char_indices().nth(most) {
            let count = text.chars().count();
            let message = Text {
                zh: format!("“{key}”有 {count} 个字，最多 {most} 个，后面的没有读"),
                en: format!("`{key}` has {count} characters; at most {most} are read, and the rest is not"),
            };
            self.faults().add(span, message, None);
            text.truncate(cut);
        }
        text
    }

    /// A number as people copy it, in quotes or without: full-width digits and letters are ASCII, spaces and characters of
    /// no width go.
    pub fn digits(&self, key: &str) -> String {
        if let Some(DeValue::Integer(number)) = self.get(key).map(toml::Spanned::get_ref) {
            return number.as_str().to_owned();
        }
        plain(&self.line(key))
    }

    /// A number, whole or not, or a text that holds one: `5`, `"5"`, `"5,000"`; `None` where it is empty.
    pub fn amount(&self, key: &str) -> Option<f64> {
        let value = self.get(key)?;
        let text = match value.get_ref() {
            DeValue::String(text) => plain(text),
            // Without quotes as a program writes it: with no 0 at its end.
            DeValue::Float(number) if number.as_str().ends_with('0') => number.as_str().to_owned(),
            _ => return self.number(key),
        };
        if text.is_empty() {
            return None;
        }
        if let Some([whole, with_fraction]) = two_readings(&text) {
            let message = Text {
                zh: format!("“{text}”可以读成两个数：是 {whole} 就写 {whole}，是小数就写 {with_fraction}"),
                en: format!(
                    "\"{text}\" can be read in two ways: write {whole}, or {with_fraction} where the point is a decimal one"
                ),
            };
            self.faults().add(value.span(), message, None);
            return None;
        }
        let number = with_decimal_comma(&text).or_else(|| without_thousands(&text)).and_then(|text| text.parse().ok());
        let number = number.filter(|number: &f64| number.is_finite());
        number.or_else(|| self.wrong(key, value, "数字", "a number"))
    }

    /// A year of `range`; `None` where it is absent or empty.
    pub fn year_if_any(&self, key: &str, range: RangeInclusive<i16>) -> Option<i16> {
        match self.get(key)?.get_ref() {
            DeValue::String(text) if is_blank(text) => None,
            _ => self.year(key, range),
        }
    }

    /// A whole day.
    pub fn day(&self, key: &str) -> Option<Date> {
        match self.of_our_time(key, self.parsed(key, PartialDate::parse, DAY)?)? {
            PartialDate::Day(date) => Some(date),
            PartialDate::Month(_) => self.get(key).and_then(|value| self.wrong(key, value, DAY[0], DAY[1])),
        }
    }

    /// A day or a month.
    pub fn date(&self, key: &str) -> Option<PartialDate> {
        self.of_our_time(key, self.parsed(key, PartialDate::parse, DATE)?)
    }

    /// A last day or month, or that there is none yet: 至今, "to now".
    pub fn end(&self, key: &str) -> Option<End> {
        let or_now = |text: &str| {
            if means_to_now(text) { Some(End::ToNow) } else { PartialDate::parse(text).map(End::On) }
        };
        match self.parsed(key, or_now, END)? {
            End::On(date) => self.of_our_time(key, date).map(End::On),
            End::ToNow => Some(End::ToNow),
        }
    }

    /// The date, unless its year is none of [`YEARS`]: a digit of it was mistyped.
    fn of_our_time(&self, key: &str, date: PartialDate) -> Option<PartialDate> {
        if YEARS.contains(&date.year()) {
            return Some(date);
        }
        self.impossible(key, self.get(key)?.span(), &date.to_string())
    }

    /// A year of `range`: a number, or a text that holds it.
    pub fn year(&self, key: &str, range: RangeInclusive<i16>) -> Option<i16> {
        self.require(key);
        let value = self.get(key)?;
        let year = match value.get_ref() {
            DeValue::String(text) => plain(text).trim_end_matches('年').parse().ok(),
            other => integer_of(other),
        };
        let good = year.and_then(|year: i64| i16::try_from(year).ok()).filter(|year| range.contains(year));
        if good.is_some() {
            return good;
        }
        let Some(year) = year else { return self.wrong(key, value, "年份，如 2020", "a year, such as 2020") };
        self.impossible(key, value.span(), &year.to_string())
    }

    fn impossible<T>(&self, key: &str, span: Range<usize>, said: &str) -> Option<T> {
        let message = Text { zh: format!("“{key}”不能是 {said}"), en: format!("`{key}` cannot be {said}") };
        self.faults().add(span, message, None);
        None
    }

    fn no_such_date<T>(&self, key: &str, span: Range<usize>, said: &str) -> Option<T> {
        let message = Text {
            zh: format!("“{key}”写的是 {said}，没有这个日期"),
            en: format!("`{key}` cannot be {said}: there is no such date"),
        };
        self.faults().add(span, message, None);
        None
    }

    /// Yes or no: `true`, `false`, or the words for them.
    pub fn yes(&self, key: &str) -> Option<bool> {
        let value = self.get(key)?;
        let DeValue::String(text) = value.get_ref() else { return self.flag(key) };
        match &*plain(text).to_lowercase() {
            "" => None,
            "true" | "yes" | "是" | "有" | "对" => Some(true),
            "false" | "no" | "否" | "不是" | "无" | "没有" => Some(false),
            _ => self.flag(key),
        }
    }

    /// One of the words of `choices`, or another word for one; `None` where it is empty.
    pub fn answer<T: Copy>(&self, key: &str, choices: &[(&str, T)], others: &[(&str, T)]) -> Option<T> {
        let (text, span) = self.spanned_text(key)?;
        let word = plain(&text).to_lowercase();
        if word.is_empty() {
            return None;
        }
        let is_meant = |known: &str| plain(known).to_lowercase() == word;
        let found = choices.iter().chain(others).find(|(known, _)| is_meant(known)).map(|(_, value)| *value);
        if found.is_none() {
            self.not_one_of(key, &text, span, choices);
        }
        found
    }

    /// A list of tables of at most `most`; one that is said in words to be none is empty.
    pub fn entries(&self, key: &str, most: usize) -> Option<Vec<Self>> {
        match self.get(key)?.get_ref() {
            DeValue::String(text) if matches!(&*plain(text).to_lowercase(), "无" | "没有" | "none") => {
                Some(Vec::new())
            }
            DeValue::String(text) if is_blank(text) => None,
            _ => self.tables_up_to(key, most),
        }
    }

    /// A text, a date or a number without quotes, read by `parse`.
    fn parsed<T>(&self, key: &str, parse: impl Fn(&str) -> Option<T>, [zh, en]: [&str; 2]) -> Option<T> {
        let value = self.get(key)?;
        let bare;
        let text = match value.get_ref() {
            DeValue::String(text) if is_blank(text) => return None,
            DeValue::String(text) => text,
            DeValue::Datetime(date) => {
                bare = date.to_string();
                &*bare
            }
            DeValue::Float(number) => number.as_str(),
            DeValue::Integer(number) => number.as_str(),
            _ => return self.wrong(key, value, zh, en),
        };
        parse(text).or_else(|| {
            if PartialDate::is_impossible(text) {
                return self.no_such_date(key, value.span(), text.trim());
            }
            self.wrong(key, value, zh, en)
        })
    }
}

/// `2,5`, `24500,00` and `1.234,56` as they are written with a decimal point; `None` for what may be something else: before
/// three digits a comma stands between thousands.
fn with_decimal_comma(text: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = text.split_once(',')?;
    let unsigned = whole.trim_start_matches(['-', '+']);
    let mut groups = unsigned.split('.');
    let first = groups.next().unwrap_or_default();
    let grouped = !unsigned.contains('.')
        || (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3 && digits(group));
    let good = digits(first) && grouped && digits(fraction) && fraction.len() != 3;
    good.then(|| format!("{}.{fraction}", whole.replace('.', "")))
}

/// A number without the commas of its thousands; `None` where a comma stands elsewhere.
fn without_thousands(text: &str) -> Option<String> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default().trim_start_matches(['-', '+']);
    let good = !whole.contains(',') || (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    (good && !text.get(whole.len()..).is_some_and(|rest| rest.contains(','))).then(|| text.replace(',', ""))
}

/// `19.500` is 19500 where points stand between thousands, and 19.5 elsewhere: both, as they are written without doubt. `None`
/// where a number can only be one of them; `3.875` is hardly ever meant as thousands.
fn two_readings(text: &str) -> Option<[String; 2]> {
    let (whole, rest) = text.trim_start_matches(['-', '+']).split_once('.')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = (1..=3).contains(&whole.len()) && rest.len() == 3 && digits(whole) && digits(rest);
    if !grouped || whole.starts_with('0') || (whole.len() == 1 && !rest.ends_with('0')) {
        return None;
    }
    let short = rest.trim_end_matches('0');
    let fraction = match (short.is_empty(), short.len() == rest.len()) {
        (true, _) => whole.to_owned(),
        (false, true) => format!("{whole}.{rest}0"),
        (false, false) => format!("{whole}.{short}"),
    };
    let sign = if text.starts_with('-') { "-" } else { "" };
    Some([format!("{sign}{whole}{rest}"), format!("{sign}{fraction}")])
}

/// A word without spaces and what else shows nothing, its full-width letters and digits as ASCII.
fn plain(text: &str) -> String {
    text.nfkc().filter(|character| !shows_nothing(*character)).collect()
}

#[cfg(test)]
mod tests {
    use super::{two_readings, with_decimal_comma, without_thousands};

    #[test]
    fn a_point_before_three_digits_may_be_one_of_thousands() {
        for (text, whole, fraction) in [
            ("19.500", "19500", "19.5"),
            ("98.125", "98125", "98.1250"),
            ("5.000", "5000", "5"),
            ("-12.345", "-12345", "-12.3450"),
        ] {
            assert_eq!(two_readings(text), Some([whole.to_owned(), fraction.to_owned()]), "{text}");
            assert!(two_readings(fraction).is_none() && two_readings(whole).is_none(), "{text}");
        }
        for text in ["3.875", "0.500", "19.5", "19.50", "1234.500", "1.234.500", "12.3456", "19500"] {
            assert_eq!(two_readings(text), None, "{text}");
        }
    }

    #[test]
    fn a_comma_is_one_of_thousands_or_the_number_is_none() {
        for (text, plain) in [("5,000", "5000"), ("11,904.50", "11904.50"), ("-1,234,567", "-1234567"), ("6.5", "6.5")]
        {
            assert_eq!(without_thousands(text).as_deref(), Some(plain));
        }
        for text in ["6,5", "13,25", "1234,567", ",500", "1,2345", "1.234,567", "1,23.4"] {
            assert_eq!(without_thousands(text), None, "{text}");
        }
    }

    #[test]
    fn a_comma_before_other_than_three_digits_is_a_decimal_one() {
        for (text, plain) in [
            ("2,5", "2.5"),
            ("13,25", "13.25"),
            ("24500,00", "24500.00"),
            ("-1.234,56", "-1234.56"),
            ("1,2345", "1.2345"),
        ] {
            assert_eq!(with_decimal_comma(text).as_deref(), Some(plain), "{text}");
        }
        for text in ["5,000", "1,234,567", "1,23.4", "1.23,4", ",5", "5,", "1.234,567", "a,5"] {
            assert_eq!(with_decimal_comma(text), None, "{text}");
        }
    }
}
