//! D326: the page lies askew.

use super::resolution::is_judged_by_pixels;
use super::{Check, Drawn, Remedy, Repair, Rule, place};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D326",
    name: "askew",
    severity: Severity::Warning,
    about: include_str!("askew.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    cured_by_fix: &[Repair::Straightened],
    drawn_on_picture: Drawn::Outline,
    ..Rule::DEFAULTS
};

/// How far a page may be turned before it is noted, and before it is a warning, degrees. Upright pages measure less than 2;
/// pages turned by 3 from 2.3 on, because their lines are seen in cells of 8 pixels.
const NOTED: f32 = 2.3;
const WARNED: f32 = 5.0;

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let look = place::look(scan).filter(|_| !is_judged_by_pixels(part))?;
    let degrees = look.turned().filter(|degrees| degrees.abs() >= NOTED)?;
    let (turned, path) = (degrees.abs().round(), scan.path.shown());
    let (zh, en) = if degrees > 0.0 { ("顺时针", "clockwise") } else { ("逆时针", "anticlockwise") };
    let message = Text {
        zh: format!("“{path}”歪了约 {turned}°（{zh}）。"),
        en: format!("“{path}” is turned by about {turned}° {en}."),
    };
    let fix = Text {
        zh: "摆正后重新扫描或拍摄。".to_owned(),
        en: "Lay it straight and scan or take it again.".to_owned(),
    };
    let level = if degrees.abs() > WARNED { Severity::Warning } else { Severity::Info };
    let fault = Fault::warning(message, fix).measured("< 3°", format!("{turned}°"));
    Some(Fault { level, ..fault })
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{complete, see};
    use crate::seen::sheet::Askew;

    #[test]
    fn a_little_is_nothing_more_is_a_note_and_much_a_warning() {
        for (degrees, peak, expected) in [
            (2.2, 20.0, None),
            (-3.0, 20.0, Some(Severity::Info)),
            (6.0, 3.1, Some(Severity::Warning)),
            (6.0, 2.9, None),
            (16.1, 20.0, None),
        ] {
            let mut dossier = complete();
            see(&mut dossier, "id/front", |look| look.askew = Some(Askew { degrees, peak }));
            let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            let expected: Vec<_> = expected.into_iter().map(|level| ("D326", level)).collect();
            assert_eq!(found, expected, "{degrees}");
        }
    }
}
