//! D414: a way of applying that needs a reason, without one.

use super::{Check, InPackage, Remedy, Rule, checks};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    code: "D414",
    name: "path-without-reason",
    severity: Severity::Error,
    about: include_str!("path_without_reason.md"),
    check: Check::Dossier(|dossier| checks::told_by(dossier, "D414")),
    remedy: Remedy::FillIn,
    tells_checks: true,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, say};

    #[test]
    fn a_review_needs_none() {
        let mut dossier = complete();
        say(&mut dossier, "path", "first-determination");
        assert_eq!(codes(&dossier), ["D414"]);
        say(&mut dossier, "path_reason", "初次确定");
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
