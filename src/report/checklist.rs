//! The checklist with the state of each place.

use super::Placement;
use super::rows::row_path;
use crate::dossier::{Dossier, Need, Scan, Slot};
use crate::finding::{Finding, Severity};
use crate::profile::Role;
use crate::profile::facts::FactKind;
use crate::seen::Content;
use crate::text::{Lang, Text, masked, masked_numbers};
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
    /// What it is to the program, as the profile declares it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
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
    /// What the entry is called that it is of, where it is of one: whose paper it is. Shortened, and without numbers of persons.
    #[serde(skip, default = "unnamed")]
    pub whose: Text,
    /// One document that is issued for many people.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub issued_for_many: bool,
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
    /// Which page it is, from 1, where the place has several files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
}

/// The checklist of a dossier, its states still without the findings.
pub(super) fn rows(dossier: &Dossier) -> Vec<ItemRow> {
    let item_row = |(at, item): (usize, &crate::profile::Item)| {
        let slots = dossier.slots.iter().filter(|slot| slot.item == at);
        let parts: Vec<PartRow> = slots.map(|slot| part_row(dossier, slot)).collect();
        let mut row = ItemRow {
            id: item.id.clone(),
            label: item.label.clone(),
            role: item.role,
            status: Status::NotRequired,
            parts,
        };
        row.sum_up();
        row
    };
    dossier.profile.items.iter().enumerate().map(item_row).collect()
}

impl PartRow {
    /// Whether nothing is asked of the place and nothing is there.
    pub fn is_idle(&self) -> bool {
        self.status == Status::NotRequired && self.files.is_empty()
    }
}

impl ItemRow {
    fn sum_up(&mut self) {
        self.status = self.parts.iter().map(|part| part.status).min().unwrap_or(Status::NotRequired);
    }
}

fn part_row(dossier: &Dossier, slot: &Slot) -> PartRow {
    let (_, part) = dossier.part(slot);
    let file = |(page, claim): (usize, &crate::dossier::Claim)| {
        let kind = part.kinds.get(claim.kind).map_or(&part.id, |kind| &kind.id);
        let page = Some(page).filter(|_| slot.files.len() > 1);
        dossier.scans.get(claim.scan).map(|scan| file_row(scan, kind, page))
    };
    PartRow {
        id: part.id.clone(),
        key: slot.key.clone(),
        label: slot.label.clone(),
        name: part.label.clone(),
        whose: whose(dossier, slot).unwrap_or_else(unnamed),
        issued_for_many: part.issued_for_many,
        status: status(slot),
        why: match &slot.need {
            Need::NotRequired(why) => Some(why.clone()),
            _ => None,
        },
        files: (1..).zip(&slot.files).filter_map(file).collect(),
    }
}

/// The room that a line has for an entry's name: letters of Latin count one, Chinese characters two.
const WHOSE: usize = 20;

fn whose(dossier: &Dossier, slot: &Slot) -> Option<Text> {
    let list = dossier.profile.asked.lists.get(dossier.part(slot).1.keyed.list()?)?;
    let position = slot.key.as_ref()?.parse::<usize>().ok()?.checked_sub(1)?;
    let fact = list.facts.iter().find(|fact| fact.id == list.called)?;
    let value = dossier.applicant.as_ref()?.answers.entries(&list.id).get(position)?.get(&fact.id)?;
    let shown = |lang| {
        let shown = value.shown(fact, lang);
        let shown = match fact.kind {
            FactKind::IdNumber(_) => masked(shown.trim()),
            _ => masked_numbers(shown.trim()).into_owned(),
        };
        let mut room = WHOSE;
        let fits = |character: &char| {
            let cells = if character.is_ascii() { 1 } else { 2 };
            room.checked_sub(cells).inspect(|left| room = *left).is_some()
        };
        let short: String = shown.chars().take_while(fits).collect();
        if short.len() < shown.len() { short + "…" } else { short }
    };
    Some(Text { zh: shown(Lang::Zh), en: shown(Lang::En) })
}

fn file_row(scan: &Scan, kind: &str, page: Option<usize>) -> FileRow {
    let size = scan.inspected.picture.as_ref().map(crate::seen::Picture::upright_size);
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
        page,
    }
}

/// The state of a place by what is asked and what is there.
fn status(slot: &Slot) -> Status {
    if !slot.files.is_empty() {
        return Status::Ok;
    }
    match slot.need {
        _ if slot.contested => Status::Error,
        Need::Required => Status::Missing,
        Need::Optional | Need::NotRequired(_) => Status::NotRequired,
        Need::CannotTell => Status::CannotTell,
        Need::Expected => Status::Ok,
    }
}

/// Lowers the state of each place to the worst finding that touches it.
pub(super) fn mark(items: &mut [ItemRow], findings: &[Finding], placement: &Placement) {
    for (at, item) in items.iter_mut().enumerate() {
        for (number, part) in item.parts.iter_mut().enumerate() {
            let worst =
                placement.about(at, number).filter_map(|at| findings.get(at)).map(|finding| finding.severity).min();
            let state = match worst {
                Some(Severity::Error) => Status::Error,
                Some(Severity::Warning) => Status::Warning,
                _ => continue,
            };
            part.status = part.status.min(state);
        }
        item.sum_up();
    }
}
