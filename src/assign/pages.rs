//! The order of a part's pages, from the names of its files.

use super::page_number::{self, PageNumber, Place};
use super::reading::{Component, Target, natural_order};
use crate::dossier::slot::PageMark;
use crate::dossier::{Claim, Scan};
use std::collections::{BTreeMap, BTreeSet};

/// What a path says of the page that its file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    number: PageNumber,
    /// The number before the words of its part: a page's, or that of a list.
    leading: Option<u32>,
    /// The path without the page: files that have it alike are pages of one document.
    document: String,
    /// The same, the number before the words taken out as well.
    unlisted: String,
}

impl Page {
    /// Reads the page from a path whose words for its part are those that `own` accepts; `item` accepts those for its item.
    pub(super) fn of(components: &[Component], own: impl Fn(Target) -> bool, item: impl Fn(Target) -> bool) -> Self {
        let Some(leaf) = components.first() else { return Self::unsaid(String::new()) };
        let folders: Vec<&str> = components.iter().skip(1).map(|component| component.text.as_str()).collect();
        let folders = folders.join("/");
        let spans = |wanted: &dyn Fn(Target) -> bool| -> Vec<(usize, usize)> {
            leaf.hits.iter().filter(|hit| wanted(hit.target)).map(|hit| (hit.start, hit.end)).collect()
        };
        let (of_part, of_item) = (spans(&own), spans(&item));
        let anchor = of_part.last().or(of_item.last()).copied();
        let Some((_, end)) = anchor else { return Self::of_bare_name(components, &folders) };
        let start = of_part.iter().chain(&of_item).map(|(start, _)| *start).min().unwrap_or(0);
        let next =
            of_item.iter().map(|(start, _)| *start).filter(|start| *start >= end).min().unwrap_or(leaf.text.len());
        let cut = |from: usize, to: usize| leaf.text.get(from..to).unwrap_or_default();
        let (mut number, rest) = page_number::read(cut(end, next));
        // Systems number copies too: `毕业证书 - 副本 (2)`.
        number.clear &= !of_part.is_empty() && !rest.contains("副本") && !rest.contains("copy");
        let (before, unlisted) = page_number::read(cut(0, start));
        let words = format!("{}{}", cut(start, end), cut(next, leaf.text.len()));
        let document = |lead: &str| format!("{folders}/{lead}\u{0}{words}\u{0}{rest}");
        // `第一篇论文正文`: the number before the item's own word is its key.
        let before_item = of_item.iter().any(|(at, _)| *at == start);
        if number.number.is_none() && before.explicit && !before_item {
            return Self {
                number: before,
                leading: None,
                document: document(&unlisted),
                unlisted: document(&unlisted),
            };
        }
        Self { number, leading: before.number, document: document(cut(0, start)), unlisted: document(&unlisted) }
    }

    /// A name without a word for its part, which a folder says: `论文1/正文/3.jpg`, `学历证书/IMG_2031.jpg`.
    fn of_bare_name(components: &[Component], folders: &str) -> Self {
        let text = components.first().map_or("", |leaf| &leaf.text);
        let (mut number, rest) = page_number::read(text);
        number.clear &= number.explicit || rest.is_empty();
        let document = format!("{folders}/{rest}");
        Self { number, leading: None, unlisted: document.clone(), document }
    }

    fn unsaid(document: String) -> Self {
        Self { number: PageNumber::default(), leading: None, unlisted: document.clone(), document }
    }

    fn mark(&self) -> PageMark {
        match (self.number.place, self.number.number) {
            (Place::Last, _) => PageMark::Last,
            (_, Some(number)) if self.number.clear => PageMark::Number(number),
            (_, Some(_)) => PageMark::Unclear,
            (Place::First, None) => PageMark::First,
            (Place::Numbered, None) if self.number.letter.is_some() || self.number.side > 0 => PageMark::Unclear,
            (Place::Numbered, None) => PageMark::Unsaid,
        }
    }

    fn rank(&self) -> (Place, u32, u8) {
        (self.number.place, self.number.number.unwrap_or(0), self.number.side)
    }
}

/// Puts the files of a place in the order of their pages and says of each what its name says of it.
///
/// Names that say different pages are those of one document, whatever else they say: `正文`, `论文正文2`, `内容3`. Where two
/// say the same page, files are told apart by the rest of their names: `本科毕业证1`, `本科毕业证2`, `专科毕业证1`.
pub(super) fn order(files: &mut [Claim], pages: &BTreeMap<usize, Page>, scans: &[Scan]) {
    let path = |claim: &Claim| scans.get(claim.scan).map(|scan| natural_order(&scan.path));
    let unknown = Page::unsaid(String::new());
    let mut read: Vec<(Claim, Page)> =
        files.iter().map(|claim| (*claim, pages.get(&claim.scan).unwrap_or(&unknown).clone())).collect();
    read.sort_by_cached_key(|(claim, _)| path(claim));
    take_letters(&mut read);
    take_leading(&mut read);
    let ranks: BTreeSet<_> = read.iter().map(|(_, page)| page.rank()).collect();
    let mut documents: Vec<&str> = Vec::new();
    let mut keyed: Vec<(usize, (Place, u32, u8), Claim)> = Vec::new();
    for (claim, page) in &read {
        let known = documents.iter().position(|document| *document == page.document);
        let document = known.unwrap_or_else(|| {
            documents.push(&page.document);
            documents.len() - 1
        });
        let document = if ranks.len() == read.len() { 0 } else { document };
        keyed.push((document, page.rank(), Claim { page: page.mark(), document, ..*claim }));
    }
    // Stable: what ties stays in the order of the paths.
    keyed.sort_by_key(|(document, rank, _)| (*document, *rank));
    for (file, (_, _, claim)) in files.iter_mut().zip(keyed) {
        *file = claim;
    }
}

/// `正文a` to `正文k`: letters that count, where one of them can be no Roman numeral.
fn take_letters(read: &mut [(Claim, Page)]) {
    let plain = |letter: char| !matches!(letter, 'i' | 'v' | 'x');
    if read.iter().any(|(_, page)| page.number.letter.is_some_and(plain)) {
        for (_, page) in read.iter_mut() {
            if let Some(letter) = page.number.letter {
                page.number.number = Some(u32::from(letter) - u32::from('a') + 1);
                page.number.clear = false;
            }
        }
    }
}

/// `1-正文`, `2-正文`: numbers before the words, which are pages where they alone tell the files apart.
fn take_leading(read: &mut [(Claim, Page)]) {
    let leading: BTreeSet<u32> = read.iter().filter_map(|(_, page)| page.leading).collect();
    let documents: BTreeSet<&str> = read.iter().map(|(_, page)| page.unlisted.as_str()).collect();
    let silent = read.iter().all(|(_, page)| page.number.number.is_none() && page.number.place == Place::Numbered);
    if read.len() < 2 || leading.len() < read.len() || documents.len() > 1 || !silent {
        return;
    }
    for (_, page) in read.iter_mut() {
        page.number.number = page.leading;
        page.document.clone_from(&page.unlisted);
    }
}
