//! D408: an award from before the current post, or one without a date.

use super::{Check, InPackage, Rule, checks};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    code: "D408",
    name: "award-before-appointment",
    severity: Severity::Error,
    about: include_str!("award_before_appointment.md"),
    check: Check::Dossier(|dossier| checks::told_by(dossier, "D408")),
    tells_checks: true,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{complete, say};

    #[test]
    fn before_undated_and_unclear() {
        for (dated, expected) in [
            ("2014-12-31", Some(Severity::Error)),
            ("", Some(Severity::Error)),
            ("2015-01", None),
            ("2015-01-01", None),
        ] {
            let mut dossier = complete();
            say(&mut dossier, "awards[1].date", dated);
            let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            let expected: Vec<_> = expected.into_iter().map(|level| ("D408", level)).collect();
            assert_eq!(found, expected, "{dated:?}");
        }
    }
}
