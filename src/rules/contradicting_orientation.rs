//! D315: an orientation tag that turns an upright picture onto its side.

use super::orientation::{lies_on_its_side, tag};
use super::{Check, Drawn, Repair, Rule};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D315",
    name: "contradicting-orientation",
    severity: Severity::Warning,
    about: include_str!("contradicting_orientation.md"),
    check: Check::Scan(check),
    cured_by_fix: &[Repair::Cleaned],
    drawn_on_picture: Drawn::Badge,
    distrusts_orientation: true,
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let tag = tag(scan);
    if !tag.swaps_sides() || !lies_on_its_side(part, scan) {
        return None;
    }
    let path = scan.path.shown();
    let message = Text {
        zh: format!(
            "“{path}”的画面和旋转标记（Exif {tag}）矛盾：不认标记的软件照原样显示，文字是横着走的；认标记的软件转 90° 再显示，\
             文字就竖过来了。两种样子，请看哪一种是正的。"
        ),
        en: format!(
            "The picture of “{path}” contradicts its tag (Exif orientation {tag}): programs that ignore the tag show it as it \
             is stored, with lines that run across; programs that obey the tag turn it by 90°, and its lines run down. See \
             which of the two views is upright."
        ),
    };
    let fix = Text {
        zh: "用看图软件打开，转正后另存为新文件（标记会一起改正），再看一眼方向对不对。".to_owned(),
        en: "Open it in a viewer, turn it upright and save it as a new file (which corrects the tag), then look at it again."
            .to_owned(),
    };
    Some(Fault::warning(message, fix))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, scan, see};

    #[test]
    fn told_instead_of_sideways() {
        let mut dossier = complete();
        see(&mut dossier, "id/front", |look| {
            look.lines = Some(crate::seen::look::Lines { upright: 9.0, agreeing: 0.9 });
        });
        scan(&mut dossier, "id/front").inspected.picture.as_mut().expect("a picture").orientation =
            Some(crate::jpeg::Orientation::QuarterLeft);
        assert_eq!(codes(&dossier), ["D315"]);
    }
}
