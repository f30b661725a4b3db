//! D324: the sheet is a small part of the picture.

use super::{Check, Drawn, Remedy, Rule, background_visible, sheet};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D324",
    name: "sheet-too-small",
    severity: Severity::Warning,
    about: include_str!("sheet_too_small.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Outline,
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let (_, outline) =
        sheet::lying_alone(part, scan).filter(|(_, outline)| outline.share < background_visible::SMALL)?;
    if sheet::is_card(part) {
        return None;
    }
    let (share, ground) = (sheet::percent(outline.share), sheet::ground(outline.ground));
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”里材料拍得太小，只占画面约 {share}%，四周是{}。", ground.zh),
        en: format!("The sheet is small in “{path}”: it covers about {share}% of it; the rest is {}.", ground.en),
    };
    let wished = part.limits.advised_dpi();
    let fix = Text {
        zh: format!("靠近了重拍，让材料占满画面；最好用扫描仪按 {wished} dpi 扫描。"),
        en: format!("Take it again from nearer, so that it fills the picture; better, scan it at {wished} dpi."),
    };
    Some(Fault::warning(message, fix).measured("≥ 75%", format!("{share}%")))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete};
    use crate::rules::testing_look::lay;
    use crate::seen::sheet::Ground;

    #[test]
    fn small_is_one_finding() {
        let mut dossier = complete();
        lay(&mut dossier, "education/degree", 0.2, Ground::Coloured);
        assert_eq!(codes(&dossier), ["D301", "D324"], "and its resolution is that of the sheet");
    }
}
