//! Photocopies: each scan on the front of a sheet, upright, with room for the stamp below it.
//!
//! An A4 original is fitted into the room above the stamp; a small one (an ID card) is printed at its true size, several
//! on a sheet. A document of one sheet has all its scans together. The JPEG is not touched.

use super::copy_sheet::{Page, Standing, sheet};
use super::original::{Original, only_picture};
use super::plan::{Document, Stamp};
use super::together::{apart, on_one_sheet};
use super::{DeskInput, slots};
use crate::dossier::{Dossier, Need, RelPath, Scan, Slot};
use crate::failure::said;
use crate::finding::{Finding, Remedy, Repair, Severity};
use crate::font;
use crate::paper::pages::jpegs;
use crate::paper::sheet::Sheet;
use crate::pdf::Jpeg;
use crate::profile::Keyed;
use crate::text::Text;
use std::collections::BTreeMap;

/// How a document is copied.
#[derive(Debug, Clone, Copy)]
pub(super) struct Copies<'p> {
    /// What is stamped, where it is.
    pub stamp: Option<&'p Stamp>,
    /// Its scans together on one sheet.
    pub one_sheet: bool,
}

/// What belongs on one sheet where a document has all its scans together: the entry of a list, with the run of parts that
/// are asked for by it; `None` for what is asked for once.
type Entry<'d> = Option<(Option<usize>, &'d str)>;

/// The sheets of one document, fronts only.
pub(super) fn sheets(
    input: &DeskInput<'_>,
    document: &Document,
    how: Copies<'_>,
    pictures: &mut Vec<Jpeg>,
    warnings: &mut Vec<Text>,
) -> Vec<Sheet> {
    let pages = pages(input, document, pictures);
    for (_, page) in &pages {
        if let Page::Failed { label, why } = page {
            warnings.push(Text {
                zh: format!("“{}”没有打印：{}", label.zh, why.zh),
                en: format!("{} is not printed; its page says why: {}", label.en, why.en),
            });
        }
    }
    let standing: Vec<Standing> = if how.one_sheet {
        by_entry(pages).into_iter().flat_map(on_one_sheet).collect()
    } else {
        apart(pages.into_iter().map(|(_, page)| page))
    };
    standing.into_iter().map(|pages| sheet(input, document, how.stamp, pages)).collect()
}

