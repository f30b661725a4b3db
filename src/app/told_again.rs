//! Makes the report of a package once more from what is inside, and holds the packed one against it.
//!
//! What follows from the profile, the applicant's file, the date, and the names and bytes of the scans, no report may tell
//! otherwise. What was measured or read of the scans is taken as it stands: nothing but the fingerprint shows that.

use super::stages::beside_window;
use crate::assign::assign;
use crate::dossier::load::from_source;
use crate::dossier::{Dossier, RelPath, Scan};
use crate::failure::Rejected;
use crate::finding::{Finding, InPackage};
use crate::inspect::FILE_LIMIT;
use crate::package::bag::{CheckResult, REPORT};
use crate::package::plan::extension;
use crate::package::report_text::first_other_line;
use crate::package::verify::{PackedScan, Verified};
use crate::profile::builtin;
use crate::report::given_again::difference;
use crate::report::waive::is_applied;
use crate::report::{FileRow, ItemRow, LeftOutRow, Report, put_together, raw_name};
use crate::rules;
use crate::seen::{Content, Inspected, Trouble};
use crate::text::Text;
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// What the report of a package by this version tells otherwise than what is inside; `None` where they agree. `laid` is
/// the dossier that the package's data give.
///
/// # Errors
/// Where this version cannot read the applicant's file.
pub(super) fn fault(laid: &Dossier, verified: &Verified) -> Result<Option<Text>> {
    // Of a profile's folder only the rules are packed.
    let is_no_rule =
        |name: &String| name.starts_with('.') || Path::new(name).extension().is_none_or(|end| end != "toml");
    if let Some((name, _)) = laid.profile.files.iter().find(|(name, _)| is_no_rule(name)) {
        return Ok(Some(Text {
            zh: format!("清单方案里不会有“{name}”这样的文件"),
            en: format!("no profile is packed with a file such as {name}"),
        }));
    }
    // This version packs no checklist that only calls itself by the name of a built-in one.
    if let Err(faults) = builtin::check_id("", &laid.profile) {
        return Ok(faults.into_iter().next().map(|fault| fault.message));
    }
    let json = verified.contents.get(REPORT).and_then(|seen| seen.text.as_deref()).unwrap_or_default();
    let told: Report = match serde_json::from_slice(json) {
        Ok(told) => told,
        Err(why) => {
            return Ok(Some(Text {
                zh: format!("不是这个版本写的报告：{why}"),
                en: format!("this version writes no such report: {why}"),
            }));
        }
    };
    if let Some(fault) = format_fault(&told, verified) {
        return Ok(Some(fault));
    }
    if !are_names_of_this_system(&told) {
        return Ok(None);
    }
    let applicant = verified.applicant.as_deref().map(from_source).transpose().map_err(Rejected)?;
    let dossier = assign(Arc::clone(&laid.profile), applicant, laid.date, scans(&told), Vec::new());
    Ok(findings_fault(&dossier, &told).or_else(|| written_otherwise(&dossier, told, json)))
}

/// Every file of the report as a scan that nobody looked into, in the order of the paths.
fn scans(told: &Report) -> Vec<Scan> {
    let mut scans = BTreeMap::new();
    for LeftOutRow { path, path_hex } in &told.left_out {
        let path = raw_name(path, path_hex.as_deref());
        scans.insert(path.clone(), unmeasured(path, 1, String::new(), Content::Unknown));
    }
    for row in files(&told.items) {
        let path = raw_name(&row.path, row.path_hex.as_deref());
        scans.insert(path.clone(), unmeasured(path, row.bytes, row.sha256.clone(), row.content));
    }
    scans.into_values().collect()
}

fn unmeasured(path: RelPath, bytes: u64, sha256: String, content: Content) -> Scan {
    // So much the check says of a file without having looked into it.
    let trouble = (bytes > FILE_LIMIT).then_some(Trouble::TooLarge(FILE_LIMIT));
    let picture = None;
    Scan::new(path, Inspected { bytes, sha256, content, picture, pages: Vec::new(), leading_bytes: 0, trouble })
}

fn files(items: &[ItemRow]) -> impl Iterator<Item = &FileRow> {
    items.iter().flat_map(|item| &item.parts).flat_map(|part| &part.files)
}

