//! D711: two pages of one document in the wrong order.

use super::page_words::{Page, look_again, pages_of};
use super::{Check, Rule};
use crate::dossier::{Dossier, Slot};
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D711",
    name: "pages-exchanged",
    severity: Severity::Warning,
    about: include_str!("pages_exchanged.md"),
    check: Check::Slot(check),
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier, slot: &Slot) -> Vec<Fault> {
    let pages = pages_of(dossier, slot);
    if pages.len() < 2 || pages.len() != slot.files.len() {
        return Vec::new();
    }
    first_too_late(&pages).or_else(|| numbered(&pages)).into_iter().collect()
}

/// The page that names the document comes after one that only goes on.
fn first_too_late(pages: &[Page<'_>]) -> Option<Fault> {
    let [before, first] = pages else { return None };
    let turned = first.is_right() && before.said.is.is_none() && before.said.dense && before.says.continues;
    turned.then(|| fault(before, first))
}

/// Printed page numbers that are consecutive when sorted, and are not in order.
fn numbered(pages: &[Page<'_>]) -> Option<Fault> {
    let numbers: Vec<u32> = pages.iter().map(|page| page.said.page).collect::<Option<_>>()?;
    let mut sorted = numbers.clone();
    sorted.sort_unstable();
    let consecutive = sorted.windows(2).all(|pair| pair.first().map(|number| number + 1) == pair.last().copied());
    let at = numbers.windows(2).position(|pair| pair.first() > pair.last())?;
    consecutive.then(|| Some(fault(pages.get(at)?, pages.get(at + 1)?)))?
}

fn fault(before: &Page<'_>, after: &Page<'_>) -> Fault {
    let (one, other) = (before.scan.path.shown(), after.scan.path.shown());
    let message = Text {
        zh: format!("“{one}”排在“{other}”前面，读起来应当在它后面。"),
        en: format!("“{one}” comes before “{other}”, and reads as if it came after it."),
    };
    let mut place = before.place();
    place.others.push(after.scan.path.clone());
    Fault::warning(message, look_again()).at(place)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, fill};
    use crate::rules::testing_words::{numbered, tell};

    #[test]
    fn printed_numbers_in_another_order() {
        let mut dossier = complete();
        let at = "summary/summary";
        tell(&mut dossier, at, |_| ());
        fill(&mut dossier, at, "正文2.jpg");
        for (numbers, expected) in [([12, 13], &[][..]), ([13, 12], &["D711"]), ([13, 40], &[]), ([40, 12], &[])] {
            numbered(&mut dossier, at, &numbers);
            assert_eq!(codes(&dossier), expected, "{numbers:?}");
        }
    }
}
