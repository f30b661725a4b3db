//! D105: a name that says both sides are in one picture.

use super::{Check, Remedy, Rule, place, words};
use crate::dossier::{Ambiguous, Dossier, Doubt};
use crate::finding::{Fault, Place, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D105",
    name: "two-sides-in-one",
    severity: Severity::Error,
    about: include_str!("two_sides_in_one.md"),
    check: Check::Dossier(check),
    remedy: Remedy::ScanAgain,
    may_be_waived: false,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let both = dossier.ambiguous.iter().filter(|file| file.doubt == Doubt::BothSides);
    both.filter_map(|file| fault(dossier, file)).collect()
}

fn fault(dossier: &Dossier, file: &Ambiguous) -> Option<Fault> {
    let scan = dossier.scans.get(file.scan).filter(|scan| !place::is_closed(scan))?;
    let slots: Vec<_> = file.slots.iter().filter_map(|slot| dossier.slots.get(*slot)).collect();
    let places = words::labels(slots.iter().map(|slot| &slot.label));
    let path = scan.path.shown();
    let message = Text {
        zh: format!("从名字看，“{path}”把两面放在了一张图里；清单要求分成两张：{}。", places.zh),
        en: format!(
            "By its name, “{path}” shows two sides in one picture; the checklist asks for two pictures: {}.",
            places.en
        ),
    };
    let fix = Text {
        zh: "两面分开扫描，存成两个 JPG，文件名各写明正面、反面。".to_owned(),
        en: "Scan the two sides separately, as two JPG files whose names say front and back.".to_owned(),
    };
    let first = slots.first().map(|slot| place::of_slot(dossier, slot)).unwrap_or_default();
    let candidates = place::among(dossier, &scan.path, &file.slots).candidates;
    let here = Place { path: Some(scan.path.clone()), candidates, ..first };
    Some(Fault::error(message, fix).measured("2 × JPG", "1 × JPG").at(here))
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Ambiguous, Doubt};
    use crate::rules::testing::{add, codes, complete, empty, position, slot};

    #[test]
    fn both_sides_are_one_finding() {
        let mut dossier = complete();
        let slots = vec![position(&dossier, "id/front"), position(&dossier, "id/back")];
        for at in ["id/front", "id/back"] {
            empty(&mut dossier, at);
            slot(&mut dossier, at).contested = true;
        }
        let scan = add(&mut dossier, "身份证正反面.jpg");
        dossier.ambiguous.push(Ambiguous { scan, slots, doubt: Doubt::BothSides });
        assert_eq!(codes(&dossier), ["D105"]);
    }
}
