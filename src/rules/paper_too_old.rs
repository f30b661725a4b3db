//! D405: a paper outside the years that count (U14).

use super::{Check, Rule, calendar, place};
use crate::config::date::PartialDate;
use crate::dossier::Dossier;
use crate::dossier::applicant::Paper;
use crate::finding::{Fault, Severity};
use crate::profile::{Keyed, PaperAge};
use crate::text::Text;
use jiff::ToSpan;
use jiff::civil::Date;

pub(super) const RULE: Rule = Rule {
    code: "D405",
    name: "paper-too-old",
    severity: Severity::Error,
    about: include_str!("paper_too_old.md"),
    check: Check::Dossier(check),
    of_title_reviews: true,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let Some(period) = Period::of(dossier) else { return Vec::new() };
    let papers = dossier.applicant.iter().flat_map(|applicant| applicant.papers.iter().flatten());
    let dated = (1..).zip(papers).filter_map(|(number, paper)| Some((number, paper, paper.published?)));
    let fault = |(number, paper, date): (usize, &Paper, PartialDate)| {
        let said = period.judge(date)?;
        Some(period.fault(paper, date, said).at(place::of_entry(dossier, Keyed::Papers, number)))
    };
    dated.filter_map(fault).collect()
}

/// The days in which a paper must have appeared, as both readings of 近三年 have it.
struct Period {
    /// First day by the wide reading: so many months back from the last day of filing.
    from: Date,
    /// First calendar year by the strict reading: this year and the ones before it.
    strict_from: i16,
    /// Last day of filing.
    to: Date,
}

/// What is wrong with a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    TooOld,
    TooLate,
    OnlyByTheWideReading,
    DayMatters,
}

impl Period {
    fn of(dossier: &Dossier) -> Option<Self> {
        let PaperAge { months, strict_from_year, .. } = dossier.profile.papers.as_ref()?;
        let to = calendar::filing_window(dossier)?.closes;
        let from = to.checked_sub(i64::from(*months).months()).ok()?;
        Some(Self { from, strict_from: dossier.profile.filing_year.saturating_add(*strict_from_year), to })
    }

    fn judge(&self, date: PartialDate) -> Option<Said> {
        if date.latest() < self.from {
            Some(Said::TooOld)
        } else if date.earliest() > self.to {
            Some(Said::TooLate)
        } else if date.earliest() < self.from || date.latest() > self.to {
            Some(Said::DayMatters)
        } else {
            (date.year() < self.strict_from).then_some(Said::OnlyByTheWideReading)
        }
    }

    fn fault(&self, paper: &Paper, date: PartialDate, said: Said) -> Fault {
        let (title, from, to, year) = (paper.title.trim(), self.from, self.to, self.strict_from);
        let (zh, en) = match said {
            Said::TooOld => (
                format!("论文《{title}》发表于 {date}，早于近三年（{from} 起），不能用。"),
                format!("The paper “{title}” appeared in {date}, before the three years that count (from {from})."),
            ),
            Said::TooLate => (
                format!("论文《{title}》发表于 {date}，在申报截止日 {to} 之后，不能用。"),
                format!("The paper “{title}” appeared in {date}, after the last day of filing, {to}."),
            ),
            Said::OnlyByTheWideReading => (
                format!(
                    "论文《{title}》发表于 {date}：按往前推三年算（{from} 起）可以，按自然年算（{year} 年起）就不行。"
                ),
                format!(
                    "The paper “{title}” appeared in {date}: counted back three years (from {from}) it is accepted, \
                     counted by calendar years (from {year}) it is not."
                ),
            ),
            Said::DayMatters => (
                format!("论文《{title}》发表于 {date}，正在期限的边上（{from} 至 {to}），只写到月判断不了。"),
                format!(
                    "The paper “{title}” appeared in {date}, at the edge of the period ({from} to {to}); the day matters."
                ),
            ),
        };
        let message = Text { en, zh };
        let fault = match said {
            Said::TooOld | Said::TooLate => Fault::error(
                message,
                Text {
                    zh: "换一篇期限内的论文；如果日期写错了，改 applicant.toml 里这一篇的 published。".to_owned(),
                    en: "Take a paper from within the period; if the date is wrong, correct published in applicant.toml."
                        .to_owned(),
                },
            ),
            Said::OnlyByTheWideReading => Fault::warning(
                message,
                Text {
                    zh: "先问评审办公室这一篇算不算；有更近的论文就换上。".to_owned(),
                    en: "Ask the review office whether it counts, or take a later paper.".to_owned(),
                },
            ),
            Said::DayMatters => Fault::warning(
                message,
                Text {
                    zh: "查一下刊物的出版日期，在 applicant.toml 里写到日（YYYY-MM-DD）。".to_owned(),
                    en: "Look up the day it was published and write it in applicant.toml (YYYY-MM-DD).".to_owned(),
                },
            ),
        };
        fault.measured(format!("{from} – {to}"), date.to_string())
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{applicant, complete, date};

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
            applicant(&mut dossier).papers.as_mut().expect("papers")[0].published = date(published);
            let findings = run(&dossier);
            let found: Vec<_> = findings.iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            let expected: Vec<_> = expected.into_iter().map(|level| ("D405", level)).collect();
            assert_eq!(found, expected, "{published}");
            assert!(findings.iter().all(|finding| finding.place.key.as_deref() == Some("1")));
        }
    }
}
