//! Spans of years in a name: from one year to another, with their months or days or without, and up to this day.

use super::numbers::{digit_runs, is_range_mark};

/// The last year of a span that goes on: no name says a later one.
pub(super) const STILL: i16 = 2099;

/// Words for this day at the end of a span.
const THIS_DAY: &[&str] = &["今", "现在", "目前", "当前", "present", "now", "today", "date"];

/// Whether what stands between two years makes a span of them: `-`, `年9月至`, `.01.01-`.
pub(super) fn joins(gap: &str) -> bool {
    let is_mark = |gap: &str| {
        let gap = gap.trim_start();
        let gap = gap.strip_prefix('起').unwrap_or(gap);
        is_range_mark(gap, 0, gap.len())
    };
    is_mark(gap) || behind_month(gap).is_some_and(is_mark)
}

/// Whether the span that begins with a year goes on, by what follows the year: `至今`, `.9-现在`, `年以来`.
pub(super) fn goes_on(after: &str) -> bool {
    let said = |text: &str| {
        let text = text.trim_start_matches([' ', '_']);
        let text = text.strip_prefix(['年', '度']).unwrap_or(text).trim_start();
        let behind = text.trim_start_matches(['-', '~', '–', '—', '−', '〜', '‐', '至', '到', '迄', ' ', '_']);
        let behind = if behind.len() < text.len() { behind } else { text.strip_prefix("to ").unwrap_or(text) };
        let is_joined = behind.len() < text.len();
        let ends = |word: &str| {
            let goes_on = |next: char| next.is_ascii_alphabetic() || matches!(next, '年' | '日');
            behind.strip_prefix(word).is_some_and(|end| !end.starts_with(goes_on))
        };
        text.starts_with("以来") || (is_joined && THIS_DAY.iter().any(|word| ends(word)))
    };
    said(after) || behind_month(after).is_some_and(said)
}

/// The years of a span of two dates that are written together, `201701-202112` or `20170101-20211231`, or of one that goes
/// on; where it ends; and whether it gives days. `at` is where its first digit stands.
pub(super) fn written_together(text: &str, at: usize) -> Option<((i16, i16), usize, bool)> {
    let runs = digit_runs(text.get(at..)?);
    let [(0, first), rest @ ..] = runs.as_slice() else { return None };
    let from = together(first)?;
    let days = first.len() == 8;
    let end = at + first.len();
    if goes_on(text.get(end..)?) {
        return Some(((from.0, STILL), end, days));
    }
    let (second_at, second) = rest.first()?;
    let to = together(second).filter(|to| second.len() == first.len() && from < *to)?;
    is_range_mark(text, end, at + second_at).then_some(((from.0, to.0), at + second_at + second.len(), days))
}

/// `201701`, `20170101` as year, month and day.
fn together(digits: &str) -> Option<(i16, i16, i16)> {
    let part = |from, to| digits.get(from..to)?.parse::<i16>().ok();
    let (year, month) = (part(0, 4)?, part(4, 6)?);
    let day = match digits.len() {
        6 => 1,
        8 => part(6, 8)?,
        _ => return None,
    };
    let good = (1950..=STILL).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    good.then_some((year, month, day))
}

/// `17-21`: two years of two digits each, if the numbers are years at all.
pub(super) fn short(text: &str) -> Option<(i16, i16)> {
    digit_runs(text).windows(2).find_map(|pair| {
        let [(at, first), (second_at, second)] = pair else { return None };
        let two = first.len() == 2 && second.len() == 2 && is_range_mark(text, at + 2, *second_at);
        let (from, to): (i16, i16) = (first.parse().ok()?, second.parse().ok()?);
        (two && from < to && to < 60).then_some((2000 + from, 2000 + to))
    })
}

/// What follows the month, and the day, behind a year: `年9月`, `-09`, `.01.01`.
pub(super) fn behind_month(after: &str) -> Option<&str> {
    let rest = after.trim_start();
    let mark = rest.chars().next().filter(|mark| "-./年_".contains(*mark));
    let rest = number(mark.map_or(rest, |mark| rest.trim_start_matches(mark)), 12)?.trim_start();
    let before_day = mark.map(|mark| if mark == '年' { '月' } else { mark });
    let day = before_day.and_then(|mark| number(rest.strip_prefix(mark)?, 31));
    let after_month = rest.strip_prefix("月份").or_else(|| rest.strip_prefix('月')).unwrap_or(rest);
    Some(day.map_or(after_month, |rest| rest.trim_start().trim_start_matches(['日', '号'])))
}

/// What follows a number of one or two digits up to `most`.
fn number(text: &str, most: u8) -> Option<&str> {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let value: u8 = text.get(..digits).filter(|digits| digits.len() <= 2)?.parse().ok()?;
    (1..=most).contains(&value).then(|| text.get(digits..))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_days_may_stand_between_two_years() {
        for gap in ["-", "年至", ".9-", "年1月-", "-09至", ".01.01-", "年9月份至", "年 9 月 ~ ", "-9-1—", "年9月起至"]
        {
            assert!(joins(gap), "{gap}");
        }
        for gap in ["", " ", "_", "、", ".13-", "年考核", ".9", "-09", "年9月发、", ".9-8-"] {
            assert!(!joins(gap), "{gap}");
        }
    }

    #[test]
    fn a_span_may_go_on() {
        for after in ["年至今", "—现在", ".9至今", "年9月-至今聘书", " to present", "-present", "年以来"]
        {
            assert!(goes_on(after), "{after}");
        }
        for after in ["", "年", "年今年", "-", "年至今年聘书", "-2020", "-nowak", "年现在", "年9月"] {
            assert!(!goes_on(after), "{after}");
        }
    }

    #[test]
    fn dates_may_be_written_together() {
        let years = |text: &str| written_together(text, 0).map(|(years, _, _)| years);
        assert_eq!(years("201701-202112聘书"), Some((2017, 2021)));
        assert_eq!(years("20170101至20211231"), Some((2017, 2021)));
        assert_eq!(years("201709至今"), Some((2017, STILL)));
        for other in ["201701", "201713-202112", "20190305-101010", "202112-201701", "201701-20211231", "2017-2021"] {
            assert_eq!(years(other), None, "{other}");
        }
        assert_eq!(
            (short("聘书17-21"), short("17、21"), short("2017-21"), short("21-17")),
            (Some((2017, 2021)), None, None, None)
        );
    }
}
