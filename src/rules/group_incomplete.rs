//! D122: of several ways to show something, none is complete.

use super::{Check, InPackage, Remedy, Rule, place};
use crate::dossier::{Dossier, Need, Slot};
use crate::finding::{Fault, Severity};
use crate::profile::Item;
use crate::text::Text;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "D122",
    name: "group-incomplete",
    severity: Severity::Error,
    about: include_str!("group_incomplete.md"),
    check: Check::Dossier(check),
    remedy: Remedy::Add,
    of_places: true,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let grouped = dossier.profile.items.iter().enumerate().filter(|(_, item)| !item.any_of.is_empty());
    grouped.flat_map(|(at, item)| of_item(dossier, at, item)).collect()
}

/// Whether something of an item's choice is told to be missing.
pub(super) fn is_told(dossier: &Dossier, item: usize) -> bool {
    dossier.profile.items.get(item).is_some_and(|of| !of.any_of.is_empty() && !of_item(dossier, item, of).is_empty())
}

/// Whether a place belongs to one of several ways of which another is complete.
pub(super) fn is_another_complete(dossier: &Dossier, slot: &Slot) -> bool {
    let (item, part) = dossier.part(slot);
    let goes_with = |other: &&Slot| {
        let same_key = other.key.is_none() || slot.key.is_none() || other.key == slot.key;
        other.item == slot.item && same_key && is_asked(other)
    };
    let is_whole = |slot: &Slot| slot.contested || slot.files.len() >= dossier.part(slot).1.count.0.max(1);
    let is_complete = |group: &Vec<String>| {
        let of_group = |other: &&Slot| group.contains(&dossier.part(other).1.id);
        let mut slots = dossier.slots.iter().filter(goes_with).filter(of_group).peekable();
        slots.peek().is_some() && slots.all(is_whole)
    };
    let mut others = item.any_of.iter().filter(|group| !group.contains(&part.id));
    item.is_grouped(&part.id) && others.any(is_complete)
}

fn is_asked(slot: &Slot) -> bool {
    !matches!(slot.need, Need::NotRequired(_) | Need::CannotTell)
}

/// One fault for each key (year, entry of a list) that has no whole group.
fn of_item(dossier: &Dossier, at: usize, item: &Item) -> Vec<Fault> {
    let slots = || dossier.slots.iter().filter(|slot| slot.item == at && item.is_grouped(&dossier.part(slot).1.id));
    let mut keys: BTreeSet<Option<&str>> = slots().map(|slot| slot.key.as_deref()).collect();
    if keys.len() > 1 {
        keys.remove(&None);
    }
    // What is asked for once, as a family's book, counts for each of them.
    let of_key = |key: Option<&str>| {
        let of_key: Vec<&Slot> = slots().filter(|slot| slot.key.is_none() || slot.key.as_deref() == key).collect();
        of_slots(dossier, item, &of_key)
    };
    keys.into_iter().filter_map(of_key).collect()
}

fn of_slots(dossier: &Dossier, item: &Item, slots: &[&Slot]) -> Option<Fault> {
    let of_part = |id: &String| -> Vec<&Slot> {
        slots.iter().copied().filter(|slot| dossier.part(slot).1.id == *id && is_asked(slot)).collect()
    };
    // A group is for this applicant where something of it is asked.
    let groups: Vec<Vec<&Slot>> = item
        .any_of
        .iter()
        .map(|group| group.iter().flat_map(of_part).collect::<Vec<_>>())
        .filter(|group| !group.is_empty())
        .collect();
    let is_complete = |group: &Vec<&Slot>| group.iter().all(|slot| !slot.files.is_empty() || slot.contested);
    if groups.is_empty() || groups.iter().any(is_complete) {
        return None;
    }
    let first = *groups.first()?.first()?;
    let names = |lang: fn(&Text) -> &str, and: &str, or: &str| {
        let group = |group: &Vec<&Slot>| group.iter().map(|slot| lang(&slot.label)).collect::<Vec<_>>().join(and);
        groups.iter().map(group).collect::<Vec<_>>().join(or)
    };
    let (zh, en) = (names(|text| &text.zh, " + ", "；或 "), names(|text| &text.en, " + ", "; or "));
    let message = Text {
        zh: format!("“{}”下列几种交齐一种即可，现在哪一种都不齐：{zh}。", item.label.zh),
        en: format!("“{}”: one of these is enough, and none is complete: {en}.", item.label.en),
    };
    let fix = Text {
        zh: "选一种，把它的文件都放进文件夹，文件名写明是什么。".to_owned(),
        en: "Choose one, and put all of its files into the folder, each with a name that says what it is.".to_owned(),
    };
    Some(Fault::error(message, fix).at(place::of_slot(dossier, first)))
}
