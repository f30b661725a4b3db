//! The years, months and days that a name gives, for lists whose entries are called by one: payslips by their month, reports by
//! their year, meetings by their day.

use super::month_words::digits_of_months;
use super::numbers::{digit_runs, digits_of_han_years, is_range_mark};
use super::years::{Years, years};
use std::fmt;

/// A point in time as names give it, from the year down; what is not said is absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i16>,
    pub(super) day: Option<i16>,
}

/// A point, or a range of them, and where it stands in the text, bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) first: Point,
    pub(super) last: Point,
    pub(super) span: (usize, usize),
    /// It may mean something else as well: `1-6月工资单` may be June's, the first of a list.
    pub(super) unsure: bool,
    /// It is one of several that a mark makes a list of: `5、6月`.
    pub(super) listed: bool,
}

/// What a name gives, and the name without it: no digit of a date is then taken for another number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Dates {
    pub(super) mentions: Vec<Mention>,
    pub(super) rest: String,
}

impl Dates {
    /// Reads a component of a path, which is NFKC and lower case and keeps its separators.
    pub(super) fn of(text: &str) -> Self {
        let text = digits_of_months(&digits_of_han_years(text));
        let mentions = mentions(&text);
        let mut rest = text;
        for mention in mentions.iter().rev() {
            rest.replace_range(mention.span.0..mention.span.1, " ");
        }
        Self { mentions, rest }
    }

    /// Whether there is nothing else in the name.
    pub(super) fn is_all(&self) -> bool {
        !self.mentions.is_empty() && !self.rest.chars().any(char::is_alphanumeric)
    }
}

impl Point {
    fn shares(self, other: Self) -> [(Option<i16>, Option<i16>); 3] {
        [(self.year, other.year), (self.month, other.month), (self.day, other.day)]
    }
}

/// As a person would write it: `2026-06`, `6月`.
impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => write!(f, "{year}-{month:02}-{day:02}"),
            (Some(year), Some(month), None) => write!(f, "{year}-{month:02}"),
            (Some(year), None, _) => write!(f, "{year}"),
            (None, Some(month), Some(day)) => write!(f, "{month}月{day}日"),
            (None, Some(month), None) => write!(f, "{month}月"),
            (None, None, _) => Ok(()),
        }
    }
}

impl Mention {
    /// Whether it may mean this point, as far as both say.
    pub(super) fn may_be(&self, point: Point) -> bool {
        let compared = |bound: Point| {
            let pairs = bound.shares(point).into_iter();
            let (bound, point): (Vec<i16>, Vec<i16>) = pairs.filter_map(|(one, other)| one.zip(other)).unzip();
            point.cmp(&bound)
        };
        let starts = self.first.year.is_none() || point.year.is_some();
        starts && compared(self.first).is_ge() && compared(self.last).is_le()
    }
}

fn mentions(text: &str) -> Vec<Mention> {
    let runs = digit_runs(text);
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < runs.len() {
        let (mention, taken) = read(text, &runs, at).map_or((None, 1), |(one, taken)| (Some(one), taken));
        found.extend(mention);
        at += taken;
    }
    let apart = |years: &Years| found.iter().all(|one| one.span.1 <= years.span.0 || years.span.1 <= one.span.0);
    let years: Vec<Mention> =
        years(text).iter().filter(|years| apart(years)).map(|years| of_years(text, years)).collect();
    found.extend(years);
    found.sort_by_key(|mention| mention.span);
    joined(text, found)
}

fn of_years(text: &str, years: &Years) -> Mention {
    let year = |year| Point { year: Some(year), ..Point::default() };
    let span = (years.span.0, years.span.1 + ends_with(text, years.span.1, &["年度", "年"]));
    Mention { first: year(years.from), last: year(years.to), span, unsure: false, listed: false }
}

