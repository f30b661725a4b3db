//! D712: pictures that could not be read. Nothing is concluded from them; it is said once.

use super::words::first;
use super::{Check, Rule};
use crate::dossier::picture::Wholeness;
use crate::dossier::{Dossier, Scan, Unread};
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D712",
    name: "not-read",
    severity: Severity::Info,
    about: include_str!("not_read.md"),
    check: Check::Dossier(check),
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let unread: Vec<&Scan> = dossier.scans.iter().filter(|scan| is_unread(scan)).collect();
    if unread.is_empty() {
        return Vec::new();
    }
    let names = first(unread.iter().map(|scan| scan.path.shown()), unread.len());
    let message = Text {
        zh: format!("{}没有读出文字：上面写的是什么、是谁的、是哪一年的，没有核对。", names.zh),
        en: format!(
            "{} could not be read: what they say, whose they are and of which year was not compared.",
            names.en
        ),
    };
    let fix = Text {
        zh: "请自己看一眼这些图是不是对的材料。".to_owned(),
        en: "Look yourself whether these pictures are the right documents.".to_owned(),
    };
    vec![Fault::info(message, fix)]
}

/// Whether reading was tried and did not work; what is wrong with the file itself has rules of its own.
fn is_unread(scan: &Scan) -> bool {
    matches!(scan.reading, Err(Unread::TooLarge | Unread::Failed | Unread::NotBuilt))
        && (scan.inspected.pictured_pages() > 0
            || scan.inspected.picture.as_ref().is_some_and(|picture| picture.wholeness == Wholeness::Whole))
}

#[cfg(test)]
mod tests {
    use crate::dossier::Unread;
    use crate::rules::testing::{codes, complete, scan};

    #[test]
    fn said_once_for_all() {
        let mut dossier = complete();
        scan(&mut dossier, "id/front").reading = Err(Unread::Failed);
        scan(&mut dossier, "id/back").reading = Err(Unread::TooLarge);
        assert_eq!(codes(&dossier), ["D712"]);
        scan(&mut dossier, "id/front").reading = Err(Unread::NotAsked);
        scan(&mut dossier, "id/back").reading = Err(Unread::NotAsked);
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
