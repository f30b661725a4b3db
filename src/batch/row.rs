//! One dossier of a batch: its report, with what a roster needs beside it.

use super::{Naming, Person};
use crate::failure::{Rejected, explained};
use crate::finding::Finding;
use crate::report::{Checked, Report};
use crate::rules::dossier_not_checked;
use crate::text::{Text, hex};
use anyhow::Result;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;

/// One row. Serialises as `check`'s report object, with these fields before it.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The dossier's folder, as typed or relative to `--relative-to`.
    pub folder: String,
    /// Its bytes in hex, where the name is not Unicode and `folder` shows it with gaps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder_hex: Option<String>,
    /// SHA-256 of the ID number with a capital X, 64 lower-case hex digits: the same person in two rows, without the number itself.
    pub id_digest: Option<String>,
    /// The ID number, only where the user asked to see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_number: Option<String>,
    /// How often the applicant has submitted, where a register says.
    pub submissions: Option<u32>,
    /// The HR list's columns.
    pub person: Person,
    /// What the check says.
    #[serde(flatten)]
    pub report: Report,
}

/// The fields beside the report: `flatten` would read the whole report twice.
#[derive(Deserialize)]
struct Head {
    folder: String,
    folder_hex: Option<String>,
    id_digest: Option<String>,
    id_number: Option<String>,
    submissions: Option<u32>,
    person: Person,
}

impl Row {
    /// The row of a dossier that was checked, or of one that could not be.
    pub fn new(folder: &Path, naming: &Naming, checked: Result<Checked>, date: Date, unmask: bool) -> Self {
        let (name, folder_hex) = (naming.of(folder), naming.hex_of(folder));
        match checked {
            Ok(checked) => Self { folder_hex, ..Self::of(name, checked, unmask) },
            Err(error) => Self { folder_hex, ..Self::unchecked(folder, name, &error, date) },
        }
    }

    fn of(folder: String, checked: Checked, unmask: bool) -> Self {
        let Checked { dossier, report } = checked;
        let applicant = dossier.applicant.as_ref();
        let number = applicant.map(|applicant| applicant.id_number.trim()).filter(|number| !number.is_empty());
        Self {
            folder,
            folder_hex: None,
            id_digest: number.map(digest),
            id_number: number.filter(|_| unmask).map(str::to_owned),
            submissions: dossier.submissions,
            person: applicant.map(|applicant| Person::new(applicant, &dossier.profile)).unwrap_or_default(),
            report,
        }
    }

    fn unchecked(folder: &Path, name: String, error: &anyhow::Error, date: Date) -> Self {
        let mut reasons = reasons(error);
        let opened = folder.display().to_string();
        for reason in &mut reasons {
            // The folder reads as the row names it, on every machine.
            reason.message.zh = reason.message.zh.replace(&opened, &name);
            reason.message.en = reason.message.en.replace(&opened, &name);
        }
        let report = Report::of_unchecked("", date, reasons);
        let person = Person::default();
        Self { folder: name, folder_hex: None, id_digest: None, id_number: None, submissions: None, person, report }
    }

    /// Reads a row back from its JSON.
    ///
    /// # Errors
    /// When it is no row, or one of another version.
    pub fn parse(json: &str) -> serde_json::Result<Self> {
        let head: Head = serde_json::from_str(json)?;
        let mut report: Report = serde_json::from_str(json)?;
        for part in report.items.iter_mut().flat_map(|item| &mut item.parts) {
            part.name.clone_from(&part.label);
        }
        let Head { folder, folder_hex, id_digest, id_number, submissions, person } = head;
        Ok(Self { folder, folder_hex, id_digest, id_number, submissions, person, report })
    }

    /// The row as one line of JSON, without its end.
    ///
    /// # Errors
    /// Never for a row: all its keys are texts.
    pub fn to_line(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }

    /// The person's name; the folder's where the name is not known.
    pub fn name(&self) -> &str {
        let last = self.folder.rsplit('/').next().unwrap_or(&self.folder);
        self.report.applicant.as_ref().map_or(last, |applicant| applicant.name.as_str())
    }

    /// The ID number as it may be shown here: whole where the user asked for it, else masked.
    pub fn shown_id(&self) -> &str {
        let masked = || self.report.applicant.as_ref().map_or("", |applicant| applicant.id_masked.as_str());
        self.id_number.as_deref().unwrap_or_else(masked)
    }
}

fn digest(number: &str) -> String {
    hex(&Sha256::digest(number.to_uppercase()))
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
