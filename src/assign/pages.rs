//! The order of a part's pages, from the names of its files.

mod alike;
mod together;

use super::order::{in_natural_order, natural_order};
use super::page_number::{self, PageNumber, Place};
use super::page_words::volume;
use super::reading::{Component, Target};
use super::words::stem;
use crate::dossier::slot::{PageMark, Piece};
use crate::dossier::{Claim, Scan};
use std::collections::{BTreeMap, BTreeSet};

/// What a path says of the page that its file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    number: PageNumber,
    /// What its folders say: 上, 中 or 下, and the page that they are of, or 0.
    folder: (u32, u32),
    /// The number before the words of its part: a page's, or that of a list.
    leading: Option<u32>,
    /// The path without the page: files that have it alike are pages of one document.
    document: String,
    /// The same, the number before the words taken out as well.
    unlisted: String,
    /// Where several numbers stand before the words, the first of them, and the document without it.
    outer: Option<(u32, String)>,
    /// Which of the sides that its part wants it says, as in [`Piece::Sides`].
    sides: u32,
    /// Where only the folder has a word for its part, and a number: this, and the document without it.
    above: Option<(PageNumber, String)>,
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
        let Some((_, end)) = anchor else { return Self::of_bare_name(components, &folders, own) };
        let start = of_part.iter().chain(&of_item).map(|(start, _)| *start).min().unwrap_or(0);
        let next =
            of_item.iter().map(|(start, _)| *start).filter(|start| *start >= end).min().unwrap_or(leaf.text.len());
        let cut = |from: usize, to: usize| leaf.text.get(from..to).unwrap_or_default();
        let (mut number, rest) = page_number::read(cut(end, next));
        number.clear &= !of_part.is_empty() && !COUNTERS.iter().any(|word| rest.contains(word));
        let (before, unlisted) = page_number::read(cut(0, start));
        let folder = of_folders(components);
        // `论文第二页正文`: between the words of the item and those of the part.
        let part_at = of_part.first().map_or(end, |(at, _)| *at);
        let between = of_item.iter().map(|(_, to)| *to).filter(|to| *to <= part_at).max();
        let between = between.map(|from| page_number::read(cut(from, part_at)).0).filter(|page| page.explicit);
        if let (None, Some(between)) = (number.number, between) {
            number = between;
        }
        let words = format!("{}{}", cut(start, end), cut(next, leaf.text.len()));
        let document = |lead: &str| format!("{folders}/{lead}\u{0}{words}\u{0}{rest}");
        // `第一篇论文正文`: the number before the item's own word is its key.
        let before_item = of_item.iter().any(|(at, _)| *at == start);
        if number.number.is_none() && before.explicit && !before_item {
            return Self {
                number: before,
                folder,
                leading: None,
                document: document(&unlisted),
                unlisted: document(&unlisted),
                outer: None,
                sides: 0,
                above: None,
            };
        }
        let outer = page_number::first_of_several(cut(0, start)).map(|(number, rest)| (number, document(&rest)));
        Self {
            number,
            folder,
            leading: before.number,
            document: document(cut(0, start)),
            unlisted: document(&unlisted),
            outer,
            sides: 0,
            above: None,
        }
    }

    /// A name without a word for its part, which a folder says: `论文1/正文/3.jpg`, `学历证书/IMG_2031.jpg`.
    fn of_bare_name(components: &[Component], folders: &str, own: impl Fn(Target) -> bool) -> Self {
        let text = components.first().map_or("", |leaf| &leaf.text);
        let (mut number, rest) = page_number::read(text);
        number.clear &= number.explicit || rest.is_empty();
        let document = format!("{folders}/{rest}");
        let above = components.get(1..).and_then(|folders| of_named_folder(folders, own));
        Self { number, folder: of_folders(components), above, ..Self::unsaid(document) }
    }

    /// It with the sides that its path says.
    pub(super) fn with_sides(self, sides: u32) -> Self {
        Self { sides, ..self }
    }

    /// It in the order of the notice's running number, which says no page.
    pub(super) fn with_running(mut self, running: Option<u32>) -> Self {
        if self.number.number.is_none() && self.number.place == Place::Numbered {
            self.number = PageNumber { number: running, clear: false, ..self.number };
        }
        self
    }

    /// It without the number of its folder.
    pub(super) fn without_folder(self) -> Self {
        Self { above: None, ..self }
    }

    fn unsaid(document: String) -> Self {
        let unlisted = document.clone();
        Self {
            number: PageNumber::default(),
            folder: (0, 0),
            leading: None,
            document,
            unlisted,
            outer: None,
            sides: 0,
            above: None,
        }
    }

    fn mark(&self) -> PageMark {
        let PageNumber { place, number, letter, volume, side, clear, .. } = self.number;
        let in_parts = volume > 0 || side > 0 || self.folder != (0, 0);
        match (place, number) {
            (Place::Last, _) => PageMark::Last,
            (_, Some(number)) if clear && !in_parts => PageMark::Number(number),
            (_, Some(_)) => PageMark::Unclear,
            (Place::First, None) => PageMark::First,
            (Place::Numbered, None) if letter.is_some() || in_parts => PageMark::Unclear,
            (Place::Numbered, None) => PageMark::Unsaid,
        }
    }

    /// How many pages there are, where that is said of a page of a certain number.
    fn total(&self) -> Option<u32> {
        self.number.total.filter(|total| matches!(self.mark(), PageMark::Number(number) if number <= *total))
    }

    fn piece(&self) -> Piece {
        let PageNumber { number, volume_said, range, of_parts, .. } = self.number;
        match (self.sides, range, volume_said) {
            (0, Some((first, last)), _) => Piece::Pages(first, last),
            (0, None, Some(0)) => Piece::First,
            (0, None, Some(1)) => Piece::Middle,
            (0, None, Some(_)) => Piece::Last,
            (0, None, None) if of_parts && number == Some(1) => Piece::First,
            (0, None, None) => Piece::Unsaid,
            (sides, ..) => Piece::Sides(sides),
        }
    }

    fn rank(&self) -> Rank {
        let PageNumber { place, number, volume, side, .. } = self.number;
        (self.folder, place, volume, number.unwrap_or(0), side)
    }
}

