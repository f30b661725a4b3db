//! D331: no red where a red seal is due.

use super::{Asks, Check, Drawn, Remedy, Rule, place};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D331",
    name: "no-red",
    severity: Severity::Info,
    about: include_str!("no_red.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Badge,
    asks: Asks::Limits(&[LimitName::RedNote]),
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let look = place::look(scan)?;
    let is = f64::from(look.tone.red);
    let limit = part.limits.get(LimitName::RedNote).filter(|limit| is < limit.value)?;
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”上看不到红色：这份材料一般盖有红章。"),
        en: format!("No red is seen on “{path}”: such a document bears a red seal as a rule."),
    };
    let fix = Text {
        zh: "请自己看一眼：是黑白复印件，或扫描时选了“黑白”“灰度”的，换原件用彩色重新扫描；原件上没有红章的，不用管。".to_owned(),
        en: "Look yourself: if it is a black-and-white copy, or was scanned without colour, scan the original in colour. \
             If the original has no red seal, leave it."
            .to_owned(),
    };
    let per_mille = |share: f64| format!("{:.1} ‰", share * 1000.0);
    Some(Fault::info(message, fix).measured(format!("≥ {}", per_mille(limit.value)), per_mille(is)))
}

#[cfg(test)]
mod tests {
    use crate::profile::{Limit, LimitName, Source};
    use crate::rules::testing::{codes, complete, part, see};

    #[test]
    fn a_gray_copy_is_told_where_a_red_seal_is_due() {
        let mut dossier = complete();
        let limit = Limit { value: 0.0015, source: Source::Recommended };
        part(&mut dossier, "id", "front").limits.set(LimitName::RedNote, limit);
        for (red, told) in [(0.0, true), (0.0014, true), (0.0037, false)] {
            see(&mut dossier, "id/front", |look| look.tone.red = red);
            assert_eq!(codes(&dossier).contains(&"D331"), told, "{red}");
        }
    }
}
