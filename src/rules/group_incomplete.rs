//! D122: of several ways to show something, none is complete.

use super::{Asks, Check, InPackage, Remedy, Rule, place};
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
    asks: Asks::Ways,
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
        let ways = ways(dossier, item, &of_key);
        if ways.is_empty() || ways.iter().any(|way| way.missing.is_empty()) {
            None
        } else {
            told(dossier, item, &ways, key)
        }
    };
    keys.into_iter().filter_map(of_key).collect()
}

/// One group, as far as it is for this applicant: the places of it that are asked for, and those that nothing fills.
struct Way<'d> {
    slots: Vec<&'d Slot>,
    missing: Vec<&'d Slot>,
}

impl Way<'_> {
    /// How near it is to being whole, nearest first: what was begun for this very key comes before what was begun for all,
    /// and that before what nobody began; then the fewest that are missing.
    fn distance(&self, key: Option<&str>) -> (bool, bool, usize) {
        let is_there = |slot: &Slot| !self.missing.iter().any(|missing| std::ptr::eq(*missing, slot));
        let begun = self.slots.iter().any(|slot| is_there(slot));
        let begun_here = self.slots.iter().any(|slot| slot.key.as_deref() == key && is_there(slot));
        (!begun_here, !begun, self.missing.len())
    }
}

fn ways<'d>(dossier: &'d Dossier, item: &Item, slots: &[&'d Slot]) -> Vec<Way<'d>> {
    let way = |group: &Vec<String>| {
        let of_part = |id: &String| -> Vec<&'d Slot> {
            slots.iter().copied().filter(|slot| dossier.part(slot).1.id == *id && is_asked(slot)).collect()
        };
        let slots: Vec<&Slot> = group.iter().flat_map(of_part).collect();
        let missing = slots.iter().copied().filter(|slot| slot.files.is_empty() && !slot.contested).collect();
        Way { slots, missing }
    };
    item.any_of.iter().map(way).filter(|way| !way.slots.is_empty()).collect()
}

/// The fault stands at the first document that is missing of the nearest way, never at one that is there.
fn told(dossier: &Dossier, item: &Item, ways: &[Way<'_>], key: Option<&str>) -> Option<Fault> {
    let nearest = ways.iter().map(|way| way.distance(key)).min()?;
    let near: Vec<&Way<'_>> = ways.iter().filter(|way| way.distance(key) == nearest).collect();
    let nothing_begun = nearest.1;
    let first = if nothing_begun { ways.first()? } else { near.first()? }.missing.first()?;
    let missing = names(&near.iter().map(|way| way.missing.as_slice()));
    let all = names(&ways.iter().map(|way| way.slots.as_slice()));
    let label = &item.label;
    let choose = Text {
        zh: "选一种，把它的文件都放进文件夹，文件名写明是什么。".to_owned(),
        en: "Choose one, and put all of its files into the folder, each with a name that says what it is.".to_owned(),
    };
    let none_is_whole = Text {
        zh: format!("“{}”下列几种交齐一种即可，现在哪一种都不齐：{}。", label.zh, all.zh),
        en: format!("“{}”: one of these is enough, and none is complete: {}.", label.en, all.en),
    };
    let (message, fix) = match ways {
        [_] => (
            Text {
                zh: format!("没有找到“{}”，“{}”按所填数据只有这一种办法。", missing.zh, label.zh),
                en: format!(
                    "Nothing was found for “{}”, and by what is filled in there is no other way for “{}”.",
                    missing.en, label.en
                ),
            },
            Text {
                zh: format!("补上{}，文件名写明是什么。", missing.zh),
                en: format!("Put {} into the folder, with a name that says what it is.", missing.en),
            },
        ),
        _ if nothing_begun => (none_is_whole, choose),
        _ => (
            Text {
                zh: format!("{}最接近的只缺：{}。", none_is_whole.zh, missing.zh),
                en: format!("{} Of the nearest, only this is missing: {}.", none_is_whole.en, missing.en),
            },
            Text {
                zh: format!("补上{}；或另选一种，把它的文件都放进文件夹。文件名写明是什么。", missing.zh),
                en: format!(
                    "Put {} into the folder, or all the files of another way, each with a name that says what it is.",
                    missing.en
                ),
            },
        ),
    };
    Some(Fault::error(message, fix).at(place::of_slot(dossier, first)))
}

/// `A + B; or C`.
fn names<'s>(ways: &(impl Iterator<Item = &'s [&'s Slot]> + Clone)) -> Text {
    let joined = |lang: fn(&Text) -> &str, or: &str| {
        let way = |slots: &[&Slot]| slots.iter().map(|slot| lang(&slot.label)).collect::<Vec<_>>().join(" + ");
        ways.clone().map(way).collect::<Vec<_>>().join(or)
    };
    Text { zh: joined(|text| &text.zh, "；或 "), en: joined(|text| &text.en, "; or ") }
}
