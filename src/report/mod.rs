//! What the check says, put together once for every renderer: the checklist with the state of each place, the findings
//! after waivers, the strays, what only a person can do, the verdict.

mod by_hand;
mod checked;
mod checklist;
pub mod given_again;
mod json;
mod limits;
mod placement;
mod private;
mod reckoned;
mod rows;
mod unread;
pub mod waive;

pub use checked::Checked;
pub use checklist::{FileRow, ItemRow, PartRow, Status};
pub use limits::{LimitRow, rows as limit_rows};
pub use placement::{Placement, Shown};
pub use reckoned::ReckonedRow;
pub use rows::{ApplicantRow, LeftOutRow, ProfileRow, StrayRow, WaivedRow, WindowRow, raw_name};
pub use unread::not_read;

use crate::dossier::Dossier;
use crate::finding::{Finding, Severity};
use crate::text::Text;
use jiff::civil::Date;
use rows::{applicant_row, left_out_row, profile_row, stray_row, window};
use serde::{Deserialize, Serialize};

/// Name and version of the program, as every report says it.
pub const TOOL: &str = concat!("dossier ", env!("CARGO_PKG_VERSION"));

/// The result of checking one dossier. Serialises as DESIGN's JSON, `"schema": 1`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Report {
    /// Version of this shape.
    pub schema: u32,
    /// Name and version of the program.
    pub tool: String,
    /// What was asked.
    pub profile: ProfileRow,
    /// Who applies; `None` where `applicant.toml` is absent.
    pub applicant: Option<ApplicantRow>,
    /// The day the check was made for, `YYYY-MM-DD`.
    pub date: String,
    /// Whether anything that would send it back is left.
    pub verdict: Verdict,
    /// Findings by severity.
    pub counts: Counts,
    /// The filing window, where the profile has one for this applicant.
    pub window: Option<WindowRow>,
    /// The checklist.
    pub items: Vec<ItemRow>,
    /// What is wrong, in the order of the checklist.
    pub findings: Vec<Finding>,
    /// Faults accepted by `[[waive]]`, with the reason.
    pub waived: Vec<WaivedRow>,
    /// Files that fit no place.
    pub strays: Vec<StrayRow>,
    /// Every file that fills no place, so that neither package, form nor paper set has it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOutRow>,
    /// What only a person can do.
    pub by_hand: Vec<Text>,
    /// The numbers that follow from the applicant's answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reckoned: Vec<ReckonedRow>,
    /// The numbers the pictures were judged by, with where they come from.
    pub limits: Vec<LimitRow>,
    /// How many scans that may say something were not read: what they say was not compared. Not part of the JSON, which is the
    /// same whether they were read or not.
    #[serde(skip)]
    pub unread: usize,
    /// The notice's word on whose loss an unclear scan is.
    pub footer: Text,
}

/// Whether the dossier can be handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// No error is left; warnings never change it.
    Complete,
    /// Some error is left.
    Incomplete,
}

/// Findings by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each counts the severity it is named after")]
pub struct Counts {
    pub error: usize,
    pub warning: usize,
    pub info: usize,
}

impl Report {
    /// The report of a folder that could not be checked at all: nothing but the reasons.
    pub fn of_unchecked(profile_id: &str, date: Date, reasons: Vec<Finding>) -> Self {
        let mut report = Self {
            schema: 1,
            tool: TOOL.to_owned(),
            profile: ProfileRow {
                id: profile_id.to_owned(),
                name: Text::same(profile_id),
                digest: String::new(),
                built_in: false,
                has_paper: false,
            },
            applicant: None,
            date: date.to_string(),
            verdict: Verdict::Incomplete,
            counts: Counts::default(),
            window: None,
            items: Vec::new(),
            findings: Vec::new(),
            waived: Vec::new(),
            strays: Vec::new(),
            left_out: Vec::new(),
            by_hand: Vec::new(),
            reckoned: Vec::new(),
            limits: Vec::new(),
            unread: 0,
            footer: Text::same(""),
        };
        for reason in reasons {
            report.add(reason);
        }
        report
    }

    /// Adds a finding that was made outside the dossier, with all that follows from it: the counts, the verdict, the
    /// state of its place.
    pub fn add(&mut self, finding: Finding) {
        match finding.severity {
            Severity::Error => self.counts.error += 1,
            Severity::Warning => self.counts.warning += 1,
            Severity::Info => self.counts.info += 1,
        }
        if finding.severity == Severity::Error {
            self.verdict = Verdict::Incomplete;
        }
        self.findings.push(finding);
        self.mark();
    }

    /// Gives each place the state that its findings leave it in.
    fn mark(&mut self) {
        let placement = self.placement();
        checklist::mark(&mut self.items, &self.findings, &placement);
    }
}

/// Puts the report together from a dossier and what the rules found.
pub fn assemble(dossier: &Dossier, findings: Vec<Finding>) -> Report {
    let (findings, waived) = waive::apply(dossier, findings);
    put_together(dossier, findings, waived.into_iter().map(|(finding, reason)| WaivedRow { finding, reason }).collect())
}

/// Puts the report together from a dossier, the findings that stand and those that are accepted.
pub fn put_together(dossier: &Dossier, findings: Vec<Finding>, waived: Vec<WaivedRow>) -> Report {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let counts =
        Counts { error: count(Severity::Error), warning: count(Severity::Warning), info: count(Severity::Info) };
    let mut report = Report {
        schema: 1,
        tool: TOOL.to_owned(),
        profile: profile_row(&dossier.profile),
        applicant: dossier.applicant.as_ref().map(|applicant| applicant_row(dossier, applicant)),
        date: dossier.date.to_string(),
        verdict: if counts.error == 0 { Verdict::Complete } else { Verdict::Incomplete },
        counts,
        window: window(dossier),
        items: checklist::rows(dossier),
        strays: dossier.strays.iter().filter_map(|stray| stray_row(dossier, stray)).collect(),
        left_out: dossier.left_out().map(|scan| left_out_row(&scan.path)).collect(),
        by_hand: by_hand::lines(dossier),
        reckoned: reckoned::rows(dossier),
        limits: limits::rows(&dossier.profile),
        unread: dossier.unread(),
        footer: dossier.profile.footer.clone(),
        findings,
        waived,
    };
    report.mark();
    private::mask(&mut report, dossier);
    report
}
