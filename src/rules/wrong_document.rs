//! D703: a page that is beyond doubt another document than the one it is filed as: one of the checklist, or one whose title
//! says that it is none of it.

use super::page_words::{CLEAR, look_again, pages_of, there};
use super::{Check, Drawn, Rule, place, text_as_card, text_as_photo, wrong_side};
use crate::dossier::understood::Seen;
use crate::dossier::{Dossier, Scan, Slot};
use crate::finding::{Fault, Place, Severity};
use crate::profile::{Item, Part, Role};
use crate::text::Text;
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: "D703",
    name: "wrong-document",
    severity: Severity::Error,
    about: include_str!("wrong_document.md"),
    check: Check::Dossier(check),
    drawn_on_picture: Drawn::Read,
    ..Rule::DEFAULTS
};

/// Percent that every character of a title reaches that is to be an error.
const EVERY: u8 = 90;

fn check(dossier: &Dossier) -> Vec<Fault> {
    let others = mistaken(dossier).into_iter().filter(|mistaken| !wrong_side::is_side(mistaken));
    let mut faults: Vec<Fault> = others.map(|mistaken| fault(&mistaken)).chain(titled_otherwise(dossier)).collect();
    faults.extend(text_as_photo::faults(dossier, &faults));
    faults.extend(text_as_card::faults(dossier, &faults));
    faults
}

/// A page filed as one part that is another.
#[derive(Debug)]
pub(super) struct Mistaken<'d> {
    pub(super) scan: &'d Scan,
    pub(super) slot: &'d Slot,
    /// Item and part that it is filed as.
    pub(super) filed: (&'d Item, &'d Part),
    /// Item and part that it is.
    pub(super) is: (&'d Item, &'d Part),
    pub(super) same_item: bool,
    /// The words that say so.
    pub(super) seen: &'d Seen,
    pub(super) place: Place,
}

impl Mistaken<'_> {
    /// Whether the page is all that is in the file. Of several only the first was read: the right one may lie behind it.
    pub(super) fn is_all(&self) -> bool {
        self.scan.inspected.pictured_pages() <= 1
    }
}

/// Every page that is another part beyond doubt and has no word at all of one that it is filed as (READING: of 436 right
/// pages none was among them).
pub(super) fn mistaken(dossier: &Dossier) -> Vec<Mistaken<'_>> {
    filed(dossier).into_iter().filter_map(|(at, slots)| judged(dossier, at, &slots)).collect()
}

/// What each scan fills, by its position.
fn filed(dossier: &Dossier) -> BTreeMap<usize, Vec<&Slot>> {
    let mut filed: BTreeMap<usize, Vec<&Slot>> = BTreeMap::new();
    for slot in &dossier.slots {
        for claim in &slot.files {
            filed.entry(claim.scan).or_default().push(slot);
        }
    }
    filed
}

