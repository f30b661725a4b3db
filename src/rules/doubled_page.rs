//! D116: two files that say that they are the same page, or one that says that it is a copy of another.

use super::{Check, InPackage, Remedy, Rule, names, place, words};
use crate::dossier::{Claim, Dossier, PageMark, RelPath, Slot};
use crate::finding::{Fault, Place, Severity};
use crate::profile::Pages;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const RULE: Rule = Rule {
    code: "D116",
    name: "doubled-page",
    severity: Severity::Error,
    about: include_str!("doubled_page.md"),
    check: Check::Slot(check),
    remedy: Remedy::Rename,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier, slot: &Slot) -> Vec<Fault> {
    let (_, part) = dossier.part(slot);
    if part.pages == Pages::One {
        return Vec::new();
    }
    let mut pages: BTreeMap<(usize, u32), Vec<&Claim>> = BTreeMap::new();
    for claim in &slot.files {
        if let PageMark::Number(number) = claim.page {
            pages.entry((claim.document, number)).or_default().push(claim);
        }
    }
    let doubled = pages.into_iter().filter(|(_, files)| files.len() > 1);
    let doubled = doubled.filter_map(|((_, number), files)| fault(dossier, slot, number, &files));
    doubled.chain(copies(dossier, slot)).chain(across(dossier, slot)).collect()
}

/// Files that say the same page, and are of two documents by the rest of their names or by their folders. A document that does
/// not begin may be an old page that was left there; one of the same names may be the same document again, or another one.
fn across(dossier: &Dossier, slot: &Slot) -> Vec<Fault> {
    let path = |claim: &Claim| dossier.scans.get(claim.scan).map(|scan| &scan.path);
    let mut beginning = BTreeSet::new();
    let mut pages: BTreeMap<u32, BTreeMap<usize, &RelPath>> = BTreeMap::new();
    for claim in &slot.files {
        match (claim.page, path(claim)) {
            (PageMark::Number(number), Some(path)) if !names::says_copy(path.shown()) && !goes_on(path) => {
                pages.entry(number).or_default().insert(claim.document, path);
            }
            _ => {}
        }
        if !matches!(claim.page, PageMark::Number(2..) | PageMark::Last) {
            beginning.insert(claim.document);
        }
    }
    let several = pages.into_iter().filter(|(_, documents)| documents.len() > 1);
    let told = several.filter_map(|(number, documents)| {
        let is_orphan = documents.keys().any(|document| !beginning.contains(document));
        let paths: Vec<&RelPath> = documents.into_values().collect();
        let level = if is_orphan { Some(Severity::Warning) } else { have_one_name(&paths).then_some(Severity::Info) };
        told_again(dossier, slot, number, &paths, level?)
    });
    told.collect()
}

/// Whether a name says that its page goes on where another of its number ends: `正文2续.jpg`.
fn goes_on(path: &RelPath) -> bool {
    let stem = path.name().rsplit_once('.').map_or(path.name(), |(stem, _)| stem);
    stem.trim_end_matches(['页', ')', '）']).ends_with('续')
}

/// Whether two have the same name in folders that differ by more than a number: `正文 清晰版/1.jpg`, but not `正文2/1.jpg`.
fn have_one_name(paths: &[&RelPath]) -> bool {
    let is_number = |character: char| character.is_numeric() || "一二三四五六七八九十上中下".contains(character);
    let mut folders: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for path in paths {
        let folder = path.shown().strip_suffix(path.name()).unwrap_or_default().replace(is_number, "");
        folders.entry(path.name()).or_default().insert(folder);
    }
    folders.values().any(|folders| folders.len() > 1)
}

fn told_again(dossier: &Dossier, slot: &Slot, number: u32, paths: &[&RelPath], level: Severity) -> Option<Fault> {
    let named = words::paths(paths.iter().copied());
    let message = Text {
        zh: format!("“{}”里不止一个文件像是第 {number} 页：{}；都会交上去。", slot.label.zh, named.zh),
        en: format!(
            "More than one file of “{}” seems to be page {number}: {}; all are handed in.",
            slot.label.en, named.en
        ),
    };
    let fix = Text {
        zh: "请自己看一眼：同一页的旧扫描件，移出去；是两份不同的材料，不用管。".to_owned(),
        en: "Look yourself: take an earlier scan of the same page away; if they are two documents, leave them."
            .to_owned(),
    };
    let (first, others) = paths.split_first()?;
    let others = others.iter().map(|path| (*path).clone()).collect();
    let place = Place { path: Some((*first).clone()), others, ..place::of_slot(dossier, slot) };
    Some(Fault { level, ..Fault::warning(message, fix).at(place) })
}

