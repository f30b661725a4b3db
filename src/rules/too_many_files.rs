//! D102: several files where one picture is asked for.

use super::{Asks, Check, InPackage, Remedy, Rule, place, words};
use crate::dossier::{Dossier, Scan, Slot};
use crate::finding::{Fault, Place, Severity};
use crate::profile::{Accepted, Pages};
use crate::seen::SeenPage;
use crate::text::{Text, amount};

pub(super) const RULE: Rule = Rule {
    code: "D102",
    name: "too-many-files",
    severity: Severity::Error,
    about: include_str!("too_many_files.md"),
    check: Check::Slot(check),
    remedy: Remedy::Rename,
    in_package: InPackage::Part,
    asks: Asks::Counts,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier, slot: &Slot) -> Vec<Fault> {
    let (_, part) = dossier.part(slot);
    let count = slot.files.len();
    if let Some(most) = part.count.1.filter(|most| part.pages == Pages::Many && count > *most) {
        return vec![over(dossier, slot, most)];
    }
    if let Some(most) = part.most_pages {
        return too_many_pages(dossier, slot, most).into_iter().collect();
    }
    if part.pages != Pages::One || count == 0 {
        return Vec::new();
    }
    if count == 1 {
        return dossier.scans_of(slot).filter_map(|scan| several_pages(dossier, slot, scan)).collect();
    }
    let files = words::paths(dossier.scans_of(slot).map(|scan| &scan.path));
    let message = Text {
        zh: format!("“{}”只要一张，却有 {count} 个文件：{}。", slot.label.zh, files.zh),
        en: format!("“{}” is one picture, but {count} files are there for it: {}.", slot.label.en, files.en),
    };
    let fix = Text {
        zh: "留下最清楚的一张，其余移出文件夹；如果其中有别的材料，请把文件名改清楚。".to_owned(),
        en: "Keep the clearest and move the others out of the folder; if one of them is something else, rename it."
            .to_owned(),
    };
    vec![Fault::error(message, fix).measured("1", count.to_string())]
}

/// One file that holds more than the one page: perhaps another document is in it.
fn several_pages(dossier: &Dossier, slot: &Slot, scan: &Scan) -> Option<Fault> {
    let count = scan.inspected.pages.iter().filter(|page| **page != SeenPage::Empty).count();
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{}”只要一张，“{path}”却有 {count} 页。", slot.label.zh),
        en: format!("“{}” is one picture, but “{path}” has {count} pages.", slot.label.en),
    };
    let fix = Text {
        zh: "打开看看：多出来的页如果是别的材料，请另存成一个文件，放到它自己的位置。".to_owned(),
        en:
            "Open it and look: if the further pages are something else, save them as a file of their own, in its place."
                .to_owned(),
    };
    let place = Place { path: Some(scan.path.clone()), ..place::of_slot(dossier, slot) };
    (count > 1).then(|| Fault::warning(message, fix).measured("1", count.to_string()).at(place))
}

/// How many pages all files of a place have together; empty ones do not count, and a file without pages of its own is one.
pub(super) fn pages(dossier: &Dossier, slot: &Slot) -> usize {
    let of_file = |scan: &Scan| scan.inspected.pages.iter().filter(|page| **page != SeenPage::Empty).count().max(1);
    dossier.scans_of(slot).map(of_file).sum()
}

/// More pages, in all its files together, than the profile allows.
fn too_many_pages(dossier: &Dossier, slot: &Slot, most: usize) -> Option<Fault> {
    let count = pages(dossier, slot);
    let files = words::paths(dossier.scans_of(slot).map(|scan| &scan.path));
    let message = Text {
        zh: format!("“{}”最多 {most} 页，却有 {count} 页：{}。", slot.label.zh, files.zh),
        en: format!(
            "“{}” takes at most {}, but there are {count}: {}.",
            slot.label.en,
            amount::count(most, "page", "pages"),
            files.en
        ),
    };
    let fix = Text {
        zh: "打开看看：留下要交的页；多出来的如果是别的材料，放到它自己的位置。".to_owned(),
        en: "Open it and look: keep the pages that are to be handed in; what is something else belongs in its own place."
            .to_owned(),
    };
    (count > most).then(|| Fault::error(message, fix).measured(format!("≤ {most}"), count.to_string()))
}

