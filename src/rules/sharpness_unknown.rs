//! D306: it is unknown whether a scan is sharp.

use super::clarity::{Clarity, judge};
use super::{Check, Drawn, Rule};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D306",
    name: "sharpness-unknown",
    severity: Severity::Warning,
    about: include_str!("sharpness_unknown.md"),
    check: Check::Scan(check),
    drawn_on_picture: Drawn::Badge,
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let (zh, en) = match judge(part, scan) {
        Clarity::FewEdges => ("上面的笔画太少", "it has too few strokes"),
        Clarity::NotMeasured => ("像素太多", "it has too many pixels"),
        Clarity::Fine
        | Clarity::Wide(..)
        | Clarity::PartlyWide(..)
        | Clarity::MiddleWide(..)
        | Clarity::UnderNoise(..)
        | Clarity::Faded
        | Clarity::NoEdges => return None,
    };
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”是否清楚，软件判断不了：{zh}。"),
        en: format!("The program cannot decide whether “{path}” is sharp: {en}."),
    };
    let wished = part.limits.advised_dpi();
    let fix = Text {
        zh: format!("请自己放大看一遍；看不清楚的，按 {wished} dpi 重新扫描。"),
        en: format!("Enlarge it and look; if it is not clear, scan it again at {wished} dpi."),
    };
    Some(Fault::warning(message, fix))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, edges, see};

    #[test]
    fn doubt_is_never_silent() {
        let mut dossier = complete();
        see(&mut dossier, "id/front", |look| {
            (look.ink.edges, look.ink.relief) = (0.0009, 0.001);
            look.sharpness.width = Some(edges(2.0));
            look.sharpness.width.as_mut().expect("edges").edges = 20;
        });
        assert_eq!(codes(&dossier), ["D306"]);
        see(&mut dossier, "id/front", |look| look.sharpness.width = None);
        assert_eq!(codes(&dossier), ["D306"]);
        see(&mut dossier, "id/front", |look| look.sharpness.doubtful = false);
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