/// Files whose names or folders say that they are copies, or old ones, beside others that do not: whoever kept one seldom meant
/// to hand in both.
fn copies(dossier: &Dossier, slot: &Slot) -> Option<Fault> {
    let paths = || dossier.scans_of(slot).map(|scan| &scan.path);
    let copies: Vec<&RelPath> = paths().filter(|path| names::says_copy(path.shown())).collect();
    let first = (*copies.first().filter(|_| copies.len() < paths().count())?).clone();
    let named = words::paths(copies.iter().copied());
    let message = Text {
        zh: format!("“{}”里{}的名字说是副本或旧件，会当作另外的页交上去。", slot.label.zh, named.zh),
        en: format!("In “{}” the name of {} says copy, or old: it counts as a further page.", slot.label.en, named.en),
    };
    let fix = Text {
        zh: "和原来的是同一页的，只留一个；是不同的页，改成页码。".to_owned(),
        en: "Keep one of them if they are the same page; if they are different pages, number them.".to_owned(),
    };
    let others = copies.into_iter().skip(1).cloned().collect();
    Some(Fault::warning(message, fix).at(Place { path: Some(first), others, ..place::of_slot(dossier, slot) }))
}

fn fault(dossier: &Dossier, slot: &Slot, number: u32, files: &[&Claim]) -> Option<Fault> {
    let mut paths: Vec<&RelPath> =
        files.iter().filter_map(|claim| dossier.scans.get(claim.scan)).map(|scan| &scan.path).collect();
    let named = words::paths(paths.iter().copied());
    let message = Text {
        zh: format!("“{}”的第 {number} 页有 {} 个文件：{}。", slot.label.zh, files.len(), named.zh),
        en: format!("{} files say that they are page {number} of “{}”: {}.", files.len(), slot.label.en, named.en),
    };
    let fix = Text {
        zh: "只留一个；如果是不同的页，把页码改成不同的。".to_owned(),
        en: "Keep one of them; if they are different pages, give them different numbers.".to_owned(),
    };
    let first = paths.first().map(|path| (*path).clone())?;
    let others = paths.drain(..).skip(1).cloned().collect();
    Some(Fault::error(message, fix).at(Place { path: Some(first), others, ..place::of_slot(dossier, slot) }))
}

#[cfg(test)]
mod tests {
    use crate::dossier::Dossier;
    use crate::dossier::PageMark::Number;
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, fill, slot};

    #[test]
    fn both_files_are_named_unless_they_are_pages_of_two_documents() {
        let mut dossier = complete();
        fill(&mut dossier, "summary/summary", "总结1.jpg");
        let files = &mut slot(&mut dossier, "summary/summary").files;
        files[0].page = Number(1);
        files[1].page = Number(1);
        assert_eq!(codes(&dossier), ["D116"]);
        assert!(run(&dossier)[0].message.zh.contains("总结1.jpg"));
        slot(&mut dossier, "summary/summary").files[1].document = 1;
        assert_eq!(codes(&dossier), [""; 0]);
    }

    #[test]
    fn a_page_of_another_document_that_does_not_begin_is_asked_about() {
        let mut dossier = complete();
        let told =
            |dossier: &Dossier| -> Vec<_> { run(dossier).iter().map(|one| (one.rule.code, one.severity)).collect() };
        for path in ["总结2.jpg", "再扫/总结2.jpg"] {
            fill(&mut dossier, "summary/summary", path);
        }
        let files = &mut slot(&mut dossier, "summary/summary").files;
        for (file, (number, document)) in files.iter_mut().zip([(1, 0), (2, 0), (2, 1)]) {
            (file.page, file.document) = (Number(number), document);
        }
        assert_eq!(told(&dossier), [("D116", Severity::Warning)]);
        fill(&mut dossier, "summary/summary", "再扫/第一页.jpg");
        let files = &mut slot(&mut dossier, "summary/summary").files;
        (files[3].page, files[3].document) = (Number(1), 1);
        assert_eq!(told(&dossier), [("D116", Severity::Info)], "of the same name: the same again, or another document");
    }

    #[test]
    fn a_copy_beside_another_file_is_asked_about() {
        let mut dossier = complete();
        fill(&mut dossier, "summary/summary", "总结 - 副本.jpg");
        let found: Vec<_> = run(&dossier).iter().map(|one| (one.rule.code, one.severity)).collect();
        assert_eq!(found, [("D116", Severity::Warning)]);
        slot(&mut dossier, "summary/summary").files.remove(0);
        assert_eq!(codes(&dossier), [""; 0], "the only file may be called as it likes");
    }
}
