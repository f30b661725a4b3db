//! What is left after a repair: to be scanned again, or to be done by hand.

use super::planned::Plan;
use super::step::Step;
use crate::finding::{Finding, Repair, Severity};
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
        if finding.rule.is_about_scans() {
            left.scan_again.push(finding.clone());
        } else if finding.severity == Severity::Error {
            left.other_errors += 1;
        }
    }
    left
}

/// Whether a plan says that it cures a fault: the rule declares the repairs that cure it.
pub fn is_cured(plan: &Plan, finding: &Finding) -> bool {
    let Some(path) = &finding.place.path else { return false };
    let steps = plan.files.iter().filter(|file| file.from == *path).flat_map(|file| &file.steps);
    steps.filter_map(repair).any(|repair| finding.rule.cured_by_fix.contains(&repair))
}

/// What a step repairs, where it is more than a change of bytes.
const fn repair(step: &Step) -> Option<Repair> {
    Some(match step {
        Step::Converted(_) | Step::Bound(..) => Repair::Converted,
        Step::Renamed => Repair::Renamed,
        Step::Ended => Repair::Ended,
        Step::Limit(_) => Repair::Reduced,
        Step::Finest(_) => Repair::Resampled,
        Step::Cropped(..) => Repair::Cropped,
        Step::CutToSheet(..) | Step::CutOut(..) => Repair::CutToSheet,
        Step::Straightened(..) => Repair::Straightened,
        Step::Turned | Step::TurnedAnew => Repair::Turned,
        Step::Recoloured => Repair::Recoloured,
        Step::Cleaned(_) => Repair::Cleaned,
        Step::Cut(_) => Repair::Cut,
        Step::Rewritten => Repair::Rewritten,
        _ => return None,
    })
}
