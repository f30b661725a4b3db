//! The year that a page is for.

use super::date::Dated;
use super::page::{Page, Strip};
use crate::dossier::understood::{Seen, Year};
use crate::profile::Profile;
use crate::profile::says::{Phrase, Title};
use crate::text::plain::{find, plain};

/// Labels before the year that a form is for, beside `年度` behind it.
const LABELS: [&str; 2] = ["年度", "年份"];

/// From this month on a signature is of its own year; up to [`EARLY`] of the one before (READING).
const LATE: i8 = 10;
const EARLY: i8 = 4;

/// A shorter title is also a word of the body: 考核.
const TITLE: usize = 4;

/// The years that the page says it is for: `2018年度`, `年度：2018`; where there is none, `2018年` in a heading; and where
/// there is none either, `2018年` right before one of the `titles` that documents of a year have.
pub(super) fn said(page: &Page, titles: &[Vec<char>]) -> Vec<Year> {
    let strips = || page.lines.iter().chain(&page.rows).chain(&page.headings);
    let plain = |strip: &Strip, fits: &dyn Fn(&[char]) -> bool| -> Vec<i16> {
        let bare = strip.dates.iter().filter(|dated| dated.month.is_none());
        let behind = |dated: &Dated| strip.text.get(dated.place.end..).and_then(|rest| rest.strip_prefix(&['年']));
        bare.filter(|dated| behind(dated).is_some_and(fits)).map(|dated| dated.year).collect()
    };
    let of_title = |rest: &[char]| titles.iter().any(|title| find(title, rest).is_some_and(|place| place.start == 0));
    let mut said = distinct(strips(), spoken);
    if said.is_empty() {
        said = distinct(page.headings.iter(), |strip| plain(strip, &|rest| !is_date(rest)));
    }
    if said.is_empty() { distinct(strips(), |strip| plain(strip, &of_title)) } else { said }
}

/// The titles of documents that are asked for by year, as words that stand behind one: `2018年公需科目`.
pub(super) fn titles(profile: &Profile) -> Vec<Vec<char>> {
    let parts = profile.items.iter().flat_map(|item| &item.parts).filter_map(|part| part.says.as_ref());
    let titles = parts.filter(|says| says.year).flat_map(|says| &says.titles);
    let phrases = titles.flat_map(|Title { line, with }| [line].into_iter().chain(with));
    let words = phrases.filter_map(|phrase| if let Phrase::Words(words) = phrase { words.first() } else { None });
    words.map(|word| plain(word)).filter(|word| word.len() >= TITLE).collect()
}

/// The years that the dates of its signatures point to.
pub(super) fn dated(page: &Page) -> Vec<Year> {
    distinct(page.lines.iter().chain(&page.rows), |strip| strip.dates.iter().filter_map(year_of_signature).collect())
}

/// How many signatures have a whole date that points to a year, and every year on the page, those dates as the year that they
/// point to: on a form of 2019 that is signed in January 2020 nothing is of 2020.
pub(super) fn signed(page: &Page) -> (usize, Vec<i16>) {
    let of_signature = |dated: &Dated| dated.day.and(year_of_signature(dated));
    let found = || page.lines.iter().flat_map(|strip| &strip.dates);
    let mut years: Vec<i16> = found().map(|dated| of_signature(dated).unwrap_or(dated.year)).collect();
    years.sort_unstable();
    years.dedup();
    (found().filter(|dated| of_signature(dated).is_some()).count(), years)
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
        page.lines.iter().chain(&page.rows).flat_map(|strip| &strip.dates).map(|dated| dated.year).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Each year once, with the strip that says it most clearly: one that is read poorly takes nothing from another.
fn distinct<'p>(strips: impl Iterator<Item = &'p Strip>, of: impl Fn(&Strip) -> Vec<i16>) -> Vec<Year> {
    let mut found: Vec<Year> = Vec::new();
    for strip in strips {
        for year in of(strip) {
            match found.iter_mut().find(|known| known.year == year) {
                Some(known) if clearness(&strip.seen) > clearness(&known.seen) => known.seen = strip.seen.clone(),
                Some(_) => {}
                None => found.push(Year { year, seen: strip.seen.clone() }),
            }
        }
    }
    found
}

/// All characters at 80 are as much as the numerals alone at 95.
fn clearness(seen: &Seen) -> (u8, u8) {
    (seen.least.max(seen.numerals.saturating_sub(15)), seen.confidence)
}

/// Years with `年度` behind them or before them, and the further ones of a list (`年度：2016、2017`, `2018-2019学年度`).
fn spoken(strip: &Strip) -> Vec<i16> {
    let text = &strip.text;
    let mut years = Vec::new();
    let mut last_end = None;
    for dated in &strip.dates {
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

/// Whether what stands behind `2018年` makes it a date, though its month was not read.
fn is_date(rest: &[char]) -> bool {
    let begins = rest.first().is_some_and(char::is_ascii_digit);
    begins || rest.iter().take(6).any(|character| ['月', '日'].contains(character))
}

fn is_list(between: &[char]) -> bool {
    !between.is_empty() && between.iter().all(|character| "、,;/-至和年度".contains(*character))
}

#[cfg(test)]
mod tests {
    use super::super::testing::page;
    use super::*;

    fn years(lines: &[&str]) -> Vec<i16> {
        said(&page(lines), &[plain("公需科目")]).iter().map(|year| year.year).collect()
    }

    #[test]
    fn a_year_before_the_title_of_what_is_asked_for_by_year() {
        let body = ["继续教育合格证书", "王某完成2017年公需科目学习，成绩合格。"];
        let lines = [body.as_slice(), &["某某州人社局"; 6], &["2018年3月5日"]].concat();
        assert_eq!(years(&lines), [2017]);
        let lines = [&["继续教育合格证书"][..], &["某某州人社局"; 6], &["王某于2017年入校。"]].concat();
        assert_eq!(years(&lines), [0; 0]);
    }

    #[test]
    fn the_clearest_of_two_lines_counts() {
        let mut read = super::super::testing::reading(&["关于公布2018年度考核结果的通知", "2018年度考核已经结束。"]);
        (read.lines[0].numerals, read.lines[0].least) = (66, 54);
        let said = said(&Page::new(&read), &[]);
        assert_eq!(said.iter().map(|year| year.seen.numerals).collect::<Vec<_>>(), [98]);
        (read.lines[0].numerals, read.lines[0].least) = (85, 82);
        (read.lines[1].numerals, read.lines[1].least) = (94, 60);
        let said = super::said(&Page::new(&read), &[]);
        assert_eq!(said.iter().map(|year| year.seen.least).collect::<Vec<_>>(), [82]);
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
        for text in ["组长2020年的月9日", "组长2020年1的9我"] {
            assert_eq!(years(&[text]), [0; 0], "a date that was misread: {text}");
        }
    }

    #[test]
    fn a_form_signed_in_january_has_nothing_of_the_new_year() {
        let of = |lines: &[&str]| signed(&page(lines));
        assert_eq!(of(&["签名2020年1月8日", "盖章 2020年1月10日"]), (2, vec![2019]));
        assert_eq!(of(&["签名2020年1月8日", "聘期至2020年1月", "盖章 2019年12月20日"]), (2, vec![2019, 2020]));
    }

    #[test]
    fn signatures_point_to_the_year_that_ends() {
        let of = |text| dated(&page(&[text])).iter().map(|year| year.year).collect::<Vec<_>>();
        assert_eq!(of("2018年12月20日"), [2018]);
        assert_eq!(of("2019.1.18"), [2018]);
        assert_eq!(of("2019年6月1日"), [0; 0]);
    }
}
