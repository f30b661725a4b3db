//! D210: all files of a submission, an item or a part together are more than is taken.

use super::{Asks, Check, InPackage, Rule, place};
use crate::dossier::{Dossier, Scan, Slot};
use crate::finding::{Fault, Place, Severity};
use crate::profile::{Limits, Total};
use crate::text::Text;
use crate::text::amount::{count, size, size_limit};
use std::cmp::Reverse;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "D210",
    name: "over-total-limit",
    severity: Severity::Error,
    about: include_str!("over_total_limit.md"),
    check: Check::Dossier(check),
    in_package: InPackage::Part,
    asks: Asks::Totals,
    ..Rule::DEFAULTS
};

/// How many of the largest files are named.
const NAMED: usize = 3;

fn check(dossier: &Dossier) -> Vec<Fault> {
    let all: Vec<&Slot> = dossier.slots.iter().collect();
    let everything = Text { zh: "全部材料".to_owned(), en: "all the material".to_owned() };
    let mut faults = of_files(dossier, &dossier.profile.total, &everything, &all, &Place::default());
    faults.extend(too_large_for_one(dossier));
    for (at, item) in dossier.profile.items.iter().enumerate() {
        let slots: Vec<&Slot> = dossier.slots.iter().filter(|slot| slot.item == at).collect();
        let place = Place { order: Some((at, 0)), item: Some(item.id.clone()), ..Place::default() };
        faults.extend(of_files(dossier, &item.total, &quoted(&item.label), &slots, &place));
    }
    for slot in &dossier.slots {
        let (_, part) = dossier.part(slot);
        faults.extend(of_files(dossier, &part.total, &quoted(&slot.label), &[slot], &place::of_slot(dossier, slot)));
    }
    faults
}

fn quoted(label: &Text) -> Text {
    Text { zh: format!("“{}”", label.zh), en: format!("“{}”", label.en) }
}

/// What is too much of the files of some slots. A file that fills several is there once.
fn of_files(dossier: &Dossier, most: &Total, what: &Text, slots: &[&Slot], place: &Place) -> Vec<Fault> {
    let files: BTreeSet<usize> = slots.iter().flat_map(|slot| &slot.files).map(|claim| claim.scan).collect();
    let mut scans: Vec<&Scan> = files.into_iter().filter_map(|scan| dossier.scans.get(scan)).collect();
    let bytes: u64 = scans.iter().map(|scan| scan.inspected.bytes).sum();
    // Empty pages too: whoever counts the pages of a file counts them.
    let pages: usize = scans.iter().map(|scan| scan.inspected.pages.len().max(1)).sum();
    scans.sort_by_key(|scan| (Reverse(scan.inspected.bytes), &scan.path));
    let over = most.max_bytes.filter(|most| bytes > *most);
    let too_large = over.map(|most| too_large(what, most, (bytes, &scans), &resolution(dossier, slots)));
    let counted = |count: usize, most: Option<usize>, of: [&str; 3]| {
        most.filter(|most| count > *most).map(|most| too_many(what, most, count, of))
    };
    let too_many_files = counted(scans.len(), most.max_files, [" 个文件", "file", "files"]);
    let too_many_pages = counted(pages, most.max_pages, [" 页", "page", "pages"]);
    [too_large, too_many_files, too_many_pages].into_iter().flatten().map(|fault| fault.at(place.clone())).collect()
}

/// All files as one PDF: how large that is, only `pack` knows, but it is hardly much smaller.
fn too_large_for_one(dossier: &Dossier) -> Option<Fault> {
    let most = dossier.profile.merged.as_ref()?.max_bytes?;
    let all: Vec<&Slot> = dossier.slots.iter().collect();
    let files: BTreeSet<usize> = all.iter().flat_map(|slot| &slot.files).map(|claim| claim.scan).collect();
    let bytes: u64 =
        files.into_iter().filter_map(|scan| dossier.scans.get(scan)).map(|scan| scan.inspected.bytes).sum();
    let (limit, is) = (size_limit(most), size(bytes));
    let message = Text {
        zh: format!("全部材料要合成一个 PDF，最大 {limit}；现在的文件合计 {is}，合起来很可能超过。"),
        en: format!(
            "Everything is to be one PDF of at most {limit}; the files have {is} together, so it is likely to be larger."
        ),
    };
    let at = resolution(dossier, &all);
    let fix = Text {
        zh: format!(
            "运行 dossier pack 看合成后的大小；超过的，把最大的几个文件按{}、JPG 质量 80 左右重新存。",
            at.zh.trim_end()
        ),
        en: format!(
            "See with `dossier pack` how large it becomes; where it is too large, save the largest files again at {} and a \
             JPEG quality of about 80.",
            at.en
        ),
    };
    (bytes > most).then(|| Fault::warning(message, fix).measured(format!("≤ {limit}"), is).at(Place::default()))
}

/// The resolution to scan some documents at: a number, where it is the same for all that are scanned from paper.
fn resolution(dossier: &Dossier, slots: &[&Slot]) -> Text {
    let parts = slots.iter().map(|slot| dossier.part(slot).1).filter(|part| !part.is_photo);
    let mut each: Vec<f64> = parts.map(|part| part.limits.advised_dpi()).collect();
    each.dedup();
    match each.as_slice() {
        [] => dpi(Limits::default().advised_dpi()),
        [one] => dpi(*one),
        _ => Text {
            zh: "清单要求的分辨率".to_owned(), en: "the resolution that the checklist asks for".to_owned()
        },
    }
}

