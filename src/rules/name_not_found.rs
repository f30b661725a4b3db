//! D708: the applicant's name was not found on a document that must carry it.

use super::page_words::{Page, pages_of};
use super::{Check, Rule, other_name};
use crate::dossier::understood::Found;
use crate::dossier::{Dossier, Slot};
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D708",
    name: "name-not-found",
    severity: Severity::Info,
    about: include_str!("name_not_found.md"),
    check: Check::Dossier(check),
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let mut judged: Vec<usize> = Vec::new();
    let mut faults = Vec::new();
    for slot in &dossier.slots {
        let pages = pages_of(dossier, slot);
        let Some(first) = pages.first().filter(|first| !judged.contains(&first.at)) else { continue };
        judged.extend(pages.iter().map(|page| page.at));
        if is_nameless(slot, &pages) {
            faults.push(fault(first));
        }
    }
    faults
}

/// Whether all pages of a document were read to their end, one is beyond doubt of its part, and no name is on any.
fn is_nameless(slot: &Slot, pages: &[Page<'_>]) -> bool {
    let read = |page: &Page<'_>| page.said.whole && page.said.own_name == Some(Found::No);
    let judged = pages.len() == slot.files.len() && pages.iter().all(|page| page.says.name && read(page));
    let other = pages.iter().any(|page| other_name::other(page).is_some());
    judged && !other && pages.iter().any(Page::is_right)
}

fn fault(page: &Page<'_>) -> Fault {
    let own = page.dossier.applicant.as_ref().map_or("", |applicant| applicant.name.as_str());
    let path = page.scan.path.shown();
    let message = Text {
        zh: format!("“{path}”上没有读到“{own}”，请看一眼是不是本人的。"),
        en: format!("“{own}” was not read on “{path}”: look whether it is the applicant's own."),
    };
    let fix = Text {
        zh: "手写的姓名常常读不出来；确是本人的，不用改。".to_owned(),
        en: "Names written by hand are often not read; where it is the applicant's own, nothing needs to be done."
            .to_owned(),
    };
    Fault::info(message, fix).at(page.place())
}
