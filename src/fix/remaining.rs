//! What is left after a repair: to be scanned again, or to be done by hand.

use super::plan::Plan;
use super::step::Step;
use crate::finding::{Finding, Severity};
use crate::report::Report;

/// The faults that no repair cures.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Remaining {
    /// Missing, empty, damaged, unclear: only the scanner helps.
    pub scan_again: Vec<Finding>,
    /// How many errors are left that have nothing to do with pictures.
    pub other_errors: usize,
}

/// Sorts the faults of a report, but for those that `cured` says a plan cures.
pub fn remaining(report: &Report, cured: impl Fn(&Finding) -> bool) -> Remaining {
    let mut left = Remaining::default();
    for finding in report.findings.iter().filter(|finding| finding.severity != Severity::Info && !cured(finding)) {
        if is_of_a_picture(finding) {
            left.scan_again.push(finding.clone());
        } else if finding.severity == Severity::Error {
            left.other_errors += 1;
        }
    }
    left
}

/// Whether a plan says that it cures a fault: known by the name of the rule and what is done to the file.
pub fn is_cured(plan: &Plan, finding: &Finding) -> bool {
    let Some(path) = &finding.place.path else { return false };
    let steps = plan.files.iter().filter(|file| file.from == *path).flat_map(|file| &file.steps);
    steps.into_iter().any(|step| match step {
        Step::Converted(_) => matches!(finding.name, "not-a-jpeg" | "too-large-to-inspect" | "wrong-extension"),
        Step::Renamed => finding.name == "wrong-extension",
        Step::Ended => finding.name == "damaged-jpeg",
        Step::Limit(_) => finding.name == "over-size-limit",
        Step::Cropped(..) => matches!(finding.name, "photo-shape" | "photo-size"),
        Step::Turned | Step::TurnedAnew => finding.name == "sideways",
        Step::Recoloured => finding.name == "four-components",
        Step::Cleaned(_) => {
            matches!(finding.name, "gps-position" | "thumbnail-differs" | "contradicting-orientation")
        }
        Step::Cut(_) | Step::Rewritten => finding.name == "odd-file",
        _ => false,
    })
}

/// Presence, file and picture (D101, D105, D106, D2xx, D3xx); the rest is about names and data.
fn is_of_a_picture(finding: &Finding) -> bool {
    matches!(finding.code, "D101" | "D105" | "D106") || finding.code.starts_with("D2") || finding.code.starts_with("D3")
}
