//! D603: the same photo in several people's dossiers. Raised by the roster, which alone sees more than one.

use super::{Check, Remedy, Rule, words};
use crate::finding::{Fault, Finding, Place, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D603",
    name: "same-photo",
    severity: Severity::Error,
    about: include_str!("same_photo.md"),
    check: Check::Report,
    remedy: Remedy::ScanAgain,
    ..Rule::DEFAULTS
};

/// The finding for a dossier whose photo `count` others have too, of which some are named.
pub(crate) fn finding((others, count): (&[&str], usize), place: Place) -> Finding {
    let others = words::folders(others, count);
    let message = Text {
        zh: format!("照片与{}的是同一张。", others.zh),
        en: format!("The photo is also that of {}.", others.en),
    };
    let fix =
        Text { zh: "换成本人的照片。".to_owned(), en: "Replace it with the person's own photo.".to_owned() };
    super::run::finding(&RULE, Fault::error(message, fix).at(place))
}