/// What a report by another version tells otherwise than the scans themselves, as far as this version understands it.
pub(super) fn fault_of_other_version(verified: &Verified) -> Option<Text> {
    let json = verified.contents.get(REPORT).and_then(|seen| seen.text.as_deref()).unwrap_or_default();
    serde_json::from_slice(json).ok().and_then(|told| format_fault(&told, verified))
}

fn format_fault(told: &Report, verified: &Verified) -> Option<Text> {
    other_content(told, verified).map(|path| Text {
        zh: format!("“{path}”的内容不是报告所说的格式"),
        en: format!("{path} is not of the format that the report says"),
    })
}

/// A scan that is of another format than the report says, by its first bytes.
fn other_content<'v>(told: &Report, verified: &'v Verified) -> Option<&'v str> {
    let complete = verified.facts.result != CheckResult::Incomplete;
    let mut scans = files(&told.items).zip(&verified.scans);
    let is_other = |(row, scan): &(&FileRow, &PackedScan)| {
        let is = verified.contents.get(&scan.path).and_then(|seen| seen.content).unwrap_or(Content::Unknown);
        // A JPEG behind other bytes, which is an error, may show only further on.
        extension(is) != extension(row.content) && (complete || row.content != Content::Jpeg)
    };
    scans.find(is_other).map(|(_, scan)| &*scan.path)
}

/// Whether every name can stand on this system as it stood where the package was made: elsewhere names may be no Unicode,
/// and hold what on Windows parts a path.
fn are_names_of_this_system(told: &Report) -> bool {
    let is_known = |path: &str, hex: Option<&str>| hex.is_none() && !path.contains(['\\', ':']);
    cfg!(unix)
        || files(&told.items).all(|row| is_known(&row.path, row.path_hex.as_deref()))
            && told.left_out.iter().all(|row| is_known(&row.path, row.path_hex.as_deref()))
}

/// What the report says that was found, and the data of the package do not give, or the other way round.
fn findings_fault(dossier: &Dossier, told: &Report) -> Option<Text> {
    let placed: BTreeSet<&RelPath> =
        dossier.slots.iter().flat_map(|slot| dossier.scans_of(slot)).map(|scan| &scan.path).collect();
    let is_known = |finding: &Finding| {
        // Of a file that is left out nothing is packed but its name.
        let path = finding.place.path.as_ref();
        finding.rule.in_package == InPackage::All || path.is_none_or(|path| placed.contains(path))
    };
    let given = beside_window(rules::of_package(dossier)).into_iter().filter(is_known).collect();
    let all: Vec<&Finding> = told.findings.iter().chain(told.waived.iter().map(|row| &row.finding)).collect();
    difference(given, &all).or_else(|| {
        (!is_applied(dossier, &told.findings, &told.waived)).then(|| Text {
            zh: "报告里注明理由接受的问题与 meta/applicant.toml 里的 [[waive]] 不符".to_owned(),
            en: "the faults that the report calls accepted are not those of [[waive]] in meta/applicant.toml"
                .to_owned(),
        })
    })
}

/// Where the report is not what this version writes of the dossier and the findings.
fn written_otherwise(dossier: &Dossier, told: Report, json: &[u8]) -> Option<Text> {
    let Report { items, findings, waived, strays, .. } = told;
    let mut again = put_together(dossier, findings, waived);
    // What a page without a place seems to be was read.
    for (row, told) in again.strays.iter_mut().zip(strays) {
        row.suggestion = told.suggestion;
    }
    // The size of a picture was measured.
    let rows = again.items.iter_mut().flat_map(|item| &mut item.parts).flat_map(|part| &mut part.files);
    for (row, told) in rows.zip(files(&items)).filter(|(row, _)| row.content == Content::Jpeg) {
        (row.width, row.height) = (told.width, told.height);
    }
    drop(items);
    let (line, name) = first_other_line(&again, json)?;
    Some(Text {
        zh: format!("第 {line} 行（{name}）与按包里的数据写出的不同"),
        en: format!("line {line} ({name}) is not what the data of the package give"),
    })
}
