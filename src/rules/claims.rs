//! Scans of what the applicant says there is none of, or does not claim.

use super::{place, words};
use crate::dossier::{Dossier, Need, Slot};
use crate::finding::{Fault, Severity};
use crate::profile::facts::{Condition, List};
use crate::profile::when::Word;
use crate::profile::{Keyed, Part, Presence};
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

/// Scans of parts that are not asked for, where neither a list said to be empty nor a condition with words of its own tells them:
/// one remark for each part. A year too many does no harm, so a yearly part is told only where no year of it is asked for.
pub(super) fn files_not_asked_for(dossier: &Dossier) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let lists = &dossier.profile.asked.lists;
    let told_elsewhere = |part: &Part| {
        let has_words = |word: &Word| {
            dossier.profile.asked.condition(&word.name).is_some_and(|condition| condition.against.is_some())
        };
        let list = part.keyed.list().and_then(|at| lists.get(at));
        part.presence == Presence::Forbidden
            || part.when.words().any(has_words)
            || list.is_some_and(|list| applicant.answers.lists.get(&list.id).is_some_and(Vec::is_empty))
    };
    let yearly_and_asked_for = |slot: &Slot| {
        let of_part = |other: &&Slot| (other.item, other.part) == (slot.item, slot.part);
        matches!(dossier.part(slot).1.keyed, Keyed::Years { .. })
            && dossier.slots.iter().filter(of_part).any(|other| !matches!(other.need, Need::NotRequired(_)))
    };
    let fault_of = |slot: &&Slot| {
        let (Need::NotRequired(why), (_, part)) = (&slot.need, dossier.part(slot)) else { return None };
        if told_elsewhere(part) || yearly_and_asked_for(slot) {
            return None;
        }
        let (label, files) = (&slot.label, files_of(dossier, &[slot]));
        let message = Text {
            zh: format!("没有要“{}”：{}；文件夹里却有：{}。", label.zh, why.zh, files.zh),
            en: format!("“{}”: {}; but the folder holds {}.", label.en, why.en, files.en),
        };
        Some(Fault::warning(message, which_is_right()).at(place::of_slot(dossier, slot)))
    };
    filled(dossier, |_| true).iter().filter_map(fault_of).collect()
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
