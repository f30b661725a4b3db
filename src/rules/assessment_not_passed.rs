//! D416: a yearly assessment that was not passed.

use super::{Check, InPackage, Remedy, Rule, checks};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    code: "D416",
    name: "assessment-not-passed",
    severity: Severity::Warning,
    about: include_str!("assessment_not_passed.md"),
    check: Check::Dossier(|dossier| checks::told_by(dossier, "D416")),
    remedy: Remedy::Look,
    tells_checks: true,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, say};

    #[test]
    fn only_a_failed_year_is_reported() {
        for (grade, expected) in [
            ("合格", &[][..]),
            ("基本合格", &[]),
            ("优秀", &[]),
            (" 不合格 ", &["D416"]),
            ("不及格", &["D416"]),
            ("差", &["D416"]),
            ("不定等次", &["D416"]),
            ("unqualified", &["D416"]),
        ] {
            let mut dossier = complete();
            say(&mut dossier, "assessments[1].grade", grade);
            assert_eq!(codes(&dossier), expected, "{grade}");
        }
    }
}
