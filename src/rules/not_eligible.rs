//! D413: by the applicant's own words, not one who may apply.

use super::{Check, InPackage, Rule, checks};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    code: "D413",
    name: "not-eligible",
    severity: Severity::Error,
    about: include_str!("not_eligible.md"),
    check: Check::Dossier(|dossier| checks::told_by(dossier, "D413")),
    tells_checks: true,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, say};

    #[test]
    fn retired_or_under_sanction() {
        let mut dossier = complete();
        say(&mut dossier, "in_post", false);
        assert_eq!(codes(&dossier), ["D413"]);
        say(&mut dossier, "under_sanction", true);
        assert_eq!(codes(&dossier), ["D413", "D413"]);
    }
}
