//! D713: a page whose words can be read only in a mirror.

use super::{Check, Drawn, Rule};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D713",
    name: "mirrored",
    severity: Severity::Error,
    about: include_str!("mirrored.md"),
    check: Check::Scan(check),
    drawn_on_picture: Drawn::Badge,
    ..Rule::DEFAULTS
};

fn check(_: &Part, scan: &Scan) -> Option<Fault> {
    scan.reading.as_ref().ok().filter(|reading| reading.mirrored)?;
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”左右是反的：上面的字要照镜子才能读。"),
        en: format!("“{path}” is mirrored: its words can be read only in a mirror."),
    };
    let fix = Text {
        zh: "多半是前置摄像头或扫描软件的“镜像”。关掉它重新扫描；或者用看图软件左右翻转后另存，再看一眼。".to_owned(),
        en: "Usually a front camera, or “mirror” in a scanning app, did this: turn that off and scan again; or flip the picture \
             in a viewer, save it, and look at it again."
            .to_owned(),
    };
    Some(Fault::error(message, fix))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, scan};
    use crate::rules::testing_words::says;
    use crate::seen::reading::Turn;

    #[test]
    fn which_way_up_it_lies_is_then_no_question() {
        let mut dossier = complete();
        says(&mut dossier, "id/front");
        for turn in [Turn::Upright, Turn::Half] {
            let reading = scan(&mut dossier, "id/front").reading.as_mut().expect("a reading");
            (reading.turn, reading.mirrored) = (turn, true);
            assert_eq!(codes(&dossier), ["D713"], "{turn:?}");
        }
    }
}
