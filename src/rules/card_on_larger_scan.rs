//! D325: a card on a scan of a whole page.

use super::{Check, Drawn, Remedy, Repair, Rule, background_visible, sheet};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D325",
    name: "card-on-larger-scan",
    severity: Severity::Info,
    about: include_str!("card_on_larger_scan.md"),
    check: Check::Scan(check),
    remedy: Remedy::Look,
    cured_by_fix: &[Repair::CutToSheet],
    drawn_on_picture: Drawn::Outline,
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let (_, outline) =
        sheet::lying_alone(part, scan).filter(|(_, outline)| outline.share < background_visible::SMALL)?;
    if !sheet::is_card(part) {
        return None;
    }
    let (share, path) = (sheet::percent(outline.share), scan.path.shown());
    let message = Text {
        zh: format!("“{path}”里证件只占画面约 {share}%，其余是空的。"),
        en: format!("The card covers only about {share}% of “{path}”; the rest is empty."),
    };
    let fix = Text {
        zh: "分辨率已按证件本身计算；最好裁到证件的边（或用 dossier fix --crop），放大看也方便。".to_owned(),
        en: "Its resolution was computed for the card itself; better, crop the picture to the card (or use dossier fix --crop).".to_owned(),
    };
    Some(Fault::info(message, fix).measured("≥ 75%", format!("{share}%")))
}

#[cfg(test)]
mod tests {
    use crate::profile::Size;
    use crate::rules::testing::{codes, complete, part};
    use crate::rules::testing_look::lay;
    use crate::seen::sheet::Ground;

    #[test]
    fn a_card_on_a_page_is_a_note_and_judged_by_its_own_size() {
        let mut dossier = complete();
        part(&mut dossier, "id", "front").size = Some(Size { short_mm: 54.0, long_mm: 85.6 });
        lay(&mut dossier, "id/front", 0.06, Ground::White);
        assert!(codes(&dossier).contains(&"D325"), "{:?}", codes(&dossier));
        assert!(!codes(&dossier).contains(&"D324"));
    }
}
