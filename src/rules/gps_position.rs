//! D320: a file that says where it was taken.

use super::{Check, Drawn, Remedy, Repair, Rule, place};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D320",
    name: "gps-position",
    severity: Severity::Warning,
    about: include_str!("gps_position.md"),
    check: Check::Scan(check),
    remedy: Remedy::Fix,
    cured_by_fix: &[Repair::Cleaned],
    drawn_on_picture: Drawn::Badge,
    ..Rule::DEFAULTS
};

fn check(_: &Part, scan: &Scan) -> Option<Fault> {
    place::picture(scan).filter(|picture| picture.gps)?;
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”里记着拍摄地点的经纬度；它是手机拍的照片，不是扫描件。"),
        en: format!("“{path}” contains the position where it was taken: it is a phone photo, not a scan."),
    };
    let fix = Text {
        zh: "用扫描仪扫描原件；一定要用照片的，用看图软件另存一份，去掉位置信息。".to_owned(),
        en: "Scan the original; if it must be a photo, save a copy without the position.".to_owned(),
    };
    Some(Fault::warning(message, fix))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, scan};

    #[test]
    fn a_position_is_told() {
        let mut dossier = complete();
        scan(&mut dossier, "id/front").inspected.picture.as_mut().expect("a picture").gps = true;
        assert_eq!(codes(&dossier), ["D320"]);
    }
}
