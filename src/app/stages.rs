//! The stages in order: survey, inspect, assign, read, understand, rules, report.

use super::event::{Event, Listener};
use super::files;
use super::reading::Reader;
use crate::assign::assign;
use crate::dossier::accepted_as;
use crate::dossier::{Applicant, Dossier, Found, FoundFile, Note, Scan};
use crate::failure::{because, cannot_read, failure};
use crate::finding::{Finding, Severity};
use crate::inspect::{Beside, Show, inspect_file_beside};
use crate::profile::{Accepted, Profile};
use crate::read::is_known;
use crate::report::{Checked, Report, assemble};
use crate::rules;
use crate::seen::Content;
use crate::survey::survey;
use crate::understand::understand;
use anyhow::Result;
use jiff::civil::{Date, Time};
use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;

/// Checks one folder against a profile.
///
/// # Errors
/// When the folder cannot be read at all.
pub fn check(
    folder: &Path,
    profile: Arc<Profile>,
    applicant: Option<Applicant>,
    date: Date,
    submissions: Option<u32>,
    listener: Listener<'_>,
) -> Result<Checked> {
    let started = Started { profile, applicant, date, time: None, submissions };
    let (dossier, findings) = started.examine(folder, Reader::NONE, listener)?;
    Ok(Checked { report: assemble(&dossier, findings), dossier })
}

/// All that is known of a check before a file is opened.
#[derive(Debug)]
pub(super) struct Started {
    pub(super) profile: Arc<Profile>,
    pub(super) applicant: Option<Applicant>,
    pub(super) date: Date,
    /// The time of that day, where it is today.
    pub(super) time: Option<Time>,
    pub(super) submissions: Option<u32>,
}

impl Started {
    /// Walks the folder; messages call it `shown`.
    pub(super) fn survey(folder: &Path, shown: &str, listener: Listener<'_>) -> Result<Found> {
        let found = look(folder, shown)?;
        let bytes = found.files.iter().map(|file| file.bytes).sum();
        listener(Event::Surveyed { files: found.files.len(), bytes });
        Ok(found)
    }

    pub(super) fn judge(self, scans: Vec<Scan>, notes: Vec<Note>, read: impl FnOnce(&mut Dossier)) -> Checked {
        let (dossier, findings) = self.find(scans, notes, read);
        Checked { report: assemble(&dossier, findings), dossier }
    }

    /// The dossier and all that the rules find, before waivers: for whoever needs more than one report of it.
    pub(super) fn examine(
        self,
        folder: &Path,
        reader: Reader<'_>,
        listener: Listener<'_>,
    ) -> Result<(Dossier, Vec<Finding>)> {
        let found = Self::survey(folder, &folder.display().to_string(), listener)?;
        let accepted = self.profile.formats();
        let inspect = |file: &FoundFile| inspect((folder, file), &accepted, reader, None, listener);
        let scans = files::largest_first(&found.files, |file| file.bytes, inspect);
        Ok(self.find(scans, found.notes, |dossier| reader.read_in_parallel(dossier, folder, listener)))
    }

    /// Scans are read once they have their places: then little need be asked of each.
    fn find(self, scans: Vec<Scan>, notes: Vec<Note>, read: impl FnOnce(&mut Dossier)) -> (Dossier, Vec<Finding>) {
        let mut dossier = assign(self.profile, self.applicant, self.date, scans, notes);
        dossier.time = self.time;
        dossier.submissions = self.submissions;
        read(&mut dossier);
        understand(&mut dossier, &is_known);
        let findings = rules::run(&dossier);
        (dossier, findings)
    }
}

/// Inspects one file, or recalls what is known of it. Its pages are looked at where its format is accepted: any
/// other is to be converted first, and judged then.
pub(super) fn inspect(
    (folder, file): (&Path, &FoundFile),
    accepted: &[Accepted],
    reader: Reader<'_>,
    show: Option<Show<'_>>,
    listener: Listener<'_>,
) -> Scan {
    listener(Event::Reading { folder, file });
    let recalled = Cell::new(false);
    let known = |sha256: &str| {
        let found = reader.inspection(sha256);
        recalled.set(found.is_some());
        found
    };
    let pages = |content: Content| accepted_as(content).is_some_and(|format| accepted.contains(&format));
    let beside = Beside { known: Some(&known), show, deep: false, pages: &pages };
    let inspected = inspect_file_beside(&file.path.below(folder), beside);
    if let (Some(cache), false) = (reader.cache, recalled.get()) {
        cache.put(&inspected);
    }
    listener(Event::Inspected(file));
    Scan::new(file.path.clone(), inspected)
}

/// The report for the commands that a filing window never blocks (R14): a closed window is a warning in it.
pub fn report_beside_window(dossier: &Dossier) -> Report {
    assemble_beside_window(dossier, rules::run(dossier))
}

/// [`report_beside_window`] of what the rules found already.
pub(super) fn assemble_beside_window(dossier: &Dossier, findings: Vec<Finding>) -> Report {
    assemble(dossier, beside_window(findings))
}

/// Findings where a filing window stands against nothing.
pub(super) fn beside_window(mut findings: Vec<Finding>) -> Vec<Finding> {
    for finding in findings.iter_mut().filter(|finding| finding.rule.demoted_after_filing) {
        finding.severity = Severity::Warning;
    }
    findings
}

/// Walks the folder, once it is known to be one that can be listed.
fn look(folder: &Path, shown: &str) -> Result<Found> {
    let metadata = std::fs::metadata(folder).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => failure(
            format!("找不到文件夹“{shown}”，请检查路径是否写对"),
            format!("there is no folder {shown}; check the spelling of the path"),
        ),
        _ => cannot_read(folder, &error),
    })?;
    if !metadata.is_dir() {
        let zh = format!("“{shown}”不是文件夹，请给出存放扫描件的文件夹");
        return Err(failure(zh, format!("{shown} is not a folder; give the folder that holds the scans")));
    }
    std::fs::read_dir(folder).map_err(|error| {
        because(&error, format!("无法打开文件夹“{shown}”"), format!("cannot open the folder {shown}"))
    })?;
    Ok(survey(folder))
}
