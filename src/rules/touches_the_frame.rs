//! D327: a side of the sheet lies at the edge of the picture, so that more of it may lie beyond.

use super::{Check, Drawn, Remedy, Rule, sheet};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::seen::Picture;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D327",
    name: "touches-the-frame",
    severity: Severity::Warning,
    about: include_str!("touches_the_frame.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Outline,
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let (picture, outline) = sheet::seen(part, scan)?;
    if !sheet::touches(outline) {
        return None;
    }
    let sides = upright(picture, outline.at_edge);
    let (zh, en) = (
        sides.iter().map(|side| side.0).collect::<Vec<_>>().join("、"),
        sides.iter().map(|side| side.1).collect::<Vec<_>>().join(" and "),
    );
    let path = scan.path.shown();
    // What nearly fills the picture may end with a printed border instead (SHEET §2).
    let cut = sheet::lying(part, scan).is_some() && sheet::is_cut(part, picture, outline);
    let fix = Text {
        zh: "请核对有没有裁掉内容；裁掉了的重新扫描，四边都留一点空。".to_owned(),
        en: "See whether something is cut off; if so, scan it again with a little room on all sides.".to_owned(),
    };
    Some(if cut {
        let message = Text {
            zh: format!("“{path}”里材料的{zh}边到了画面外，像是没有拍全。"),
            en: format!("The sheet in “{path}” goes on beyond the picture ({en}): it seems cut off."),
        };
        Fault::warning(message, fix)
    } else {
        let message = Text {
            zh: format!("“{path}”里材料的{zh}边贴着画面边缘。"),
            en: format!("The sheet in “{path}” touches the edge of the picture ({en})."),
        };
        Fault::info(message, fix)
    })
}

/// The sides as the picture is shown.
fn upright(picture: &Picture, at_edge: [bool; 4]) -> Vec<(&'static str, &'static str)> {
    let orientation = picture.orientation.unwrap_or_default();
    let middles = [(0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)];
    let name = |(x, y): (f64, f64)| match (x, y) {
        _ if y < 0.25 => (0, ("上", "top")),
        _ if x > 0.75 => (1, ("右", "right")),
        _ if y > 0.75 => (2, ("下", "bottom")),
        _ => (3, ("左", "left")),
    };
    let seen = middles.iter().zip(at_edge).filter(|(_, at_edge)| *at_edge);
    let mut names: Vec<_> = seen.map(|(middle, _)| name(orientation.point(*middle))).collect();
    names.sort_unstable();
    names.into_iter().map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{complete, see};
    use crate::rules::testing_look::{lay, outline};
    use crate::seen::sheet::Ground;

    #[test]
    fn touching_is_a_note_and_a_wrong_shape_a_warning() {
        for (high, expected) in [(1.0, Severity::Info), (0.8, Severity::Warning)] {
            let mut dossier = complete();
            lay(&mut dossier, "education/degree", 0.6, Ground::Black);
            see(&mut dossier, "education/degree", |look| {
                let outline = outline(look);
                outline.at_edge = [false, false, true, false];
                let top = outline.corners[0][1];
                for corner in [2, 3] {
                    outline.corners[corner][1] = top + (outline.corners[corner][1] - top) * high;
                }
            });
            let found = run(&dossier);
            let finding = found.iter().find(|finding| finding.rule.code == "D327").expect("D327");
            assert_eq!(finding.severity, expected, "{high}");
            assert!(finding.message.zh.contains("下边"), "{}", finding.message.zh);
        }
    }
}