/// What to do where one file is asked for that may have pages: nothing of the document is to be left out.
fn one_pdf() -> Text {
    Text {
        zh: "如果这些文件是同一份材料的各页，合成一个 PDF（收 PDF 的，dossier fix 会合好）；如果不是，留下要交的，其余移出文件夹。".to_owned(),
        en: "If these are the pages of one document, make one PDF of them (dossier fix does so where PDF is the format asked \
             for); if not, keep the one that is to be handed in and move the others out of the folder."
            .to_owned(),
    }
}

/// More files than the profile's `count` allows.
fn over(dossier: &Dossier, slot: &Slot, most: usize) -> Fault {
    let count = slot.files.len();
    let files = words::paths(dossier.scans_of(slot).map(|scan| &scan.path));
    let message = Text {
        zh: format!("“{}”最多 {most} 个文件，却有 {count} 个：{}。", slot.label.zh, files.zh),
        en: format!(
            "“{}” takes at most {}, but {count} are there: {}.",
            slot.label.en,
            amount::count(most, "file", "files"),
            files.en
        ),
    };
    let fault = |fix| Fault::error(message, fix).measured(format!("≤ {most}"), count.to_string());
    let (_, part) = dossier.part(slot);
    if most == 1 && part.formats.contains(&Accepted::Pdf) {
        return fault(one_pdf());
    }
    fault(Text {
        zh: "留下要交的，其余移出文件夹。".to_owned(),
        en: "Keep those that are to be handed in and move the others out of the folder.".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use crate::dossier::RelPath;
    use crate::profile::Accepted;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, fill, part, scan};
    use crate::seen::{Content, SeenPage};

    #[test]
    fn one_picture_means_one_page() {
        let mut dossier = complete();
        part(&mut dossier, "id", "front").formats.push(Accepted::Pdf);
        let front = scan(&mut dossier, "id/front");
        let page = SeenPage::Picture(Box::new(front.inspected.picture.take().expect("a picture")));
        (front.inspected.content, front.inspected.pages) = (Content::Pdf, vec![page.clone(), SeenPage::Empty]);
        front.path = RelPath::new("a.pdf");
        assert_eq!(codes(&dossier), ["D209"], "an empty back is no page");
        scan(&mut dossier, "id/front").inspected.pages = vec![page.clone(), page];
        assert_eq!(codes(&dossier), ["D102"]);
    }

    #[test]
    fn pages_are_counted_over_all_files() {
        let mut dossier = complete();
        part(&mut dossier, "summary", "summary").most_pages = Some(2);
        fill(&mut dossier, "summary/summary", "总结2.jpg");
        assert_eq!(codes(&dossier), [""; 0]);
        fill(&mut dossier, "summary/summary", "总结3.jpg");
        assert_eq!(codes(&dossier), ["D102"]);
        assert!(run(&dossier)[0].message.en.contains("at most 2 pages, but there are 3"));
    }

    #[test]
    fn pages_of_the_one_file_asked_for_are_not_sent_away() {
        let mut dossier = complete();
        part(&mut dossier, "summary", "summary").count = (0, Some(1));
        fill(&mut dossier, "summary/summary", "总结2.jpg");
        let findings = run(&dossier);
        let told: Vec<(&str, &str)> = findings.iter().map(|one| (&*one.message.en, &*one.fix.en)).collect();
        assert!(told[0].0.contains("takes at most 1 file, but 2 are there"), "{told:?}");
        assert!(told[0].1.starts_with("Keep"), "a JPEG has one page: {told:?}");
        part(&mut dossier, "summary", "summary").formats.push(Accepted::Pdf);
        assert!(run(&dossier)[0].fix.en.contains("make one PDF"), "a PDF has many");
    }

    #[test]
    fn one_picture_means_one_file() {
        let mut dossier = complete();
        fill(&mut dossier, "summary/summary", "总结2.jpg");
        assert_eq!(codes(&dossier), [""; 0], "a summary may have pages");
        fill(&mut dossier, "id/front", "身份证 人像面 2.jpg");
        assert_eq!(codes(&dossier), ["D102"]);
        assert!(run(&dossier)[0].message.zh.contains("身份证 人像面 2.jpg"));
    }
}
