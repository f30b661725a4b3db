//! One dossier of a batch: its report, with what a roster needs beside it.

use super::shown::Shown;
use super::{Identity, Naming, Person};
use crate::dossier::Scan;
use crate::failure::{Rejected, explained};
use crate::finding::{Finding, Severity};
use crate::profile::builtin::is_builtin;
use crate::profile::roster::RosterColumn;
use crate::report::{Checked, Report};
use crate::rules::dossier_not_checked;
use crate::text::Text;
use anyhow::Result;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The version of a row's shape that is read.
const SCHEMA: u32 = 1;

/// One row. Serialises as `check`'s report object, with these fields before it.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The dossier's folder, as typed or relative to `--relative-to`.
    pub folder: String,
    /// Its bytes in hex, where the name is not Unicode and `folder` shows it with gaps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder_hex: Option<String>,
    /// The folders between the staff folder and this one; empty where there are none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub department: String,
    /// The name of the run's key and the ID number's HMAC under it, 64 lower-case hex digits: the same person in two rows,
    /// without the number itself.
    pub id_digest: Option<String>,
    /// [`Row::id_digest`] under the key of this run alone, where no other is kept.
    #[serde(skip)]
    pub(super) id_in_run: Option<String>,
    /// The ID number, only where the user asked to see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_number: Option<String>,
    /// How often the applicant has submitted, where a register says.
    pub submissions: Option<u32>,
    /// What the profile's columns say of the person.
    pub person: Person,
    /// Those columns, where the program does not know the profile by itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<RosterColumn>,
    /// The gravest fault: what the row leads with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worst: Option<Worst>,
    /// How many pictures were not read, because nobody asked for it.
    #[serde(skip_serializing_if = "is_zero")]
    pub unread: usize,
    /// SHA-256 over the paths and contents of all that was looked at.
    #[serde(skip)]
    pub(super) scans: [u8; 32],
    /// What its scans show, for comparing them with other people's: digests of small images, each with its file's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) shown: Vec<Shown>,
    /// What the check says.
    #[serde(flatten)]
    pub report: Report,
}

/// The first of the gravest faults.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Worst {
    /// The rule's code.
    pub code: &'static str,
    /// What is wrong.
    pub message: Text,
    /// How many more faults of this level there are.
    pub more: usize,
}

/// The fields beside the report: `flatten` would read the whole report twice.
#[derive(Deserialize)]
struct Head {
    folder: String,
    folder_hex: Option<String>,
    #[serde(default)]
    department: String,
    id_digest: Option<String>,
    id_number: Option<String>,
    submissions: Option<u32>,
    person: Person,
    #[serde(default)]
    unread: usize,
    #[serde(default)]
    columns: Vec<RosterColumn>,
    #[serde(default)]
    shown: Vec<Shown>,
}

impl Row {
    /// The row of a dossier that was checked, or of one that could not be.
    pub fn new(folder: &Path, checked: Result<Checked>, with: &RowMaking<'_>) -> Self {
        let naming = with.naming;
        let mut row = match checked {
            Ok(checked) => Self::of(&checked, with),
            Err(error) => Self::empty(Report::of_unchecked("", with.date, reasons(&error))),
        };
        row.folder = naming.of(folder);
        row.folder_hex = naming.hex_of(folder);
        row.department = naming.department_of(folder);
        row.name_worst();
        row
    }

    fn of(checked: &Checked, with: &RowMaking<'_>) -> Self {
        let Checked { dossier, report } = checked;
        let applicant = dossier.applicant.as_ref();
        let number = applicant.map(|applicant| applicant.id_number.trim()).filter(|number| !number.is_empty());
        let digest = number.and_then(|number| with.identity.person(number));
        Self {
            id_digest: digest.clone().filter(|_| with.identity.is_kept()),
            id_in_run: digest.filter(|_| !with.identity.is_kept()),
            id_number: number.filter(|_| with.unmask).map(str::to_owned),
            submissions: dossier.submissions,
            person: Person::new(applicant, &dossier.profile),
            columns: if is_builtin(&report.profile.id, &report.profile.digest) {
                Vec::new()
            } else {
                dossier.profile.asked.roster.clone()
            },
            scans: digest_of_scans(&dossier.scans),
            shown: Shown::of(dossier),
            ..Self::empty(report.clone())
        }
    }

