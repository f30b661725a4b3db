//! D408: an award from before the current post, or one without a date.

use super::calendar::{Order, appointed_from, order};
use super::{Check, Rule, place};
use crate::config::date::PartialDate;
use crate::dossier::Dossier;
use crate::dossier::applicant::Award;
use crate::finding::{Fault, Severity};
use crate::profile::Keyed;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D408",
    name: "award-before-appointment",
    severity: Severity::Error,
    about: include_str!("award_before_appointment.md"),
    check: Check::Dossier(check),
    of_title_reviews: true,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let appointed = appointed_from(dossier);
    let awards = dossier.applicant.iter().flat_map(|applicant| applicant.awards.iter().flatten());
    let fault = |(number, award): (usize, &Award)| {
        let fault = match award.date {
            None => undated(number, award),
            Some(date) => early(award, date, appointed?)?,
        };
        Some(fault.at(place::of_entry(dossier, Keyed::Awards, number)))
    };
    (1..).zip(awards).filter_map(fault).collect()
}

fn undated(number: usize, award: &Award) -> Fault {
    let name = award.name.trim();
    let message = Text {
        zh: format!("第 {number} 项获奖“{name}”没有写日期，无法判断是不是任现职以来的。"),
        en: format!(
            "Award {number}, “{name}”, has no date, so it is unknown whether it is later than the appointment."
        ),
    };
    let fix = Text {
        zh: "在 applicant.toml 里填上它的 date，写成 YYYY-MM-DD；证书只印到月的写 YYYY-MM。".to_owned(),
        en: "Fill in its date in applicant.toml as YYYY-MM-DD, or YYYY-MM where the certificate gives no day."
            .to_owned(),
    };
    Fault::error(message, fix).measured("YYYY-MM", "–")
}

fn early(award: &Award, date: PartialDate, appointed: PartialDate) -> Option<Fault> {
    let name = award.name.trim();
    let fault = match order(date, appointed) {
        Order::NotBefore => return None,
        Order::Before => Fault::error(
            Text {
                zh: format!("获奖“{name}”是 {date} 的，在聘任（{appointed}）之前，不算任现职以来的成果。"),
                en: format!("The award “{name}” is dated {date}, before the appointment ({appointed})."),
            },
            Text {
                zh: "从 applicant.toml 和文件夹里去掉这一项；如果日期写错了就改正。".to_owned(),
                en: "Take it out of applicant.toml and of the folder, or correct the date if it is wrong.".to_owned(),
            },
        ),
        Order::Unclear => Fault::warning(
            Text {
                zh: format!("获奖“{name}”是 {date} 的，聘任于 {appointed}，只写到月分不出先后。"),
                en: format!(
                    "The award “{name}” is dated {date}, the appointment {appointed}: without the day it is unknown which \
                     came first."
                ),
            },
            Text {
                zh: "在 applicant.toml 里把这两个日期写到日（YYYY-MM-DD）。".to_owned(),
                en: "Write both dates to the day (YYYY-MM-DD) in applicant.toml.".to_owned(),
            },
        ),
    };
    Some(fault.measured(format!("≥ {appointed}"), date.to_string()))
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{applicant, complete, date};

    #[test]
    fn before_undated_and_unclear() {
        for (dated, expected) in [
            (date("2014-12-31"), Some(Severity::Error)),
            (None, Some(Severity::Error)),
            (date("2015-01"), None),
            (date("2015-01-01"), None),
        ] {
            let mut dossier = complete();
            applicant(&mut dossier).awards.as_mut().expect("awards")[0].date = dated;
            let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            let expected: Vec<_> = expected.into_iter().map(|level| ("D408", level)).collect();
            assert_eq!(found, expected, "{dated:?}");
        }
    }
}
