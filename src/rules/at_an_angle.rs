//! D329: photographed from the side, so that one end of the sheet is larger than the other.

use super::{Check, Drawn, Remedy, Rule, sheet};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D329",
    name: "at-an-angle",
    severity: Severity::Info,
    about: include_str!("at_an_angle.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Outline,
    ..Rule::DEFAULTS
};

/// Ratio of opposite sides from which a page was not taken from above: scans stay below 1.12, pictures taken at an angle
/// begin at 1.14 (SHEET §4).
const SLANTED: f32 = 1.15;

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let (_, outline) = sheet::seen(part, scan).filter(|(_, outline)| outline.slant >= SLANTED)?;
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”是斜着拍的，字一头大一头小。"),
        en: format!("“{path}” was photographed at an angle: one end of the sheet is larger than the other."),
    };
    let fix = Text {
        zh: "正对着材料重拍，或用扫描仪扫描。".to_owned(),
        en: "Take it again from straight above, or scan it.".to_owned(),
    };
    Some(Fault::info(message, fix).measured(format!("< {SLANTED}"), format!("{:.2}", outline.slant)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, see};
    use crate::rules::testing_look::{lay, outline};
    use crate::seen::sheet::Ground;

    #[test]
    fn a_trapezium_is_noted() {
        for (slant, expected) in [(1.1, false), (1.2, true)] {
            let mut dossier = complete();
            lay(&mut dossier, "education/degree", 0.6, Ground::Coloured);
            see(&mut dossier, "education/degree", |look| outline(look).slant = slant);
            assert_eq!(codes(&dossier).contains(&"D329"), expected, "{slant}");
        }
    }
}
