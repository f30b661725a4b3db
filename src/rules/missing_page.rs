//! D115: page numbers with a gap, and names that say that something else of the document is missing.

use super::{Check, InPackage, Remedy, Rule, pieces, words};
use crate::dossier::{Claim, Dossier, PageMark, Piece, Slot};
use crate::finding::{Fault, Severity};
use crate::profile::Pages;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const RULE: Rule = Rule {
    code: "D115",
    name: "missing-page",
    severity: Severity::Warning,
    about: include_str!("missing_page.md"),
    check: Check::Slot(check),
    remedy: Remedy::Add,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

/// A first number up to this one means that the pages before it are missing; a higher one is a journal's own.
const LATEST_START: u32 = 3;
/// More pages than this is no number of pages, whatever stands before it.
const MOST_PAGES: u32 = 300;

fn check(dossier: &Dossier, slot: &Slot) -> Vec<Fault> {
    let (_, part) = dossier.part(slot);
    if let Some(fault) = pieces::fault(dossier, slot) {
        return vec![fault];
    }
    if part.pages == Pages::One {
        return Vec::new();
    }
    let mut documents: BTreeMap<usize, Vec<&Claim>> = BTreeMap::new();
    for claim in &slot.files {
        documents.entry(claim.document).or_default().push(claim);
    }
    // `正文2续` beside `正文1` and `正文2`: one file by itself is no document that lacks pages.
    let several = documents.len() > 1;
    let documents = documents.values().filter(|files| !several || files.len() > 1);
    documents.filter_map(|files| fault(dossier, slot, files)).collect()
}

fn fault(dossier: &Dossier, slot: &Slot, files: &[&Claim]) -> Option<Fault> {
    // `获奖证书2.jpg`, or `获奖证书2of2.jpg` of two: the only number says which award it is, not which page.
    let places = dossier.slots.iter().filter(|other| (other.item, other.part) == (slot.item, slot.part)).count();
    if let ([only], Some(key)) = (files, &slot.key)
        && matches!(only.page, PageMark::Number(number) if number.to_string() == *key)
        && only.total.is_none_or(|total| total as usize == places)
    {
        return None;
    }
    let missing = missing(files.iter().map(|claim| (claim.page, claim.piece)), total(dossier, files))?;
    let paths = files.iter().filter_map(|claim| dossier.scans.get(claim.scan)).map(|scan| &scan.path);
    let there = words::first(paths.map(crate::dossier::RelPath::shown), files.len());
    let (zh, en) = (ranges(&missing, "、"), ranges(&missing, ", "));
    let plural = if missing.len() > 1 { "pages" } else { "page" };
    let message = Text {
        zh: format!("“{}”的页码不连续：缺第 {zh} 页（现有{}）。", slot.label.zh, there.zh),
        en: format!("The page numbers of “{}” have a gap: {plural} {en} missing (there: {}).", slot.label.en, there.en),
    };
    let fix = Text {
        zh: "补上缺的那一页；本来就没有的，把文件名里的页码改成连续的。".to_owned(),
        en: "Add the page that is missing; if there is none, number the files without a gap.".to_owned(),
    };
    Some(Fault::warning(message, fix))
}

/// How many pages the names say that there are, where they agree. In a file of several pages they may all be.
fn total(dossier: &Dossier, files: &[&Claim]) -> Option<u32> {
    let of_pages = |claim: &&Claim| dossier.scans.get(claim.scan).is_some_and(|scan| scan.inspected.pages.len() > 1);
    let totals: BTreeSet<u32> = files.iter().filter_map(|claim| claim.total).collect();
    let only = totals.first().copied().filter(|_| totals.len() == 1);
    only.filter(|total| *total <= MOST_PAGES && !files.iter().any(of_pages))
}

/// The numbers that are missing among the pages of a document, at least one; `None` where that cannot be told.
fn missing(pages: impl Iterator<Item = (PageMark, Piece)>, total: Option<u32>) -> Option<Vec<u32>> {
    let mut numbers = BTreeSet::new();
    let (mut without, mut last_ones) = (0, 0);
    for page in pages {
        match page {
            (_, Piece::Pages(first, last)) if last <= MOST_PAGES => numbers.extend(first..=last),
            (PageMark::Number(number), _) => _ = numbers.insert(number),
            (PageMark::Unsaid | PageMark::First, _) => without += 1,
            (PageMark::Last, _) => last_ones += 1,
            (PageMark::Unclear, _) => return None,
        }
    }
    // 末页 by itself has no page before it.
    if numbers.is_empty() && without == 0 && last_ones > 0 {
        return Some(vec![1]);
    }
    let (first, last) = (*numbers.first()?, *numbers.last()?);
    if without > 1 {
        return None;
    }
    let start = match without {
        1 => 2,
        _ if first <= LATEST_START => 1,
        _ => first,
    };
    // What is called the last page is the one of the last number.
    let end = total.map_or(last, |total| (total + 1).saturating_sub(last_ones).max(last));
    let missing: Vec<u32> = (start..end).filter(|number| !numbers.contains(number)).collect();
    (!missing.is_empty()).then_some(missing)
}

/// `2、4–6`.
fn ranges(numbers: &[u32], joint: &str) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    let shown =
        |(first, last): &(u32, u32)| if first == last { first.to_string() } else { format!("{first}–{last}") };
    ranges.iter().map(shown).collect::<Vec<_>>().join(joint)
}

