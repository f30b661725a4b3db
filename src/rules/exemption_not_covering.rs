//! D410: an exemption from continuing education that covers nothing that is asked.

use super::{Check, Remedy, Rule, place, words};
use crate::dossier::{Dossier, Need};
use crate::finding::{Fault, Severity};
use crate::profile::{Condition, Keyed};
use crate::text::Text;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "D410",
    name: "exemption-not-covering",
    severity: Severity::Error,
    about: include_str!("exemption_not_covering.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    of_title_reviews: true,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let mut faults = declared_in_vain(dossier);
    faults.extend(scanned_but_not_declared(dossier));
    faults
}

/// Exemptions declared for years whose continuing education nobody asks for.
fn declared_in_vain(dossier: &Dossier) -> Vec<Fault> {
    let asked = years_asked(dossier);
    let exemptions = dossier.applicant.iter().flat_map(|applicant| &applicant.exemptions);
    let outside: BTreeSet<i16> = exemptions.map(|one| one.year).filter(|year| !asked.contains(year)).collect();
    let (Some(first), Some(last)) = (asked.first(), asked.last()) else { return Vec::new() };
    outside.into_iter().map(|year| in_vain(year, *first, *last).at(place::of_applicant_file())).collect()
}

fn years_asked(dossier: &Dossier) -> BTreeSet<i16> {
    let year = |offset| dossier.profile.filing_year.saturating_add(offset);
    let of_education = place::parts(dossier).filter(|(_, part)| part.when.contains(&Condition::NotExemptYear));
    let years = of_education.filter_map(|(_, part)| match part.keyed {
        Keyed::Years { from, to, .. } => Some(year(from)..=year(to)),
        _ => None,
    });
    years.flatten().collect()
}

fn in_vain(year: i16, first: i16, last: i16) -> Fault {
    let message = Text {
        zh: format!("申报了 {year} 年免去继续教育学习，但这次只要求 {first}–{last} 年的继续教育，这条不起作用。"),
        en: format!("An exemption is declared for {year}, but continuing education is asked for {first}–{last} only."),
    };
    let fix = Text {
        zh: "免学只管当年：把 applicant.toml 里 [[exemptions]] 的 year 改成实际免学的那一年，或删掉这条。".to_owned(),
        en: "An exemption is for its own year: correct year under [[exemptions]] in applicant.toml, or delete the entry."
            .to_owned(),
    };
    Fault::error(message, fix).measured(format!("{first}–{last}"), year.to_string())
}

/// Approval forms in the folder for years that are not declared exempt.
fn scanned_but_not_declared(dossier: &Dossier) -> Vec<Fault> {
    if dossier.applicant.is_none() {
        return Vec::new();
    }
    let slots = dossier.slots.iter().filter(|slot| {
        let (_, part) = dossier.part(slot);
        part.when.contains(&Condition::ExemptYear)
            && matches!(slot.need, Need::NotRequired(_))
            && !slot.files.is_empty()
    });
    let fault = |slot| {
        let files = words::paths(dossier.scans_of(slot).map(|scan| &scan.path));
        let message = Text {
            zh: format!(
                "有“{}”（{}），applicant.toml 里却没有申报这一年免学，这份材料不起作用。",
                slot.label.zh, files.zh
            ),
            en: format!(
                "There is “{}” ({}), but applicant.toml declares no exemption for that year, so it has no effect.",
                slot.label.en, files.en
            ),
        };
        let fix = Text {
            zh: "在 applicant.toml 里加一条 [[exemptions]]，写上这一年和免学的原因；文件放错年份的，改文件名。".to_owned(),
            en: "Add an entry [[exemptions]] with that year and the reason to applicant.toml, or correct the year in the \
                 file name."
                .to_owned(),
        };
        Fault::error(message, fix).at(place::of_slot(dossier, slot))
    };
    slots.map(fault).collect()
}

#[cfg(test)]
mod tests {
    use crate::dossier::applicant::{Exemption, ExemptionKind};
    use crate::rules::testing::{applicant, codes, complete, complete_for, fill, person};

    #[test]
    fn an_exemption_for_a_year_nobody_asks_for() {
        let mut dossier = complete();
        applicant(&mut dossier).exemptions.push(Exemption { year: 2015, kind: ExemptionKind::FirstSecretary });
        assert_eq!(codes(&dossier), ["D410"]);
    }

    #[test]
    fn a_form_for_a_year_not_declared() {
        let mut dossier = complete();
        fill(&mut dossier, "ce/exemption@2019", "2019 免试审批表.jpg");
        assert_eq!(codes(&dossier), ["D410"]);
    }

    #[test]
    fn a_covered_year_asks_for_the_form_instead() {
        let mut person = person();
        person.exemptions.push(Exemption { year: 2020, kind: ExemptionKind::VillagePost });
        assert_eq!(codes(&complete_for(person)), [""; 0]);
    }
}
