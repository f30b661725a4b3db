//! D412: `applicant.toml` says one thing, and its other lines or the folder say another.

use super::calendar::{Order, order};
use super::{Check, Remedy, Rule, place, words};
use crate::config::date::PartialDate;
use crate::dossier::{Applicant, Dossier, Need, Slot};
use crate::finding::{Fault, Severity};
use crate::profile::{Condition, Keyed, Level, Role};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D412",
    name: "contradicting-claims",
    severity: Severity::Error,
    about: include_str!("contradicting_claims.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    of_title_reviews: true,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let mut own = direct_intermediate(applicant);
    own.extend(title_dates(applicant, dossier));
    own.extend(reversed_periods(applicant));
    own.extend(years_without_grade(applicant, dossier));
    let own = own.into_iter().map(|fault| fault.at(place::of_applicant_file()));
    own.chain(files_for_none(applicant, dossier)).chain(files_against_claims(dossier)).collect()
}

fn direct_intermediate(applicant: &Applicant) -> Vec<Fault> {
    if !applicant.first_time_direct_intermediate {
        return Vec::new();
    }
    let mut faults = Vec::new();
    if let Some(title) = &applicant.current_title {
        faults.push(fault(
            format!("写了“首次参评直接报中级”，又写了现任职务“{}”，两者矛盾。", title.name),
            format!(
                "It says first-time direct application for intermediate, and also a current title, “{}”.",
                title.name
            ),
        ));
    }
    if applicant.level == Some(Level::Junior) {
        faults.push(fault(
            "写了“首次参评直接报中级”，申报级别却是初级（level = \"junior\"）。".to_owned(),
            "It says first-time direct application for intermediate, but the level is junior.".to_owned(),
        ));
    }
    faults
}

fn title_dates(applicant: &Applicant, dossier: &Dossier) -> Vec<Fault> {
    let Some(title) = &applicant.current_title else { return Vec::new() };
    let mut faults = Vec::new();
    if let (Some(obtained), Some(appointed)) = (title.obtained, title.appointed_from)
        && order(appointed, obtained) == Order::Before
    {
        faults.push(fault(
            format!("聘任时间（{appointed}）早于任职资格取得时间（{obtained}）。"),
            format!("The appointment ({appointed}) is before the title was obtained ({obtained})."),
        ));
    }
    if let Some(appointed) = title.appointed_from.filter(|date| date.earliest() > dossier.date) {
        faults.push(fault(
            format!("聘任时间（{appointed}）在检查日期 {} 之后。", dossier.date),
            format!("The appointment ({appointed}) is after the day of the check, {}.", dossier.date),
        ));
    }
    faults
}

fn reversed_periods(applicant: &Applicant) -> Vec<Fault> {
    type Period = (Option<PartialDate>, Option<PartialDate>);
    let reversed = |list: &str, periods: Vec<Period>| -> Vec<Fault> {
        let fault_of = |(number, (start, end)): (usize, Period)| {
            let (start, end) = (start?, end?);
            (order(end, start) == Order::Before).then(|| {
                fault(
                    format!("第 {number} 个 [[{list}]] 的结束时间（{end}）早于开始时间（{start}）。"),
                    format!("[[{list}]] number {number} ends ({end}) before it starts ({start})."),
                )
            })
        };
        (1..).zip(periods).filter_map(fault_of).collect()
    };
    let mut faults = Vec::new();
    let education = applicant.education.iter().flatten();
    faults.extend(reversed("education", education.map(|one| (one.start, one.end)).collect()));
    faults.extend(reversed("training", applicant.training.iter().map(|one| (one.start, one.end)).collect()));
    faults.extend(reversed("work", applicant.work.iter().map(|one| (one.start, one.end)).collect()));
    faults.extend(reversed("achievements", applicant.achievements.iter().map(|one| (one.start, one.end)).collect()));
    faults
}

/// Assessments are scanned for these years, but the form would have no grade to print for them.
fn years_without_grade(applicant: &Applicant, dossier: &Dossier) -> Vec<Fault> {
    let asked = dossier.slots_of(Role::Assessment).filter(|slot| slot.need == Need::Required);
    let mut years: Vec<&str> = asked.filter_map(|slot| slot.key.as_deref()).collect();
    years.sort_unstable();
    years.dedup();
    years.retain(|year| !applicant.assessments.iter().any(|one| one.year.to_string() == *year));
    if years.is_empty() {
        return Vec::new();
    }
    let years = years.join("、");
    let message = Text {
        zh: format!(
            "{years} 年要交年度考核材料，applicant.toml 的 [[assessments]] 里却没有这些年的考核等次，评审表上会空着。"
        ),
        en: format!(
            "Assessments are asked for {years}, but [[assessments]] gives no grade for them; the form would lack it."
        ),
    };
    let fix = Text {
        zh: "按考核定等文件，在 applicant.toml 里给每一年加一条 [[assessments]]（year 和 grade）。".to_owned(),
        en: "Add an entry [[assessments]] with year and grade for each of them, as the grading document says."
            .to_owned(),
    };
    vec![Fault::warning(message, fix)]
}

