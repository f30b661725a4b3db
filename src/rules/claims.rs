//! Scans of what the applicant says there is none of, or does not claim.

use super::{place, words};
use crate::dossier::{Dossier, Need, Slot};
use crate::finding::{Fault, Severity};
use crate::profile::facts::{Condition, List};
use crate::text::Text;

/// A list that is said to be empty, and files of its entries in the folder.
pub(super) fn files_for_none(dossier: &Dossier) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let fault_of = |(at, list): (usize, &List)| {
        let none = applicant.answers.lists.get(&list.id).is_some_and(Vec::is_empty);
        let slots = filled(dossier, |slot| none && dossier.part(slot).1.keyed.list() == Some(at));
        let (first, files) = (slots.first()?, files_of(dossier, &slots));
        let (zh, en, key) = (&list.label.zh, &list.label.en, &list.id);
        let message = Text {
            zh: format!("applicant.toml 写明没有{zh}（{key} = []），文件夹里却有：{}。", files.zh),
            en: format!("applicant.toml says that there is no {en} ({key} = []), but the folder holds {}.", files.en),
        };
        Some(Fault::error(message, which_is_right()).at(place::of_slot(dossier, first)))
    };
    (0..).zip(&dossier.profile.asked.lists).filter_map(fault_of).collect()
}

/// Scans of parts that a condition of the profile asks for, which does not hold; told by the rule of this code.
pub(super) fn files_against_claims(dossier: &Dossier, code: &str) -> Vec<Fault> {
    if dossier.applicant.is_none() {
        return Vec::new();
    }
    let fault_of = |condition: &Condition| {
        let against = condition.against.as_ref().filter(|against| is_told_by(&against.code, code))?;
        let slots = filled(dossier, |slot| {
            let depends = dossier.part(slot).1.when.words().any(|word| word.name == condition.id);
            depends && matches!(slot.need, Need::NotRequired(_))
        });
        let (first, files) = (slots.first()?, files_of(dossier, &slots));
        let message = Text {
            zh: format!("applicant.toml 里{}，文件夹里却有相应的材料：{}。", against.text.zh, files.zh),
            en: format!("applicant.toml {}, but the folder holds scans of it: {}.", against.text.en, files.en),
        };
        let level = if against.warns { Severity::Warning } else { Severity::Error };
        let fault = Fault { level, ..Fault::error(message, which_is_right()) };
        Some(fault.at(place::of_slot(dossier, first)))
    };
    dossier.profile.asked.conditions.iter().filter_map(fault_of).collect()
}

/// Whether scans against claims are told by this rule: the one that is named, or that of contradicting claims.
fn is_told_by(named: &str, code: &str) -> bool {
    let teller = super::of_code(named).filter(|rule| rule.tells_checks);
    teller.unwrap_or(&super::contradicting_claims::RULE).code == code
}

fn filled(dossier: &Dossier, wanted: impl Fn(&Slot) -> bool) -> Vec<&Slot> {
    dossier.slots.iter().filter(|slot| !slot.files.is_empty() && wanted(slot)).collect()
}

fn files_of(dossier: &Dossier, slots: &[&Slot]) -> Text {
    words::paths(slots.iter().flat_map(|slot| dossier.scans_of(slot)).map(|scan| &scan.path))
}

fn which_is_right() -> Text {
    Text {
        zh: "看看哪一边是对的：改 applicant.toml，或把不该有的文件移出文件夹。".to_owned(),
        en: "See which is right: correct applicant.toml, or move the file out of the folder.".to_owned(),
    }
}
