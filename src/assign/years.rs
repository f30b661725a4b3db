//! The years that a path component gives.

use super::numbers::{digit_runs, digits_of_han_years, is_range_mark};
use super::spans;

/// A calendar year, or a range of them, that a name gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Years {
    /// First year.
    pub(super) from: i16,
    /// Last year; the same where the name gives one year.
    pub(super) to: i16,
    /// Byte range in the text.
    pub(super) span: (usize, usize),
}

/// Every year a text names, but for those of document numbers and, beside others, of whole dates: `2018`, `2018年`, `18年度`, `2016-2020`, `二〇一八年`. Runs of more than four digits (dates
/// of cameras, numbers of certificates) name none. `text` is NFKC and lower case but keeps its separators.
pub(super) fn years(text: &str) -> Vec<Years> {
    let text = digits_of_han_years(text);
    let mut all: Vec<(Years, Says)> = Vec::new();
    for (mut year, mut said) in single_years(&text) {
        let joins = |(before, says): &(Years, Says)| {
            let gap = text.get(before.span.1..year.span.0).unwrap_or_default();
            // `2018-2019-01-15` is of 2018, made on a day.
            let alike = *says == said || spans::behind_month(gap).is_some();
            before.from == before.to && before.from < year.from && alike && spans::joins(gap)
        };
        if let Some((before, says)) = all.pop_if(|before| joins(before)) {
            year = Years { from: before.from, span: (before.span.0, year.span.1), ..year };
            said = if says == Says::Year { says } else { said };
        }
        if year.from == year.to && spans::goes_on(text.get(year.span.1..).unwrap_or_default()) {
            year.to = spans::STILL;
        }
        all.push((year, said));
    }
    let least = if all.iter().any(|(_, says)| *says == Says::Year) { Says::Year } else { Says::Little };
    all.into_iter().filter(|(_, says)| *says == least).map(|(years, _)| years).collect()
}

/// Every year by itself, but for those of two dates that are written together, with what it says of the document.
fn single_years(text: &str) -> Vec<(Years, Says)> {
    let mut found: Vec<(Years, Says)> = Vec::new();
    for (start, run) in digit_runs(text) {
        let end = start + run.len();
        let last = found.last().map(|(years, _)| *years);
        if last.is_some_and(|last| start < last.span.1) {
            continue;
        }
        if let Some(((from, to), end, days)) = spans::written_together(text, start) {
            found.push((Years { from, to, span: (start, end) }, if days { Says::Little } else { Says::Year }));
            continue;
        }
        let after = text.get(end..).unwrap_or_default();
        let is_listed = || last.is_some_and(|last| goes_on_in_list(text, last, start));
        let year = match (run.len(), run.parse::<i16>()) {
            (4, Ok(year)) if (1950..=2099).contains(&year) => year,
            (2, Ok(short)) if after.starts_with('年') || (start > 0 && begins_short_range(after)) || is_listed() => {
                short + if short < 60 { 2000 } else { 1900 }
            }
            _ => continue,
        };
        found.push((Years { from: year, to: year, span: (start, end) }, says(after)));
    }
    found
}

/// `2017、18、19年`: whether a number of two digits goes on in a list that begins with a year and ends in 年.
fn goes_on_in_list(text: &str, before: Years, start: usize) -> bool {
    let is_mark = |gap: &str| matches!(gap.trim_matches([' ', '年']), "、" | "," | "和" | "及" | "&" | "+");
    let follows = |(from, to): (usize, usize)| text.get(from..to).is_some_and(is_mark);
    if !follows((before.span.1, start)) {
        return false;
    }
    let (mut year, mut end) = (before.to, before.span.1);
    for (at, run) in digit_runs(text).into_iter().skip_while(|(at, _)| *at < start) {
        let next = run.parse::<i16>().ok().filter(|_| run.len() == 2).map(|short| 2000 + short);
        let Some(next) = next.filter(|next| *next > year && follows((end, at))) else { return false };
        (year, end) = (next, at + run.len());
        if text.get(end..).is_some_and(|after| after.starts_with('年')) {
            return true;
        }
    }
    false
}

/// What a year says of the document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// Which year it is about.
    Year,
    /// On which day it was made, or a number that it may have: nothing beside another year.
    Little,
    /// Nothing: it is of the document's number, `州教发〔2019〕5号`, or of the month in which a form was filled in.
    Nothing,
}

fn says(after: &str) -> Says {
    if spans::behind_month(after).is_some_and(is_done_then) {
        return Says::Nothing;
    }
    let number = after.trim_start_matches(['〕', ']', ')', '】', '}', '〉', '》', ' ', '第', '-', '_']);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let is_number =
        (1..=4).contains(&digits) && number.get(digits..).is_some_and(|rest| rest.trim_start().starts_with('号'));
    match after.chars().next() {
        Some('〕' | ']' | ')' | '】' | '}' | '〉' | '》') if is_number => Says::Nothing,
        _ if is_number || is_day(after) => Says::Little,
        _ => Says::Year,
    }
}

/// Whether a text begins with what is done with a form some time after its year: `2020年1月填`.
fn is_done_then(text: &str) -> bool {
    const DONE: &[&str] = &["填", "制表", "打印", "复印", "扫描", "拍", "签字", "盖章", "上传"];
    let text = text.trim_start();
    // 复印件 is what the file is.
    let done = |word: &str| text.strip_prefix(word).is_some_and(|end| !end.starts_with(['件', '版', '稿']));
    DONE.iter().any(|word| done(word))
}

