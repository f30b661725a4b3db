//! D323: the sheet is not all of the picture: the desk is in it, or the black around a scan.

use super::{Check, Drawn, Remedy, Repair, Rule, sheet};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D323",
    name: "background-visible",
    severity: Severity::Warning,
    about: include_str!("background_visible.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    cured_by_fix: &[Repair::CutToSheet],
    drawn_on_picture: Drawn::Outline,
    ..Rule::DEFAULTS
};

/// Share below which the sheet itself is small (D324), or is a card (D325), and another rule says so.
pub(super) const SMALL: f32 = 0.33;

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let (_, outline) = sheet::lying_alone(part, scan).filter(|(_, outline)| outline.share >= SMALL)?;
    let (share, ground) = (sheet::percent(outline.share), sheet::ground(outline.ground));
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”里材料只占画面约 {share}%，四周是{}。", ground.zh),
        en: format!("The sheet covers only about {share}% of “{path}”; the rest is {}.", ground.en),
    };
    let fix = Text {
        zh: "请裁掉材料以外的背景（或用 dossier fix --crop），或用扫描仪重新扫描。".to_owned(),
        en: "Crop away what is around the sheet (or use dossier fix --crop), or scan it again on a scanner.".to_owned(),
    };
    Some(Fault::warning(message, fix).measured("≥ 75%", format!("{share}%")))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete};
    use crate::rules::testing_look::lay;
    use crate::seen::sheet::Ground;

    #[test]
    fn a_sheet_that_nearly_fills_the_picture_is_fine() {
        for (share, expected) in [(0.5, true), (0.74, true), (0.76, false)] {
            let mut dossier = complete();
            lay(&mut dossier, "education/degree", share, Ground::Black);
            assert_eq!(codes(&dossier).contains(&"D323"), expected, "{share}");
        }
    }

    #[test]
    fn a_pattern_makes_the_outline_less_sure() {
        let mut dossier = complete();
        lay(&mut dossier, "education/degree", 0.72, Ground::Patterned);
        assert_eq!(codes(&dossier), [""; 0]);
    }

    #[test]
    fn a_photo_of_a_person_has_no_sheet() {
        let mut dossier = complete();
        lay(&mut dossier, "photo/photo", 0.5, Ground::Coloured);
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
