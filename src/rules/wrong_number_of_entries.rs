//! D420: a list with fewer or more entries than the profile asks for, or one that does not say that it is empty.

use super::checks::must_be_said;
use super::{Asks, Check, InPackage, Remedy, Rule, place};
use crate::dossier::Dossier;
use crate::finding::{Fault, Severity};
use crate::profile::facts::List;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D420",
    name: "wrong-number-of-entries",
    severity: Severity::Error,
    about: include_str!("wrong_number_of_entries.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    in_package: InPackage::All,
    asks: Asks::Entries,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let facts = &dossier.profile.asked;
    // A check of the profile may tell by a rule of its own that nothing is said.
    let told = |list: &List| must_be_said(facts, applicant, list);
    let fault = |list: &List| {
        let count = applicant.answers.lists.get(&list.id).map(Vec::len);
        let line = applicant.lines.get(&list.id).copied();
        let fault = match count {
            None if applicant.is_not_understood(&list.id) => return None,
            None if list.none_is_said && list.min == 0 && !told(list) => not_said(list),
            None | Some(0) if list.min > 0 => too_few(list, 0),
            Some(count) if count < list.min => too_few(list, count),
            Some(count) if list.max.is_some_and(|max| count > max) => too_many(list, count, list.max?),
            _ => return None,
        };
        Some(fault.at(place::of_applicant_line(line)))
    };
    facts.lists.iter().filter_map(fault).collect()
}

fn not_said(list: &List) -> Fault {
    let (zh, en, id) = (&list.label.zh, &list.label.en, &list.id);
    let message = Text {
        zh: format!("没有写“{zh}”，也没有写明“无”。"),
        en: format!("Nothing is said about “{en}”, not even that there is none."),
    };
    let fix = Text {
        zh: format!("在 applicant.toml 里写上 [[{id}]]；没有的写 {id} = \"无\"。"),
        en: format!("Write [[{id}]] in applicant.toml, or {id} = \"none\" where there is none."),
    };
    Fault::error(message, fix)
}

fn too_few(list: &List, count: usize) -> Fault {
    let (zh, en, id, min) = (&list.label.zh, &list.label.en, &list.id, list.min);
    let message = Text {
        zh: format!("“{zh}”至少要 {min} 个，只写了 {count} 个。"),
        en: format!("“{en}”: at least {min} asked for, {count} given."),
    };
    let fix = Text {
        zh: format!("在 applicant.toml 里补上 [[{id}]]。"),
        en: format!("Add the missing [[{id}]] to applicant.toml."),
    };
    Fault::error(message, fix).measured(format!("≥ {min}"), count.to_string())
}

fn too_many(list: &List, count: usize, max: usize) -> Fault {
    let (zh, en, id) = (&list.label.zh, &list.label.en, &list.id);
    let message = Text {
        zh: format!("“{zh}”最多 {max} 个，写了 {count} 个。"),
        en: format!("“{en}”: at most {max} accepted, {count} given."),
    };
    let fix = Text {
        zh: format!("在 applicant.toml 里只留最多 {max} 个 [[{id}]]，对应的文件也移出文件夹。"),
        en: format!("Keep at most {max} [[{id}]] in applicant.toml, and move the files of the others away."),
    };
    Fault::error(message, fix).measured(format!("≤ {max}"), count.to_string())
}
