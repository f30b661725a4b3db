//! D309: a picture most of which is nearly black.

use super::{Check, Rule, place, words};
use crate::dossier::Scan;
use crate::dossier::look::Look;
use crate::finding::{Fault, Severity};
use crate::profile::{Limit, LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D309",
    name: "too-dark",
    severity: Severity::Error,
    about: include_str!("too_dark.md"),
    check: Check::Scan(check),
};

/// How bad it is that so much of a picture is dark, and which limit says so; `None` where it is not.
pub(super) fn limit(part: &Part, look: &Look) -> Option<(Severity, Limit)> {
    let above = |name| part.limits.get(name).filter(|limit| f64::from(look.tone.dark) > limit.value);
    let error = above(LimitName::DarkError).map(|limit| (Severity::Error, limit));
    error.or_else(|| Some((Severity::Warning, above(LimitName::DarkWarning)?)))
}

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let look = place::look(scan)?;
    let (level, limit) = limit(part, look)?;
    let dark = f64::from(look.tone.dark);
    let (is, most) = (words::percent(dark), words::percent(limit.value));
    let what = Text { zh: format!("不超过 {most}"), en: format!("at most {most}") };
    let asked = words::asked(limit, &what);
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”太暗：画面的 {is} 接近全黑，{}。", asked.zh),
        en: format!("“{path}” is too dark: {is} of it is nearly black; {}.", asked.en),
    };
    let fix = Text {
        zh: "盖好扫描仪的盖子、调亮后重新扫描；用手机拍的，到亮处拍，并裁掉纸张以外的深色桌面。".to_owned(),
        en: "Close the scanner's lid, make it brighter and scan again; with a telephone, go where there is light, and crop \
             away the dark table around the sheet."
            .to_owned(),
    };
    Some(Fault { level, ..Fault::error(message, fix).measured(format!("≤ {most}"), is) })
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{complete, see};

    #[test]
    fn two_thresholds() {
        for (dark, expected) in [(0.5, None), (0.6, Some(Severity::Warning)), (0.79, Some(Severity::Error))] {
            let mut dossier = complete();
            see(&mut dossier, "id/front", |look| look.tone.dark = dark);
            let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.code, finding.severity)).collect();
            let expected: Vec<_> = expected.into_iter().map(|level| ("D309", level)).collect();
            assert_eq!(found, expected, "{dark}");
        }
    }
}
