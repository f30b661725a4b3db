//! D602: the same scan in several people's dossiers. Raised by the roster, which alone sees more than one.
//!
//! Some documents name a whole school: everyone hands in the same sheet, and one scan of it is right.

use super::{Check, Remedy, Rule, words};
use crate::dossier::RelPath;
use crate::finding::{Fault, Finding, Place, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D602",
    name: "same-scan",
    severity: Severity::Error,
    about: include_str!("same_scan.md"),
    check: Check::Report,
    remedy: Remedy::ScanAgain,
    ..Rule::DEFAULTS
};

/// The finding for a dossier whose scans at `paths` are in `count` others too, of which some are named; `place` is that of the first.
pub(crate) fn finding(paths: &[RelPath], (others, count): (&[&str], usize), place: Place) -> Finding {
    let (others, files) = (words::folders(others, count), words::first(paths.iter().map(RelPath::shown), paths.len()));
    let message = Text {
        zh: format!("{}里也有这里的扫描件，一个字节都不差：{}。", others.zh, files.zh),
        en: format!("{} has exactly the same files: {}.", others.en, files.en),
    };
    let fix = Text {
        zh: "看清是谁的材料，放错的换成本人的扫描件。".to_owned(),
        en: "See whose document it is, and replace the misplaced one with the person's own scan.".to_owned(),
    };
    super::run::finding(&RULE, Fault::error(message, fix).at(place))
}
