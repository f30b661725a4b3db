//! What the page shows: the report as `check --format json` writes it, and beside it what a page needs to act.

use super::session::name_of;
use crate::app::{last_change, private_paths};
use crate::dossier::{Dossier, Need, Scan, Slot};
use crate::file;
use crate::finding::Repair;
use crate::inspect::FILE_LIMIT;
use crate::profile::Pages;
use crate::render::json;
use crate::report::{Checked, not_read};
use crate::seen::Content;
use crate::sort::{Row, State, rows};
use crate::text::Text;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// One answer of the check.
#[derive(Clone)]
pub(super) struct Shown {
    /// Grows with every answer that differs from the one before.
    pub(super) version: u64,
    /// What was checked; `None` before the first check ends.
    pub(super) checked: Option<Arc<Checked>>,
    /// The report, byte for byte as `check --format json` writes it.
    pub(super) report: Arc<Vec<u8>>,
    /// What the pictures without a place seem to be.
    rows: Arc<Vec<Row>>,
    /// Whether scans are being read.
    pub(super) reading: bool,
    /// Whether the folder can be changed.
    pub(super) writable: bool,
    /// Why the answer is no longer true.
    pub(super) trouble: Option<Text>,
    /// The paths of pictures that are not for everybody who looks over a shoulder.
    private: Arc<BTreeSet<String>>,
    folder: String,
    /// Whether there is something to take back.
    undo: bool,
}

impl Shown {
    /// Before the first check.
    pub(super) fn nothing(folder: &Path) -> Self {
        Self {
            version: 0,
            checked: None,
            report: Arc::default(),
            rows: Arc::default(),
            reading: false,
            writable: file::is_writable(folder),
            trouble: None,
            private: Arc::default(),
            folder: name_of(folder),
            undo: false,
        }
    }

    pub(super) fn of(checked: Checked, folder: &Path, reading: bool) -> Self {
        let rows = rows(&checked.dossier);
        let private = private_paths(&checked.dossier, &checked.report);
        Self {
            report: Arc::new(json::to_bytes(&checked.report).unwrap_or_default()),
            private: Arc::new(private.into_iter().map(str::to_owned).collect()),
            rows: Arc::new(rows),
            checked: Some(Arc::new(checked)),
            reading,
            undo: last_change(folder).is_ok_and(|last| last.is_some()),
            ..Self::nothing(folder)
        }
    }

    /// The same as the version of a number.
    pub(super) fn at(self, version: u64) -> Self {
        Self { version, ..self }
    }

    /// The same, no longer true.
    pub(super) fn troubled(&self, trouble: Text, folder: &Path) -> Self {
        Self { trouble: Some(trouble), writable: file::is_writable(folder), ..self.clone() }
    }

    /// Whether a page would show the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let beside = |shown: &Self| (shown.reading, shown.writable, shown.undo, shown.trouble.clone());
        self.checked.is_some() == other.checked.is_some()
            && beside(self) == beside(other)
            && self.report == other.report
            && self.rows == other.rows
            && self.ids() == other.ids()
    }

    fn ids(&self) -> Vec<String> {
        self.checked.iter().flat_map(|checked| &checked.dossier.scans).map(id_of).collect()
    }

    /// The scan of an id.
    pub(super) fn scan(&self, id: &str) -> Option<(usize, &Scan)> {
        let scans = &self.checked.as_ref()?.dossier.scans;
        scans.iter().enumerate().find(|(_, scan)| id_of(scan) == id)
    }

    /// The scan whose SHA-256 begins so, hexadecimal: it may have another name than the page knows.
    pub(super) fn scan_of_content(&self, start: &str) -> Option<(usize, &Scan)> {
        let scans = &self.checked.as_ref()?.dossier.scans;
        let is_it = |scan: &Scan| start.len() >= 12 && scan.inspected.sha256.starts_with(start);
        scans.iter().enumerate().find(|(_, scan)| is_it(scan))
    }

    /// What the page needs beside the report.
    pub(super) fn beside(&self) -> Beside<'_> {
        let dossier = self.checked.as_deref().map(|checked| &checked.dossier);
        let scan = |scan: &Scan| Picture {
            id: id_of(scan),
            path: scan.path.shown().to_owned(),
            sha256: scan.inspected.sha256.clone(),
            seen: scan.inspected.content.format().is_some() && scan.inspected.trouble.is_none(),
            private: self.is_private(scan),
            cut: self.lies_in_larger(scan),
            paged: matches!(scan.inspected.content, Content::Pdf | Content::Tiff),
        };
        let scans = dossier.iter().flat_map(|dossier| &dossier.scans).map(scan).collect();
        let places = dossier.iter().flat_map(|all| all.slots.iter().enumerate().map(|(at, slot)| place(all, at, slot)));
        let heap = dossier.iter().flat_map(|dossier| self.rows.iter().filter_map(|row| heap(dossier, row)));
        Beside {
            version: self.version,
            folder: &self.folder,
            ready: self.checked.is_some(),
            reading: self.reading,
            unread: self.unread(),
            writable: self.writable,
            undo: self.undo,
            largest: FILE_LIMIT,
            trouble: self.trouble.as_ref(),
            places: places.collect(),
            heap: heap.collect(),
            scans,
        }
    }

    fn unread(&self) -> Option<Text> {
        let pictures = self.checked.as_ref()?.report.unread;
        (pictures > 0 && !self.reading).then(|| not_read(pictures))
    }

    fn lies_in_larger(&self, scan: &Scan) -> bool {
        let findings = self.checked.iter().flat_map(|checked| &checked.report.findings);
        let mut here = findings.filter(|finding| finding.place.path.as_ref() == Some(&scan.path));
        scan.inspected.content == Content::Jpeg
            && here.any(|finding| finding.rule.cured_by_fix.contains(&Repair::CutToSheet))
    }

    /// Whether a picture is not for everybody who looks over a shoulder.
    pub(super) fn is_private(&self, scan: &Scan) -> bool {
        self.private.contains(scan.path.shown())
    }
}