fn judged<'d>(dossier: &'d Dossier, at: usize, slots: &[&'d Slot]) -> Option<Mistaken<'d>> {
    let scan = dossier.scans.get(at)?;
    let said = scan.understood.as_ref()?;
    let known = said.is.as_ref()?;
    let seen = known.words.iter().find(|seen| seen.confidence >= CLEAR)?;
    let own = |slot: &&&Slot| {
        let place = (slot.item, slot.part);
        place == (known.item, known.part) || said.hints.contains(&place) || !is_told(dossier.part(slot))
    };
    if slots.iter().any(|slot| own(&slot)) {
        return None;
    }
    let slot = *slots.first()?;
    let item = dossier.profile.items.get(known.item)?;
    let is = (item, item.parts.get(known.part)?);
    let place = Place { path: Some(scan.path.clone()), ..place::of_slot(dossier, slot) };
    Some(Mistaken { scan, slot, filed: dossier.part(slot), is, same_item: known.item == slot.item, seen, place })
}

/// Whether it is known what the pages of a part say: a portrait says nothing, and others say what the profile tells.
fn is_told((item, part): (&Item, &Part)) -> bool {
    item.role == Some(Role::Photo) || part.says.as_ref().is_some_and(crate::profile::Says::has_words)
}

/// The ID card and anything else are never taken for each other, nor a photo and a page of text; of other documents a person
/// decides.
fn fault(mistaken: &Mistaken<'_>) -> Fault {
    let (path, label) = (mistaken.scan.path.shown(), &mistaken.slot.label);
    let is = full_label(mistaken.is);
    let message = Text {
        zh: format!("“{path}”归在“{}”，读起来却是“{}”。", label.zh, is.zh),
        en: format!("“{path}” is filed as “{}”, and reads as “{}”.", label.en, is.en),
    };
    let card = |item: &Item| item.role == Some(Role::Identity);
    let is_no_photo = mistaken.filed.0.role == Some(Role::Photo) && text_as_photo::is_text(mistaken.scan);
    let certain = is_no_photo || card(mistaken.filed.0) != card(mistaken.is.0);
    let fault = if certain && mistaken.is_all() { Fault::error } else { Fault::warning };
    fault(message, look_again()).at(mistaken.place.clone()).reading(there(mistaken.scan, mistaken.seen))
}

/// Pages whose title is that of another document, whichever: it rules out every part that they are filed as.
fn titled_otherwise(dossier: &Dossier) -> impl Iterator<Item = Fault> {
    filed(dossier).into_iter().filter_map(|(at, slots)| titled(dossier, at, &slots))
}

fn titled(dossier: &Dossier, at: usize, slots: &[&Slot]) -> Option<Fault> {
    let scan = dossier.scans.get(at)?;
    let said = scan.understood.as_ref().filter(|said| said.whole)?;
    let of = |slot: &Slot| said.unlike.iter().find(|other| (other.item, other.part) == (slot.item, slot.part));
    let slot = *slots.first().filter(|_| slots.iter().all(|slot| of(slot).is_some()))?;
    let seen = &of(slot)?.seen;
    // What stands beside the right page is its annex, or its further pages.
    if pages_of(dossier, slot).iter().any(|page| page.at != at && page.may_be_right()) {
        return None;
    }
    let (path, label, title) = (scan.path.shown(), &slot.label, there(scan, seen).text);
    let message = Text {
        zh: format!("“{path}”归在“{}”，标题却是“{title}”。", label.zh),
        en: format!("“{path}” is filed as “{}”, and its title is “{title}”.", label.en),
    };
    let card = dossier.part(slot).0.role == Some(Role::Identity);
    let beyond_doubt = seen.least >= EVERY && scan.reading.as_ref().is_ok_and(|reading| reading.sure);
    let certain = card && beyond_doubt && scan.inspected.pictured_pages() <= 1;
    let fault = if certain { Fault::error } else { Fault::warning };
    let place = Place { path: Some(scan.path.clone()), ..place::of_slot(dossier, slot) };
    Some(fault(message, look_again()).at(place).reading(there(scan, seen)))
}

/// A part with its item, where the part's own label does not say it.
fn full_label((item, part): (&Item, &Part)) -> Text {
    let said = item.parts.len() == 1 || part.label.zh.contains(&item.label.zh);
    if said {
        return part.label.clone();
    }
    Text { zh: format!("{} {}", item.label.zh, part.label.zh), en: format!("{}: {}", item.label.en, part.label.en) }
}

#[cfg(test)]
mod tests {
    use crate::dossier::understood::Seen;
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, scan};
    use crate::rules::testing_words::{is, unlike as titled};

    #[test]
    fn another_document_and_another_side() {
        let mut dossier = complete();
        is(&mut dossier, "education/degree", "education/degree");
        assert_eq!(codes(&dossier), [""; 0]);
        is(&mut dossier, "education/degree", "summary/summary");
        let findings = run(&dossier);
        assert_eq!(codes(&dossier), ["D703"]);
        assert_eq!(findings[0].severity, Severity::Warning);
        assert!(findings[0].read.is_some());
        is(&mut dossier, "education/degree", "id/front");
        assert_eq!((codes(&dossier), run(&dossier)[0].severity), (vec!["D703"], Severity::Error));
        is(&mut dossier, "education/degree", "education/degree");
        is(&mut dossier, "id/front", "id/back");
        assert_eq!((codes(&dossier), run(&dossier)[0].severity), (vec!["D702"], Severity::Error));
    }

    #[test]
    fn one_word_of_its_own_part_is_enough_to_be_silent() {
        let mut dossier = complete();
        is(&mut dossier, "education/degree", "summary/summary");
        let place = {
            let slot = crate::rules::testing::slot(&mut dossier, "education/degree");
            (slot.item, slot.part)
        };
        scan(&mut dossier, "education/degree").understood.as_mut().expect("words").hints.push(place);
        assert_eq!(codes(&dossier), [""; 0]);
    }

    /// A title that is read poorly does not keep a clear label from being shown; where nothing is clear, nothing is said.
    #[test]
    fn one_clear_word_is_enough_and_needed() {
        let mut dossier = complete();
        is(&mut dossier, "education/degree", "summary/summary");
        let words = |dossier: &mut crate::dossier::Dossier, confidences: &[u8]| {
            let said = scan(dossier, "education/degree").understood.as_mut().expect("words");
            let known = said.is.as_mut().expect("a document");
            let word = known.words[0].clone();
            known.words =
                confidences.iter().map(|confidence| Seen { confidence: *confidence, ..word.clone() }).collect();
        };
        words(&mut dossier, &[64, 97]);
        assert_eq!(codes(&dossier), ["D703"]);
        words(&mut dossier, &[64, 79]);
        assert_eq!(codes(&dossier), [""; 0]);
    }

    #[test]
    fn a_title_of_no_checklist() {
        let mut dossier = complete();
        titled(&mut dossier, "education/degree", "肄业证书", 85);
        assert_eq!((codes(&dossier), run(&dossier)[0].severity), (vec!["D703"], Severity::Warning));
        scan(&mut dossier, "education/degree").understood.as_mut().expect("words").whole = false;
        assert_eq!(codes(&dossier), [""; 0], "its own title may stand further down");
        let mut dossier = complete();
        titled(&mut dossier, "id/front", "居住证", 98);
        assert_eq!((codes(&dossier), run(&dossier)[0].severity), (vec!["D703"], Severity::Error));
        titled(&mut dossier, "id/front", "居住证", 85);
        assert_eq!((codes(&dossier), run(&dossier)[0].severity), (vec!["D703"], Severity::Warning));
    }

    #[test]
    fn an_annex_of_the_right_page() {
        let mut dossier = complete();
        titled(&mut dossier, "summary/summary", "登记表", 98);
        let second = crate::rules::testing::fill(&mut dossier, "summary/summary", "工作总结2.jpg");
        let place = {
            let slot = crate::rules::testing::slot(&mut dossier, "summary/summary");
            (slot.item, slot.part)
        };
        assert_eq!(codes(&dossier), ["D703"]);
        let right = crate::dossier::understood::Understood { hints: vec![place], ..Default::default() };
        dossier.scans[second].reading = scan(&mut dossier, "summary/summary").reading.clone();
        dossier.scans[second].understood = Some(right);
        assert_eq!(codes(&dossier), [""; 0]);
    }

    #[test]
    fn a_document_in_place_of_the_photo() {
        let mut dossier = complete();
        is(&mut dossier, "photo/photo", "education/degree");
        assert_eq!(codes(&dossier), ["D703"]);
    }
}
