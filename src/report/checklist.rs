//! The checklist with the state of each place.

use super::row_path;
use crate::dossier::{Content, Dossier, Need, Scan, Slot};
use crate::finding::{Finding, Severity};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// The state of a place or of an item. Ordered worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Asked for, and not there.
    Missing,
    /// There, with an error.
    Error,
    /// There, with a warning, or expected and not there.
    Warning,
    /// Depends on data that is not there.
    CannotTell,
    /// There, and nothing against it.
    Ok,
    /// Not asked of this applicant.
    NotRequired,
}

/// One item of the checklist.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ItemRow {
    /// Stable id.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// The worst state of its parts.
    pub status: Status,
    /// Its places.
    pub parts: Vec<PartRow>,
}

/// One place of the checklist.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PartRow {
    /// Stable id of the part.
    pub id: String,
    /// Year, or number of the paper or award.
    pub key: Option<String>,
    /// The part's name with its key.
    pub label: Text,
    /// The part's name alone, for lines that stand for several keys.
    #[serde(skip, default = "unnamed")]
    pub name: Text,
    /// Its state.
    pub status: Status,
    /// Why it is not asked for, where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Text>,
    /// The files that fill it.
    pub files: Vec<FileRow>,
}

/// Not written, so not read back: such a line stands for itself.
fn unnamed() -> Text {
    Text::same("")
}

/// One file of a place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FileRow {
    /// Where it lies, relative to the dossier.
    pub path: String,
    /// The raw name in hex, where it is not Unicode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path_hex: Option<String>,
    /// The kind of document its name says it is.
    pub kind: String,
    /// SHA-256, 64 lower-case hex digits.
    pub sha256: String,
    /// Length, bytes.
    pub bytes: u64,
    /// What its content is.
    pub content: Content,
    /// Width as shown, after the Exif orientation, pixels.
    pub width: Option<u32>,
    /// Height as shown, pixels.
    pub height: Option<u32>,
}

/// The checklist of a dossier under its findings.
pub(super) fn rows(dossier: &Dossier, findings: &[Finding]) -> Vec<ItemRow> {
    let item_row = |(at, item): (usize, &crate::profile::Item)| {
        let slots = dossier.slots.iter().filter(|slot| slot.item == at);
        let parts: Vec<PartRow> = slots.map(|slot| part_row(dossier, slot, findings)).collect();
        let status = parts.iter().map(|part| part.status).min().unwrap_or(Status::NotRequired);
        ItemRow { id: item.id.clone(), label: item.label.clone(), status, parts }
    };
    dossier.profile.items.iter().enumerate().map(item_row).collect()
}

fn part_row(dossier: &Dossier, slot: &Slot, findings: &[Finding]) -> PartRow {
    let (_, part) = dossier.part(slot);
    let file = |claim: &crate::dossier::Claim| {
        let kind = part.kinds.get(claim.kind).map_or(&part.id, |kind| &kind.id);
        dossier.scans.get(claim.scan).map(|scan| file_row(scan, kind))
    };
    PartRow {
        id: part.id.clone(),
        key: slot.key.clone(),
        label: slot.label.clone(),
        name: part.label.clone(),
        status: status(dossier, slot, findings),
        why: match &slot.need {
            Need::NotRequired(why) => Some(why.clone()),
            _ => None,
        },
        files: slot.files.iter().filter_map(file).collect(),
    }
}

fn file_row(scan: &Scan, kind: &str) -> FileRow {
    let size = scan.inspected.picture.as_ref().map(crate::dossier::Picture::upright_size);
    let shown = row_path(&scan.path);
    FileRow {
        path: shown.path,
        path_hex: shown.path_hex,
        kind: kind.to_owned(),
        sha256: scan.inspected.sha256.clone(),
        bytes: scan.inspected.bytes,
        content: scan.inspected.content,
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
    }
}

fn status(dossier: &Dossier, slot: &Slot, findings: &[Finding]) -> Status {
    let here = |finding: &&Finding| concerns(dossier, slot, finding);
    let worst = findings.iter().filter(here).map(|finding| finding.severity).min();
    match (&slot.need, slot.files.is_empty(), worst) {
        (Need::Required, true, _) if !slot.contested => Status::Missing,
        (_, _, Some(Severity::Error)) => Status::Error,
        (_, true, _) if slot.contested => Status::Error,
        (_, _, Some(Severity::Warning)) => Status::Warning,
        (Need::Optional | Need::NotRequired(_), true, _) => Status::NotRequired,
        (Need::CannotTell, true, _) => Status::CannotTell,
        _ => Status::Ok,
    }
}

/// Marks the place of an error that was found after the checklist was made.
pub(super) fn mark_error(items: &mut [ItemRow], error: &Finding) {
    let place = &error.place;
    let path = place.path.as_ref().map(crate::dossier::RelPath::shown);
    for item in items.iter_mut().filter(|item| Some(&item.id) == place.item.as_ref()) {
        let here = |part: &PartRow| {
            let file = part.files.iter().any(|file| Some(file.path.as_str()) == path);
            file || Some(&part.id) == place.part.as_ref() && part.key == place.key
        };
        for part in item.parts.iter_mut().filter(|part| here(part)) {
            part.status = part.status.min(Status::Error);
            item.status = item.status.min(Status::Error);
        }
    }
}

/// Whether a finding is about this place: it names the place, or one of its files.
pub(super) fn concerns(dossier: &Dossier, slot: &Slot, finding: &Finding) -> bool {
    let (item, part) = dossier.part(slot);
    let place = &finding.place;
    let named = place.item.as_ref() == Some(&item.id) && place.part.as_ref() == Some(&part.id) && place.key == slot.key;
    let file =
        || dossier.scans_of(slot).any(|scan| place.path.iter().chain(&place.others).any(|path| scan.path == *path));
    named || (place.item.as_ref().is_none_or(|id| *id == item.id) && file())
}