/// What a page needs beside the report.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is something that the page shows by itself")]
pub(super) struct Beside<'s> {
    version: u64,
    folder: &'s str,
    ready: bool,
    reading: bool,
    /// That pictures were not read, where none are being read.
    unread: Option<Text>,
    writable: bool,
    undo: bool,
    /// Bytes of the largest file that can be added.
    largest: u64,
    trouble: Option<&'s Text>,
    scans: Vec<Picture>,
    places: Vec<Place<'s>>,
    heap: Vec<Heap<'s>>,
}

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is something that the page offers by itself")]
struct Picture {
    id: String,
    path: String,
    sha256: String,
    /// Whether it can be shown.
    seen: bool,
    private: bool,
    /// Whether the check found a sheet in a larger picture, which can be cut out.
    cut: bool,
    /// Whether it may have pages to choose from: a PDF or a TIFF.
    paged: bool,
}

#[derive(Serialize)]
struct Place<'s> {
    #[serde(rename = "place")]
    at: usize,
    item: &'s str,
    part: &'s str,
    key: Option<&'s str>,
    label: &'s Text,
    item_label: &'s Text,
    kinds: Vec<&'s Text>,
    many: bool,
    /// Whether a picture can be put there now.
    open: bool,
    files: Vec<String>,
}

#[derive(Serialize)]
struct Heap<'s> {
    id: String,
    state: &'static str,
    guesses: Vec<Guess<'s>>,
    /// Others that claim the same place.
    rivals: Vec<String>,
}

#[derive(Serialize)]
struct Guess<'s> {
    place: usize,
    kind: usize,
    label: &'s Text,
    why: &'s Text,
    sure: bool,
}

fn place<'s>(dossier: &'s Dossier, at: usize, slot: &'s Slot) -> Place<'s> {
    let (item, part) = dossier.part(slot);
    let many = part.pages == Pages::Many;
    Place {
        at,
        item: &item.id,
        part: &part.id,
        key: slot.key.as_deref(),
        label: &slot.label,
        item_label: &item.label,
        kinds: if part.kinds.len() > 1 { part.kinds.iter().map(|kind| &kind.label).collect() } else { Vec::new() },
        many,
        open: !matches!(slot.need, Need::NotRequired(_)) && (many || slot.files.is_empty()),
        files: dossier.scans_of(slot).map(id_of).collect(),
    }
}

fn heap<'s>(dossier: &'s Dossier, row: &'s Row) -> Option<Heap<'s>> {
    let guess = |guess: &'s crate::sort::Candidate| {
        let label = &dossier.slots.get(guess.place)?.label;
        Some(Guess { place: guess.place, kind: guess.kind, label, why: &guess.why, sure: guess.sure })
    };
    let rivals = if let State::Contested(rivals) = &row.state { rivals.as_slice() } else { &[] };
    Some(Heap {
        id: id_of(dossier.scans.get(row.scan)?),
        state: row.state.id(),
        guesses: row.candidates.iter().filter_map(guess).collect(),
        rivals: rivals.iter().filter_map(|scan| Some(id_of(dossier.scans.get(*scan)?))).collect(),
    })
}

/// What a page calls a file.
pub(super) fn id_of(scan: &Scan) -> String {
    id_of_path(scan.path.raw())
}

/// A part of a hash of a path, which says nothing and leads nowhere. Letters alone: sixteen digits in a row would be masked as
/// a person's number, and the page could not ask for the file.
pub(super) fn id_of_path(path: &Path) -> String {
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    let halves = digest.iter().take(8).flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| char::from(b'a' + half)).collect()
}
