//! D410: an exemption from continuing education that covers nothing that is asked.

use super::{Check, InPackage, Remedy, Rule, checks, claims};
use crate::dossier::Dossier;
use crate::finding::{Fault, Severity};

pub(super) const RULE: Rule = Rule {
    code: "D410",
    name: "exemption-not-covering",
    severity: Severity::Error,
    about: include_str!("exemption_not_covering.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    tells_checks: true,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let mut faults = checks::told_by(dossier, RULE.code);
    faults.extend(claims::files_against_claims(dossier, RULE.code));
    faults
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, complete_for, exemption, fill, person, say, saying};

    #[test]
    fn an_exemption_for_a_year_nobody_asks_for() {
        let mut dossier = complete();
        say(&mut dossier, "exemptions", exemption(2015));
        assert_eq!(codes(&dossier), ["D410"]);
    }

    #[test]
    fn a_form_for_a_year_not_declared() {
        let mut dossier = complete();
        fill(&mut dossier, "ce/exemption@2019", "2019 免试审批表.jpg");
        assert_eq!(codes(&dossier), ["D410"]);
    }

    #[test]
    fn a_covered_year_asks_for_the_form_instead() {
        let person = saying(&person(), "exemptions", exemption(2020));
        assert_eq!(codes(&complete_for(person)), [""; 0]);
    }
}
