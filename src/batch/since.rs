//! What changed since an earlier run: who became ready, what is new, what is fixed, who did nothing.

mod roster;

pub use roster::read_roster;

use super::{Row, capped_lines};
use crate::finding::Severity;
use crate::limits::ROW_BYTES;
use crate::render::json::render_line;
use crate::report::Verdict;
use crate::text::{Text, hex};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};

/// What is remembered of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    folder: String,
    /// As [`Row::department`].
    #[serde(default)]
    department: String,
    name: String,
    /// As [`Row::id_digest`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    person: Option<String>,
    date: String,
    ready: bool,
    /// Over the data and every scan: whether anybody touched the folder.
    content: String,
    faults: Vec<Fault>,
}

/// An error or a warning, as it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fault {
    /// The rule's code.
    pub code: String,
    place: [Option<String>; 4],
    /// What is wrong.
    pub message: Text,
}

impl Fault {
    fn is_same(&self, other: &Self) -> bool {
        self.code == other.code && self.place == other.place
    }
}

/// What became of a person's dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It was not ready, and is now.
    BecameReady,
    /// It was ready, and is not any more.
    FellBack,
    /// Not ready, and other faults than before.
    Changed,
    /// Not ready; something was done, and the faults are the same.
    SameFaults,
    /// Not ready, and nobody did anything.
    Untouched,
    /// Nothing else was done than to call its folder otherwise, or to move it.
    Moved,
    /// It was not there before.
    Arrived,
    /// It is not there any more.
    Gone,
}

impl Kind {
    /// In words.
    pub fn label(self) -> Text {
        let (zh, en) = match self {
            Self::BecameReady => ("刚齐全", "became ready"),
            Self::FellBack => ("又不齐全了", "no longer ready"),
            Self::Changed => ("有变化", "changed"),
            Self::SameFaults => ("动过，问题照旧", "worked on, same faults"),
            Self::Untouched => ("没有动", "nothing done"),
            Self::Moved => ("换了文件夹", "renamed or moved"),
            Self::Arrived => ("新增", "new in the list"),
            Self::Gone => ("不在了", "gone from the list"),
        };
        Text { zh: zh.to_owned(), en: en.to_owned() }
    }
}

/// One person's change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What became of the dossier.
    pub kind: Kind,
    /// The person.
    pub name: String,
    /// The dossier's folder.
    pub folder: String,
    /// Faults that were not there before.
    pub fresh: Vec<Fault>,
    /// Faults that are not there any more.
    pub fixed: Vec<Fault>,
}

/// All changes since an earlier run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// The day of the earlier run, `YYYY-MM-DD`.
    pub date: String,
    /// In the order of [`Kind`], then of the folders. Whoever was ready and still is has none.
    pub changes: Vec<Change>,
}

impl Since {
    /// How many changed in a way.
    pub fn count(&self, kind: Kind) -> usize {
        self.changes.iter().filter(|change| change.kind == kind).count()
    }

    /// Whether nobody did anything.
    pub fn is_quiet(&self) -> bool {
        self.changes.iter().all(|change| change.kind == Kind::Untouched)
    }

    /// The ways in which anybody changed.
    pub fn kinds(&self) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = self.changes.iter().map(|change| change.kind).collect();
        kinds.dedup();
        kinds
    }
}

/// Compares two runs.
pub fn compare(before: Vec<Remembered>, after: &[Remembered]) -> Since {
    let date = before.iter().map(|row| row.date.clone()).max().unwrap_or_default();
    let mut before: BTreeMap<String, Remembered> = before.into_iter().map(|row| (row.folder.clone(), row)).collect();
    let mut pairs: Vec<_> = after.iter().map(|row| (row, before.remove(&row.folder))).collect();
    // A staff folder has many names: `staff`, `./staff`, `.`. Below it a place has one.
    pair(&mut pairs, &mut before, |row| Some(row.place()));
    pair(&mut pairs, &mut before, Remembered::owner);
    let mut changes: Vec<Change> = pairs.iter().filter_map(|(row, old)| change(old.as_ref(), row)).collect();
    let gone = before.into_values().map(|row| Change {
        kind: Kind::Gone,
        name: row.name,
        folder: row.folder,
        fresh: Vec::new(),
        fixed: Vec::new(),
    });
    changes.extend(gone);
    changes.sort_by(|a, b| (a.kind, &a.folder).cmp(&(b.kind, &b.folder)));
    Since { date, changes }
}

