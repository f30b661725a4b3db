//! The rows of a report that stand beside checklist and findings: whose, of which profile, by when, and the files without
//! a place.

use crate::dossier::{Applicant, Dossier, RelPath};
use crate::finding::Finding;
use crate::profile::builtin::is_builtin;
use crate::profile::digest::profile_digest;
use crate::profile::facts::FactRole;
use crate::profile::{Profile, WindowKind};
use crate::text::{Lang, Text, masked_numbers};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
    /// Name. A number that somebody typed into it is masked, as in the unit.
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

/// The filing window and the days that are left of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WindowRow {
    /// First day, `YYYY-MM-DD`.
    pub opens: String,
    /// The hour at which the first day begins, where the notice names one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub opens_hour: String,
    /// Last day, `YYYY-MM-DD`.
    pub closes: String,
    /// The hour at which the last day ends, where the notice names one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hour: String,
    /// The clock that its days are by, where it is not that of China: `UTC+01:00`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub zone: String,
    /// Where the answers do not say yet which of several windows is the applicant's: the last day of the one that closes first,
    /// `YYYY-MM-DD`. The days above are then those of the one that closes last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_earliest: Option<String>,
    /// Days from the date of the check to the last day; 0 on the last day, negative after it.
    pub days_left: i32,
    /// Whether the last day is today and its hour is past; an earlier run's report does not say.
    #[serde(skip)]
    pub ended_today: bool,
    /// What to say where the profile is of a year that is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub long_past: Option<Text>,
}

impl WindowRow {
    /// Whether it has ended.
    pub const fn is_over(&self) -> bool {
        self.days_left < 0 || self.ended_today
    }

    /// When it ends, for people: the last day, with its hour where there is one; and that it may end before, where that is open.
    pub fn end(&self, lang: Lang) -> String {
        let last = self.last();
        match (&self.closes_earliest, lang) {
            (None, _) => last,
            (Some(first), Lang::Zh) => format!("{last}（最早的 {first}，是哪一个看还没有填的数据）"),
            (Some(first), Lang::En) => {
                format!("{last} ({first} at the earliest: which it is depends on what is not filled in yet)")
            }
        }
    }

    fn last(&self) -> String {
        let zone = if self.zone.is_empty() { String::new() } else { format!("({})", self.zone) };
        format!("{} {} {zone}", self.closes, self.hour).split_whitespace().collect::<Vec<_>>().join(" ")
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

pub(super) fn profile_row(profile: &Profile) -> ProfileRow {
    let digest = profile_digest(profile);
    let built_in = is_builtin(&profile.id, &digest);
    let has_paper = profile.files.iter().any(|(file, _)| file == "paper.toml");
    ProfileRow { id: profile.id.clone(), name: profile.name.clone(), digest, built_in, has_paper }
}

pub(super) fn applicant_row(dossier: &Dossier, applicant: &Applicant) -> ApplicantRow {
    let asked = &dossier.profile.asked;
    ApplicantRow {
        name: masked_numbers(&applicant.name).into_owned(),
        id_masked: applicant.masked_id(),
        unit: masked_numbers(&applicant.unit).into_owned(),
        level: applicant.of_role(asked, FactRole::Level).to_owned(),
        path: applicant.of_role(asked, FactRole::Way).to_owned(),
        digest: applicant.digest.clone(),
    }
}

pub(super) fn window(dossier: &Dossier) -> Option<WindowRow> {
    let window = dossier.window(WindowKind::Filing)?;
    let earliest = dossier.windows(WindowKind::Filing).into_iter().map(|window| window.closes).min();
    Some(WindowRow {
        opens: window.opens.to_string(),
        opens_hour: window.opens_hour.clone(),
        closes: window.closes.to_string(),
        hour: window.hour.clone(),
        zone: window.zone.map(|zone| zone.to_string()).unwrap_or_default(),
        closes_earliest: earliest.filter(|first| *first < window.closes).map(|first| first.to_string()),
        days_left: days_between(dossier.date, window.closes),
        ended_today: dossier.date == window.closes && window.is_over(dossier.date, dossier.time),
        long_past: dossier.profile.long_past(window, dossier.date),
    })
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

pub(super) fn stray_row(dossier: &Dossier, stray: &crate::dossier::Stray) -> Option<StrayRow> {
    let path = &dossier.scans.get(stray.scan)?.path;
    let RowPath { path, path_hex } = row_path(path);
    Some(StrayRow { path, path_hex, suggestion: stray.suggestion.clone() })
}

pub(super) fn left_out_row(path: &RelPath) -> LeftOutRow {
    let RowPath { path, path_hex } = row_path(path);
    LeftOutRow { path, path_hex }
}

/// The path that a row shows, with its raw bytes in hex where there are any.
pub fn raw_name(shown: &str, hex: Option<&str>) -> RelPath {
    super::json::read_path(RowPath { path: shown.to_owned(), path_hex: hex.map(str::to_owned) })
}

/// A path as JSON shows it.
#[derive(Serialize, Deserialize)]
pub(super) struct RowPath {
    pub(super) path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) path_hex: Option<String>,
}

pub(super) fn row_path(path: &RelPath) -> RowPath {
    RowPath { path: path.shown().to_owned(), path_hex: path.hex() }
}
