//! D406: a paper without a date, so that nobody can tell whether it counts.

use super::{Check, InPackage, Remedy, Rule, checks};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    code: "D406",
    name: "paper-undated",
    severity: Severity::Error,
    about: include_str!("paper_undated.md"),
    check: Check::Dossier(|dossier| checks::told_by(dossier, "D406")),
    remedy: Remedy::FillIn,
    tells_checks: true,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, say};

    #[test]
    fn a_paper_needs_a_date() {
        let mut dossier = complete();
        say(&mut dossier, "papers[1].published", "");
        assert_eq!(codes(&dossier), ["D406"]);
    }
}
