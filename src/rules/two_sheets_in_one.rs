//! D328: two sheets beside each other in one picture.

use super::{Check, Drawn, Remedy, Rule, sheet};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D328",
    name: "two-sheets-in-one",
    severity: Severity::Warning,
    about: include_str!("two_sheets_in_one.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Outline,
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    sheet::lying(part, scan)?.1.second?;
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”一幅画面里像是有两份材料。"),
        en: format!("“{path}” seems to show two sheets in one picture."),
    };
    let fix = Text {
        zh: "一份材料存一幅图，请分开扫描或裁开。".to_owned(),
        en: "One sheet, one picture: scan them apart, or cut the picture in two.".to_owned(),
    };
    Some(Fault::warning(message, fix))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, see};
    use crate::rules::testing_look::{lay, outline};
    use crate::seen::sheet::Ground;

    #[test]
    fn a_second_outline_is_a_second_sheet() {
        let mut dossier = complete();
        lay(&mut dossier, "education/degree", 0.4, Ground::Black);
        see(&mut dossier, "education/degree", |look| {
            let outline = outline(look);
            outline.second = Some(outline.corners);
        });
        assert!(codes(&dossier).contains(&"D328"));
    }
}
