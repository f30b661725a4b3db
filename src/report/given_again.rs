//! What a report says that its rules found, held against what they find of the same dossier once more, where nothing is
//! measured and nothing is left out (`verify`).

use crate::dossier::{RelPath, form_sheet, load};
use crate::finding::{Finding, InPackage};
use crate::text::Text;
use std::collections::BTreeMap;

/// The first thing that the findings which are `given` and those which are `told` do not agree in, in words; `None` where
/// they agree. Told are all findings of a report, those that are accepted too.
pub fn difference(given: Vec<Finding>, told: &[&Finding]) -> Option<Text> {
    let (all, part): (Vec<Finding>, Vec<Finding>) =
        given.into_iter().partition(|finding| finding.rule.in_package == InPackage::All);
    let unlike = if told.iter().any(|finding| is_of_a_cell(finding)) { None } else { unlike(all, told) };
    unlike.or_else(|| {
        let index = index(told);
        part.iter().find(|finding| !is_told(finding, &index)).map(not_told)
    })
}

/// Whether a cell of a workbook was not understood. What stands in it is packed as empty: then the data say less.
fn is_of_a_cell(finding: &Finding) -> bool {
    let of_workbook = finding.place.path.as_ref().is_some_and(|path| path.shown() == form_sheet::FILE_NAME);
    of_workbook && finding.place.line.is_some() && finding.rule.in_package == InPackage::All
}

/// What is told of rules that a package decides alone, and not given, or the other way round.
fn unlike(given: Vec<Finding>, told: &[&Finding]) -> Option<Text> {
    let of_workbook = told.iter().any(|finding| speaks_of_a_workbook(finding));
    let told = told.iter().copied().filter(|finding| finding.rule.in_package == InPackage::All);
    let sorted = |findings: Vec<Finding>| {
        let plain = |finding| (essence(&finding, of_workbook), finding);
        let mut findings: Vec<(Finding, Finding)> = findings.into_iter().map(plain).collect();
        findings.sort_by(|(a, _), (b, _)| a.order().cmp(&b.order()));
        findings
    };
    let (given, told) = (sorted(given), sorted(told.cloned().collect()));
    let mut told = told.iter().peekable();
    for (essence, finding) in &given {
        match told.peek() {
            Some((other, _)) if other == essence => _ = told.next(),
            Some((other, said)) if other.order() < essence.order() => return Some(not_given(said)),
            _ => return Some(not_told(finding)),
        }
    }
    told.next().map(|(_, said)| not_given(said))
}

/// Whether a finding is told in the words of somebody who fills in a workbook.
fn speaks_of_a_workbook(finding: &Finding) -> bool {
    [&finding.message.zh, &finding.message.en, &finding.fix.zh].iter().any(|text| text.contains(form_sheet::FILE_NAME))
}

/// A finding without its place in the checklist's order, which is not written, and without what differs where the
/// answers came from a workbook: its name, its cells, and the words of both.
fn essence(finding: &Finding, of_workbook: bool) -> Finding {
    let mut plain = finding.clone();
    plain.place.order = None;
    if of_workbook {
        let sheet = |path: &RelPath| path.shown() == form_sheet::FILE_NAME;
        if plain.place.path.as_ref().is_some_and(sheet) {
            plain.place.path = Some(RelPath::new(load::FILE_NAME));
        }
        plain.place.line = None;
        (plain.message, plain.fix) = (Text::same(""), Text::same(""));
    }
    plain
}

/// The findings that are told, by code and file.
type Index<'f> = BTreeMap<(&'static str, Option<&'f RelPath>), Vec<&'f Finding>>;

fn index<'f>(told: &[&'f Finding]) -> Index<'f> {
    let mut index = Index::new();
    for &finding in told {
        let files: Vec<Option<&RelPath>> = finding.place.path.iter().chain(&finding.place.others).map(Some).collect();
        for file in if files.is_empty() { vec![None] } else { files } {
            index.entry((finding.rule.code, file)).or_default().push(finding);
        }
    }
    index
}

/// Whether as much is told: of the same files, or of the same place, and not more mildly.
fn is_told(given: &Finding, told: &Index<'_>) -> bool {
    let place = &given.place;
    let same_place = |other: &Finding| {
        (&place.item, &place.part, &place.key, &given.want)
            == (&other.place.item, &other.place.part, &other.place.key, &other.want)
    };
    let is_it = |other: &&&Finding| match place.path {
        None => same_place(other),
        Some(_) => {
            place.others.iter().all(|file| other.place.path.as_ref() == Some(file) || other.place.others.contains(file))
        }
    };
    let of_file = told.get(&(given.rule.code, place.path.as_ref()));
    of_file.into_iter().flatten().filter(is_it).any(|other| other.severity <= given.severity)
}

fn not_told(finding: &Finding) -> Text {
    let (code, Text { zh, en }) = (finding.rule.code, &finding.message);
    Text {
        zh: format!("按包里的数据有问题 {code}，报告里却没有：{zh}"),
        en: format!("by what is in the package there is {code}, and the report lacks it: {en}"),
    }
}

fn not_given(finding: &Finding) -> Text {
    let (code, Text { zh, en }) = (finding.rule.code, &finding.message);
    Text {
        zh: format!("报告里有问题 {code}，按包里的数据却没有：{zh}"),
        en: format!("the report tells {code}, and by what is in the package there is none: {en}"),
    }
}
