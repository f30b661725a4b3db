//! D123: fewer files than a part asks for.

use super::{Asks, Check, InPackage, Remedy, Rule, group_incomplete};
use crate::dossier::{Dossier, Need, Slot};
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D123",
    name: "too-few-files",
    severity: Severity::Error,
    about: include_str!("too_few_files.md"),
    check: Check::Slot(check),
    remedy: Remedy::Add,
    of_places: true,
    in_package: InPackage::All,
    asks: Asks::Counts,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier, slot: &Slot) -> Vec<Fault> {
    let (_, part) = dossier.part(slot);
    let (count, min) = (slot.files.len(), part.count.0);
    // Where there is none at all, another rule says so.
    if count == 0 || count >= min || matches!(slot.need, Need::NotRequired(_)) {
        return Vec::new();
    }
    if group_incomplete::is_another_complete(dossier, slot) {
        return Vec::new();
    }
    let message = Text {
        zh: format!("“{}”至少要 {min} 个文件，只有 {count} 个。", slot.label.zh),
        en: format!("“{}” asks for at least {min} files, and has only {count}.", slot.label.en),
    };
    let fix = Text { zh: "补上缺少的文件。".to_owned(), en: "Add the missing files.".to_owned() };
    vec![Fault::error(message, fix).measured(format!("≥ {min}"), count.to_string())]
}