/// `papers = []`, and files of papers in the folder; the same for awards.
fn files_for_none(applicant: &Applicant, dossier: &Dossier) -> Vec<Fault> {
    let none = |list: Option<usize>| list == Some(0);
    let lists = [
        (none(applicant.papers.as_ref().map(Vec::len)), Keyed::Papers, ("论文", "papers")),
        (none(applicant.awards.as_ref().map(Vec::len)), Keyed::Awards, ("获奖", "awards")),
    ];
    let fault_of = |(none, keyed, (zh, key)): (bool, Keyed, (&str, &str))| {
        let slots = filled(dossier, |slot| none && dossier.part(slot).1.keyed == keyed);
        let first = slots.first()?;
        let files = files_of(dossier, &slots);
        let fault = fault(
            format!("applicant.toml 写明没有{zh}（{key} = []），文件夹里却有：{}。", files.zh),
            format!("applicant.toml says that there are none ({key} = []), but the folder holds {}.", files.en),
        );
        Some(fault.at(place::of_slot(dossier, first)))
    };
    lists.into_iter().filter_map(fault_of).collect()
}

/// Scans of something that the applicant does not claim.
fn files_against_claims(dossier: &Dossier) -> Vec<Fault> {
    let claims = [
        (Condition::HasCurrentTitle, Severity::Error, ("没有写现任职务 [current_title]", "gives no [current_title]")),
        (Condition::DegreeClaimed, Severity::Warning, ("没有填报学位（degree）", "claims no degree")),
        (
            Condition::InServiceEducation,
            Severity::Warning,
            ("没有在职学历（mode = \"in-service\"）", "gives no in-service education (mode = \"in-service\")"),
        ),
        (Condition::Transferred, Severity::Warning, ("没有写调动 [transfer]", "gives no [transfer]")),
        (
            Condition::FirstTimeDirectIntermediate,
            Severity::Warning,
            ("没有写“首次参评直接报中级”", "does not say first-time direct application for intermediate"),
        ),
    ];
    let fault_of = |(condition, level, (zh, en)): (Condition, Severity, (&str, &str))| {
        let slots = filled(dossier, |slot| {
            dossier.part(slot).1.when.contains(&condition) && matches!(slot.need, Need::NotRequired(_))
        });
        let first = slots.first()?;
        let files = files_of(dossier, &slots);
        let fault = fault(
            format!("applicant.toml 里{zh}，文件夹里却有相应的材料：{}。", files.zh),
            format!("applicant.toml {en}, but the folder holds scans of it: {}.", files.en),
        );
        Some(Fault { level, ..fault }.at(place::of_slot(dossier, first)))
    };
    claims.into_iter().filter_map(fault_of).collect()
}

fn filled(dossier: &Dossier, wanted: impl Fn(&Slot) -> bool) -> Vec<&Slot> {
    dossier.slots.iter().filter(|slot| !slot.files.is_empty() && wanted(slot)).collect()
}

fn files_of(dossier: &Dossier, slots: &[&Slot]) -> Text {
    words::paths(slots.iter().flat_map(|slot| dossier.scans_of(slot)).map(|scan| &scan.path))
}

fn fault(zh: String, en: String) -> Fault {
    let fix = Text {
        zh: "看看哪一边是对的：改 applicant.toml，或把不该有的文件移出文件夹。".to_owned(),
        en: "See which is right: correct applicant.toml, or move the file out of the folder.".to_owned(),
    };
    Fault::error(Text { en, zh }, fix)
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Dossier, Need};
    use crate::finding::Severity;
    use crate::profile::Level;
    use crate::rules::run;
    use crate::rules::testing::{applicant, codes, complete, complete_for, date, fill, person, slot};
    use crate::text::Text;

    fn levels(dossier: &Dossier) -> Vec<(&'static str, Severity)> {
        run(dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect()
    }

    #[test]
    fn papers_that_are_said_to_be_none() {
        let mut dossier = complete();
        applicant(&mut dossier).papers = Some(Vec::new());
        slot(&mut dossier, "paper/cover@1").need = Need::NotRequired(Text::same("none"));
        assert_eq!(codes(&dossier), ["D412"]);
    }

    #[test]
    fn scans_of_a_title_or_a_transfer_nobody_claims() {
        let mut dossier = complete_for(crate::dossier::Applicant { current_title: None, ..person() });
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
        let person = applicant(&mut dossier);
        person.first_time_direct_intermediate = true;
        person.level = Some(Level::Junior);
        person.current_title.as_mut().expect("a title").obtained = date("2015-03");
        person.work[0].end = date("2009-01");
        assert_eq!(levels(&dossier), [("D412", Severity::Error); 4]);
    }

    #[test]
    fn a_year_without_its_grade() {
        let mut dossier = complete();
        applicant(&mut dossier).assessments.truncate(1);
        assert_eq!(levels(&dossier), [("D412", Severity::Warning)]);
        assert!(run(&dossier)[0].message.zh.starts_with("2020 年"));
    }
}
