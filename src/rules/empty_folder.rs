//! D107: a folder with nothing in it.

use super::missing_part::is_missing;
use super::{Check, Rule, group_incomplete, names, place};
use crate::dossier::{Dossier, Need, Note, Skipped, Slot};
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D107",
    name: "empty-folder",
    severity: Severity::Warning,
    about: include_str!("empty_folder.md"),
    check: Check::Dossier(check),
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let folders = dossier.notes.iter().filter(|note| note.why == Skipped::EmptyFolder);
    folders.filter_map(|note| fault(dossier, note)).collect()
}

fn fault(dossier: &Dossier, note: &Note) -> Option<Fault> {
    let path = note.path.shown();
    let fault = match meaning(dossier, path) {
        Meaning::ToldAlready => return None,
        Meaning::NotAsked => Fault::info(
            Text {
                zh: format!("文件夹“{path}”是空的；这一项不要求您提供。"),
                en: format!("The folder “{path}” is empty; nothing is asked of you for it."),
            },
            Text { zh: "可以删掉，也可以不管。".to_owned(), en: "Delete it, or leave it.".to_owned() },
        ),
        Meaning::Elsewhere => Fault::info(
            Text {
                zh: format!("文件夹“{path}”是空的；这一项的材料已经放在别处。"),
                en: format!("The folder “{path}” is empty; what is asked for it lies elsewhere."),
            },
            Text { zh: "可以删掉，也可以不管。".to_owned(), en: "Delete it, or leave it.".to_owned() },
        ),
        Meaning::Other => Fault::warning(
            Text { zh: format!("文件夹“{path}”是空的。"), en: format!("The folder “{path}” is empty.") },
            Text {
                zh: "把应当在里面的文件放进去；没有就删掉这个文件夹。".to_owned(),
                en: "Put in what belongs there, or delete the folder.".to_owned(),
            },
        ),
    };
    Some(fault.at(place::of_path(&note.path)))
}

/// What an empty folder says that is not said elsewhere.
enum Meaning {
    /// What it would hold is reported missing, by its own name, or cannot be known for want of data, which is said.
    ToldAlready,
    /// What it would hold is not asked of this applicant; `init` makes such folders.
    NotAsked,
    /// What it would hold is there, in another folder or under a name that says what it is.
    Elsewhere,
    /// Anything else.
    Other,
}

fn meaning(dossier: &Dossier, path: &str) -> Meaning {
    let parts =
        place::parts(dossier).filter(|(item, part)| names::name_item(path, item) || names::name_part(path, part));
    let named: Vec<_> = parts.map(|(item, part)| (&item.id, &part.id)).collect();
    if named.is_empty() {
        return Meaning::Other;
    }
    let mut slots = dossier.slots.iter().filter(|slot| {
        let (item, part) = dossier.part(slot);
        named.contains(&(&item.id, &part.id))
    });
    let is_told = |slot: &Slot| {
        is_missing(slot)
            || slot.contested
            || slot.need == Need::CannotTell
            || group_incomplete::is_told(dossier, slot.item)
    };
    let has_files = |slot: &Slot| !slot.files.is_empty();
    let is_asked = |slot: &&Slot| !matches!(slot.need, Need::NotRequired(_));
    if slots.clone().any(is_told) {
        Meaning::ToldAlready
    } else if slots.clone().any(has_files) && slots.clone().filter(is_asked).all(has_files) {
        Meaning::Elsewhere
    } else if slots.all(|slot| !matches!(slot.need, Need::Required | Need::Expected)) {
        Meaning::NotAsked
    } else {
        Meaning::Other
    }
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Need, Note, RelPath, Skipped};
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, empty, slot};
    use std::sync::Arc;

    fn folder(path: &str) -> Note {
        Note { path: RelPath::new(path), why: Skipped::EmptyFolder }
    }

    #[test]
    fn a_folder_that_says_nothing_new_is_silent() {
        let mut dossier = complete();
        dossier.notes.push(folder("08-工作总结"));
        assert_eq!(codes(&dossier), ["D107"]);
        empty(&mut dossier, "summary/summary");
        assert_eq!(codes(&dossier), ["D101"]);
    }

    #[test]
    fn a_folder_of_a_choice_that_is_open_is_told_there() {
        let mut dossier = complete();
        let item = slot(&mut dossier, "summary/summary").item;
        Arc::make_mut(&mut dossier.profile).items[item].any_of = vec![vec!["summary".to_owned()]];
        slot(&mut dossier, "summary/summary").need = Need::Optional;
        empty(&mut dossier, "summary/summary");
        dossier.notes.push(folder("08-工作总结"));
        assert_eq!(codes(&dossier), ["D122"]);
    }

    #[test]
    fn a_folder_for_what_is_not_asked_is_only_mentioned() {
        let mut dossier = complete();
        dossier.notes.push(folder("12-调动证明"));
        dossier.notes.push(folder("新建文件夹"));
        let levels: Vec<_> = run(&dossier).iter().map(|finding| finding.severity).collect();
        assert_eq!(levels, [Severity::Info, Severity::Warning]);
    }
}
