//! D311: dark and light hardly differ.

use super::resolution::is_judged_by_pixels;
use super::{Asks, Check, Drawn, Remedy, Rule, almost_empty, place, too_dark, washed_out, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D311",
    name: "low-contrast",
    severity: Severity::Warning,
    about: include_str!("low_contrast.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Badge,
    asks: Asks::Limits(&[LimitName::StrengthWarning, LimitName::ContrastWarning]),
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let look = place::look(scan)?;
    let limit = part.limits.get(LimitName::ContrastWarning)?;
    let contrast = look.tone.high.saturating_sub(look.tone.low);
    // A page with few words has a small contrast by its means, and strong print all the same.
    let faint = is_judged_by_pixels(part)
        || part.limits.value(LimitName::StrengthWarning).is_none_or(|least| f64::from(look.ink.strength) < least);
    let reported = washed_out::is_washed_out(part, look)
        || almost_empty::is_almost_empty(part, look)
        || too_dark::limit(part, look).is_some()
        || too_dark::is_dim(part, look);
    if f64::from(contrast) >= limit.value || !faint || reported {
        return None;
    }
    let least = limit.value;
    let what = Text { zh: format!("至少 {least} 级"), en: format!("at least {least} levels") };
    let asked = words::asked(limit, &what);
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”灰蒙蒙的：最深和最浅只差 {contrast} 级（满分 255），{}。", asked.zh),
        en: format!(
            "“{path}” is dull: its darkest and lightest parts are {contrast} of 255 levels apart; {}.",
            asked.en
        ),
    };
    let fix = Text {
        zh: "擦干净扫描仪的玻璃，把对比度调到“自动”后重新扫描；用手机拍的，避开反光和阴影。".to_owned(),
        en: "Clean the scanner's glass, set its contrast to automatic and scan again; with a phone, avoid glare and \
             shadow."
            .to_owned(),
    };
    Some(Fault::warning(message, fix).measured(format!("≥ {least}"), contrast.to_string()))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, see};

    #[test]
    fn dull_print_but_not_a_page_of_few_words() {
        let mut dossier = complete();
        see(&mut dossier, "id/front", |look| (look.tone.low, look.tone.high) = (180, 220));
        assert_eq!(codes(&dossier), [""; 0], "strong print");
        see(&mut dossier, "id/front", |look| look.ink.strength = 22.0);
        assert_eq!(codes(&dossier), ["D311"]);
    }
}
