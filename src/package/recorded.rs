//! What the packed report and the packed applicant's file say, as far as the package depends on it.
//!
//! Read leniently: a report of a later version may hold more.

use super::bag::{CheckResult, Facts};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeSet;

/// The parts of `meta/report.json` that the package is held against.
#[derive(Debug, Deserialize)]
pub(super) struct Recorded {
    tool: String,
    profile: Profile,
    applicant: Option<Applicant>,
    date: String,
    verdict: Verdict,
    items: Vec<Item>,
    /// Only their number counts.
    #[serde(default)]
    waived: Vec<IgnoredAny>,
}

#[derive(Debug, Deserialize)]
struct Profile {
    id: String,
    digest: String,
}

#[derive(Debug, Deserialize)]
struct Applicant {
    digest: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    Complete,
    Incomplete,
}

#[derive(Debug, Deserialize)]
struct Item {
    parts: Vec<Part>,
}

#[derive(Debug, Deserialize)]
struct Part {
    files: Vec<File>,
}

#[derive(Debug, Deserialize)]
struct File {
    sha256: String,
}

impl Recorded {
    /// Reads the JSON; else what is wrong with it.
    pub(super) fn read(json: &str) -> Result<Self, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    /// The profile's digest, as the check found it.
    pub(super) fn profile_digest(&self) -> &str {
        &self.profile.digest
    }

    /// SHA-256 of `applicant.toml`; `None` where the dossier had none.
    pub(super) fn data_digest(&self) -> Option<&str> {
        self.applicant.as_ref().map(|applicant| &*applicant.digest)
    }

    /// SHA-256 of every scan that fills a part.
    pub(super) fn hashes(&self) -> BTreeSet<&str> {
        let parts = self.items.iter().flat_map(|item| &item.parts);
        parts.flat_map(|part| &part.files).map(|file| &*file.sha256).collect()
    }

    /// What bag-info.txt must say.
    pub(super) fn facts(&self, unit: String, profile_digest: String) -> Facts {
        Facts {
            agent: self.tool.clone(),
            date: self.date.clone(),
            unit,
            profile: self.profile.id.clone(),
            profile_digest,
            result: match self.verdict {
                Verdict::Incomplete => CheckResult::Incomplete,
                Verdict::Complete if self.waived.is_empty() => CheckResult::Complete,
                Verdict::Complete => CheckResult::CompleteWithWaivers,
            },
        }
    }
}

/// The applicant's unit; empty where the file does not say, or is not TOML.
pub(super) fn unit_of(applicant: &str) -> String {
    table(applicant).get("unit").and_then(toml::Value::as_str).unwrap_or_default().to_owned()
}

/// The most submissions that a checklist allows; 0 where it does not say, or is not TOML.
pub(super) fn submissions_of(checklist: &str) -> u32 {
    let number = table(checklist).get("submissions").and_then(toml::Value::as_integer);
    number.and_then(|number| u32::try_from(number).ok()).unwrap_or_default()
}

fn table(text: &str) -> toml::Table {
    text.strip_prefix('\u{feff}').unwrap_or(text).parse().unwrap_or_default()
}