/// Ranges in one: `2026-01至2026-03`, `2026年1-3月`, which has the year once.
fn joined(text: &str, found: Vec<Mention>) -> Vec<Mention> {
    let mut all: Vec<Mention> = Vec::new();
    for mut next in found {
        // `2026年5、6月`
        if let Some(before) = all.last_mut().filter(|before| is_list_mark(text, before.span.1, next.span.0)) {
            (before.listed, next.listed) = (true, true);
            if let (Some(year), None, Some(_)) = (before.last.year, next.first.year, next.first.month) {
                (next.first.year, next.last.year) = (Some(year), Some(year));
            }
        }
        let joins = |before: &Mention| {
            let (a, b) = (before.first, next.first);
            let alike = (a.month.is_some(), a.day.is_some()) == (b.month.is_some(), b.day.is_some());
            let years = b.year.is_none() || a.year.is_some();
            let single = before.first == before.last && a.month.is_some();
            alike && years && single && is_range_mark(text, before.span.1, next.span.0)
        };
        match all.last_mut().filter(|before| joins(before)) {
            Some(before) => {
                // At the start of a name a first number is often that of a list.
                before.unsure |= before.span.0 == 0 && before.first.year.is_none();
                before.last = Point { year: next.first.year.or(before.first.year), ..next.first };
                before.span.1 = next.span.1;
            }
            None => all.push(next),
        }
    }
    all
}

/// The mention that begins with a run of digits, and how many runs it takes.
fn read(text: &str, runs: &[(usize, &str)], at: usize) -> Option<(Mention, usize)> {
    let run = |ahead: usize| runs.get(at + ahead).map(|(start, run)| (*start, start + run.len(), *run));
    let (start, end, first) = run(0)?;
    let gap = |ahead: usize| Some(text.get(run(ahead - 1)?.1..run(ahead)?.0)?.trim());
    let point = |year, month, day| Point { year, month, day };
    let whole = |point: Point, end: usize, taken: usize| {
        let span = (start, end + ends_with(text, end, &["月份", "月", "日", "号"]));
        Some((Mention { first: point, last: point, span, unsure: false, listed: false }, taken))
    };
    if let Some(year) = year(text, first, end) {
        let mark = gap(1).filter(|mark| matches!(*mark, "-" | "." | "/" | "_" | "" | "年"));
        let named = run(1).and_then(|(_, end, digits)| {
            let month = number(digits, 1..=12)?;
            let is_month = mark? != "年" || is_of_months(text, runs, at + 1);
            (is_month && !counts(text, end)).then_some((month, end))
        });
        let (month, month_end) = named?;
        let day = run(2).and_then(|(_, end, digits)| {
            let day = number(digits, 1..=31)?;
            let after = text.get(end..).unwrap_or_default();
            let is_day = match gap(2)? {
                "月" => after.starts_with(['日', '号']),
                between => Some(between) == mark && !between.is_empty() && !counts(text, end),
            };
            is_day.then_some((day, end))
        });
        return match day {
            Some((day, end)) => whole(point(Some(year), Some(month), Some(day)), end, 3),
            None => whole(point(Some(year), Some(month), None), month_end, 2),
        };
    }
    let behind_a_day = at.checked_sub(1).and_then(|before| runs.get(before)).is_some_and(|(_, run)| run.len() == 8);
    if let Some((year, month, day)) = together(text, first, start, end).filter(|_| !behind_a_day) {
        return whole(point(Some(year), Some(month), day), end, 1);
    }
    // `06.2026`, `01.06.2026`
    let marked = |ahead: usize| gap(ahead).filter(|mark| matches!(*mark, "-" | "." | "/"));
    let year_at = |ahead: usize| {
        let (_, end, digits) = run(ahead)?;
        // `1-2026-06` is the first, of June, and `01-2023年度` of a year.
        let begins = read(text, runs, at + ahead).is_some() || text.get(end..)?.starts_with('年');
        Some((year(text, digits, end).filter(|_| !begins)?, end))
    };
    if let (Some(day), Some((_, _, month)), Some((year, end))) = (number(first, 1..=31), run(1), year_at(2))
        && let (Some(month), Some(mark)) = (number(month, 1..=12), marked(1))
        && marked(2) == Some(mark)
    {
        return whole(point(Some(year), Some(month), Some(day)), end, 3);
    }
    let month = number(first, 1..=12)?;
    if let (Some(mark), Some((year, end))) = (marked(1), year_at(1)) {
        let (mention, taken) = whole(point(Some(year), Some(month), None), end, 2)?;
        // At the start of a name a first number is often that of a list.
        return Some((Mention { unsure: start == 0 && mark == "-", ..mention }, taken));
    }
    if !is_of_months(text, runs, at) {
        return None;
    }
    // `6月1日`
    let day = run(1).and_then(|(_, end, digits)| Some((number(digits, 1..=31)?, end)));
    let day = day.filter(|(_, end)| {
        gap(1) == Some("月") && text.get(*end..).is_some_and(|after| after.starts_with(['日', '号']))
    });
    match day {
        Some((day, end)) => whole(point(None, Some(month), Some(day)), end, 2),
        None => whole(point(None, Some(month), None), end, 1),
    }
}

