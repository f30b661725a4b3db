//! D319: a picture in printing inks (CMYK), which browsers show wrong.

use super::{Check, Drawn, Remedy, Repair, Rule, place};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D319",
    name: "four-components",
    severity: Severity::Warning,
    about: include_str!("four_components.md"),
    check: Check::Scan(check),
    remedy: Remedy::Fix,
    cured_by_fix: &[Repair::Recoloured],
    drawn_on_picture: Drawn::Badge,
    ..Rule::DEFAULTS
};

fn check(_: &Part, scan: &Scan) -> Option<Fault> {
    place::picture(scan).filter(|picture| picture.components == 4)?;
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”是印刷用的四色图片（CMYK），网页上常常显示成错的颜色。"),
        en: format!("“{path}” is in four printing inks (CMYK); browsers often show such pictures in wrong colours."),
    };
    let fix = Text {
        zh: "用制作它的软件转成 RGB，另存为 JPG（或用 dossier fix）。".to_owned(),
        en: "Convert it to RGB in the program that made it and save it as JPEG (or use dossier fix).".to_owned(),
    };
    Some(Fault::warning(message, fix).measured("3", "4"))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, scan};

    #[test]
    fn four_but_not_one_or_three() {
        for (components, expected) in [(1, None), (3, None), (4, Some("D319"))] {
            let mut dossier = complete();
            scan(&mut dossier, "id/front").inspected.picture.as_mut().expect("a picture").components = components;
            assert_eq!(codes(&dossier), Vec::from_iter(expected));
        }
    }
}
