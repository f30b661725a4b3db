//! D116: two files that say that they are the same page, or one that says that it is a copy of another.

use super::{Check, InPackage, Remedy, Rule, names, place, words};
use crate::dossier::{Claim, Dossier, PageMark, RelPath, Slot};
use crate::finding::{Fault, Place, Severity};
use crate::profile::Pages;
use crate::text::Text;
use std::collections::BTreeMap;

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
    doubled.chain(copies(dossier, slot)).collect()
}

/// Files whose names say that they are copies, beside others that do not: whoever saved one seldom meant to hand in both.
fn copies(dossier: &Dossier, slot: &Slot) -> Option<Fault> {
    let paths = || dossier.scans_of(slot).map(|scan| &scan.path);
    let copies: Vec<&RelPath> = paths().filter(|path| names::says_copy(path.name())).collect();
    let first = (*copies.first().filter(|_| copies.len() < paths().count())?).clone();
    let named = words::paths(copies.iter().copied());
    let message = Text {
        zh: format!("“{}”里{}的名字说是副本，会当作另外的页交上去。", slot.label.zh, named.zh),
        en: format!("In “{}” the name of {} says copy: it counts as a further page.", slot.label.en, named.en),
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
    fn a_copy_beside_another_file_is_asked_about() {
        let mut dossier = complete();
        fill(&mut dossier, "summary/summary", "总结 - 副本.jpg");
        let found: Vec<_> = run(&dossier).iter().map(|one| (one.rule.code, one.severity)).collect();
        assert_eq!(found, [("D116", Severity::Warning)]);
        slot(&mut dossier, "summary/summary").files.remove(0);
        assert_eq!(codes(&dossier), [""; 0], "the only file may be called as it likes");
    }
}
