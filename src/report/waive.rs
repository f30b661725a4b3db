//! Faults that `applicant.toml` accepts, with the reason given there.

use super::WaivedRow;
use crate::dossier::Dossier;
use crate::dossier::applicant::{Waived, Waiver};
use crate::finding::{Finding, Severity};
use crate::rules::unused_waiver;

/// Parts the findings into those that stand and those that are waived, with the reason. A waiver that accepts nothing
/// becomes a finding itself; one that must not is refused when the file is read.
pub fn apply(dossier: &Dossier, findings: Vec<Finding>) -> (Vec<Finding>, Vec<(Finding, String)>) {
    let waivers = dossier.applicant.as_ref().map_or(&[][..], |applicant| &applicant.waivers);
    let (mut standing, mut accepted) = (Vec::new(), Vec::new());
    for finding in findings {
        match waivers.iter().find(|waiver| accepts(waiver, &finding)) {
            Some(waiver) => accepted.push((finding, waiver.reason.clone())),
            None => standing.push(finding),
        }
    }
    for waiver in waivers {
        if !accepted.iter().any(|(finding, _)| accepts(waiver, finding)) {
            standing.push(unused_waiver::finding(waiver));
        }
    }
    standing.sort_by(|a, b| a.order().cmp(&b.order()));
    (standing, accepted)
}

/// Whether findings that stand, and those called accepted, are what the waivers make of them.
pub fn is_applied(dossier: &Dossier, standing: &[Finding], accepted: &[WaivedRow]) -> bool {
    let waivers = dossier.applicant.as_ref().map_or(&[][..], |applicant| &applicant.waivers);
    let of = |finding: &Finding| waivers.iter().find(|waiver| accepts(waiver, finding));
    let is_so = |row: &WaivedRow| of(&row.finding).is_some_and(|waiver| waiver.reason == row.reason);
    let is_used = |waiver: &&Waiver| accepted.iter().any(|row| accepts(waiver, &row.finding));
    let mut told: Vec<&Finding> = standing.iter().filter(|finding| unused_waiver::is(finding)).collect();
    let mut unused: Vec<Finding> =
        waivers.iter().filter(|waiver| !is_used(waiver)).map(unused_waiver::finding).collect();
    told.sort_by(|a, b| a.order().cmp(&b.order()));
    unused.sort_by(|a, b| a.order().cmp(&b.order()));
    accepted.iter().all(is_so) && standing.iter().all(|finding| of(finding).is_none()) && told.into_iter().eq(&unused)
}

fn accepts(waiver: &Waiver, finding: &Finding) -> bool {
    let place = &finding.place;
    let is_here = || match &waiver.of {
        Waived::Part(part) => {
            place.item.as_ref() == Some(&part.item)
                && place.part.as_ref() == Some(&part.part)
                && (part.key.is_none() || part.key == place.key)
        }
        Waived::File(written) => place.path.as_ref().is_some_and(|path| path.is_written_as(written)),
    };
    finding.rule.may_be_waived
        && Waiver::may_waive(&waiver.code)
        && finding.severity != Severity::Info
        && waiver.code == finding.rule.code
        && is_here()
}
