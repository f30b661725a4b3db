//! D123: fewer files, or fewer pages, than a part asks for.

use super::{Asks, Check, InPackage, Remedy, Rule, group_incomplete, too_many_files, words};
use crate::dossier::{Dossier, Need, Scan, Slot};
use crate::finding::{Fault, Severity};
use crate::text::{Text, amount};

pub(super) const RULE: Rule = Rule {
    code: "D123",
    name: "too-few-files",
    severity: Severity::Error,
    about: include_str!("too_few_files.md"),
    check: Check::Slot(check),
    remedy: Remedy::Add,
    of_places: true,
    in_package: InPackage::All,
    asks: Asks::Counts,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier, slot: &Slot) -> Vec<Fault> {
    // Where there is none at all, another rule says so.
    if slot.files.is_empty()
        || matches!(slot.need, Need::NotRequired(_))
        || group_incomplete::is_another_complete(dossier, slot)
    {
        return Vec::new();
    }
    too_few(dossier, slot).or_else(|| too_few_pages(dossier, slot)).into_iter().collect()
}

fn too_few(dossier: &Dossier, slot: &Slot) -> Option<Fault> {
    let (count, min) = (slot.files.len(), dossier.part(slot).1.count.0);
    let message = Text {
        zh: format!("“{}”至少要 {min} 个文件，只有 {count} 个。", slot.label.zh),
        en: format!("“{}” asks for at least {min} files, and has only {count}.", slot.label.en),
    };
    let fix = Text { zh: "补上缺少的文件。".to_owned(), en: "Add the missing files.".to_owned() };
    (count < min).then(|| Fault::error(message, fix).measured(format!("≥ {min}"), count.to_string()))
}

/// Fewer pages, in all its files together, than the profile's `pages` asks for. Not told of a file whose pages nobody could
/// count: that it could not be opened is another rule's.
fn too_few_pages(dossier: &Dossier, slot: &Slot) -> Option<Fault> {
    let least = dossier.part(slot).1.least_pages;
    let is_known = |scan: &Scan| scan.inspected.picture.is_some() || !scan.inspected.pages.is_empty();
    let count = too_many_files::pages(dossier, slot);
    if count >= least || !dossier.scans_of(slot).all(is_known) {
        return None;
    }
    let files = words::paths(dossier.scans_of(slot).map(|scan| &scan.path));
    let message = Text {
        zh: format!("“{}”至少要 {least} 页，只有 {count} 页：{}。", slot.label.zh, files.zh),
        en: format!(
            "“{}” asks for at least {least} pages, and has only {}: {}.",
            slot.label.en,
            amount::count(count, "page", "pages"),
            files.en
        ),
    };
    let fix = Text {
        zh: "补上缺少的页（如另一面）；每页一张图，或合成一个 PDF。两页扫在一张图里的，分开扫描。".to_owned(),
        en: "Add the pages that are missing, such as the other side: one picture each, or one PDF. Where two pages are in one \
             picture, scan them separately."
            .to_owned(),
    };
    Some(Fault::error(message, fix).measured(format!("≥ {least}"), count.to_string()))
}

#[cfg(test)]
mod tests {
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, empty, fill, part, scan};
    use crate::seen::{Content, SeenPage};

    #[test]
    fn pages_are_counted_over_all_files() {
        let mut dossier = complete();
        part(&mut dossier, "summary", "summary").least_pages = 2;
        assert_eq!(codes(&dossier), ["D123"]);
        assert!(run(&dossier)[0].message.en.contains("at least 2 pages, and has only 1 page"));
        fill(&mut dossier, "summary/summary", "总结2.jpg");
        assert_eq!(codes(&dossier), [""; 0]);
        empty(&mut dossier, "summary/summary");
        assert_eq!(codes(&dossier), ["D101"], "that there is none is told once");
    }

    #[test]
    fn pages_that_nobody_could_count_are_not_too_few() {
        let mut dossier = complete();
        part(&mut dossier, "summary", "summary").least_pages = 2;
        let summary = scan(&mut dossier, "summary/summary");
        let page = SeenPage::Picture(Box::new(summary.inspected.picture.take().expect("a picture")));
        summary.inspected.content = Content::Pdf;
        assert!(!codes(&dossier).contains(&"D123"));
        scan(&mut dossier, "summary/summary").inspected.pages = vec![page.clone(), SeenPage::Empty];
        assert!(codes(&dossier).contains(&"D123"), "an empty back is no page");
        scan(&mut dossier, "summary/summary").inspected.pages = vec![page.clone(), page];
        assert!(!codes(&dossier).contains(&"D123"));
    }
}
