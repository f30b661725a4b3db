//! D314: a page that lies on its side, or is only turned upright by a tag.

use super::orientation::{lies_on_its_side, tag};
use super::{Asks, Check, Drawn, Remedy, Repair, Rule, wrong_way_up};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::jpeg::Orientation;
use crate::profile::{LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D314",
    name: "sideways",
    severity: Severity::Warning,
    about: include_str!("sideways.md"),
    check: Check::Scan(check),
    remedy: Remedy::Fix,
    cured_by_fix: &[Repair::Turned],
    drawn_on_picture: Drawn::Badge,
    asks: Asks::Limits(&[LimitName::SidewaysWarning]),
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let (path, tag) = (scan.path.shown(), tag(scan));
    // What the words say beyond doubt is reported as such (D701).
    let lies = lies_on_its_side(part, scan) && wrong_way_up::lies(scan).is_none();
    let message = match (tag, lies) {
        // The tag and the lines contradict each other: D315.
        (tag, _) if tag.swaps_sides() && lies_on_its_side(part, scan) => return None,
        (Orientation::Upright, false) => return None,
        (_, true) => Text {
            zh: format!("“{path}”像是横放的：文字是竖着走的。"),
            en: format!("“{path}” seems to lie on its side: its lines of text run down the page."),
        },
        (_, false) => Text {
            zh: format!(
                "“{path}”存的是{}的画面，只靠一个旋转标记（Exif {tag}）显示正；不认这个标记的系统会显示错。",
                stored(tag).0
            ),
            en: format!(
                "“{path}” is stored {} and only a tag (Exif orientation {tag}) turns it; systems that ignore the tag \
                 show it wrong.",
                stored(tag).1
            ),
        },
    };
    Some(Fault::warning(message, fix(tag)))
}

/// `dossier fix` turns what a tag says is turned; which of two sides is up, only a person sees.
fn fix(tag: Orientation) -> Text {
    if tag == Orientation::Upright {
        Text {
            zh: "用看图软件把它转正后另存，再放大看一眼方向对不对。".to_owned(),
            en: "Turn it upright in a viewer and save it, then look whether it is the right way up.".to_owned(),
        }
    } else {
        Text {
            zh: "用看图软件把它转正后另存（或用 dossier fix），再放大看一眼方向对不对。".to_owned(),
            en: "Turn it upright in a viewer and save it (or use dossier fix), then look whether it is the right way up."
                .to_owned(),
        }
    }
}

fn stored(tag: Orientation) -> (&'static str, &'static str) {
    match tag {
        Orientation::HalfTurn => ("上下颠倒", "upside-down"),
        Orientation::FlipX | Orientation::FlipY => ("左右相反", "mirrored"),
        tag if tag.swaps_sides() => ("横放", "on its side"),
        _ => ("不正", "turned"),
    }
}

#[cfg(test)]
mod tests {
    use crate::jpeg::Orientation;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, scan, see};

    #[test]
    fn by_its_lines_or_by_its_tag() {
        let mut dossier = complete();
        see(&mut dossier, "id/front", |look| {
            look.lines = Some(crate::seen::look::Lines { upright: 0.2, agreeing: 0.1 });
        });
        assert_eq!(codes(&dossier), ["D314"]);
        assert!(
            !run(&dossier)[0].fix.en.contains("dossier fix"),
            "without a tag, `fix` does not know which side is up"
        );
        let turned = |dossier: &mut crate::dossier::Dossier, tag| {
            scan(dossier, "id/front").inspected.picture.as_mut().expect("a picture").orientation = Some(tag);
        };
        turned(&mut dossier, Orientation::QuarterRight);
        assert_eq!(codes(&dossier), ["D314"], "the tag turns it upright");
        turned(&mut dossier, Orientation::HalfTurn);
        assert_eq!(codes(&dossier), ["D314"], "the tag does not help");
        see(&mut dossier, "id/front", |look| look.ink.edges = 0.005);
        turned(&mut dossier, Orientation::Upright);
        assert_eq!(codes(&dossier), [""; 0], "too little text to tell");
    }

    #[test]
    fn a_portrait_has_no_lines() {
        let mut dossier = complete();
        see(&mut dossier, "photo/photo", |look| {
            look.lines = Some(crate::seen::look::Lines { upright: 0.2, agreeing: 0.1 });
        });
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
