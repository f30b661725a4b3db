//! D406: a paper without a date, so that nobody can tell whether it counts.

use super::{Check, Remedy, Rule, place};
use crate::dossier::Dossier;
use crate::dossier::applicant::Paper;
use crate::finding::{Fault, Severity};
use crate::profile::Keyed;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D406",
    name: "paper-undated",
    severity: Severity::Error,
    about: include_str!("paper_undated.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    of_title_reviews: true,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let unclear = |number: usize| applicant.is_not_understood(&format!("papers[{number}].published"));
    let papers = (1..).zip(applicant.papers.iter().flatten());
    let undated = papers.filter(|(number, paper)| paper.published.is_none() && !unclear(*number));
    undated.map(|(number, paper)| fault(number, paper).at(place::of_entry(dossier, Keyed::Papers, number))).collect()
}

fn fault(number: usize, paper: &Paper) -> Fault {
    let title = paper.title.trim();
    let message = Text {
        zh: format!("第 {number} 篇论文《{title}》没有写发表日期，无法判断是否在期限内。"),
        en: format!("Paper {number}, “{title}”, has no date, so it is unknown whether it is recent enough."),
    };
    let fix = Text {
        zh: "在 applicant.toml 里填上它的 published，写成 YYYY-MM-DD；刊物只印到月的写 YYYY-MM。".to_owned(),
        en: "Fill in its published in applicant.toml as YYYY-MM-DD, or YYYY-MM where the journal gives no day."
            .to_owned(),
    };
    Fault::error(message, fix).measured("YYYY-MM", "–")
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{applicant, codes, complete};

    #[test]
    fn a_paper_needs_a_date() {
        let mut dossier = complete();
        applicant(&mut dossier).papers.as_mut().expect("papers")[0].published = None;
        assert_eq!(codes(&dossier), ["D406"]);
    }
}
