//! D330: a gray copy of what is to be in colour.

use super::{Asks, Check, Drawn, Remedy, Rule, place, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D330",
    name: "not-in-colour",
    severity: Severity::Info,
    about: include_str!("not_in_colour.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Badge,
    asks: Asks::Limits(&[LimitName::ColourNote]),
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let look = place::look(scan)?;
    let is = f64::from(look.tone.coloured);
    let limit = part.limits.get(LimitName::ColourNote).filter(|limit| is < limit.value)?;
    let path = scan.path.shown();
    let least = words::percent(limit.value);
    let what = Text { zh: format!("至少 {least} 有颜色"), en: format!("at least {least} in colour") };
    let asked = words::asked(limit, &what);
    let message = Text {
        zh: format!("“{path}”是黑白的；{}。", asked.zh),
        en: format!("“{path}” is in black and white; {}.", asked.en),
    };
    let fix = Text {
        zh: "有彩色的原件就用彩色的；扫描时选“彩色”。".to_owned(),
        en: "Use the original in colour where there is one; set the scanner to colour.".to_owned(),
    };
    Some(Fault::info(message, fix).measured(format!("≥ {least}"), words::percent(is)))
}

#[cfg(test)]
mod tests {
    use crate::profile::{Limit, LimitName, Source};
    use crate::rules::testing::{codes, complete, part, see};

    #[test]
    fn a_gray_photo_is_told_where_the_checklist_asks_for_colour() {
        let mut dossier = complete();
        see(&mut dossier, "photo/photo", |look| look.tone.coloured = 0.0);
        assert_eq!(codes(&dossier), [""; 0]);
        let limit = Limit { value: 0.01, source: Source::Recommended };
        part(&mut dossier, "photo", "photo").limits.set(LimitName::ColourNote, limit);
        assert_eq!(codes(&dossier), ["D330"]);
        see(&mut dossier, "photo/photo", |look| look.tone.coloured = 0.28);
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
