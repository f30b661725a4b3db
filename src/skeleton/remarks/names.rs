//! Parts that no file name reaches, and items that are not known by their own label.

use crate::assign::assign;
use crate::assign::naming::{Wanted, misread, propose};
use crate::dossier::load::from_source;
use crate::dossier::{Applicant, Scan, Slot};
use crate::profile::{Item, Profile};
use crate::text::{Lang, Text};
use jiff::civil::Date;
use std::sync::Arc;

pub(super) fn remarks(profile: &Arc<Profile>) -> Vec<Text> {
    let named = Arc::new(with_labels(profile));
    let mut remarks = Vec::new();
    let mut unknown: Vec<usize> = unknown_by_label(profile, &named);
    let wanted = everything(profile);
    // Bare of facts, so that no part is left out because it is not asked for.
    let (now, then) = (propose(profile, None, &wanted, Lang::Zh), propose(&named, None, &wanted, Lang::Zh));
    let mut told = Vec::new();
    for (one, (now, then)) in wanted.iter().zip(now.iter().zip(then)) {
        let key = (one.item, one.part, one.kind);
        if told.contains(&key) {
            continue;
        }
        told.push(key);
        if now.is_some() {
            remarks.extend(clash(profile, one));
            continue;
        }
        match then {
            Some(_) => unknown.push(one.item),
            None => remarks.extend(unreadable(profile, one)),
        }
    }
    unknown.sort_unstable();
    unknown.dedup();
    remarks.extend(unknown.into_iter().filter_map(|item| profile.items.get(item)).map(label_is_no_name));
    remarks
}

/// An applicant with so many entries in every list, so that every part has a place.
fn everyone(profile: &Profile, entries: usize) -> Applicant {
    let entries: Vec<String> =
        profile.asked.lists.iter().map(|list| format!("[[{}]]\n", list.id).repeat(entries)).collect();
    from_source(&entries.concat()).unwrap_or_default()
}

/// Every place of the checklist, and every kind of document that may fill it.
fn everything(profile: &Arc<Profile>) -> Vec<Wanted> {
    let slots = assign(Arc::clone(profile), Some(everyone(profile, 1)), Date::default(), Vec::new(), Vec::new()).slots;
    let kinds =
        |slot: &Slot| profile.items.get(slot.item).and_then(|item| item.parts.get(slot.part)).map(|p| p.kinds.len());
    let one = |(slot, kind): (&Slot, usize)| Wanted {
        item: slot.item,
        part: slot.part,
        kind,
        keys: slot.key.clone().into_iter().collect(),
    };
    slots.iter().flat_map(|slot| (0..kinds(slot).unwrap_or_default()).map(move |kind| (slot, kind))).map(one).collect()
}

/// The profile with the label of each item among its names.
fn with_labels(profile: &Profile) -> Profile {
    let mut named = profile.clone();
    for item in named.items.iter_mut().filter(|item| !item.names.contains(&item.label.zh)) {
        item.names.push(item.label.zh.clone());
    }
    named
}

/// Items of which a file by their own label and a number is not known as an entry's, though it would be if the label were among the
/// names.
fn unknown_by_label(profile: &Arc<Profile>, named: &Arc<Profile>) -> Vec<usize> {
    let is_named = |item: &Item| item.names.contains(&item.label.zh);
    let items = profile.items.iter().enumerate().filter(|(_, item)| !is_named(item));
    let parts = items.flat_map(|(at, item)| item.parts.iter().enumerate().map(move |(part, _)| (at, part)));
    let of_lists: Vec<((usize, usize), String)> =
        parts.filter_map(|(item, part)| Some(((item, part), first_file(profile, item, part)?))).collect();
    if of_lists.is_empty() {
        return Vec::new();
    }
    let [now, then] = [profile, named].map(|profile| {
        let scans = of_lists.iter().map(|(_, name)| Scan::unopened(name)).collect();
        let dossier = assign(Arc::clone(profile), Some(everyone(profile, 2)), Date::default(), scans, Vec::new());
        let is_read = |at: usize, (item, part): (usize, usize)| {
            let mut filled = dossier.slots.iter().filter(|slot| slot.files.iter().any(|claim| claim.scan == at));
            let good = filled.next().is_some_and(|slot| {
                (slot.item, slot.part) == (item, part) && slot.key.as_deref() == Some("1") && !slot.contested
            });
            good && filled.next().is_none()
        };
        of_lists.iter().enumerate().map(|(at, (place, _))| is_read(at, *place)).collect::<Vec<_>>()
    });
    let lost = of_lists.iter().zip(now.iter().zip(then)).filter(|(_, (now, then))| !**now && *then);
    lost.map(|(((item, _), _), _)| *item).collect()
}