    fn empty(report: Report) -> Self {
        Self {
            folder: String::new(),
            folder_hex: None,
            department: String::new(),
            id_digest: None,
            id_in_run: None,
            id_number: None,
            submissions: None,
            person: Person::default(),
            columns: Vec::new(),
            worst: None,
            unread: report.unread,
            scans: [0; 32],
            shown: Vec::new(),
            report,
        }
    }

    /// Finds the gravest fault among the findings as they are now.
    pub(super) fn name_worst(&mut self) {
        let findings = &self.report.findings;
        let gravest = findings.iter().map(|finding| finding.severity).min().filter(|worst| *worst != Severity::Info);
        let mut gravest = findings.iter().filter(|finding| Some(finding.severity) == gravest);
        self.worst = gravest.next().map(|first| Worst {
            code: first.rule.code,
            message: first.message.clone(),
            more: gravest.count(),
        });
    }

    /// Reads a row back from its JSON.
    ///
    /// # Errors
    /// When it is no row, or one of another version.
    pub fn parse(json: &str) -> serde_json::Result<Self> {
        let head: Head = serde_json::from_str(json)?;
        let mut report: Report = serde_json::from_str(json)?;
        if report.schema != SCHEMA {
            return Err(serde::de::Error::custom(format!("schema {}", report.schema)));
        }
        for part in report.items.iter_mut().flat_map(|item| &mut item.parts) {
            part.name.clone_from(&part.label);
        }
        let Head { folder, folder_hex, department, id_digest, id_number, submissions, person, unread, columns, shown } =
            head;
        report.unread = unread;
        let empty = Self::empty(report);
        Ok(Self { folder, folder_hex, department, id_digest, id_number, submissions, person, columns, shown, ..empty })
    }

    /// The row as one line of JSON, without its end.
    ///
    /// # Errors
    /// Never for a row: all its keys are texts.
    pub fn to_line(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }

    /// The person's name; the folder's where the name is not known or empty.
    pub fn name(&self) -> &str {
        let last = self.folder.rsplit('/').find(|part| !part.is_empty()).unwrap_or(&self.folder);
        let name = self.report.applicant.as_ref().map(|applicant| applicant.name.trim());
        name.filter(|name| !name.is_empty()).unwrap_or(last)
    }

    /// The report with the gravest findings first, for formats that people read from the top.
    pub fn by_gravity(&self) -> Report {
        let mut report = self.report.clone();
        report.findings.sort_by_key(|finding| finding.severity);
        report
    }

    /// The ID number as it may be shown here: whole where the user asked for it, else masked.
    pub fn shown_id(&self) -> &str {
        let masked = || self.report.applicant.as_ref().map_or("", |applicant| applicant.id_masked.as_str());
        self.id_number.as_deref().unwrap_or_else(masked)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
const fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// What a row is made with, the same for every row of a run.
#[derive(Debug)]
pub struct RowMaking<'m> {
    /// What folders are called.
    pub naming: &'m Naming,
    /// How people are told apart.
    pub identity: &'m Identity,
    /// The day the check is made for.
    pub date: Date,
    /// Whether ID numbers are shown whole.
    pub unmask: bool,
}

fn digest_of_scans(scans: &[Scan]) -> [u8; 32] {
    let mut digest = Sha256::new();
    for scan in scans {
        digest.update(scan.path.raw().as_os_str().as_encoded_bytes());
        digest.update([0]);
        digest.update(&scan.inspected.sha256);
        digest.update(scan.inspected.bytes.to_be_bytes());
    }
    digest.finalize().into()
}

/// Why a folder could not be checked, one finding for each reason.
fn reasons(error: &anyhow::Error) -> Vec<Finding> {
    let Some(Rejected(faults)) = error.downcast_ref() else {
        return vec![dossier_not_checked::finding(explained(error), None, false)];
    };
    let reason = |fault: &crate::config::diagnostic::Diagnostic| {
        let (file, line, column) = (&fault.file, fault.line, fault.column);
        let why = Text {
            zh: format!("{file} 第 {line} 行第 {column} 列：{}", fault.message.zh),
            en: format!("{file}, line {line}, column {column}: {}", fault.message.en),
        };
        let in_applicant_file = file == crate::dossier::load::FILE_NAME;
        dossier_not_checked::finding(why, fault.hint.clone(), in_applicant_file)
    };
    faults.iter().map(reason).collect()
}
