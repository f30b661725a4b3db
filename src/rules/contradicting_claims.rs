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
        say(&mut dossier, "first_time_direct_intermediate", true);
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
        for key in ["education[1].end", "work[1].start", "awards[1].date"] {
            let mut dossier = complete();
            say(&mut dossier, key, "2099-01");
            assert_eq!(levels(&dossier), [("D412", Severity::Warning)], "{key}");
        }
        // The month of the check may be over or not.
        let mut dossier = complete();
        say(&mut dossier, "awards[1].date", "2021-08");
        assert_eq!(codes(&dossier), [""; 0]);
    }

    /// The years of the checklist are reckoned from the first employment: too late, it drops what is missing.
    #[test]
    fn a_first_employment_later_than_what_it_must_precede() {
        // The title, the post, and both assessments; one day before them all is good.
        for (month, told) in [("2099-01", 4), ("2021-01", 4), ("2020-05", 3), ("2015-06", 2), ("2010-10", 1)] {
            let mut dossier = complete();
            say(&mut dossier, "employed_from", month);
            assert_eq!(levels(&dossier), vec![("D412", Severity::Error); told], "{month}");
        }
        let only = |key: &str, value: &str| {
            let mut dossier = complete_for(silent(&silent(&person(), "current_title"), "work"));
            say(&mut dossier, "first_time_direct_intermediate", true);
            say(&mut dossier, "employed_from", value);
            say(&mut dossier, key, value);
            levels(&dossier).into_iter().filter(|(code, _)| *code == "D412").count()
        };
        assert_eq!(only("work[1].start", "2019-09"), 0, "whoever began in September is assessed for that year");
        assert_eq!(only("work[1].start", "2020-03"), 1, "the assessment of 2019");
    }

    /// What is left empty must not make the checklist shorter in silence.
    #[test]
    fn what_the_checklist_hangs_on_and_nobody_said() {
        let untitled = complete_for(silent(&person(), "current_title"));
        assert_eq!(levels(&untitled), [("D412", Severity::Warning)], "no junior title, and no direct application");
        for (key, value) in [("level", "junior"), ("path", "first-determination")] {
            let mut dossier = complete_for(silent(&person(), "current_title"));
            say(&mut dossier, key, value);
            assert!(!codes(&dossier).contains(&"D412"), "{key} = {value}");
        }
        let mut dossier = complete();
        say(&mut dossier, "education[1].mode", "");
        assert_eq!(levels(&dossier), [("D412", Severity::Warning)]);
    }

    #[test]
    fn a_year_without_its_grade() {
        let mut dossier = complete();
        say(&mut dossier, "assessments[2].year", 2018);
        assert_eq!(levels(&dossier), [("D412", Severity::Warning)]);
        assert!(run(&dossier)[0].message.zh.starts_with("2020 年"));
    }
}