/// `学生培养1-证明.jpg`, of a part with `each`.
fn first_file(profile: &Profile, item: usize, part: usize) -> Option<String> {
    let item = profile.items.get(item)?;
    let part = item.parts.get(part)?;
    part.keyed.list()?;
    let label = part.kinds.first().filter(|_| part.kinds.len() > 1).map_or(&part.label.zh, |kind| &kind.label.zh);
    Some(format!("{}1-{label}.jpg", item.label.zh).replace(['/', '\\'], "-"))
}

fn label_is_no_name(item: &Item) -> Text {
    let Item { id, label, .. } = item;
    Text {
        zh: format!(
            "{id}：names 里没有它自己的名称“{0}”，“{0}1-….{1}”这样的文件认不出是哪一项的第几个；请把“{0}”写进 names",
            label.zh,
            ending(item)
        ),
        en: format!(
            "{id}: its own label is not among its `names`, so that a file such as {0}1-….{1} is not known as the first entry's: add \
             \"{0}\" to `names`",
            label.zh,
            ending(item)
        ),
    }
}

/// How the name of a file ends that the item takes.
fn ending(item: &Item) -> &'static str {
    item.parts.first().map_or("jpg", |part| part.saved_as().id())
}

/// A file that is named by the part's own label is read as another part, or as that one too, though other names lead to it.
fn clash(profile: &Arc<Profile>, wanted: &Wanted) -> Option<Text> {
    let part = profile.items.get(wanted.item)?.parts.get(wanted.part)?;
    let (path, read) = misread(profile, wanted, Lang::Zh)?;
    let (item, other) = read.filter(|read| *read != (wanted.item, wanted.part))?;
    let other = profile.items.get(item)?.parts.get(other)?;
    let path = format!("{}.{}", path.trim_end_matches(".jpg"), part.saved_as().id());
    let [place, other] = [part, other].map(|part| format!("{}/{}", part.item, part.id));
    Some(Text {
        zh: format!(
            "{place}：按它自己的名称命名的文件“{path}”读出的是（也像）{other}；把这个名称写进它的 names，或者改 {other} 的 names"
        ),
        en: format!(
            "{place}: a file named by its own label, {path}, is read as {other}, or as that too; add the label to its `names`, or \
             change those of {other}"
        ),
    })
}

fn unreadable(profile: &Arc<Profile>, wanted: &Wanted) -> Option<Text> {
    let item = profile.items.get(wanted.item)?;
    let part = item.parts.get(wanted.part)?;
    let kind = part.kinds.get(wanted.kind).filter(|kind| kind.id != part.id);
    let kind = kind.map(|kind| format!(" ({})", kind.id)).unwrap_or_default();
    let place = format!("{}/{}{kind}", part.item, part.id);
    let (path, read) = misread(profile, wanted, Lang::Zh).unwrap_or_default();
    let path = format!("{}.{}", path.trim_end_matches(".jpg"), part.saved_as().id());
    let other = read.and_then(|(item, part)| profile.items.get(item)?.parts.get(part));
    let (zh, en) = match other.map(|other| format!("{}/{}", other.item, other.id)) {
        Some(_) if read == Some((wanted.item, wanted.part)) => (
            "读出的是它的另一种，或者别的一项".to_owned(),
            "is read as another kind of it, or for another entry".to_owned(),
        ),
        Some(other) => (format!("读出的是 {other}"), format!("is read as {other}")),
        None => ("哪一项也不是，或像不止一项".to_owned(), "is read as none, or as more than one".to_owned()),
    };
    let (whose_zh, whose_en) = if read == Some((wanted.item, wanted.part)) {
        ("它的各种", "its own kinds'")
    } else {
        ("别的小项", "other parts'")
    };
    Some(Text {
        zh: format!(
            "{place}：用它自己的名称命名的文件也认不出来：“{path}”{zh}。文件夹取自大项的名称；请检查 names、marks 与{whose_zh}是否重复"
        ),
        en: format!(
            "{place}: not even a file named by its own label is read as it: {path} {en}. The folder comes from the item's \
             label; compare its `names` and `marks` with {whose_en}"
        ),
    })
}
