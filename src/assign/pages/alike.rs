//! Numbers that one name leaves open, and several together show to be pages: `正文一（扫描件）` beside `正文二（扫描件）`.

use super::together::is_nearly_a_count;
use super::{Page, Place};
use crate::assign::numbers::{digit_runs, han_number, leading_digits, ordinal, spelt_number};
use crate::assign::page_numerals::{UNITS, is_alone};
use crate::dossier::Claim;
use crate::text::typed::is_unspaced;
use std::collections::{BTreeMap, BTreeSet};

/// A number in a document's name.
struct Open {
    value: u32,
    /// The name without it.
    without: String,
    /// The same with a mark where it stood.
    template: String,
    /// Whether no unit follows it: with one it may put files in order, and says nothing of pages that are missing.
    plain: bool,
}

/// Takes the numbers of pages whose names are alike but for a number, and of one that has the number that is missing.
pub(super) fn take(read: &mut [(Claim, Page)]) {
    if read.len() > 1 && read.iter().any(|(_, page)| is_unnumbered(page)) {
        take_alike(read);
        fill_gaps(read);
    }
}

fn is_unnumbered(page: &Page) -> bool {
    page.number.number.is_none() && page.number.letter.is_none() && page.number.place == Place::Numbered
}

/// Of several names with nothing else to tell them apart the number is the page's. One that is like them and has none is the
/// first.
fn take_alike(read: &mut [(Claim, Page)]) {
    let mut alike: BTreeMap<String, Vec<(usize, Open)>> = BTreeMap::new();
    for (at, (_, page)) in read.iter().enumerate().filter(|(_, (_, page))| is_unnumbered(page)) {
        for open in open_numbers(&page.document) {
            alike.entry(open.template.clone()).or_default().push((at, open));
        }
    }
    let mut groups: Vec<Vec<(usize, Open)>> = alike.into_values().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    for group in groups {
        let group: Vec<_> =
            group.into_iter().filter(|(at, _)| read.get(*at).is_some_and(|(_, page)| is_unnumbered(page))).collect();
        let values: BTreeSet<u32> = group.iter().map(|(_, open)| open.value).collect();
        let Some((_, first)) = group.first() else { continue };
        let has_beginning = read.iter().any(|(_, page)| is_unnumbered(page) && page.document == first.without);
        if values.len() < group.len() || values.len() + usize::from(has_beginning) < 2 {
            continue;
        }
        let mut count = values;
        count.extend(has_beginning.then_some(1));
        let clear = is_nearly_a_count(&count) && group.iter().all(|(_, open)| open.plain);
        for (at, open) in group {
            if let Some((_, page)) = read.get_mut(at) {
                (page.number.number, page.number.clear) = (Some(open.value), clear);
                page.document = open.without;
            }
        }
    }
}

/// `正文1`, `正文2号`, `正文3`: the only number of a name that says no page, where just this one is missing among the others.
fn fill_gaps(read: &mut [(Claim, Page)]) {
    let numbers: BTreeSet<u32> = read.iter().filter_map(|(_, page)| page.number.number).collect();
    let Some(last) = numbers.last().copied() else { return };
    // What stands in all names, as the number of the paper, tells no page.
    let values =
        |page: &Page| -> BTreeSet<u32> { open_numbers(&page.document).iter().map(|open| open.value).collect() };
    let all = read.iter().map(|(_, page)| values(page)).reduce(|all, one| &all & &one).unwrap_or_default();
    let only = |page: &Page| {
        let mut open = open_numbers(&page.document).into_iter().filter(|open| !all.contains(&open.value));
        open.next().filter(|_| open.next().is_none()).map(|open| open.value)
    };
    let missing = |value: &u32| *value > 0 && *value <= last + 1 && !numbers.contains(value);
    let fitting: Vec<(usize, u32)> = (0..)
        .zip(read.iter())
        .filter(|(_, (_, page))| is_unnumbered(page))
        .filter_map(|(at, (_, page))| Some((at, only(page).filter(missing)?)))
        .collect();
    let mut count = numbers.clone();
    count.extend(fitting.iter().map(|(_, value)| *value));
    // Where more is missing, the gap is told as it is.
    let is_whole = count.len() == numbers.len() + fitting.len() && count.iter().copied().eq(1..=count.len() as u32);
    if is_whole {
        for (at, value) in fitting {
            if let Some((_, page)) = read.get_mut(at) {
                (page.number.number, page.number.clear) = (Some(value), false);
            }
        }
    }
}

/// The numbers of a document's name, in digits and in words, whatever stands around them. Digits beside a year are a date's.
fn open_numbers(document: &str) -> Vec<Open> {
    let runs = digit_runs(document);
    let dated = runs.iter().any(|(_, run)| run.len() >= 4);
    let mut found: Vec<(u32, usize, usize)> = Vec::new();
    if !dated {
        found.extend(runs.iter().filter_map(|(start, run)| Some((leading_digits(run)?, *start, start + run.len()))));
    }
    let mut at = 0;
    while let Some(rest) = document.get(at..).filter(|rest| !rest.is_empty()) {
        let word = if rest.starts_with(is_unspaced) {
            han_number(rest).or_else(|| spelt_number(rest))
        } else {
            ordinal(rest).or_else(|| spelt_number(rest)).filter(|(_, bytes)| is_word(document, at, at + bytes))
        };
        found.extend(word.map(|(value, bytes)| (value, at, at + bytes)));
        at += word.map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), |(_, bytes)| bytes);
    }
    let open = |(value, start, end): (u32, usize, usize)| {
        let (before, after) = (document.get(..start)?, document.get(end..)?);
        let plain = !after.starts_with(|unit| UNITS.contains(unit));
        Some(Open { value, without: format!("{before}{after}"), template: format!("{before}\u{1}{after}"), plain })
    };
    found.into_iter().filter_map(open).collect()
}

/// Whether no Latin letter or digit touches what stands at `start..end`.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    is_alone(text.get(..start).and_then(|before| before.chars().next_back()))
        && is_alone(text.get(end..).and_then(|after| after.chars().next()))
}
