//! From a checked dossier to what is to be packed: which scan under which name, and the tag files beside them. Pure.

use super::bag::{APPLICANT, CheckResult, Facts, PAYLOAD, PROFILE, PayloadFile, Plan, REPORT, TagFile};
use super::name;
use super::name::{Collisions, make_safe};
use super::report_text;
use crate::dossier::{Dossier, RelPath, Scan, Skipped, Slot};
use crate::failure::{cannot_read, failure, kept_words, said};
use crate::file::Unfit;
use crate::report::{Report, Verdict};
use crate::seen::{Content, Trouble};
use crate::text::Text;
use anyhow::Result;
use std::io;
use std::path::Path;

/// The scans that fill a place of the checklist, each as `data/<item>/<part>[-<key>][-<n>].jpg`; `n` counts from 1 where
/// a place has several, with zeros where there are ten or more. A file that fills several places (one certificate for a range of years) lies in each.
///
/// # Errors
/// Where there is none, one could not be read by the check, or the profile's ids give two the same name.
pub fn payload(dossier: &Dossier, folder: &Path) -> Result<Vec<PayloadFile>> {
    let mut payload = Vec::new();
    for slot in &dossier.slots {
        for (at, scan) in dossier.scans_of(slot).enumerate() {
            payload.push(payload_file(dossier, slot, at, scan, folder)?);
        }
    }
    payload.sort();
    let mut seen = Collisions::default();
    for file in &payload {
        if let Some(other) = seen.add(&file.path) {
            let path = &file.path;
            return Err(failure(
                format!("清单方案使两个文件在包里同名：“{other}”和“{path}”；请改方案里的 id"),
                format!("the profile gives two files one name in the package, {other} and {path}; change its ids"),
            ));
        }
    }
    if payload.is_empty() { Err(nothing(dossier, folder)) } else { Ok(payload) }
}

/// Everything that goes into the package but the review form, which prints the plan's fingerprint.
///
/// # Errors
/// Where the report cannot be written as JSON, or a file of the profile has a name that no package can hold.
pub fn plan(dossier: &Dossier, report: &Report, payload: Vec<PayloadFile>) -> Result<Plan> {
    let facts = Facts {
        agent: report.tool.clone(),
        date: report.date.clone(),
        unit: report.applicant.as_ref().map(|applicant| applicant.unit.clone()).unwrap_or_default(),
        profile: report.profile.id.clone(),
        profile_digest: report.profile.digest.clone(),
        result: result(report),
    };
    let mut json = Vec::new();
    report_text::write(report, &mut json)?;
    let mut tags = vec![TagFile { path: REPORT.to_owned(), content: json }];
    if let Some(applicant) = &dossier.applicant {
        tags.push(TagFile { path: APPLICANT.to_owned(), content: applicant.source.clone().into_bytes() });
    }
    for (file, content) in &dossier.profile.files {
        let path = format!("{PROFILE}{file}");
        if let Some(fault) = name::fault(&path) {
            return Err(failure(
                format!("清单方案的文件“{file}”不能放进材料包：{}", fault.zh),
                format!("the profile's file {file} cannot be packed: {}", fault.en),
            ));
        }
        tags.push(TagFile { path, content: content.clone().into_bytes() });
    }
    Ok(Plan { facts, payload, tags })
}

/// What the package says that the check came to.
pub fn result(report: &Report) -> CheckResult {
    match report.verdict {
        Verdict::Incomplete => CheckResult::Incomplete,
        Verdict::Complete if report.waived.is_empty() => CheckResult::Complete,
        Verdict::Complete => CheckResult::CompleteWithWaivers,
    }
}

fn payload_file(dossier: &Dossier, slot: &Slot, at: usize, scan: &Scan, folder: &Path) -> Result<PayloadFile> {
    let (item, part) = dossier.part(slot);
    if scan.inspected.sha256.is_empty() {
        return Err(unreadable(&scan.path, scan.inspected.trouble.as_ref()));
    }
    let number = (slot.files.len() > 1).then_some((at + 1, slot.files.len()));
    Ok(PayloadFile {
        path: path(&item.id, &part.id, slot.key.as_deref(), number, scan.inspected.content),
        sha256: scan.inspected.sha256.clone(),
        bytes: scan.inspected.bytes,
        source: scan.path.below(folder),
    })
}

/// Where a scan lies in the package, `data/…`; `number` is its number, from 1, and how many its place has, where it has
/// several. Numbers are as wide as the last, so that programs which sort by name show the pages in order.
pub(super) fn path(
    item: &str,
    part: &str,
    key: Option<&str>,
    number: Option<(usize, usize)>,
    content: Content,
) -> String {
    let mut stem = make_safe(part);
    let number = number.map(|(number, of)| format!("{number:0width$}", width = of.to_string().len()));
    for more in key.map(str::to_owned).into_iter().chain(number) {
        stem.push('-');
        stem.push_str(&more);
    }
    let file = make_safe(&format!("{stem}.{}", extension(content)));
    format!("{PAYLOAD}{}/{file}", make_safe(item))
}

/// Why there is nothing to pack: the folder could not be listed, or nothing in it fills a place.
fn nothing(dossier: &Dossier, folder: &Path) -> anyhow::Error {
    let shown = folder.display();
    let hidden = dossier.notes.iter().find_map(|note| match &note.why {
        Skipped::Unreadable(why) => Some(why),
        _ => None,
    });
    match hidden {
        Some(why) => cannot_read(folder, &io::Error::other(why.clone())),
        None => failure(format!("“{shown}”里没有可打包的材料"), format!("{shown} holds nothing to pack")),
    }
}

fn unreadable(path: &RelPath, trouble: Option<&Trouble>) -> anyhow::Error {
    let shown = path.shown();
    let why = match trouble {
        Some(Trouble::Unreadable(why) | Trouble::Panicked(why)) => kept_words(why),
        Some(Trouble::InTheCloud) => said(&Unfit::InTheCloud.into()),
        _ => Text::same(""),
    };
    failure(
        format!("检查时读不出“{shown}”，无法打包：{}", why.zh),
        format!("{shown} could not be read by the check, so it cannot be packed: {}", why.en),
    )
}

/// What the name ends with: what the content is, whatever the file was called. Nobody shall open a program by mistake.
pub fn extension(content: Content) -> &'static str {
    match content {
        Content::Jpeg => "jpg",
        Content::Png => "png",
        Content::Gif => "gif",
        Content::Bmp => "bmp",
        Content::Tiff => "tif",
        Content::Webp => "webp",
        Content::Heic => "heic",
        Content::Avif => "avif",
        Content::Pdf => "pdf",
        _ => "bin",
    }
}
