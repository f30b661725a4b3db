//! D407: a paper from before the current post.

use super::{Check, InPackage, Rule, checks};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    code: "D407",
    name: "paper-before-appointment",
    severity: Severity::Error,
    about: include_str!("paper_before_appointment.md"),
    check: Check::Dossier(|dossier| checks::told_by(dossier, "D407")),
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
    fn before_is_an_error_and_the_same_month_is_unclear() {
        for (published, expected) in [
            ("2020-04-30", Some(Severity::Error)),
            ("2020-05", Some(Severity::Warning)),
            ("2020-05-15", None),
            ("2020-06", None),
        ] {
            let mut dossier = complete();
            say(&mut dossier, "current_title.appointed_from", "2020-05-15");
            say(&mut dossier, "awards[1].date", "2020-08-01");
            say(&mut dossier, "papers[1].published", published);
            let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            let expected: Vec<_> = expected.into_iter().map(|level| ("D407", level)).collect();
            assert_eq!(found, expected, "{published}");
        }
    }
}
