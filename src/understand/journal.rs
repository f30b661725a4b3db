//! What a journal's pages say of themselves: issue, name, page numbers.

use super::date::{Dated, dates};
use super::page::{Page, Strip, usual_height};
use crate::dossier::understood::{Issue, Seen};
use crate::text::plain::plain;

/// The largest line of a cover is so many times as tall as half of the lines.
const LARGE: u32 = 2;

/// Printed page numbers stand above or below these, ten-thousandths of the height.
const HEAD: u16 = 700;
const FOOT: u16 = 9300;

/// The one issue that a page names (`2020年第6期`); nothing where it names several.
pub(super) fn issue(page: &Page) -> Option<Issue> {
    let mut found: Vec<Issue> = Vec::new();
    for strip in page.lines.iter().chain(&page.rows) {
        for (year, number) in issues(&strip.text, &strip.dates) {
            if !found.iter().any(|known| (known.year, known.number) == (year, number)) {
                found.push(Issue { year, number, seen: strip.seen.clone() });
            }
        }
    }
    (found.len() == 1).then(|| found.pop()).flatten()
}

/// The one issue that a text of `applicant.toml` names: year and number.
pub(super) fn only_issue(text: &str) -> Option<(i16, u16)> {
    let text = plain(text);
    if let [only] = issues(&text, &dates(&text)).as_slice() { Some(*only) } else { None }
}

/// Years with the number of an issue behind them.
fn issues(text: &[char], dates: &[Dated]) -> Vec<(i16, u16)> {
    let numbers = dates.iter().filter(|dated| dated.month.is_none()).filter_map(|dated| {
        let rest = text.get(dated.place.end..)?;
        let rest = rest.strip_prefix(&['年']).unwrap_or(rest);
        let rest = rest.strip_prefix(&['第']).unwrap_or(rest);
        let digits: String = rest.iter().take_while(|character| character.is_ascii_digit()).collect();
        let is_issue = rest.get(digits.len()) == Some(&'期');
        Some((dated.year, digits.parse().ok().filter(|_| is_issue)?))
    });
    numbers.collect()
}

/// The largest line, where it is much larger than the others.
pub(super) fn largest(page: &Page) -> Option<Seen> {
    let usual = u32::from(usual_height(&page.lines));
    let tallest: &Strip = page.lines.iter().filter(|line| line.text.len() > 1).max_by_key(|line| line.height)?;
    (u32::from(tallest.height) >= usual * LARGE).then(|| tallest.seen.clone())
}

/// The page number printed in a margin, where there is exactly one.
pub(super) fn page_number(page: &Page) -> Option<u32> {
    let in_margin = |line: &&Strip| line.seen.at[3] <= HEAD || line.seen.at[1] >= FOOT;
    let mut numbers: Vec<u32> = page.lines.iter().filter(in_margin).filter_map(|line| number(&line.text)).collect();
    numbers.dedup();
    if let [only] = numbers.as_slice() { Some(*only) } else { None }
}

/// A line that is a page number and nothing else: `45`, `- 45 -`, `第3页`, `第3页共5页`.
fn number(text: &[char]) -> Option<u32> {
    let text: String = text.iter().collect();
    let bare = text.trim_matches(|character: char| !character.is_alphanumeric());
    let bare = bare.strip_prefix('第').map_or(bare, |rest| rest.split_once('页').map_or(rest, |(number, _)| number));
    let good = (1..=4).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit());
    good.then(|| bare.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::super::testing::page;
    use super::*;
    use crate::text::plain::plain;

    #[test]
    fn issues_of_a_year() {
        assert_eq!(only_issue("2020年第6期 总第312期"), Some((2020, 6)));
        assert_eq!(only_issue("2020年6月"), None);
        assert_eq!(issue(&page(&["2020年第6期", "2020年第7期"])), None);
        assert_eq!(issue(&page(&["2020年第6期"])).map(|issue| issue.number), Some(6));
    }

    #[test]
    fn numbers_of_pages() {
        for (text, expected) in [("- 45 -", 45), ("· 45 ·", 45), ("第 3 页", 3), ("第3页 共5页", 3), ("45", 45)]
        {
            assert_eq!(number(&plain(text)), Some(expected), "{text}");
        }
        for text in ["2020年", "12345", "第6期", "", "a4"] {
            assert_eq!(number(&plain(text)), None, "{text}");
        }
    }
}
