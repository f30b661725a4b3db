//! D601: one ID number in several dossiers. Raised by the roster, which alone sees more than one.

use super::{Check, Remedy, Rule, place, words};
use crate::finding::{Fault, Finding, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D601",
    name: "same-id-number",
    severity: Severity::Error,
    about: include_str!("same_id_number.md"),
    check: Check::Report,
    remedy: Remedy::FillIn,
    ..Rule::DEFAULTS
};

/// The finding for a dossier whose ID number `count` others have too, of which some are named.
pub(crate) fn finding((others, count): (&[&str], usize)) -> Finding {
    let others = words::folders(others, count);
    let message = Text {
        zh: format!("身份证号与{}的相同。", others.zh),
        en: format!("The ID number is also that of {}.", others.en),
    };
    let fix = Text {
        zh: "对照身份证原件，改正写错的那一份 applicant.toml；同一个人的材料只留一份。".to_owned(),
        en: "Compare both with the ID cards and correct the wrong applicant.toml; keep one folder for one person."
            .to_owned(),
    };
    super::run::finding(&RULE, Fault::error(message, fix).at(place::of_applicant_file()))
}
