//! D407: a paper from before the current post.

use super::calendar::{Order, appointed_from, order};
use super::{Check, Rule, place};
use crate::config::date::PartialDate;
use crate::dossier::Dossier;
use crate::dossier::applicant::Paper;
use crate::finding::{Fault, Severity};
use crate::profile::Keyed;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D407",
    name: "paper-before-appointment",
    severity: Severity::Error,
    about: include_str!("paper_before_appointment.md"),
    check: Check::Dossier(check),
    of_title_reviews: true,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let Some(appointed) = appointed_from(dossier) else { return Vec::new() };
    let papers = dossier.applicant.iter().flat_map(|applicant| applicant.papers.iter().flatten());
    let fault = |(number, paper): (usize, &Paper)| {
        let fault = fault(paper, paper.published?, appointed)?;
        Some(fault.at(place::of_entry(dossier, Keyed::Papers, number)))
    };
    (1..).zip(papers).filter_map(fault).collect()
}

fn fault(paper: &Paper, published: PartialDate, appointed: PartialDate) -> Option<Fault> {
    let title = paper.title.trim();
    let fault = match order(published, appointed) {
        Order::NotBefore => return None,
        Order::Before => Fault::error(
            Text {
                zh: format!("论文《{title}》发表于 {published}，在聘任（{appointed}）之前，不算任现职以来的成果。"),
                en: format!("The paper “{title}” appeared in {published}, before the appointment ({appointed})."),
            },
            Text {
                zh: "换一篇任现职以来的论文；如果日期写错了，改 applicant.toml 里的 published 或 appointed_from。".to_owned(),
                en: "Take a paper from after the appointment; if a date is wrong, correct published or appointed_from in \
                     applicant.toml."
                    .to_owned(),
            },
        ),
        Order::Unclear => Fault::warning(
            Text {
                zh: format!("论文《{title}》发表于 {published}，聘任于 {appointed}，只写到月分不出先后。"),
                en: format!("The paper “{title}” appeared in {published} and the appointment is of {appointed}: without \
                             the day nobody can tell which came first."),
            },
            Text {
                zh: "在 applicant.toml 里把这两个日期写到日（YYYY-MM-DD）。".to_owned(),
                en: "Write both dates to the day (YYYY-MM-DD) in applicant.toml.".to_owned(),
            },
        ),
    };
    Some(fault.measured(format!("≥ {appointed}"), published.to_string()))
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{applicant, complete, date};

    #[test]
    fn before_is_an_error_and_the_same_month_is_unclear() {
        for (published, expected) in [
            ("2020-04-30", Some(Severity::Error)),
            ("2020-05", Some(Severity::Warning)),
            ("2020-05-15", None),
            ("2020-06", None),
        ] {
            let mut dossier = complete();
            let person = applicant(&mut dossier);
            person.current_title.as_mut().expect("a title").appointed_from = date("2020-05-15");
            person.awards.as_mut().expect("awards")[0].date = date("2020-08-01");
            person.papers.as_mut().expect("papers")[0].published = date(published);
            let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            let expected: Vec<_> = expected.into_iter().map(|level| ("D407", level)).collect();
            assert_eq!(found, expected, "{published}");
        }
    }
}
