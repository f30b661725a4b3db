//! D701: a page whose writing stands on its head or lies on its side.

use super::orientation::tag;
use super::{Check, Drawn, Rule};
use crate::dossier::Scan;
use crate::dossier::reading::Turn;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D701",
    name: "wrong-way-up",
    severity: Severity::Error,
    about: include_str!("wrong_way_up.md"),
    check: Check::Scan(check),
    drawn_on_picture: Drawn::Badge,
    ..Rule::DEFAULTS
};

fn check(_: &Part, scan: &Scan) -> Option<Fault> {
    let turn = certain(scan)?;
    // A quarter turn that a tag makes is a contradiction between the two (D315).
    if turn != Turn::Half && tag(scan).swaps_sides() {
        return None;
    }
    let path = scan.path.shown();
    let (zh, en, turn_zh, turn_en) = match turn {
        Turn::Half => ("上下颠倒", "upside-down", "转 180°", "by 180°"),
        Turn::QuarterRight => ("横着", "on its side", "向右（顺时针）转 90°", "to the right (clockwise) by 90°"),
        Turn::QuarterLeft => ("横着", "on its side", "向左（逆时针）转 90°", "to the left (anticlockwise) by 90°"),
        Turn::Unknown | Turn::Upright => return None,
    };
    let message = Text {
        zh: format!("“{path}”是{zh}的：上面的字要转过来才能读。"),
        en: format!("“{path}” is {en}: its words can be read only when it is turned."),
    };
    let fix = Text {
        zh: format!("用看图软件{turn_zh}后另存，再看一眼方向对不对。"),
        en: format!("Turn it {turn_en} in a viewer, save it, and look at it again."),
    };
    Some(Fault::error(message, fix))
}

/// How a page lies, where the words say so beyond doubt and it is not upright.
pub(super) fn certain(scan: &Scan) -> Option<Turn> {
    let reading = scan.reading.as_ref().ok().filter(|reading| reading.sure)?;
    Some(reading.turn).filter(|turn| !matches!(turn, Turn::Unknown | Turn::Upright))
}

#[cfg(test)]
mod tests {
    use crate::dossier::reading::Turn;
    use crate::rules::testing::{codes, complete, scan};
    use crate::rules::testing_words::says;

    #[test]
    fn only_what_is_beyond_doubt() {
        let mut dossier = complete();
        says(&mut dossier, "id/front");
        for (turn, sure, expected) in [
            (Turn::Half, true, &["D701"][..]),
            (Turn::QuarterLeft, true, &["D701"][..]),
            (Turn::Half, false, &[][..]),
            (Turn::Upright, true, &[][..]),
            (Turn::Unknown, false, &[][..]),
        ] {
            let reading = scan(&mut dossier, "id/front").reading.as_mut().expect("a reading");
            (reading.turn, reading.sure) = (turn, sure);
            assert_eq!(codes(&dossier), expected, "{turn:?}");
        }
    }
}
