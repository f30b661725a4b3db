//! Lays the checklist of a package out again for its applicant, and holds the packed report against it: a report can say of
//! any place that it is not asked for, and a package without it then looks whole.

use crate::assign::assign;
use crate::dossier::load::from_source;
use crate::dossier::{Claim, Dossier, Need, Slot};
use crate::failure::Rejected;
use crate::finding::{Finding, Severity};
use crate::package::bag::CheckResult;
use crate::package::verify::{PackedPlace, Verified};
use crate::profile::Keyed;
use crate::profile::load::from_files;
use crate::report::Status;
use crate::rules;
use crate::text::Text;
use anyhow::Result;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The dossier that a package's own data give, without any file.
///
/// # Errors
/// Where this version cannot read the packed profile or the applicant's file.
pub(super) fn laid_again(verified: &Verified) -> Result<Dossier> {
    let profile = from_files(&verified.facts.profile, verified.profile_files()).map_err(Rejected)?;
    let applicant = verified.applicant.as_deref().map(from_source).transpose().map_err(Rejected)?;
    let date: Date = verified.facts.date.parse()?;
    Ok(assign(Arc::new(profile), applicant, date, Vec::new(), Vec::new()))
}

/// What the packed report says otherwise of the places than the checklist; `None` where they agree.
pub(super) fn fault(dossier: &Dossier, verified: &Verified) -> Option<Text> {
    let told = &verified.places;
    let places: BTreeMap<_, usize> = (0..).zip(&dossier.slots).map(|(at, slot)| (id(dossier, slot), at)).collect();
    let asked = |place: &PackedPlace| places.get(&(&*place.item, &*place.part, place.key.as_deref())).copied();
    let known: BTreeMap<usize, &PackedPlace> = told.iter().filter_map(|place| Some((asked(place)?, place))).collect();
    // Files may have made a place that nobody asked for.
    let is_more = |place: &PackedPlace| place.files > 0 && place.key.is_some() && is_part(dossier, place);
    let other = told.iter().find(|place| asked(place).is_none() && !is_more(place)).map(called);
    let is_absent = |(at, slot): &(usize, &Slot)| !known.contains_key(at) && !is_replaced(dossier, slot, told);
    let absent = || (0..).zip(&dossier.slots).find(is_absent).map(|(_, slot)| slot.label.clone());
    let unlike = || known.iter().find(|(at, place)| is_unlike(&dossier.slots[**at], place)).map(|(_, it)| called(it));
    if let Some(label) = other.or_else(absent).or_else(unlike) {
        return Some(Text {
            zh: format!("“{}”在报告里与清单和申报人的数据不符", label.zh),
            en: format!("the report says otherwise of “{}” than the checklist and the applicant's data", label.en),
        });
    }
    // In the checklist's order, and each once.
    if !told.iter().filter_map(asked).is_sorted_by(|a, b| a < b) {
        return Some(Text {
            zh: "报告里各处的先后与清单不符".to_owned(),
            en: "the places of the report are not in the checklist's order".to_owned(),
        });
    }
    left_open(dossier, verified, &known)
}

/// A place that a dossier called complete leaves open, and does not call accepted.
fn left_open(dossier: &Dossier, verified: &Verified, known: &BTreeMap<usize, &PackedPlace>) -> Option<Text> {
    if verified.facts.result == CheckResult::Incomplete {
        return None;
    }
    let mut filled = dossier.clone();
    for (at, place) in known {
        // There are no scans: the rules that are asked count the files and do not look at them.
        filled.slots[*at].files = vec![Claim::of(0, 0); place.files];
    }
    let is_waived = |finding: &Finding| {
        let place = &finding.place;
        let is_it = |key: &Option<String>, of: &Option<String>| key == of;
        verified.waived.iter().any(|waiver| {
            waiver.code == finding.rule.code
                && is_it(&waiver.item, &place.item)
                && is_it(&waiver.part, &place.part)
                && is_it(&waiver.key, &place.key)
        })
    };
    let mut open = rules::of_places(&filled).into_iter();
    let open = open.find(|finding| finding.severity == Severity::Error && !is_waived(finding))?;
    Some(Text {
        zh: format!("结论是完整，按清单却不是：{}", open.message.zh),
        en: format!("it is called complete, and by the checklist it is not: {}", open.message.en),
    })
}

/// What a place is known by: item, part, key.
fn id<'d>(dossier: &'d Dossier, slot: &'d Slot) -> (&'d str, &'d str, Option<&'d str>) {
    let (item, part) = dossier.part(slot);
    (&item.id, &part.id, slot.key.as_deref())
}

/// What people know a place by: its name, or the ids of item and part.
fn called(place: &PackedPlace) -> Text {
    place.label.clone().unwrap_or_else(|| Text::same(format!("{}/{}", place.item, place.part)))
}

/// Whether the checklist has such a part, with keys.
fn is_part(dossier: &Dossier, place: &PackedPlace) -> bool {
    let mut parts = dossier.profile.items.iter().filter(|item| item.id == place.item).flat_map(|item| &item.parts);
    parts.any(|part| part.id == place.part && !matches!(part.keyed, Keyed::Once))
}

/// Whether a place without a key gave way to those that files made.
fn is_replaced(dossier: &Dossier, slot: &Slot, told: &[PackedPlace]) -> bool {
    let (item, part) = dossier.part(slot);
    let keyed = !matches!(part.keyed, Keyed::Once) && slot.key.is_none();
    keyed && told.iter().any(|place| place.item == item.id && place.part == part.id && place.key.is_some())
}

/// Whether the report calls a place something else, or not asked for where it is.
fn is_unlike(slot: &Slot, place: &PackedPlace) -> bool {
    let is_asked = matches!(slot.need, Need::Required | Need::Expected);
    place.label.as_ref() != Some(&slot.label) || place.status == Status::NotRequired && is_asked
}