/// Whether month and day follow a year: `2019-01-15`, `2019年1月15日`.
fn is_day(after: &str) -> bool {
    let number = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let Some(month) = after.strip_prefix(['-', '.', '/', '年', '_']) else { return false };
    let day = month.get(number(month)..).and_then(|rest| rest.strip_prefix(['-', '.', '/', '月', '_']));
    (1..=2).contains(&number(month)) && day.is_some_and(|day| (1..=2).contains(&number(day)))
}

/// Whether `-20年` follows: `公需科目16-20年`. At the start of a name the first number is an ordinal (`03-19年度`).
fn begins_short_range(after: &str) -> bool {
    let digits = after.find(|character: char| character.is_ascii_digit()).unwrap_or(after.len());
    let rest = after.get(digits..).unwrap_or_default();
    let year = rest.get(2..).is_some_and(|tail| tail.starts_with('年'));
    year && rest.bytes().take(2).all(|byte| byte.is_ascii_digit()) && is_range_mark(after, 0, digits)
}

/// `16-20年公需科目`: the years that a text begins with, if its first number is no ordinal.
pub(super) fn short_range_at_start(text: &str) -> Option<(i16, i16)> {
    let year = |at: usize| text.get(at..at + 2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let from: i16 = year(0)?.parse().ok()?;
    if !begins_short_range(text.get(2..)?) {
        return None;
    }
    let second = text.get(2..)?.find(|character: char| character.is_ascii_digit())? + 2;
    let to: i16 = year(second)?.parse().ok()?;
    (from < to && to < 60).then_some((2000 + from, 2000 + to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> Vec<(i16, i16)> {
        years(text).iter().map(|years| (years.from, years.to)).collect()
    }

    #[test]
    fn years_as_people_write_them() {
        assert_eq!(spans("2018年度考核"), [(2018, 2018)]);
        assert_eq!(spans("18年度"), [(2018, 2018)]);
        assert_eq!(spans("二〇一九年"), [(2019, 2019)]);
        assert_eq!(spans("2016-2020公需"), [(2016, 2020)]);
        assert_eq!(spans("2016年至2020年"), [(2016, 2020)]);
        assert_eq!(spans("公需科目16-20年"), [(2016, 2020)]);
        assert_eq!(spans("03-19年度考核"), [(2019, 2019)]);
        assert_eq!(spans("2018 2019"), [(2018, 2018), (2019, 2019)]);
        assert_eq!(spans("2016_2020公需"), [(2016, 2016), (2020, 2020)], "as with a space or a point between them");
        assert_eq!(spans("img_20190305_101010"), []);
        assert_eq!(spans("正文18"), []);
        assert_eq!(spans("2018年考核定等文件(州教发〔2019〕5号)"), [(2018, 2018)]);
        assert_eq!(spans("新人社发[2014]12号 批准文件"), []);
        assert_eq!(spans("定等文件2018 1号"), [(2018, 2018)]);
        assert_eq!(spans("2018年考核定等文件(州教发2019 5号)"), [(2018, 2018)]);
        assert_eq!(spans("2018考核定等文件2019-01-15"), [(2018, 2018)]);
        assert_eq!(spans("公需科目2018.12.31"), [(2018, 2018)]);
        assert_eq!(spans("考核表(2020年1月填)"), []);
        assert_eq!(spans("2019年度考核表(2020.1.5签字)"), [(2019, 2019)]);
        assert_eq!(spans("2020年1月扫描件"), [(2020, 2020)]);
        assert_eq!(spans("2018年12月至2019年11月"), [(2018, 2019)]);
    }

    #[test]
    fn spans_with_months_days_and_lists() {
        for text in [
            "2017.9-2021.8聘书",
            "2017年1月-2021年12月聘书",
            "2017.01.01-2021.12.31聘书",
            "聘书 2017-09至2021-08",
            "201701-202112",
            "20170101-20211231",
            "聘书2017年9月—2021年8月",
            "2017.01.01-2021.12",
        ] {
            assert_eq!(spans(text), [(2017, 2021)], "{text}");
        }
        for text in ["聘书2017年至今", "2017—现在", "2017.9至今", "聘书(2017-present)"] {
            assert_eq!(spans(text), [(2017, spans::STILL)], "{text}");
        }
        let all = [2017, 2018, 2019, 2020, 2021].map(|year| (year, year));
        assert_eq!(spans("2017、18、19、20、21年"), all);
        assert_eq!(spans("2017,18年"), all[..2]);
        assert_eq!(spans("2017、18"), all[..1], "which may be the second and the eighteenth");
        assert_eq!(spans("2018年公需2017.01.01-2021.12.31"), [(2018, 2018)]);
        assert_eq!(spans("2018-2019-01-15"), [(2018, 2018)]);
        assert_eq!(spans("2017年9月2018年"), [(2017, 2017), (2018, 2018)]);
    }

    #[test]
    fn a_name_may_begin_with_years_of_two_digits() {
        assert_eq!(short_range_at_start("16-20年公需科目"), Some((2016, 2020)));
        assert_eq!(short_range_at_start("16年至20年公需科目"), Some((2016, 2020)));
        for other in ["16、20年公需科目", "2016-20年公需", "公需16-20年", "24-16年公需", "16-20公需", "1", "年"]
        {
            assert_eq!(short_range_at_start(other), None, "{other}");
        }
    }
}
