//! D104: a file that fits more than one place.

use super::{Check, Remedy, Rule, place, words};
use crate::dossier::{Ambiguous, Dossier};
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D104",
    name: "ambiguous-file",
    severity: Severity::Error,
    about: include_str!("ambiguous_file.md"),
    check: Check::Dossier(check),
    remedy: Remedy::Rename,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let unclear = dossier.ambiguous.iter().filter(|file| !file.both_sides);
    unclear.filter_map(|file| fault(dossier, file)).collect()
}

fn fault(dossier: &Dossier, file: &Ambiguous) -> Option<Fault> {
    let scan = dossier.scans.get(file.scan).filter(|scan| !place::is_closed(scan))?;
    let slots = file.slots.iter().filter_map(|slot| dossier.slots.get(*slot));
    let places = words::labels(slots.map(|slot| &slot.label));
    let path = scan.path.shown();
    let message = if file.slots.len() > 1 {
        Text {
            zh: format!("“{path}”可以归到几处，分不清是哪一处：{}。", places.zh),
            en: format!("“{path}” fits several places, and its name does not say which: {}.", places.en),
        }
    } else {
        Text {
            zh: format!("“{path}”像是“{}”，但文件名没有写明是哪一年、哪一篇或哪一项。", places.zh),
            en: format!("“{path}” looks like “{}”, but its name does not say which year or which number.", places.en),
        }
    };
    let fix = Text {
        zh: "把文件名写清楚（哪一面、哪一年、第几篇），或在 applicant.toml 的 [files] 里指定。".to_owned(),
        en:
            "Let the name say which (the side, the year, the number), or name the file under [files] in applicant.toml."
                .to_owned(),
    };
    Some(Fault::error(message, fix).at(place::among(dossier, &scan.path, &file.slots)))
}

#[cfg(test)]
mod tests {
    use crate::dossier::Ambiguous;
    use crate::rules::run;
    use crate::rules::testing::{add, codes, complete, empty, position, slot};

    #[test]
    fn all_candidates_are_named_and_their_absence_is_not_told_as_well() {
        let mut dossier = complete();
        let slots = vec![position(&dossier, "id/front"), position(&dossier, "id/back")];
        for at in ["id/front", "id/back"] {
            empty(&mut dossier, at);
            slot(&mut dossier, at).contested = true;
        }
        let scan = add(&mut dossier, "身份证.jpg");
        dossier.ambiguous.push(Ambiguous { scan, slots, both_sides: false });
        assert_eq!(codes(&dossier), ["D104"]);
        let message = &run(&dossier)[0].message;
        assert!(message.zh.contains("front") && message.zh.contains("back"), "{}", message.zh);
    }
}
