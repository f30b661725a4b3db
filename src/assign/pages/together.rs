//! What the names of several files say together of their pages: which of their numbers, letters and folders count.

use super::{Page, PageNumber, Place};
use crate::dossier::Claim;
use std::collections::BTreeSet;

/// Settles the number of each page by the names of the others.
pub(super) fn settle(read: &mut [(Claim, Page)]) {
    take_folders(read);
    take_letters(read);
    take_months(read);
    take_leading(read);
    take_other_side(read);
    take_pairs(read);
    leave_compounds(read);
    take_continued(read);
    super::alike::take(read);
}

/// `bulletin 2/1.jpg` is the second where it is the only file of its folder, and one of the pages of the second where it is not.
fn take_folders(read: &mut [(Claim, Page)]) {
    if read.len() < 2 {
        return;
    }
    let folders: Vec<_> = read.iter().map(|(_, page)| page.above.clone()).collect();
    for (at, (_, page)) in read.iter_mut().enumerate() {
        let Some(Some((number, document))) = folders.get(at) else { continue };
        if folders.iter().filter(|other| *other == &folders[at]).count() == 1 {
            (page.number, page.document, page.unlisted) = (*number, document.clone(), document.clone());
        } else if page.folder.1 == 0 {
            page.folder.1 = number.number.unwrap_or(0);
        }
    }
}

/// `正文a` to `正文k`: letters that count, where one of them can be no Roman numeral. That they are pages is clear where each of
/// several has one, from `a` on.
fn take_letters(read: &mut [(Claim, Page)]) {
    let plain = |letter: char| !matches!(letter, 'i' | 'v' | 'x');
    let letters: BTreeSet<char> = read.iter().filter_map(|(_, page)| page.number.letter).collect();
    let clear = read.len() > 1
        && letters.len() == read.len()
        && letters.first() == Some(&'a')
        && letters.last().is_some_and(|last| *last <= 'k')
        && read.iter().all(|(_, page)| page.number.number.is_none());
    if letters.into_iter().any(plain) {
        for (_, page) in read.iter_mut() {
            if let Some(letter) = page.number.letter {
                page.number.number = Some(u32::from(letter) - u32::from('a') + 1);
                page.number.clear = clear;
            }
        }
    }
}

/// `1-3` and `2-3`: the first two of three pages, where several names have the same second number and first ones up to it.
fn take_pairs(read: &mut [(Claim, Page)]) {
    let pairs: Option<Vec<(u32, u32)>> = read.iter().map(|(_, page)| page.number.pair).collect();
    let Some(pairs) = pairs.filter(|pairs| pairs.len() > 1) else { return };
    let numbers: BTreeSet<u32> = pairs.iter().map(|(number, _)| *number).collect();
    let totals: BTreeSet<u32> = pairs.iter().map(|(_, total)| *total).collect();
    let fits = numbers.last() <= totals.first() && numbers.first().is_some_and(|first| *first > 0);
    if totals.len() != 1 || numbers.len() != pairs.len() || !fits {
        return;
    }
    for ((_, page), (number, total)) in read.iter_mut().zip(pairs) {
        (page.number.number, page.number.total) = (Some(number), Some(total));
        (page.number.clear, page.number.compound) = (true, false);
    }
}

/// `合同续` by itself is a second page without a first.
fn take_continued(read: &mut [(Claim, Page)]) {
    if let [(_, page)] = read
        && page.number.continued
    {
        page.number.clear = true;
    }
}

/// `2018-1` to `2018-12`: what was taken for a month counts, where another number behind a year can be none for certain.
fn take_months(read: &mut [(Claim, Page)]) {
    let behind_a_year = |number: &PageNumber| number.number.is_some() && !number.clear;
    if read.iter().any(|(_, page)| behind_a_year(&page.number)) {
        for (_, page) in read.iter_mut().filter(|(_, page)| page.number.number.is_none()) {
            page.number.number = page.number.month;
            page.number.clear = false;
        }
    }
}

/// `1-2` and `3-4` are two pages each, `1-1` and `1-2` parts of one: where several names have two numbers, none is missing
/// for certain.
fn leave_compounds(read: &mut [(Claim, Page)]) {
    if read.iter().filter(|(_, page)| page.number.compound).count() > 1 {
        for (_, page) in read.iter_mut() {
            page.number.clear = false;
        }
    }
}

/// `1-正文`, `2-正文`: numbers before the words, which are pages where they alone tell the files apart. In `1-07-总结` that may be
/// the first: people number the pages in front of the list's own number.
fn take_leading(read: &mut [(Claim, Page)]) {
    let inner = |page: &Page| Some((page.leading?, page.unlisted.clone()));
    let outer = |page: &Page| page.outer.clone();
    let silent = read.iter().all(|(_, page)| page.number.number.is_none() && page.number.place == Place::Numbered);
    if read.len() < 2 || !silent {
        return;
    }
    let all = |before: &dyn Fn(&Page) -> Option<(u32, String)>| {
        let said: Vec<(u32, String)> = read.iter().map(|(_, page)| before(page)).collect::<Option<_>>()?;
        let numbers: BTreeSet<u32> = said.iter().map(|(number, _)| *number).collect();
        let documents: BTreeSet<&str> = said.iter().map(|(_, document)| document.as_str()).collect();
        (numbers.len() == said.len() && documents.len() == 1).then_some(said)
    };
    let Some(said) = all(&inner).or_else(|| all(&outer)) else { return };
    let clear = is_nearly_a_count(&said.iter().map(|(number, _)| *number).collect());
    for ((_, page), (number, document)) in read.iter_mut().zip(said) {
        (page.number.number, page.number.clear) = (Some(number), clear);
        page.document = document;
    }
}

/// `1正文`, `正文2`, `3正文`: numbers before the words and behind them are one count where they make one without a gap.
fn take_other_side(read: &mut [(Claim, Page)]) {
    let number = |page: &Page| match (page.number.number, page.leading) {
        (Some(behind), None) if page.number.clear => Some(behind),
        (None, Some(before)) if page.number.place == Place::Numbered => Some(before),
        _ => None,
    };
    let Some(numbers) = read.iter().map(|(_, page)| number(page)).collect::<Option<Vec<u32>>>() else { return };
    let count: BTreeSet<u32> = numbers.iter().copied().collect();
    let is_one_count = read.len() > 1 && count.iter().copied().eq(1..=read.len() as u32);
    let documents: BTreeSet<&str> = read.iter().map(|(_, page)| page.unlisted.as_str()).collect();
    if !is_one_count || documents.len() > 1 {
        return;
    }
    for ((_, page), number) in read.iter_mut().zip(numbers) {
        (page.number.number, page.number.clear) = (Some(number), true);
        page.document.clone_from(&page.unlisted);
    }
}

/// Whether numbers that may be a list's or a camera's are a count of pages for certain: at least three from 1 on, of which no
/// more than one is missing.
pub(super) fn is_nearly_a_count(numbers: &BTreeSet<u32>) -> bool {
    let (first, last) = (numbers.first().copied(), numbers.last().copied().unwrap_or(0));
    numbers.len() > 2 && first == Some(1) && last as usize <= numbers.len() + 1
}
