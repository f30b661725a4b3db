//! D405: a paper outside the years that count (U14).

use super::{Check, InPackage, Rule, checks};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    code: "D405",
    name: "paper-too-old",
    severity: Severity::Error,
    about: include_str!("paper_too_old.md"),
    check: Check::Dossier(|dossier| checks::told_by(dossier, "D405")),
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
    fn the_edges_of_both_readings() {
        let (error, warning) = (Some(Severity::Error), Some(Severity::Warning));
        for (published, expected) in [
            ("2018-08", error),
            ("2018-09-17", error),
            ("2018-09-18", warning),
            ("2018-09", warning),
            ("2018-12-31", warning),
            ("2018-12", warning),
            ("2019-01-01", None),
            ("2019-01", None),
            ("2021-09-18", None),
            ("2021-08", None),
            ("2021-09", warning),
            ("2021-09-19", error),
            ("2021-10", error),
        ] {
            let mut dossier = complete();
            say(&mut dossier, "papers[1].published", published);
            let findings = run(&dossier);
            let found: Vec<_> = findings.iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            let expected: Vec<_> = expected.into_iter().map(|level| ("D405", level)).collect();
            assert_eq!(found, expected, "{published}");
            assert!(findings.iter().all(|finding| finding.place.key.as_deref() == Some("1")));
        }
    }
}