/// Whether 月 follows a number, or stands behind the number that it makes a range or a list with: `6月`, `1-3月`, `5、6月`.
fn is_of_months(text: &str, runs: &[(usize, &str)], at: usize) -> bool {
    let Some((start, run)) = runs.get(at) else { return false };
    let after = text.get(start + run.len()..).unwrap_or_default();
    let before = text.get(..*start).unwrap_or_default();
    // 近3月, 第3月: how many months, or which of them.
    if before.trim_end().ends_with(['近', '前', '后', '第', '共', '满']) || number(run, 1..=12).is_none() {
        return false;
    }
    if after.trim_start().starts_with('月') {
        return true;
    }
    let Some((next, _)) = runs.get(at + 1) else { return false };
    let (from, to) = (start + run.len(), *next);
    (is_list_mark(text, from, to) || is_range_mark(text, from, to)) && is_of_months(text, runs, at + 1)
}

fn is_list_mark(text: &str, from: usize, to: usize) -> bool {
    let gap = text.get(from..to).unwrap_or_default().trim().trim_start_matches('月');
    matches!(gap, "、" | "," | "和" | "及" | "&" | "+")
}

/// A year of four digits, or of two before 年.
fn year(text: &str, digits: &str, end: usize) -> Option<i16> {
    let value: i16 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(value).filter(|year| (1950..=2099).contains(year)),
        2 if text.get(end..).is_some_and(|after| after.starts_with('年')) => {
            Some(value + if value < 60 { 2000 } else { 1900 })
        }
        _ => None,
    }
}

/// `202606`, `20260601`; not the time at which a camera took a picture.
fn together(text: &str, digits: &str, start: usize, end: usize) -> Option<(i16, i16, Option<i16>)> {
    let part = |from, to| digits.get(from..to)?.parse::<i16>().ok();
    let (year, month) = (part(0, 4)?, part(4, 6)?);
    let day = match digits.len() {
        6 => None,
        8 => Some(part(6, 8)?),
        _ => return None,
    };
    let good =
        (1950..=2099).contains(&year) && (1..=12).contains(&month) && day.is_none_or(|day| (1..=31).contains(&day));
    let behind = text.get(end..)?.trim_start_matches(['_', '-', ' ']);
    let is_timed = day.is_some() && behind.bytes().take_while(u8::is_ascii_digit).count() >= 4;
    let before = text.get(..start)?.trim_end_matches(['_', '-', ' ']);
    let by_a_camera = super::pages::COUNTERS.iter().any(|word| before.ends_with(word));
    (good && !is_timed && !by_a_camera).then_some((year, month, day))
}

fn number(digits: &str, range: std::ops::RangeInclusive<i16>) -> Option<i16> {
    let value = digits.parse().ok().filter(|_| digits.len() <= 2)?;
    range.contains(&value).then_some(value)
}

/// Whether what follows says that a number is none of a date: `2026-3份`.
fn counts(text: &str, end: usize) -> bool {
    let after = text.get(end..).unwrap_or_default().trim_start();
    after.starts_with(|next: char| "页张面份个期稿等级版号本册次篇项人元第".contains(next))
}

/// How many bytes of one of these words follow.
fn ends_with(text: &str, at: usize, words: &[&str]) -> usize {
    let after = text.get(at..).unwrap_or_default();
    words.iter().find(|word| after.starts_with(**word)).map_or(0, |word| word.len())
}

#[cfg(test)]
mod tests;
