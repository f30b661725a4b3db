//! D307: a page with nothing on it.

use super::{Check, Drawn, Remedy, Rule, place};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D307",
    name: "blank",
    severity: Severity::Error,
    about: include_str!("blank.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Badge,
    ..Rule::DEFAULTS
};

/// The median from which an empty page is a white one, and below which it is a black one, level.
const WHITE: u8 = 160;
/// See [`WHITE`].
const BLACK: u8 = 60;

fn check(_: &Part, scan: &Scan) -> Option<Fault> {
    let look = place::picture(scan)?.look.as_ref().filter(|look| place::is_blank(look))?;
    let (how_zh, how_en) = match look.tone.middle {
        WHITE.. => ("一片白", "all white"),
        ..=BLACK => ("一片黑", "all black"),
        _ => ("一片灰", "all grey"),
    };
    let path = scan.path.shown();
    if place::is_crumpled(look) {
        return Some(crumpled(path));
    }
    let message = Text {
        zh: format!("“{path}”是空白的：{how_zh}，什么内容都没有。"),
        en: format!("“{path}” is blank: {how_en}, with nothing on it."),
    };
    let fix = Text {
        zh: "多半是扫了反面，或纸没有放到位：把有字的一面朝下重新扫描。".to_owned(),
        en: "The wrong side was scanned, or the sheet was not in place: lay the printed side down and scan it again."
            .to_owned(),
    };
    Some(Fault::error(message, fix))
}

/// A very blurred page may look the same: a person decides.
fn crumpled(path: &str) -> Fault {
    let message = Text {
        zh: format!("“{path}”像是空白的：只有褶皱和阴影，看不到字。"),
        en: format!("“{path}” seems to be blank: there are creases and shadows on it, but no writing."),
    };
    let fix = Text {
        zh: "打开看看：扫错了面的，把有字的一面朝下重新扫描；有字却看不清的，压平、对准焦再扫描。".to_owned(),
        en: "Open it: if the wrong side was scanned, scan the other; if there is writing that cannot be read, flatten the \
             sheet and scan it again in focus."
            .to_owned(),
    };
    Fault::warning(message, fix)
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, edges, see};

    #[test]
    fn blank_is_one_finding_and_not_dark_as_well() {
        let mut dossier = complete();
        see(&mut dossier, "id/front", |look| {
            (look.ink.edges, look.ink.relief, look.ink.strength) = (0.0, 0.0, 0.0);
            (look.tone.dark, look.tone.low, look.tone.middle, look.tone.high) = (1.0, 0, 0, 0);
        });
        assert_eq!(codes(&dossier), ["D307"]);
        assert!(run(&dossier)[0].message.en.contains("black"));
    }

    #[test]
    fn creases_without_ink_are_a_blank_page_and_not_a_blurred_one() {
        let mut dossier = complete();
        see(&mut dossier, "id/front", |look| {
            (look.ink.edges, look.ink.relief, look.ink.strength) = (0.003, 0.195, 18.3);
            (look.tone.low, look.tone.middle, look.tone.high) = (202, 230, 248);
            (look.lines, look.sharpness.width) = (None, Some(edges(5.35)));
        });
        assert_eq!((codes(&dossier), run(&dossier)[0].severity), (vec!["D307"], Severity::Warning));
        see(&mut dossier, "id/front", |look| look.tone.low = 120);
        assert_eq!(codes(&dossier), ["D305"], "blurred print is darker than its paper");
    }
}
