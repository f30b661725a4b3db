//! D412: `applicant.toml` says one thing, and its other lines or the folder say another.

use super::{Check, InPackage, Remedy, Rule, checks, claims};
use crate::dossier::Dossier;
use crate::finding::{Fault, Severity};

pub(super) const RULE: Rule = Rule {
    code: "D412",
    name: "contradicting-claims",
    severity: Severity::Error,
    about: include_str!("contradicting_claims.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    tells_checks: true,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let mut faults = checks::told_by(dossier, RULE.code);
    faults.extend(claims::files_for_none(dossier));
    faults.extend(claims::files_against_claims(dossier, RULE.code));
    faults.extend(claims::files_not_asked_for(dossier));
    faults
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Dossier, Need};
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, complete_for, fill, person, say, silent, slot};
    use crate::text::Text;

    fn levels(dossier: &Dossier) -> Vec<(&'static str, Severity)> {
        run(dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect()
    }

    #[test]
    fn papers_that_are_said_to_be_none() {
        let mut dossier = complete();
        say(&mut dossier, "papers", "无");
        slot(&mut dossier, "paper/cover@1").need = Need::NotRequired(Text::same("none"));
        assert_eq!(codes(&dossier), ["D412"]);
    }

    #[test]
    fn scans_of_a_title_or_a_transfer_nobody_claims() {
        let mut dossier = complete_for(silent(&person(), "current_title"));
        fill(&mut dossier, "posts/title", "资格证书.jpg");
        fill(&mut dossier, "posts/appointment", "聘书.jpg");
        assert_eq!(levels(&dossier), [("D412", Severity::Error)]);
        let mut dossier = complete();
        fill(&mut dossier, "transfer/proof", "调动证明.jpg");
        assert_eq!(levels(&dossier), [("D412", Severity::Warning)]);
    }

    #[test]
    fn lines_that_contradict_each_other() {
        let mut dossier = complete();
        say(&mut dossier, "first_time_direct_intermediate", true);
        assert_eq!(levels(&dossier), [("D412", Severity::Error)]);
        say(&mut dossier, "current_title.obtained", "2015-03");
        say(&mut dossier, "work[1].end", "2009-01");
        assert_eq!(levels(&dossier), [("D412", Severity::Error); 3]);
        dossier.applicant = Some(silent(dossier.applicant.as_ref().expect("an applicant"), "current_title"));
        say(&mut dossier, "level", "junior");
        assert!(levels(&dossier).contains(&("D412", Severity::Error)));
    }

    #[test]
    fn what_is_past_by_its_meaning_and_dated_later_is_a_warning() {
        // The posts before a first employment that is still to come are told, too.
        for (key, told) in [("employed_from", 2), ("education[1].end", 1), ("work[1].start", 1), ("awards[1].date", 1)]
        {
            let mut dossier = complete();
            say(&mut dossier, key, "2099-01");
            assert_eq!(levels(&dossier), vec![("D412", Severity::Warning); told], "{key}");
        }
        // The month of the check may be over or not.
        let mut dossier = complete();
        say(&mut dossier, "awards[1].date", "2021-08");
        assert_eq!(codes(&dossier), [""; 0]);
    }

    #[test]
    fn a_year_without_its_grade() {
        let mut dossier = complete();
        say(&mut dossier, "assessments[2].year", 2018);
        assert_eq!(levels(&dossier), [("D412", Severity::Warning)]);
        assert!(run(&dossier)[0].message.zh.starts_with("2020 年"));
    }
}
