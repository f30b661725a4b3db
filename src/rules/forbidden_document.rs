//! D121: a document that must not be handed in.

use super::{Asks, Check, InPackage, Remedy, Rule, words};
use crate::dossier::{Dossier, Need, Slot};
use crate::finding::{Fault, Severity};
use crate::profile::Presence;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D121",
    name: "forbidden-document",
    severity: Severity::Error,
    about: include_str!("forbidden_document.md"),
    check: Check::Slot(check),
    remedy: Remedy::Rename,
    of_places: true,
    may_be_waived: false,
    in_package: InPackage::All,
    asks: Asks::Forbidden,
    ..Rule::DEFAULTS
};

/// Whether nothing may be handed in for a place. Where it is forbidden on a condition that does not hold, it may be there.
pub(super) fn is_forbidden(dossier: &Dossier, slot: &Slot) -> bool {
    dossier.part(slot).1.presence == Presence::Forbidden && slot.need != Need::Optional
}

fn check(dossier: &Dossier, slot: &Slot) -> Vec<Fault> {
    let (_, part) = dossier.part(slot);
    if !is_forbidden(dossier, slot) || slot.files.is_empty() {
        return Vec::new();
    }
    let files = words::paths(dossier.scans_of(slot).map(|scan| &scan.path));
    let message = Text {
        zh: format!("“{}”不得提交，文件夹里却有：{}。", part.label.zh, files.zh),
        en: format!("“{}” must not be handed in, but the folder holds: {}.", part.label.en, files.en),
    };
    let fix = Text {
        zh: "移出这个文件夹；如果是别的材料，请把文件名改清楚。".to_owned(),
        en: "Move it out of the folder; if it is something else, let its name say so.".to_owned(),
    };
    vec![Fault::error(message, fix).measured("0", slot.files.len().to_string())]
}

#[cfg(test)]
mod tests {
    use crate::dossier::Need;
    use crate::profile::Presence;
    use crate::rules::testing::{codes, complete, part, picture, scan, slot};
    use crate::text::Text;

    #[test]
    fn how_it_is_scanned_matters_no_more() {
        let mut dossier = complete();
        scan(&mut dossier, "summary/summary").inspected.picture = Some(picture(300, 400));
        assert_eq!(codes(&dossier), ["D301"]);
        part(&mut dossier, "summary", "summary").presence = Presence::Forbidden;
        slot(&mut dossier, "summary/summary").need = Need::NotRequired(Text::same("forbidden"));
        assert_eq!(codes(&dossier), ["D121"]);
    }

    #[test]
    fn only_where_its_condition_holds() {
        let mut dossier = complete();
        part(&mut dossier, "summary", "summary").presence = Presence::Forbidden;
        slot(&mut dossier, "summary/summary").need = Need::NotRequired(Text::same("forbidden"));
        assert_eq!(codes(&dossier), ["D121"]);
        slot(&mut dossier, "summary/summary").need = Need::Optional;
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
