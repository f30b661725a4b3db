//! The stages in order: survey, inspect, assign, rules, report. The only place that knows of threads.

mod files;
mod many;
mod pictures;

pub use files::inspect_files;
pub use many::{Many, Outlet, Submissions, check_many};
pub use pictures::{check_with_pictures, pictures};

use crate::assign::assign;
use crate::cache::Cache;
use crate::dossier::load::{FILE_NAME, MAX_BYTES, from_source, unknown_parts};
use crate::dossier::{Applicant, Dossier, Found, FoundFile, Note, Scan};
use crate::failure::{Rejected, cannot_read, failure};
use crate::file;
use crate::finding::Severity;
use crate::inspect::{Beside, Show, inspect_file_beside};
use crate::profile::Profile;
use crate::report::{Report, assemble};
use crate::rules;
use crate::survey::survey;
use anyhow::Result;
use jiff::civil::Date;
use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;

/// What goes on, for whoever shows progress.
#[derive(Debug, Clone, Copy)]
pub enum Event<'e> {
    /// The folder was walked.
    Surveyed {
        /// Files to inspect.
        files: usize,
        /// Their bytes in all.
        bytes: u64,
    },
    /// A file is about to be read.
    Reading {
        /// The dossier's folder.
        folder: &'e Path,
        /// The file.
        file: &'e FoundFile,
    },
    /// One file was inspected.
    Inspected(&'e FoundFile),
    /// One of many dossiers was checked to its end.
    Finished,
}

/// Told of each [`Event`], from any thread.
pub type Listener<'l> = &'l (dyn Fn(Event<'_>) + Sync);

/// A dossier checked: what was there, and what is said of it.
#[derive(Debug)]
pub struct Checked {
    /// The folder laid against the profile.
    pub dossier: Dossier,
    /// What the check says.
    pub report: Report,
}

/// Checks one folder against a profile.
///
/// # Errors
/// When the folder cannot be read at all, or the applicant file names parts that the profile does not have.
pub fn check(
    folder: &Path,
    profile: Arc<Profile>,
    applicant: Option<Applicant>,
    date: Date,
    submissions: Option<u32>,
    listener: Listener<'_>,
) -> Result<Checked> {
    let started = Started { profile, applicant, date, submissions };
    let found = started.survey(folder, listener)?;
    let inspect = |file: &FoundFile| inspect(folder, file, None, None, listener);
    let scans = files::largest_first(&found.files, |file| file.bytes, inspect);
    Ok(started.judge(scans, found.notes))
}

/// All that is known of a check before a file is opened.
#[derive(Debug)]
struct Started {
    profile: Arc<Profile>,
    applicant: Option<Applicant>,
    date: Date,
    submissions: Option<u32>,
}

impl Started {
    fn survey(&self, folder: &Path, listener: Listener<'_>) -> Result<Found> {
        if let Some(applicant) = &self.applicant {
            let unknown = unknown_parts(applicant, &self.profile);
            if !unknown.is_empty() {
                return Err(Rejected(unknown).into());
            }
        }
        let found = look(folder)?;
        let bytes = found.files.iter().map(|file| file.bytes).sum();
        listener(Event::Surveyed { files: found.files.len(), bytes });
        Ok(found)
    }

    fn judge(self, scans: Vec<Scan>, notes: Vec<Note>) -> Checked {
        let mut dossier = assign(self.profile, self.applicant, self.date, scans, notes);
        dossier.submissions = self.submissions;
        let report = assemble(&dossier, rules::run(&dossier));
        Checked { dossier, report }
    }
}

fn inspect(
    folder: &Path,
    file: &FoundFile,
    cache: Option<&Cache>,
    show: Option<Show<'_>>,
    listener: Listener<'_>,
) -> Scan {
    listener(Event::Reading { folder, file });
    let recalled = Cell::new(false);
    let known = |sha256: &str| {
        let found = cache?.get(sha256);
        recalled.set(found.is_some());
        found
    };
    let beside = Beside { known: cache.is_some().then_some(&known), show, deep: false };
    let inspected = inspect_file_beside(&file.path.below(folder), beside);
    if let (Some(cache), false) = (cache, recalled.get()) {
        cache.put(&inspected);
    }
    listener(Event::Inspected(file));
    Scan { path: file.path.clone(), inspected }
}

/// The report for the commands that a filing window never blocks (R14): a closed window is a warning in it.
pub fn report_beside_window(dossier: &Dossier) -> Report {
    let mut findings = rules::run(dossier);
    for finding in findings.iter_mut().filter(|finding| finding.name == "window-closed") {
        finding.severity = Severity::Warning;
    }
    assemble(dossier, findings)
}

/// Walks the folder, once it is known to be one that can be listed.
fn look(folder: &Path) -> Result<Found> {
    let shown = folder.display();
    let metadata = std::fs::metadata(folder).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => failure(
            format!("找不到文件夹“{shown}”，请检查路径是否写对"),
            format!("there is no folder {shown}; check the spelling of the path"),
        ),
        _ => cannot_read(folder, error),
    })?;
    if !metadata.is_dir() {
        let zh = format!("“{shown}”不是文件夹，请给出存放扫描件的文件夹");
        return Err(failure(zh, format!("{shown} is not a folder; give the folder that holds the scans")));
    }
    std::fs::read_dir(folder).map_err(|error| {
        failure(format!("无法打开文件夹“{shown}”：{error}"), format!("cannot open the folder {shown}: {error}"))
    })?;
    Ok(survey(folder))
}

/// Reads `applicant.toml`; `None` where the folder has none.
///
/// # Errors
/// [`Rejected`] with all its faults, or a failure where it cannot be read.
pub fn read_applicant(folder: &Path) -> Result<Option<Applicant>> {
    let path = folder.join(FILE_NAME);
    let shown = path.display();
    match std::fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_file() && metadata.len() <= MAX_BYTES => {}
        Ok(metadata) if metadata.is_file() => {
            let zh = format!("“{shown}”太大（{} 字节），不像是申报人数据", metadata.len());
            return Err(failure(zh, format!("{shown} is {} bytes: too large for an applicant's data", metadata.len())));
        }
        _ => return Ok(None),
    }
    let bytes = file::read(&path, MAX_BYTES).map_err(|error| cannot_read(&path, error))?;
    let source = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        failure(
            format!("“{shown}”不是 UTF-8 编码（第 {at} 字节处），请用记事本另存为 UTF-8"),
            format!("{shown} is not UTF-8 (at byte {at}); save it as UTF-8"),
        )
    })?;
    from_source(&source).map(Some).map_err(|faults| Rejected(faults).into())
}