/// Gives each row that has no earlier one yet the one of those left that has the same key.
fn pair<K: Ord>(
    pairs: &mut [(&Remembered, Option<Remembered>)],
    left: &mut BTreeMap<String, Remembered>,
    key: impl Fn(&Remembered) -> Option<K>,
) {
    let folders: BTreeMap<K, String> = left.values().filter_map(|row| Some((key(row)?, row.folder.clone()))).collect();
    for (row, old) in pairs.iter_mut().filter(|(_, old)| old.is_none()) {
        *old = key(row).and_then(|key| left.remove(folders.get(&key)?));
    }
}

fn change(old: Option<&Remembered>, row: &Remembered) -> Option<Change> {
    let (name, folder) = (row.name.clone(), row.folder.clone());
    let Some(old) = old else {
        return Some(Change { kind: Kind::Arrived, name, folder, fresh: Vec::new(), fixed: Vec::new() });
    };
    let without = |these: &[Fault], those: &[Fault]| -> Vec<Fault> {
        these.iter().filter(|fault| !those.iter().any(|other| other.is_same(fault))).cloned().collect()
    };
    let (fresh, fixed) = (without(&row.faults, &old.faults), without(&old.faults, &row.faults));
    let is_moved = old.folder != row.folder && old.place() != row.place();
    let kind = match (old.ready, row.ready) {
        (false, true) => Kind::BecameReady,
        (true, false) => Kind::FellBack,
        (true, true) if fresh.is_empty() && is_moved => Kind::Moved,
        (true, true) if fresh.is_empty() => return None,
        _ if !fresh.is_empty() || !fixed.is_empty() => Kind::Changed,
        _ if old.content == row.content && is_moved => Kind::Moved,
        _ if old.content == row.content => Kind::Untouched,
        _ => Kind::SameFaults,
    };
    Some(Change { kind, name, folder, fresh, fixed })
}

impl Remembered {
    /// The department, and the folder in it.
    fn place(&self) -> (String, String) {
        (self.department.clone(), last_part(&self.folder).to_owned())
    }

    /// Who it is, wherever the folder lies: one number may stand in two people's data by mistake.
    fn owner(&self) -> Option<(String, String)> {
        Some((self.person.clone()?, self.name.clone()))
    }

    /// What is remembered of a row.
    pub fn of(row: &Row) -> Self {
        let report = &row.report;
        let files = report.items.iter().flat_map(|item| &item.parts).flat_map(|part| &part.files);
        let files = files.map(|file| (file.path.as_str(), file.sha256.as_str()));
        let faults = report.findings.iter().filter(|finding| finding.severity != Severity::Info);
        let faults = faults.map(|finding| Fault {
            code: finding.rule.code.to_owned(),
            place: [
                finding.place.item.clone(),
                finding.place.part.clone(),
                finding.place.key.clone(),
                finding.place.path.as_ref().map(|path| path.shown().to_owned()),
            ],
            message: finding.message.clone(),
        });
        Self {
            folder: row.folder.clone(),
            department: row.department.clone(),
            name: row.name().to_owned(),
            person: row.id_digest.clone(),
            date: report.date.clone(),
            ready: report.verdict == Verdict::Complete,
            content: content(
                report.applicant.as_ref().map(|applicant| applicant.digest.as_str()),
                files,
                report.strays.iter().map(|stray| stray.path.as_str()),
            ),
            faults: faults.collect(),
        }
    }
}

fn last_part(folder: &str) -> &str {
    folder.rsplit('/').find(|part| !part.is_empty()).unwrap_or(folder)
}

fn content<'f>(
    applicant: Option<&str>,
    files: impl Iterator<Item = (&'f str, &'f str)>,
    strays: impl Iterator<Item = &'f str>,
) -> String {
    let mut digest = Sha256::new();
    digest.update(applicant.unwrap_or_default());
    for (path, sha256) in files.chain(strays.map(|path| (path, ""))) {
        digest.update(path);
        digest.update([0]);
        digest.update(sha256);
        digest.update([0]);
    }
    hex(&digest.finalize())
}

/// Reads what was remembered, of so many people at most.
///
/// # Errors
/// Where it is no such file.
pub fn recall(input: impl BufRead, most: usize) -> io::Result<Vec<Remembered>> {
    let lines = capped_lines(input, ROW_BYTES).take(most);
    lines.map(|line| Ok(serde_json::from_slice(&line?)?)).collect()
}

/// Writes what is to be remembered, a line for each.
///
/// # Errors
/// Whatever the writer gives.
pub fn remember(rows: &[Remembered], out: &mut dyn Write) -> io::Result<()> {
    for row in rows {
        render_line(row, out)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