/// The pages of each entry by themselves, in their order.
fn by_entry(pages: Vec<(Entry<'_>, Page)>) -> Vec<Vec<Page>> {
    let mut entries: Vec<(Entry<'_>, Vec<Page>)> = Vec::new();
    for (entry, page) in pages {
        match entries.last_mut().filter(|(last, _)| *last == entry) {
            Some((_, together)) => together.push(page),
            None => entries.push((entry, vec![page])),
        }
    }
    entries.into_iter().map(|(_, together)| together).collect()
}

/// What to print, in the order of the document's parts; neighbouring parts of one list entry by entry: paper by paper, award
/// by award.
fn pages<'d>(input: &DeskInput<'d>, document: &'d Document, pictures: &mut Vec<Jpeg>) -> Vec<(Entry<'d>, Page)> {
    let dossier = input.dossier;
    let mut keys: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let mut chosen: Vec<&'d Slot> = slots(document, dossier).collect();
    for slot in &chosen {
        let next = keys.len();
        keys.entry(slot.key.as_deref()).or_insert(next);
    }
    let position = |slot: &Slot| {
        let (item, part) = dossier.part(slot);
        document.parts.iter().position(|(one, other)| *one == item.id && *other == part.id)
    };
    let runs = runs(document, dossier);
    let run = |slot: &Slot| runs.get(position(slot)?).copied();
    chosen.sort_by_key(|slot| (run(slot), keys.get(&slot.key.as_deref()).copied(), position(slot)));
    let entry = |slot: &'d Slot| slot.key.as_deref().map(|key| (run(slot), key));
    let pages = chosen.into_iter().flat_map(|slot| {
        let pages = slot_pages(input, slot, pictures);
        pages.into_iter().map(move |page| (entry(slot), page))
    });
    pages.collect()
}

/// For each part of a document, which of its runs it is in: neighbours that are asked for again for each entry of the same
/// list, or for each year, are one.
fn runs(document: &Document, dossier: &Dossier) -> Vec<usize> {
    let parts = dossier.profile.items.iter().flat_map(|item| &item.parts);
    let by_id: BTreeMap<(&str, &str), Keyed> =
        parts.map(|part| ((part.item.as_str(), part.id.as_str()), part.keyed)).collect();
    let keyed = |(item, part): &(String, String)| by_id.get(&(item.as_str(), part.as_str())).copied();
    let mut run = 0;
    let further = document.parts.windows(2).map(|pair| {
        let together = match (pair.first().and_then(keyed), pair.last().and_then(keyed)) {
            (Some(Keyed::List(one)), Some(Keyed::List(other))) => one == other,
            (Some(Keyed::Years { .. }), Some(Keyed::Years { .. })) => true,
            _ => false,
        };
        run += usize::from(!together);
        run
    });
    std::iter::once(0).chain(further).collect()
}

fn slot_pages(input: &DeskInput<'_>, slot: &Slot, pictures: &mut Vec<Jpeg>) -> Vec<Page> {
    let label = Text { zh: font::printable(&slot.label.zh), en: font::printable(&slot.label.en) };
    if slot.files.is_empty() && slot.need == Need::Required {
        let why = Text {
            zh: "文件夹中没有这份材料，请补齐后重新生成。".to_owned(),
            en: "The folder does not hold this document: add it, and print the set again.".to_owned(),
        };
        return vec![Page::Failed { label, why }];
    }
    let (_, part) = input.dossier.part(slot);
    let mut pages = Vec::new();
    for scan in input.dossier.scans_of(slot) {
        let seen = only_picture(scan).filter(|_| lies_on_a_larger_scan(input.findings, &scan.path));
        for picture in scan_pictures(input, scan) {
            pages.push(match picture {
                Ok(picture) => {
                    let original = Original::of(&picture, pictures.len(), part.size, seen);
                    pictures.push(picture);
                    Page::Picture { original, label: label.get(input.plan.lang).to_owned() }
                }
                Err(why) => Page::Failed { label: label.clone(), why },
            });
        }
    }
    pages
}

/// Whether the check found that the original is only a part of the picture, and all of it is there.
fn lies_on_a_larger_scan(findings: &[Finding], path: &RelPath) -> bool {
    let mut here = findings.iter().filter(|one| one.place.path.as_ref() == Some(path));
    here.any(|one| one.rule.cured_by_fix.contains(&Repair::CutToSheet))
}

/// The pages of a scan as pictures, or why they cannot be printed.
fn scan_pictures(input: &DeskInput<'_>, scan: &Scan) -> Vec<Result<Jpeg, Text>> {
    // A name that is wrong (two files of one page) says nothing against the picture.
    let of_picture = |one: &&Finding| one.severity == Severity::Error && one.remedy != Remedy::Rename;
    let errors = input.findings.iter().filter(of_picture);
    let here = errors.filter(|one| one.place.path.as_ref() == Some(&scan.path));
    let (zh, en): (Vec<&str>, Vec<&str>) = here.map(|one| (&*one.message.zh, &*one.message.en)).unzip();
    if !zh.is_empty() {
        let why = Text {
            zh: format!("没有通过检查：{}", zh.join("；")),
            en: format!("It failed the check: {}", en.join(" ")),
        };
        return vec![Err(why)];
    }
    let bytes = match (input.read)(&scan.path) {
        Ok(bytes) => bytes,
        Err(error) => return vec![Err(unreadable(&scan.path, &error))],
    };
    let read = |page: Result<Vec<u8>, Text>| Jpeg::read(page?).map_err(|error| unreadable(&scan.path, &error));
    jpegs(scan.inspected.content, bytes).into_iter().map(read).collect()
}

fn unreadable(path: &RelPath, error: &std::io::Error) -> Text {
    let (path, why) = (path.shown(), said(error));
    Text { zh: format!("无法读取“{path}”：{}", why.zh), en: format!("{path} cannot be read: {}", why.en) }
}
