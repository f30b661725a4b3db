//! D416: a yearly assessment that was not passed.

use super::{Check, Remedy, Rule, place};
use crate::dossier::Dossier;
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D416",
    name: "assessment-not-passed",
    severity: Severity::Warning,
    about: include_str!("assessment_not_passed.md"),
    check: Check::Dossier(check),
    remedy: Remedy::Look,
    of_title_reviews: true,
    ..Rule::DEFAULTS
};

/// The grades of those who did not pass, teachers' and officials'.
const NOT_PASSED: &[&str] = &["不合格", "不称职", "fail", "failed"];

fn check(dossier: &Dossier) -> Vec<Fault> {
    let assessments = dossier.applicant.iter().flat_map(|applicant| &applicant.assessments);
    let failed = assessments.filter(|one| NOT_PASSED.contains(&one.grade.trim().to_lowercase().as_str()));
    failed.map(|one| fault(one.year, one.grade.trim()).at(place::of_applicant_file())).collect()
}

fn fault(year: i16, grade: &str) -> Fault {
    let message = Text {
        zh: format!("{year} 年度考核是“{grade}”：这一年通常不计入任职年限，也可能不能申报。"),
        en: format!(
            "The assessment of {year} is “{grade}”: that year usually does not count, and may bar the application."
        ),
    };
    let fix = Text {
        zh: "对照考核定等文件核对；填错了就改 applicant.toml 里的 grade，属实的先问主管部门能不能申报。".to_owned(),
        en: "Compare it with the grading document; correct grade in applicant.toml if it is wrong, and if it is right ask the \
             authority whether the application is possible."
            .to_owned(),
    };
    Fault::warning(message, fix).measured("合格", grade)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{applicant, codes, complete};

    #[test]
    fn only_a_failed_year_is_reported() {
        for (grade, expected) in [("合格", &[][..]), ("基本合格", &[]), ("优秀", &[]), (" 不合格 ", &["D416"])]
        {
            let mut dossier = complete();
            grade.clone_into(&mut applicant(&mut dossier).assessments[0].grade);
            assert_eq!(codes(&dossier), expected, "{grade}");
        }
    }
}
