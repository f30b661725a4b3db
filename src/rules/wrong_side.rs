//! D702: the other side of the ID card where one of them is asked for.

use super::page_words::there;
use super::wrong_document::{Mistaken, mistaken};
use super::{Check, Drawn, Remedy, Rule};
use crate::dossier::Dossier;
use crate::finding::{Fault, Severity};
use crate::profile::Role;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D702",
    name: "wrong-side",
    severity: Severity::Error,
    about: include_str!("wrong_side.md"),
    check: Check::Dossier(check),
    remedy: Remedy::Rename,
    drawn_on_picture: Drawn::Read,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    mistaken(dossier).into_iter().filter(is_side).map(|mistaken| fault(&mistaken)).collect()
}

/// Whether a page is another part of the same card.
pub(super) fn is_side(mistaken: &Mistaken<'_>) -> bool {
    mistaken.same_item && mistaken.filed.0.role == Some(Role::Identity)
}

fn fault(mistaken: &Mistaken<'_>) -> Fault {
    let (path, label, is) = (mistaken.scan.path.shown(), &mistaken.slot.label, &mistaken.is.1.label);
    let message = Text {
        zh: format!("“{path}”归在“{}”，图上却是{}。", label.zh, is.zh),
        en: format!("“{path}” is filed as “{}”, and shows the {}.", label.en, is.en),
    };
    let fix = Text {
        zh: "两面放反了的，把两个文件名对调；同一面放了两次的，换上另一面。".to_owned(),
        en: "Where the two sides are exchanged, exchange their names; where one side is there twice, add the other."
            .to_owned(),
    };
    let fault = if mistaken.is_all() { Fault::error } else { Fault::warning };
    fault(message, fix).at(mistaken.place.clone()).reading(there(mistaken.scan, mistaken.seen))
}