/// Where a page stands among others: what its folders say, its place, its volume, its number, its side.
type Rank = ((u32, u32), Place, u32, u32, u32);

/// Beside these words systems and cameras count: `毕业证书 - 副本 (2)`, `正文 IMG_0012`.
pub(super) const COUNTERS: &[&str] =
    &["副本", "copy", "img", "dsc", "pxl", "mmexport", "screenshot", "微信", "qq", "截图"];

/// What the folders above a file say of its page: `正文/下/2.jpg`, `正文第二页/IMG_2031.jpg`.
fn of_folders(components: &[Component]) -> (u32, u32) {
    let folders = || components.iter().skip(1).map(|component| component.text.as_str());
    let page = |text: &str| Some(page_number::read(text).0).filter(|page| page.explicit)?.number;
    (folders().find_map(volume).unwrap_or(0), folders().find_map(page).unwrap_or(0))
}

/// The number behind the part's words in the name of the first of these folders, and the document that its files are pages of:
/// `bulletin 2/1.jpg` beside `bulletin 1.jpg`.
fn of_named_folder(folders: &[Component], own: impl Fn(Target) -> bool) -> Option<(PageNumber, String)> {
    let (folder, above) = folders.split_first()?;
    let spans = || folder.hits.iter().filter(|hit| own(hit.target)).map(|hit| (hit.start, hit.end));
    let (start, end) = (spans().map(|(start, _)| start).min()?, spans().map(|(_, end)| end).max()?);
    let (number, rest) = page_number::read(folder.text.get(end..)?);
    let above: Vec<&str> = above.iter().map(|component| component.text.as_str()).collect();
    let (lead, words) = (folder.text.get(..start)?, folder.text.get(start..end)?);
    let is_number = number.number.is_some() && number.clear && !number.compound && number.place == Place::Numbered;
    is_number.then(|| (number, format!("{}/{lead}\u{0}{words}\u{0}{rest}", above.join("/"))))
}

/// Puts the files of a place in the order of their pages and says of each what its name says of it.
///
/// Names that say different pages are those of one document, whatever else they say: `正文`, `论文正文2`, `内容3`. Where two
/// say the same page, files are told apart by the rest of their names: `本科毕业证1`, `本科毕业证2`, `专科毕业证1`.
pub(super) fn order(files: &mut [Claim], pages: &BTreeMap<usize, Page>, scans: &[Scan]) {
    // `正文.jpg` before `正文 - 续.jpg`: the extension is no part of the name.
    let path = |claim: &Claim| {
        let path = &scans.get(claim.scan)?.path;
        let stem = path.shown().strip_suffix(path.name()).map(|folder| format!("{folder}{}", stem(path.name())));
        Some((in_natural_order(stem.as_deref()?), natural_order(path)))
    };
    let unknown = Page::unsaid(String::new());
    let mut read: Vec<(Claim, Page)> =
        files.iter().map(|claim| (*claim, pages.get(&claim.scan).unwrap_or(&unknown).clone())).collect();
    read.sort_by_cached_key(|(claim, _)| path(claim));
    together::settle(&mut read);
    let ranks: BTreeSet<_> = read.iter().map(|(_, page)| page.rank()).collect();
    let mut documents: BTreeMap<&str, usize> = BTreeMap::new();
    let mut keyed: Vec<(usize, Rank, Claim)> = Vec::new();
    for (claim, page) in &read {
        let next = documents.len();
        let document = *documents.entry(&page.document).or_insert(next);
        let document = if ranks.len() == read.len() { 0 } else { document };
        let (mark, total, piece) = (page.mark(), page.total(), page.piece());
        keyed.push((document, page.rank(), Claim { page: mark, total, document, piece, ..*claim }));
    }
    // Stable: what ties stays in the order of the paths.
    keyed.sort_by_key(|(document, rank, _)| (*document, *rank));
    for (file, (_, _, claim)) in files.iter_mut().zip(keyed) {
        *file = claim;
    }
}
