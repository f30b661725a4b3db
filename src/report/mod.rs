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
mod unread;
pub mod waive;

pub use checked::Checked;
pub use checklist::{FileRow, ItemRow, PartRow, Status};
pub use limits::LimitRow;
pub use placement::{Placement, Shown};
pub use reckoned::ReckonedRow;
pub use unread::not_read;

use crate::dossier::{Applicant, Dossier, RelPath};
use crate::finding::{Finding, Severity};
use crate::profile::builtin::is_builtin;
use crate::profile::digest::profile_digest;
use crate::profile::facts::FactRole;
use crate::profile::{Profile, WindowKind};
use crate::text::Text;
use jiff::civil::Date;
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

/// Which profile was asked.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProfileRow {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// SHA-256 over its files.
    pub digest: String,
    /// Whether it is one that comes with the program.
    #[serde(default)]
    pub built_in: bool,
    /// Whether it has a paper set to print; of an earlier run's report that is not known.
    #[serde(skip)]
    pub has_paper: bool,
}

impl ProfileRow {
    /// What to say of a checklist that did not come with the program; `None` where it did, or nothing was checked.
    pub fn foreign(&self) -> Option<Text> {
        let short = self.digest.get(..8).filter(|_| !self.built_in)?;
        Some(Text {
            zh: format!("清单“{}”不是内置的（摘要 {short}）", self.id),
            en: format!("checklist {} is not built-in (digest {short})", self.id),
        })
    }
}

/// Who applies, with nothing that must not be shown.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ApplicantRow {
    /// Name.
    pub name: String,
    /// The ID number, masked.
    pub id_masked: String,
    /// Unit.
    pub unit: String,
    /// `junior` or `intermediate`; empty where not given.
    pub level: String,
    /// `review`, `first-determination` or `conferment`.
    pub path: String,
    /// SHA-256 of `applicant.toml`.
    pub digest: String,
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

/// The filing window and the days that are left of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WindowRow {
    /// First day, `YYYY-MM-DD`.
    pub opens: String,
    /// Last day, `YYYY-MM-DD`.
    pub closes: String,
    /// The hour at which the last day ends, where the notice names one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hour: String,
    /// Days from the date of the check to the last day; 0 on the last day, negative after it.
    pub days_left: i32,
    /// What to say where the profile is of a year that is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub long_past: Option<Text>,
}

impl WindowRow {
    /// When it ends, for people: the last day, with its hour where there is one.
    pub fn end(&self) -> String {
        format!("{} {}", self.closes, self.hour).trim_end().to_owned()
    }
}

/// A file that fits no place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StrayRow {
    /// Where it lies.
    pub path: String,
    /// The raw name in hex, where it is not Unicode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path_hex: Option<String>,
    /// The nearest place.
    pub suggestion: Option<Text>,
}

/// A file that fills no place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LeftOutRow {
    /// Where it lies.
    pub path: String,
    /// The raw name in hex, where it is not Unicode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path_hex: Option<String>,
}

/// A fault that `applicant.toml` accepts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WaivedRow {
    /// The fault.
    pub finding: Finding,
    /// Why it is accepted.
    pub reason: String,
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

fn profile_row(profile: &Profile) -> ProfileRow {
    let digest = profile_digest(profile);
    let built_in = is_builtin(&profile.id, &digest);
    let has_paper = profile.files.iter().any(|(file, _)| file == "paper.toml");
    ProfileRow { id: profile.id.clone(), name: profile.name.clone(), digest, built_in, has_paper }
}

fn applicant_row(dossier: &Dossier, applicant: &Applicant) -> ApplicantRow {
    let asked = &dossier.profile.asked;
    ApplicantRow {
        name: applicant.name.clone(),
        id_masked: applicant.masked_id(),
        unit: applicant.unit.clone(),
        level: applicant.of_role(asked, FactRole::Level).to_owned(),
        path: applicant.of_role(asked, FactRole::Way).to_owned(),
        digest: applicant.digest.clone(),
    }
}

fn window(dossier: &Dossier) -> Option<WindowRow> {
    let window = dossier.window(WindowKind::Filing)?;
    Some(WindowRow {
        opens: window.opens.to_string(),
        closes: window.closes.to_string(),
        hour: window.hour.clone(),
        days_left: days_between(dossier.date, window.closes),
        long_past: dossier.profile.long_past(window, dossier.date),
    })
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

fn stray_row(dossier: &Dossier, stray: &crate::dossier::Stray) -> Option<StrayRow> {
    let path = &dossier.scans.get(stray.scan)?.path;
    let RowPath { path, path_hex } = row_path(path);
    Some(StrayRow { path, path_hex, suggestion: stray.suggestion.clone() })
}

fn left_out_row(path: &RelPath) -> LeftOutRow {
    let RowPath { path, path_hex } = row_path(path);
    LeftOutRow { path, path_hex }
}

/// The path that a row shows, with its raw bytes in hex where there are any.
pub fn raw_name(shown: &str, hex: Option<&str>) -> RelPath {
    json::read_path(RowPath { path: shown.to_owned(), path_hex: hex.map(str::to_owned) })
}

/// A path as JSON shows it.
#[derive(Serialize, Deserialize)]
struct RowPath {
    path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path_hex: Option<String>,
}

fn row_path(path: &RelPath) -> RowPath {
    RowPath { path: path.shown().to_owned(), path_hex: path.hex() }
}
