//! D714: one picture with the words of two documents that are asked for as two pictures.

use super::page_words::there;
use super::{Check, Drawn, Remedy, Rule, place};
use crate::dossier::understood::Known;
use crate::dossier::{Dossier, Slot};
use crate::finding::{Fault, Place, Severity};
use crate::profile::Part;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D714",
    name: "two-documents",
    severity: Severity::Warning,
    about: include_str!("two_documents.md"),
    check: Check::Dossier(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Read,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let mut judged: Vec<usize> = Vec::new();
    let mut faults = Vec::new();
    for slot in &dossier.slots {
        for claim in &slot.files {
            if !judged.contains(&claim.scan) {
                judged.push(claim.scan);
                faults.extend(fault(dossier, slot, claim.scan));
            }
        }
    }
    faults
}

fn fault(dossier: &Dossier, slot: &Slot, at: usize) -> Option<Fault> {
    let scan = dossier.scans.get(at)?;
    let [one, other] = scan.understood.as_ref()?.together.as_ref()?;
    let (label, beside) = (&part(dossier, one)?.label, &part(dossier, other)?.label);
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”一张图里有两样材料：“{}”和“{}”，清单要求各一张。", label.zh, beside.zh),
        en: format!(
            "“{path}” shows two documents in one picture, the {} and the {}; the checklist asks for one of each.",
            label.en, beside.en
        ),
    };
    let fix = Text {
        zh: "两样分开扫描，存成两个文件；看错了的，不用理会，或在 applicant.toml 里写明接受（[[waive]]）。".to_owned(),
        en: "Scan them separately, as two files; where it was misread, leave it, or accept it in applicant.toml ([[waive]])."
            .to_owned(),
    };
    // The words that are not those of the place it fills.
    let stranger = if (one.item, one.part) == (slot.item, slot.part) { other } else { one };
    let here = Place { path: Some(scan.path.clone()), ..place::of_slot(dossier, slot) };
    Some(Fault::warning(message, fix).at(here).reading(there(scan, stranger.words.first()?)))
}

fn part<'d>(dossier: &'d Dossier, known: &Known) -> Option<&'d Part> {
    dossier.profile.items.get(known.item)?.parts.get(known.part)
}

#[cfg(test)]
mod tests {
    use crate::rules::run;
    use crate::rules::testing::{codes, complete};
    use crate::rules::testing_words::together;

    #[test]
    fn both_sides_in_one_picture() {
        let mut dossier = complete();
        together(&mut dossier, "id/front", ["id/front", "id/back"]);
        assert_eq!(codes(&dossier), ["D714"]);
        assert!(run(&dossier)[0].message.zh.contains("front”和“back"), "{}", run(&dossier)[0].message.zh);
    }
}
