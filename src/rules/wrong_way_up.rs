//! D701: a page whose writing stands on its head or lies on its side.

use super::orientation::tag;
use super::page_words::CLEAR;
use super::{Check, Drawn, Rule};
use crate::dossier::Scan;
use crate::dossier::understood::Seen;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::seen::reading::Turn;
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

/// Percent that the title of a page reaches on the average that is to say which way up it is.
const CERTAIN: u8 = 90;

fn check(_: &Part, scan: &Scan) -> Option<Fault> {
    let (turn, sure) = lies(scan)?;
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
    if sure {
        return Some(Fault::error(message, fix));
    }
    let message = Text {
        zh: format!("“{path}”像是{zh}的：有几行字转过来才读得清，请看一眼。"),
        en: format!("“{path}” seems to be {en}: some of its lines are clear only when it is turned. Look at it."),
    };
    Some(Fault::warning(message, fix))
}

/// So many lines that are clear only this way up are a reason to look.
const CLEAR_LINES: usize = 2;

/// How a page lies that is not upright, and whether that is beyond doubt: by the lines that were tried for it, or because the
/// title or the labels of a document are clear only this way up. Ornaments are as good or bad both ways, and hide what
/// the lines tried would say.
pub(super) fn lies(scan: &Scan) -> Option<(Turn, bool)> {
    let reading = scan.reading.as_ref().ok().filter(|reading| !reading.mirrored)?;
    if matches!(reading.turn, Turn::Unknown | Turn::Upright) {
        return None;
    }
    let clear = |seen: &Seen| seen.confidence >= CERTAIN && seen.least >= CLEAR;
    let known = scan.understood.as_ref().and_then(|said| said.is.as_ref());
    let sure = reading.sure || known.is_some_and(|known| known.words.iter().any(clear));
    (sure || reading.credible() >= CLEAR_LINES).then_some((reading.turn, sure))
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, scan};
    use crate::rules::testing_words::{is, says};
    use crate::seen::reading::{Line, Turn};

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

    /// As certificates with an ornate border are read: the lines that were tried were ornaments.
    #[test]
    fn a_title_that_is_clear_only_when_turned_is_beyond_doubt() {
        let mut dossier = complete();
        is(&mut dossier, "education/degree", "education/degree");
        let reading = scan(&mut dossier, "education/degree").reading.as_mut().expect("a reading");
        (reading.turn, reading.sure) = (Turn::Half, false);
        assert_eq!((codes(&dossier), run(&dossier)[0].severity), (vec!["D701"], Severity::Error));
        let degree = scan(&mut dossier, "education/degree");
        degree.understood.as_mut().expect("words").is = None;
        assert_eq!(codes(&dossier), [""; 0]);
        let line = |text: &str| Line {
            text: text.to_owned(),
            confidence: 98,
            least: 96,
            numerals: 100,
            at: [1000, 1000, 9000, 1300],
            row: 0,
        };
        let degree = scan(&mut dossier, "education/degree");
        degree.reading.as_mut().expect("a reading").lines = vec![line("完成了本科学习计划"), line("授予工学学士学位")];
        assert_eq!((codes(&dossier), run(&dossier)[0].severity), (vec!["D701"], Severity::Warning));
    }
}
