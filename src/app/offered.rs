//! What the scans say where the form is still empty: offered to the person, never filled in.

use crate::dossier::id_number::IdNumber;
use crate::dossier::understood::{Named, Number};
use crate::dossier::{Dossier, Understood};
use crate::profile::facts::{FactKind, FactRole, IdKind};
use crate::profile::{Item, Role};
use crate::skeleton::form::Form;
use crate::text::{Text, masked};
use serde::Serialize;

/// Percent from which a number is read beyond doubt (READING: 67 right ones at 90 and more, none wrong).
const CERTAIN_NUMBER: u8 = 90;

/// Percent that every character of a name must reach: print does, handwriting does not (READING).
const CERTAIN_NAME: u8 = 95;

/// An answer that a scan gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// The question's id.
    pub question: String,
    /// The answer.
    pub value: String,
    /// The same as it is shown until it is used: a number is masked.
    pub shown: String,
    /// What it was read on.
    pub from: Text,
}

/// Name and ID number of the one ID card that was read surely, where the form has none. A number must be right in itself;
/// where two are read, or the name stands on another page, nothing is offered.
pub fn offers(dossier: &Dossier, form: &Form) -> Vec<Offer> {
    let Some((item, said, number)) = card(dossier) else { return Vec::new() };
    let asked = &dossier.profile.asked;
    let offer = |role, value: &str, shown: String| {
        let id = &asked.of_role(role)?.id;
        let question = form.questions.iter().flatten().find(|question| question.id == *id)?;
        let offer = || Offer { question: id.clone(), value: value.to_owned(), shown, from: item.label.clone() };
        question.value.trim().is_empty().then(offer)
    };
    let is_resident = |fact: &&crate::profile::facts::Fact| matches!(&fact.kind, FactKind::IdNumber(kinds) if kinds.contains(&IdKind::CnResident));
    let name = only_name(said).and_then(|name| offer(FactRole::Name, &name.name, name.name.clone()));
    let number = asked.of_role(FactRole::IdNumber).filter(is_resident).and_then(|_| {
        let number = &number.number;
        offer(FactRole::IdNumber, number, masked(number))
    });
    name.into_iter().chain(number).collect()
}

/// The page that is an ID card beyond doubt and the number on it, where there is no other.
fn card(dossier: &Dossier) -> Option<(&Item, &Understood, &Number)> {
    let mut found: Option<(&Item, &Understood, &Number)> = None;
    for slot in &dossier.slots {
        let (item, _) = dossier.part(slot);
        if item.role != Some(Role::Identity) {
            continue;
        }
        let said = dossier.scans_of(slot).filter_map(|scan| scan.understood.as_ref());
        for said in said.filter(|said| said.is.as_ref().is_some_and(|is| is.item == slot.item)) {
            for number in &said.numbers {
                match found {
                    Some((_, _, other)) if other.number != number.number => return None,
                    Some(_) => {}
                    None => found = Some((item, said, number)),
                }
            }
        }
    }
    found.filter(|(_, _, number)| {
        let right = IdNumber::read(&number.number).is_some_and(|digits| digits.check_is_right());
        right && number.seen.confidence >= CERTAIN_NUMBER
    })
}

/// The only name on a page, where it was read surely.
fn only_name(said: &Understood) -> Option<&Named> {
    let (first, others) = said.names.split_first()?;
    let only = others.iter().all(|other| other.name == first.name);
    (only && first.seen.least >= CERTAIN_NAME).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assign::assign;
    use crate::dossier::Scan;
    use crate::dossier::understood::{Known, Seen};
    use crate::profile::resolve::resolve;
    use crate::skeleton::form;
    use jiff::civil::date;
    use std::sync::Arc;

    const RIGHT: &str = "990000198803070017";

    fn seen(text: &str, percent: u8) -> Seen {
        Seen { text: text.into(), at: [0; 4], confidence: percent, least: percent, numerals: percent }
    }

    /// A dossier whose ID card says this, and whose page `other` does where it is asked for.
    fn dossier(numbers: &[(&str, u8)], names: &[(&str, u8)], is_card: bool) -> Dossier {
        let profile = Arc::new(resolve("bazhou-vocational-2021").expect("readable").expect("a profile"));
        let scans = vec![Scan::unopened("02-身份证/人像面.jpg"), Scan::unopened("毕业证.jpg")];
        let mut dossier = assign(profile, None, date(2021, 9, 10), scans, Vec::new());
        let (item, part) = dossier
            .slots
            .iter()
            .find(|slot| slot.files.iter().any(|claim| claim.scan == 0))
            .map(|slot| (slot.item, slot.part))
            .expect("a place");
        let number = |(number, percent): &(&str, u8)| Number { number: (*number).into(), seen: seen(number, *percent) };
        let named =
            |(name, percent): &(&str, u8)| Named { name: (*name).into(), differs: 0, seen: seen(name, *percent) };
        let understood = Understood {
            is: is_card.then(|| Known { item, part, words: Vec::new() }),
            numbers: numbers.iter().map(number).collect(),
            names: names.iter().map(named).collect(),
            ..Understood::default()
        };
        dossier.scans[0].understood = Some(understood);
        dossier
    }

    fn offered(dossier: &Dossier, source: &str) -> Vec<(String, String)> {
        let form = form::of(&dossier.profile, source);
        offers(dossier, &form).into_iter().map(|offer| (offer.question, offer.value)).collect()
    }

    #[test]
    fn name_and_number_of_the_card_are_offered_where_the_form_is_empty() {
        let card = dossier(&[(RIGHT, 98)], &[("王小明", 99)], true);
        let both = [("name".to_owned(), "王小明".to_owned()), ("id_number".to_owned(), RIGHT.to_owned())];
        assert_eq!(offered(&card, ""), both);
        assert_eq!(offered(&card, "name = \"李四\"\nid_number = \" \"\n"), both[1..]);
        assert_eq!(offered(&card, "name = \"李四\"\nid_number = \"1\"\n"), []);
        let shown = offers(&card, &form::of(&card.profile, "")).remove(1).shown;
        assert_eq!(shown, "99**************17", "masked until it is used");
    }

    #[test]
    fn what_is_not_sure_is_not_offered() {
        let one = |number, name| offered(&dossier(&[(RIGHT, number)], &[("王小明", name)], true), "").len();
        assert_eq!((one(98, 99), one(98, 90), one(80, 99)), (2, 1, 0));
        let names = [("王小明", 99), ("李四", 99)];
        assert_eq!(offered(&dossier(&[(RIGHT, 98)], &names, true), "").len(), 1, "two names");
        assert_eq!(offered(&dossier(&[(RIGHT, 98), ("990000199011160027", 98)], &names[..1], true), ""), []);
        assert_eq!(offered(&dossier(&[("990000198803070018", 98)], &names[..1], true), ""), [], "a wrong check digit");
        assert_eq!(offered(&dossier(&[(RIGHT, 98)], &names[..1], false), ""), [], "another document in its place");
        assert_eq!(offered(&dossier(&[], &names[..1], true), ""), []);
    }
}
