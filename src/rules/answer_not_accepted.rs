//! D419: an answer that the profile's own checks do not accept.

use super::{Check, InPackage, Remedy, Rule, checks};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    code: "D419",
    name: "answer-not-accepted",
    severity: Severity::Error,
    about: include_str!("answer_not_accepted.md"),
    check: Check::Dossier(|dossier| checks::told_by(dossier, "")),
    remedy: Remedy::FillIn,
    tells_checks: true,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};
