//! D308: a page with almost nothing on it.

use super::{Asks, Check, Drawn, Rule, place, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{LimitName, Part};
use crate::seen::look::Look;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D308",
    name: "almost-empty",
    severity: Severity::Warning,
    about: include_str!("almost_empty.md"),
    check: Check::Scan(check),
    drawn_on_picture: Drawn::Badge,
    asks: Asks::Limits(&[LimitName::InkWarning]),
    ..Rule::DEFAULTS
};

/// Whether almost nothing is on the page, by the part's limit. A blurred page has no edges, but relief.
pub(super) fn is_almost_empty(part: &Part, look: &Look) -> bool {
    part.limits.value(LimitName::InkWarning).is_some_and(|least| permille(look) < least)
}

fn permille(look: &Look) -> f64 {
    f64::from(look.ink.edges.max(look.ink.relief)) * 1000.0
}

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let look = place::look(scan).filter(|look| is_almost_empty(part, look))?;
    let limit = part.limits.get(LimitName::InkWarning)?;
    let (least, is) = (limit.value, permille(look));
    let what = Text { zh: format!("至少 {least} ‰"), en: format!("at least {least} ‰") };
    let asked = words::asked(limit, &what);
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”几乎是空白的：有内容的地方只占 {is:.2} ‰，{}。", asked.zh),
        en: format!("“{path}” is almost empty: something is on {is:.2} ‰ of it; {}.", asked.en),
    };
    let fix = Text {
        zh: "打开看看是不是扫错了面；不是的话不用管。".to_owned(),
        en: "Open it and see whether the wrong side was scanned; if not, leave it.".to_owned(),
    };
    Some(Fault::warning(message, fix).measured(format!("≥ {least} ‰"), format!("{is:.2} ‰")))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, see};

    #[test]
    fn a_page_number_is_almost_nothing_and_a_heading_is_enough() {
        let mut dossier = complete();
        see(&mut dossier, "id/front", |look| (look.ink.edges, look.ink.relief) = (0.000_09, 0.0001));
        assert_eq!(codes(&dossier), ["D308"]);
        see(&mut dossier, "id/front", |look| (look.ink.edges, look.ink.relief) = (0.000_94, 0.001));
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
