//! The year that a page is for.

use super::date::{Dated, dates};
use super::page::{Page, Strip};
use crate::dossier::understood::Year;

/// Labels before the year that a form is for, beside `年度` behind it.
const LABELS: [&str; 2] = ["年度", "年份"];

/// From this month on a signature is of its own year; up to [`EARLY`] of the one before (READING).
const LATE: i8 = 10;
const EARLY: i8 = 4;

/// The years that the page says it is for: `2018年度`, `年度：2018`, and, where there is none, `2018年` in a heading.
pub(super) fn said(page: &Page) -> Vec<Year> {
    let strips = || page.lines.iter().chain(&page.rows).chain(&page.headings);
    let said = distinct(strips(), |strip| spoken(&strip.text));
    if !said.is_empty() {
        return said;
    }
    distinct(page.headings.iter(), |strip| {
        let plain = dates(&strip.text).into_iter().filter(|dated| dated.month.is_none());
        plain.filter(|dated| strip.text.get(dated.place.end) == Some(&'年')).map(|dated| dated.year).collect()
    })
}

/// The years that the dates of its signatures point to.
pub(super) fn dated(page: &Page) -> Vec<Year> {
    distinct(page.lines.iter().chain(&page.rows), |strip| {
        dates(&strip.text).iter().filter_map(year_of_signature).collect()
    })
}

fn year_of_signature(dated: &Dated) -> Option<i16> {
    match dated.month? {
        month if month >= LATE => Some(dated.year),
        month if month <= EARLY => Some(dated.year - 1),
        _ => None,
    }
}

/// Every year on the page, in whatever sense.
pub(super) fn all(page: &Page) -> Vec<i16> {
    let mut years: Vec<i16> =
        page.lines.iter().chain(&page.rows).flat_map(|strip| dates(&strip.text)).map(|d| d.year).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Each year once, with the first strip that says it.
fn distinct<'p>(strips: impl Iterator<Item = &'p Strip>, of: impl Fn(&Strip) -> Vec<i16>) -> Vec<Year> {
    let mut found: Vec<Year> = Vec::new();
    for strip in strips {
        for year in of(strip) {
            if !found.iter().any(|known| known.year == year) {
                found.push(Year { year, seen: strip.seen.clone() });
            }
        }
    }
    found
}

/// Years with `年度` behind them or before them, and the further ones of a list (`年度：2016、2017`, `2018-2019学年度`).
fn spoken(text: &[char]) -> Vec<i16> {
    let found = dates(text);
    let mut years = Vec::new();
    let mut last_end = None;
    for dated in &found {
        let follows = last_end.is_some_and(|end: usize| is_list(text.get(end..dated.place.start).unwrap_or_default()));
        if dated.month.is_none()
            && (is_before_word(text, dated.place.end) || is_after_label(text, dated.place.start) || follows)
        {
            years.push(dated.year);
            last_end = Some(dated.place.end);
        }
    }
    years
}

/// `年度` behind the year, brackets aside: `(2018)年度`, `2018年度`.
fn is_before_word(text: &[char], end: usize) -> bool {
    let rest: Vec<char> = text.iter().skip(end).take(4).copied().filter(|character| *character != ')').collect();
    rest.starts_with(&['年', '度']) || rest.starts_with(&['学', '年'])
}

fn is_after_label(text: &[char], start: usize) -> bool {
    let before: Vec<char> = text.iter().take(start).copied().filter(|character| !":()".contains(*character)).collect();
    LABELS.iter().any(|label| before.ends_with(&label.chars().collect::<Vec<_>>()))
}

fn is_list(between: &[char]) -> bool {
    !between.is_empty() && between.iter().all(|character| "、,;/-至和年度".contains(*character))
}

#[cfg(test)]
mod tests {
    use super::super::testing::page;
    use super::*;

    fn years(lines: &[&str]) -> Vec<i16> {
        said(&page(lines)).iter().map(|year| year.year).collect()
    }

    #[test]
    fn however_they_are_written() {
        for text in [
            "（2018年度）",
            "(2018)年度考核登记表",
            "2018 年度",
            "二〇一八年度",
            "考核年度：2018",
            "年度 2018",
            "2018年 度考核",
        ] {
            assert_eq!(years(&[text]), [2018], "{text}");
        }
        assert_eq!(years(&["年度：2016、2017、2018"]), [2016, 2017, 2018]);
        assert_eq!(years(&["关于2018年考核结果的通知", "2019年1月18日"]), [2018], "a heading");
        assert_eq!(years(&["2019年1月18日"]), [0; 0]);
    }

    #[test]
    fn signatures_point_to_the_year_that_ends() {
        let of = |text| dated(&page(&[text])).iter().map(|year| year.year).collect::<Vec<_>>();
        assert_eq!(of("2018年12月20日"), [2018]);
        assert_eq!(of("2019.1.18"), [2018]);
        assert_eq!(of("2019年6月1日"), [0; 0]);
    }
}
