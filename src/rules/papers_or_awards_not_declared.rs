//! D411: neither papers (or awards) nor a word that there are none.

use super::{Check, InPackage, Remedy, Rule, checks};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    code: "D411",
    name: "papers-or-awards-not-declared",
    severity: Severity::Error,
    about: include_str!("papers_or_awards_not_declared.md"),
    check: Check::Dossier(|dossier| checks::told_by(dossier, "D411")),
    remedy: Remedy::FillIn,
    tells_checks: true,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, complete_for, person, saying, silent};

    #[test]
    fn none_must_be_said() {
        let nothing = saying(&saying(&person(), "papers", "无"), "awards", "无");
        assert_eq!(codes(&complete_for(nothing)), [""; 0]);
        let mut dossier = complete();
        dossier.applicant = Some(silent(&silent(&person(), "papers"), "awards"));
        assert_eq!(codes(&dossier), ["D411", "D411"]);
    }
}
