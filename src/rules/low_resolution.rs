//! D301: too few pixels for the size of the original.

use super::resolution::{Resolution, effective, of_whole_picture};
use super::{Asks, Check, Drawn, Remedy, Rule, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D301",
    name: "low-resolution",
    severity: Severity::Error,
    about: include_str!("low_resolution.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Badge,
    asks: Asks::Limits(&[LimitName::DpiError, LimitName::DpiWarning]),
    ..Rule::DEFAULTS
};

/// Pixels come whole, and some scanners round a page's size to blocks of them: A4 at 300 dpi is 2480 × 3508 pixels, which
/// are 299.96 dpi.
const ROUNDED: f64 = 0.995;

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let Resolution::Dpi(dpi) = effective(part, scan) else { return None };
    let below = |name| part.limits.get(name).filter(|limit| dpi < limit.value * ROUNDED);
    let (level, limit) = match below(LimitName::DpiError) {
        Some(limit) => (Severity::Error, limit),
        None => (Severity::Warning, below(LimitName::DpiWarning)?),
    };
    let path = scan.path.shown();
    let (is, least) = (dpi.floor(), limit.value);
    let what = Text { zh: format!("至少 {least} dpi"), en: format!("at least {least} dpi") };
    let asked = words::asked(limit, &what);
    let (outcome_zh, outcome_en) = match level {
        Severity::Error => ("放大看不清楚", "is not clear when enlarged"),
        _ => ("放大看可能不够清楚", "may not be clear enough when enlarged"),
    };
    let message = match of_whole_picture(part, scan) {
        Some(whole) => Text {
            zh: format!(
                "“{path}”按画面中材料的实际大小折算只有约 {is} dpi（整幅画面算是 {} dpi），{outcome_zh}；{}。",
                whole.round(),
                asked.zh
            ),
            en: format!(
                "“{path}” has only about {is} dpi for the sheet as it lies in the picture ({} dpi for the whole frame) and \
                 {outcome_en}; {}.",
                whole.round(),
                asked.en
            ),
        },
        None => Text {
            zh: format!("“{path}”按原件大小折算只有约 {is} dpi，{outcome_zh}；{}。", asked.zh),
            en: format!(
                "“{path}” has only about {is} dpi for the size of the original and {outcome_en}; {}.",
                asked.en
            ),
        },
    };
    let wished = part.limits.advised_dpi();
    let fix = Text {
        zh: format!("用扫描仪按 {wished} dpi 重新扫描原件；在软件里放大图片没有用。"),
        en: format!("Scan the original again at {wished} dpi; enlarging the picture in a program does not help."),
    };
    let fault = Fault::error(message, fix).measured(format!("≥ {least} dpi"), format!("{is} dpi"));
    Some(Fault { level, ..fault })
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::profile::{Limit, LimitName, Source};
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, part, picture, scan, see};
    use crate::rules::testing_look::{lay, outline};
    use crate::seen::sheet::Ground;

    #[test]
    fn two_thresholds() {
        for (width, height, expected) in [
            (1654, 2339, None),
            (2339, 1654, None),
            (1640, 2320, Some(Severity::Warning)),
            (1654, 2320, Some(Severity::Warning)),
            (1200, 1700, Some(Severity::Error)),
            (620, 877, Some(Severity::Error)),
        ] {
            let mut dossier = complete();
            scan(&mut dossier, "id/front").inspected.picture = Some(picture(width, height));
            let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            let expected: Vec<_> = expected.into_iter().map(|level| ("D301", level)).collect();
            assert_eq!(found, expected, "{width} × {height}");
        }
    }

    #[test]
    fn what_a_scanner_makes_of_a_page_has_the_resolution_it_was_set_to() {
        for (dpi, width, height) in
            [(150.0, 1240, 1754), (300.0, 2480, 3508), (300.0, 2480, 3504), (400.0, 3307, 4677), (600.0, 4960, 7016)]
        {
            let mut dossier = complete();
            let least = Limit { value: dpi, source: Source::Notice };
            for name in [LimitName::DpiError, LimitName::DpiWarning] {
                part(&mut dossier, "id", "front").limits.set(name, least);
            }
            scan(&mut dossier, "id/front").inspected.picture = Some(picture(width, height));
            assert_eq!(codes(&dossier), [""; 0], "{dpi}");
            scan(&mut dossier, "id/front").inspected.picture = Some(picture(width * 98 / 100, height * 98 / 100));
            let found = run(&dossier);
            assert_eq!((found[0].rule.code, found[0].severity), ("D301", Severity::Error), "{dpi}");
            let asked = format!("at {} dpi", dpi.max(300.0));
            assert!(found[0].fix.en.contains(&asked), "{}", found[0].fix.en);
        }
    }

    #[test]
    fn a_card_copied_onto_the_sheet_that_is_asked_for_is_judged_by_the_sheet() {
        let at = "education/degree";
        let mut dossier = complete();
        lay(&mut dossier, at, 0.07, Ground::White);
        assert_eq!(codes(&dossier), ["D324"], "a passport on A4, or A4 made small: no resolution is held against it");
        // An ID card of its own size on an A4 page.
        let card = [[0.3, 0.2], [0.708, 0.2], [0.708, 0.382], [0.3, 0.382]];
        see(&mut dossier, at, |look| outline(look).corners = card);
        assert_eq!(codes(&dossier), [""; 0]);
        see(&mut dossier, at, |look| outline(look).ground = Ground::Coloured);
        assert_eq!(codes(&dossier), ["D301", "D324"], "a desk is no sheet");
        see(&mut dossier, at, |look| outline(look).ground = Ground::White);
        scan(&mut dossier, at).inspected.picture.as_mut().expect("a picture").height = 2205;
        assert!(codes(&dossier).contains(&"D324"), "a phone's picture, 4 : 3, is no scan of a sheet");
    }

    #[test]
    fn says_how_much_is_there_and_who_asks() {
        let mut dossier = complete();
        scan(&mut dossier, "id/front").inspected.picture = Some(picture(620, 877));
        let finding = &run(&dossier)[0];
        assert_eq!((finding.want.as_deref(), finding.got.as_deref()), (Some("≥ 150 dpi"), Some("74 dpi")));
        assert!(finding.message.zh.contains("本清单建议至少 150 dpi"), "{}", finding.message.zh);
        assert_eq!(codes(&dossier), ["D301"]);
    }
}
