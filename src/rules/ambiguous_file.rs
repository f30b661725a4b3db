//! D104: a file that fits more than one place.

use super::{Check, Remedy, Rule, names, place, stray_file, words};
use crate::dossier::{Ambiguous, Dossier, Doubt, Need, Slot};
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D104",
    name: "ambiguous-file",
    severity: Severity::Error,
    about: include_str!("ambiguous_file.md"),
    check: Check::Dossier(check),
    remedy: Remedy::Rename,
    may_be_waived: false,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let unclear = dossier.ambiguous.iter().filter(|file| file.doubt != Doubt::BothSides);
    unclear.filter_map(|file| fault(dossier, file)).collect()
}

fn fault(dossier: &Dossier, file: &Ambiguous) -> Option<Fault> {
    let scan = dossier.scans.get(file.scan).filter(|scan| !place::is_closed(scan))?;
    let slots: Vec<&Slot> = file.slots.iter().filter_map(|slot| dossier.slots.get(*slot)).collect();
    // A place that has its file already, or is not asked for, is hardly meant.
    let is_open = |slot: &&Slot| slot.files.is_empty() && !matches!(slot.need, Need::NotRequired(_));
    let empty: Vec<&Slot> = slots.iter().copied().filter(is_open).collect();
    let (all_filled, few) = (empty.is_empty(), empty.len() < slots.len());
    let open = if all_filled { &slots } else { &empty };
    let places = words::labels(open.iter().map(|slot| &slot.label));
    let path = scan.path.shown();
    let all = || words::labels(slots.iter().map(|slot| &slot.label));
    let message = if file.doubt == Doubt::Years {
        let places = all();
        Text {
            zh: format!("“{path}”写了几个年份，而这里每个年份各要一份：{}。", places.zh),
            en: format!("“{path}” gives several years, and each has a document of its own here: {}.", places.en),
        }
    } else if file.doubt == Doubt::Documents {
        let places = all();
        Text {
            zh: format!("“{path}”写了几份材料，而这里每份材料各有各的位置：{}。", places.zh),
            en: format!("“{path}” names several documents, and each has a place of its own here: {}.", places.en),
        }
    } else if slots.len() == 1 {
        Text {
            zh: format!("“{path}”像是“{}”，但文件名没有写明是哪一年、哪一篇或哪一项。", places.zh),
            en: format!("“{path}” looks like “{}”, but its name does not say which year or which number.", places.en),
        }
    } else if all_filled {
        Text {
            zh: format!("“{path}”分不清归哪一处，可以归的几处又都已经有文件，或者不要求：{}。", places.zh),
            en: format!(
                "“{path}” does not say which of these places it is for, and all have their files or are not asked for: {}.",
                places.en
            ),
        }
    } else if few {
        Text {
            zh: format!("“{path}”的名字没有写明归哪一处；还空着的是：{}。", places.zh),
            en: format!("The name of “{path}” does not say which place it is for; still empty: {}.", places.en),
        }
    } else {
        Text {
            zh: format!("“{path}”可以归到几处，分不清是哪一处：{}。", places.zh),
            en: format!("“{path}” fits several places, and its name does not say which: {}.", places.en),
        }
    };
    let fix = match file.doubt {
        Doubt::Years => one_year(),
        Doubt::Documents => one_document(),
        _ if names::is_machine_made(path) => stray_file::rename(dossier),
        _ => fix(all_filled),
    };
    Some(Fault::error(message, fix).at(place::among(dossier, &scan.path, &file.slots)))
}

fn fix(all_filled: bool) -> Text {
    let (zh, en) = if all_filled {
        ("多余的移出文件夹；要用的，", "Move it out of the folder if it is one too many; else ")
    } else {
        ("", "")
    };
    let (write, let_say) = if all_filled {
        ("把文件名写清楚", "let the name say")
    } else {
        ("把文件名写清楚", "Let the name say")
    };
    Text {
        zh: format!("{zh}{write}（哪一面、哪一年、第几篇），或在 applicant.toml 的 [files] 里指定。"),
        en: format!(
            "{en}{let_say} which (the side, the year, the number), or name the file under [files] in applicant.toml."
        ),
    }
}

/// What to do with a name that gives several years.
fn one_year() -> Text {
    Text {
        zh: "每个年份的材料各扫各的，文件名只写那一年；这一份只是其中一年的，文件名只留那一年，或在 applicant.toml 的 [files] \
             里指定。"
            .to_owned(),
        en: "Scan each year's document by itself, and let its name give that one year. If this is one year's, take the \
             other years out of its name, or name the file under [files] in applicant.toml."
            .to_owned(),
    }
}

/// What to do with a name that names several documents.
fn one_document() -> Text {
    Text {
        zh: "每份材料各扫各的，文件名只写那一份；这一份只是其中一份材料的，文件名只留那一份，或在 applicant.toml 的 [files] 里指定。"
            .to_owned(),
        en: "Scan each document by itself, and let its name give that one. If this is only one of them, take the others \
             out of its name, or name the file under [files] in applicant.toml."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Ambiguous, Doubt};
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
        dossier.ambiguous.push(Ambiguous { scan, slots, doubt: Doubt::Place });
        assert_eq!(codes(&dossier), ["D104"]);
        let message = &run(&dossier)[0].message;
        assert!(message.zh.contains("front") && message.zh.contains("back"), "{}", message.zh);
    }

    #[test]
    fn several_years_in_one_name_are_told_as_such() {
        let mut dossier = complete();
        let slots = vec![position(&dossier, "id/front"), position(&dossier, "id/back")];
        let scan = add(&mut dossier, "2018-2020年度考核登记表.jpg");
        dossier.ambiguous.push(Ambiguous { scan, slots, doubt: Doubt::Years });
        assert_eq!(codes(&dossier), ["D104"]);
        let finding = &run(&dossier)[0];
        assert!(finding.message.zh.contains("几个年份") && finding.fix.zh.contains("只写那一年"), "{}", finding.fix.zh);
    }

    #[test]
    fn every_document_of_a_name_is_told_whether_its_place_is_empty_or_not() {
        let mut dossier = complete();
        let slots = vec![position(&dossier, "id/front"), position(&dossier, "id/back")];
        empty(&mut dossier, "id/back");
        slot(&mut dossier, "id/back").contested = true;
        let scan = add(&mut dossier, "身份证人像面、国徽面.jpg");
        dossier.ambiguous.push(Ambiguous { scan, slots, doubt: Doubt::Documents });
        assert_eq!(codes(&dossier), ["D104"]);
        let finding = &run(&dossier)[0];
        assert!(finding.message.zh.contains("front") && finding.message.zh.contains("back"), "{}", finding.message.zh);
        assert!(finding.fix.zh.contains("各扫各的"), "{}", finding.fix.zh);
    }

    #[test]
    fn only_places_that_are_still_empty_are_named() {
        let mut dossier = complete();
        let slots = vec![position(&dossier, "id/front"), position(&dossier, "id/back")];
        empty(&mut dossier, "id/back");
        slot(&mut dossier, "id/back").contested = true;
        let scan = add(&mut dossier, "身份证.jpg");
        dossier.ambiguous.push(Ambiguous { scan, slots, doubt: Doubt::Place });
        assert_eq!(codes(&dossier), ["D104"]);
        let message = &run(&dossier)[0].message;
        assert!(!message.zh.contains("front") && message.zh.contains("back"), "{}", message.zh);
    }
}