fn dpi(dpi: f64) -> Text {
    Text { zh: format!(" {dpi} dpi "), en: format!("{dpi} dpi") }
}

fn too_large(what: &Text, most: u64, (bytes, largest_first): (u64, &[&Scan]), at: &Text) -> Fault {
    let (most, is) = (size_limit(most), size(bytes));
    let named = |scan: &&Scan| format!("“{}” {}", scan.path.shown(), size(scan.inspected.bytes));
    let largest: Vec<String> = largest_first.iter().take(NAMED).map(named).collect();
    let message = Text {
        zh: format!("{}的文件合计 {is}，最多 {most}。最大的是{}。", what.zh, largest.join("、")),
        en: format!(
            "The files of {} have {is} together, at most {most} are taken. The largest: {}.",
            what.en,
            largest.join(", ")
        ),
    };
    let fix = Text {
        zh: format!(
            "用{}而不是更高的分辨率重新扫描最大的几个，或把 JPG 质量调到 80 左右另存；不要缩小到看不清。",
            at.zh
        ),
        en: format!(
            "Scan the largest again at {} and no higher, or save them at a JPEG quality of about 80; do not shrink them \
             until they cannot be read.",
            at.en
        ),
    };
    Fault::error(message, fix).measured(format!("≤ {most}"), is)
}

fn too_many(what: &Text, most: usize, is: usize, [zh, one, many]: [&str; 3]) -> Fault {
    let (taken, verb) = (count(most, one, many), if most == 1 { "is" } else { "are" });
    let message = Text {
        zh: format!("{}最多 {most}{zh}，现有 {is}{zh}。", what.zh),
        en: format!("At most {taken} {verb} taken of {}, and there are {is}.", what.en),
    };
    let fix = Text {
        zh: "留下要交的，其余移出文件夹。".to_owned(),
        en: "Keep those that are to be handed in and move the others out of the folder.".to_owned(),
    };
    Fault::error(message, fix).measured(format!("≤ {most}"), is.to_string())
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Dossier, RelPath};
    use crate::profile::Total;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, fill, part, scan};
    use crate::seen::{Content, SeenPage};
    use std::sync::Arc;

    fn at_most(total: Total) -> Dossier {
        let mut dossier = complete();
        for scan in &mut dossier.scans {
            scan.inspected.bytes = 1000;
        }
        Arc::make_mut(&mut dossier.profile).total = total;
        dossier
    }

    #[test]
    fn one_byte_and_one_file_over_is_over() {
        let placed = { complete().slots.iter().flat_map(|slot| &slot.files).count() };
        let bytes = placed as u64 * 1000;
        let bytes_of = |most| Total { max_bytes: Some(most), ..Total::default() };
        let files_of = |most| Total { max_files: Some(most), ..Total::default() };
        assert_eq!(codes(&at_most(bytes_of(bytes))), [""; 0]);
        assert_eq!(codes(&at_most(bytes_of(bytes - 1))), ["D210"]);
        assert_eq!(codes(&at_most(files_of(placed))), [""; 0]);
        assert_eq!(codes(&at_most(files_of(placed - 1))), ["D210"]);
    }

    #[test]
    fn every_page_of_a_file_counts() {
        let files = complete().slots.iter().flat_map(|slot| &slot.files).count();
        let mut dossier = at_most(Total { max_pages: Some(files), ..Total::default() });
        assert_eq!(codes(&dossier), [""; 0]);
        part(&mut dossier, "summary", "summary").formats.push(crate::profile::Accepted::Pdf);
        let summary = scan(&mut dossier, "summary/summary");
        let page = SeenPage::Picture(Box::new(summary.inspected.picture.take().expect("a picture")));
        (summary.inspected.content, summary.inspected.pages) = (Content::Pdf, vec![page.clone(), page]);
        summary.path = RelPath::new("a.pdf");
        assert_eq!(codes(&dossier), ["D210"]);
    }

    #[test]
    fn an_item_and_a_part_have_their_own() {
        let total = Total { max_bytes: Some(1999), ..Total::default() };
        let mut dossier = at_most(Total::default());
        part(&mut dossier, "summary", "summary").total = total.clone();
        assert_eq!(codes(&dossier), [""; 0]);
        fill(&mut dossier, "summary/summary", "总结2.jpg");
        scan(&mut dossier, "summary/summary").inspected.bytes = 2000;
        assert_eq!(codes(&dossier), ["D210"]);
        assert_eq!(run(&dossier)[0].place.part.as_deref(), Some("summary"));

        let mut dossier = at_most(Total::default());
        let items = &mut Arc::make_mut(&mut dossier.profile).items;
        items.iter_mut().find(|item| item.id == "id").expect("an item").total = total;
        assert_eq!(codes(&dossier), ["D210"]);
        let place = &run(&dossier)[0].place;
        assert_eq!((place.item.as_deref(), place.part.as_deref()), (Some("id"), None));
    }
}