#[cfg(test)]
mod tests {
    use super::{missing, ranges};
    use crate::dossier::PageMark::{self, Last, Number, Unclear, Unsaid};
    use crate::dossier::Piece;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, fill, slot};

    #[test]
    fn gaps_and_what_is_none() {
        let of = |pages: &[PageMark]| missing(pages.iter().map(|page| (*page, Piece::Unsaid)), None);
        assert_eq!(of(&[Number(1), Number(3)]), Some(vec![2]));
        assert_eq!(of(&[Number(2)]), Some(vec![1]));
        assert_eq!(of(&[Unsaid, Number(2), Number(5), Last]), Some(vec![3, 4]));
        assert_eq!(of(&[Unsaid, Number(1), Number(2)]), None);
        assert_eq!(of(&[Unsaid, Number(2), Number(3)]), None);
        assert_eq!(of(&[Number(45), Number(46)]), None, "the journal's own numbers");
        assert_eq!(of(&[Number(1), Unclear]), None);
        assert_eq!(of(&[Last]), Some(vec![1]));
        assert_eq!(of(&[Unsaid, Last]), None);
        let of_three = |pages: &[PageMark]| missing(pages.iter().map(|page| (*page, Piece::Unsaid)), Some(3));
        assert_eq!(of_three(&[Number(1)]), Some(vec![2, 3]));
        assert_eq!(of_three(&[Number(1), Number(2)]), Some(vec![3]));
        assert_eq!(of_three(&[Number(1), Number(2), Last]), None);
        assert_eq!(of_three(&[Number(1), Number(2), Number(3)]), None);
        assert_eq!(ranges(&[2, 4, 5, 6], "、"), "2、4–6");
    }

    #[test]
    fn the_missing_page_is_named() {
        let mut dossier = complete();
        fill(&mut dossier, "summary/summary", "总结3.jpg");
        slot(&mut dossier, "summary/summary").files[1].page = Number(3);
        assert_eq!(codes(&dossier), ["D115"]);
        assert!(run(&dossier)[0].message.zh.contains("缺第 2 页"), "{}", run(&dossier)[0].message.zh);
    }

    #[test]
    fn the_names_may_say_how_many_there_are() {
        let mut dossier = complete();
        let files = &mut slot(&mut dossier, "summary/summary").files;
        (files[0].page, files[0].total) = (Number(1), Some(3));
        assert_eq!(codes(&dossier), ["D115"]);
        assert!(run(&dossier)[0].message.zh.contains("缺第 2–3 页"), "{}", run(&dossier)[0].message.zh);
    }
}
