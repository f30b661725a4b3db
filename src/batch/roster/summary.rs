//! What a roster comes to: how many are ready, and what the others commonly lack.

use crate::batch::{Roster, Row};
use crate::finding::{Finding, Severity};
use crate::profile::builtin::is_builtin;
use crate::render::page;
use crate::report::{self, Verdict};
use crate::text::{Lang, Text};
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};

/// The numbers of a roster.
#[derive(Debug, Default)]
pub struct Summary {
    /// Dossiers.
    pub dossiers: usize,
    /// Dossiers without an error.
    pub ready: usize,
    /// Pictures that were not read: what they say was not compared.
    pub unread: usize,
    /// Dossiers that could not be checked at all.
    pub unchecked: usize,
    /// How many dossiers each department has; those in none are not counted.
    pub departments: BTreeMap<String, usize>,
    /// Checklists that do not come with the program, by id and digest, with the number of dossiers.
    pub foreign_profiles: BTreeMap<(String, String), usize>,
    /// Errors and warnings by rule, the commonest first.
    pub faults: Vec<Fault>,
}

/// How often one rule found something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The rule's code.
    pub code: &'static str,
    /// What is wrong, in a few words.
    pub title: Text,
    /// The worst level it gave.
    pub severity: Severity,
    /// Dossiers that have it.
    pub dossiers: usize,
    /// Findings in all.
    pub findings: usize,
}

impl Summary {
    /// Counts a roster.
    ///
    /// # Errors
    /// When the rows cannot be read.
    pub fn of(roster: &Roster) -> Result<Self> {
        let mut summary = Self::default();
        let mut faults: BTreeMap<&'static str, Fault> = BTreeMap::new();
        for row in roster.rows() {
            let Row { report, department, unread, .. } = row?;
            summary.dossiers += 1;
            summary.unread += unread;
            let (id, digest) = (report.profile.id, report.profile.digest);
            if !digest.is_empty() && !is_builtin(&id, &digest) {
                *summary.foreign_profiles.entry((id, digest)).or_default() += 1;
            }
            if !department.is_empty() {
                *summary.departments.entry(department).or_default() += 1;
            }
            summary.ready += usize::from(report.verdict == Verdict::Complete);
            summary.unchecked += usize::from(report.items.is_empty());
            let mut seen = BTreeSet::new();
            for finding in report.findings.iter().filter(|finding| finding.severity != Severity::Info) {
                let (code, severity) = (finding.rule.code, finding.severity);
                let new = || Fault { code, title: title(finding), severity, dossiers: 0, findings: 0 };
                let fault = faults.entry(code).or_insert_with(new);
                fault.severity = fault.severity.min(severity);
                fault.findings += 1;
                fault.dossiers += usize::from(seen.insert(code));
            }
        }
        summary.faults = faults.into_values().collect();
        summary.faults.sort_by_key(|fault| (std::cmp::Reverse(fault.dossiers), fault.code));
        Ok(summary)
    }
}

/// What a person should know where pictures were not read.
pub(super) fn not_read(pictures: usize) -> Option<Text> {
    let words = report::not_read(pictures);
    (pictures > 0).then(|| Text {
        zh: format!("{}；加 --read 就会读。", words.zh),
        en: format!("{}; --read reads them.", words.en),
    })
}

/// The title of the rule's page.
fn title(finding: &Finding) -> Text {
    let title = |lang| page::title(finding.rule, lang).to_owned();
    Text { en: title(Lang::En), zh: title(Lang::Zh) }
}
