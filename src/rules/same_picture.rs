//! D605: what looks the same in several people's dossiers, though the bytes differ. Raised by the roster, which alone sees
//! more than one.
//!
//! A messenger, or a program that takes the position out, writes a picture anew around the same pixels. Only what is the same
//! to the last cell counts: certificates of one pattern for two people differ by no more than one scan saved again does.

use super::almost_empty::is_almost_empty;
use super::{Check, Remedy, Rule, place, words};
use crate::dossier::{RelPath, Scan};
use crate::finding::{Fault, Finding, Place, Severity};
use crate::profile::Part;
use crate::seen::miniature::Miniature;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D605",
    name: "same-picture",
    severity: Severity::Warning,
    about: include_str!("same_picture.md"),
    check: Check::Report,
    remedy: Remedy::ScanAgain,
    ..Rule::DEFAULTS
};

/// Fewer pixels across or down are fewer blocks than the small image has cells: it says too little then.
const LEAST: u32 = 8 * 32;

/// What a scan shows, for comparing it with other people's: its size in pixels, and a small image of it. `None` where the
/// part is one document for many, where there are further pages, or too little is on the page to tell it from others.
pub(crate) fn shown<'s>(part: &Part, scan: &'s Scan) -> Option<((u32, u32), &'s Miniature)> {
    let picture = place::picture(scan).filter(|_| !part.issued_for_many && scan.inspected.pages.len() < 2)?;
    let look = place::look(scan).filter(|look| !is_almost_empty(part, look))?;
    let enough = picture.width.min(picture.height) >= LEAST;
    enough.then_some(((picture.width, picture.height), &look.miniature))
}

/// The finding for a dossier whose scans at `paths` look like some of `count` others, of which some are named; `place` is that
/// of the first.
pub(crate) fn finding(paths: &[RelPath], (others, count): (&[&str], usize), place: Place) -> Finding {
    let (others, files) = (words::folders(others, count), words::first(paths.iter().map(RelPath::shown), paths.len()));
    let message = Text {
        zh: format!("{}里有画面完全一样的扫描件，只是文件另存过：{}。", others.zh, files.zh),
        en: format!("Pictures that look exactly the same, in other bytes, are in {} too: {}.", others.en, files.en),
    };
    let fix = Text {
        zh: "打开看清是谁的材料，放错的换成本人的扫描件；几个人本来就交同一份的，不用管。".to_owned(),
        en: "Open them and see whose document it is; replace the misplaced one with the person's own scan. If it is one \
             document for all of them, leave it."
            .to_owned(),
    };
    super::run::finding(&RULE, Fault::warning(message, fix).at(place))
}
