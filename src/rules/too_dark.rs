//! D309: a picture most of which is nearly black.

use super::photo_framing::is_of_a_photo;
use super::resolution::is_judged_by_pixels;
use super::{Asks, Check, Drawn, Remedy, Rule, place, sheet, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{Limit, LimitName, Part};
use crate::seen::look::Look;
use crate::seen::sheet::Ground;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D309",
    name: "too-dark",
    severity: Severity::Error,
    about: include_str!("too_dark.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Badge,
    asks: Asks::Limits(&[LimitName::DarkError, LimitName::DarkWarning, LimitName::BlackenedWarning]),
    ..Rule::DEFAULTS
};

/// The level that the lightest hundredth of a photo reaches at least: skin and a shirt in any ordinary light do.
const LIGHTEST: u8 = 110;

/// How bad it is that so much of a picture is dark, and which limit says so; `None` where it is not.
pub(super) fn limit(part: &Part, look: &Look) -> Option<(Severity, Limit)> {
    let above = |name| part.limits.get(name).filter(|limit| f64::from(look.tone.dark) > limit.value);
    let error = above(LimitName::DarkError).map(|limit| (Severity::Error, limit));
    error.or_else(|| Some((Severity::Warning, above(LimitName::DarkWarning)?)))
}

/// Whether a photo of a person is dark all over: even its lightest places are.
pub(super) fn is_dim(part: &Part, look: &Look) -> bool {
    is_of_a_photo(part) && look.tone.high < LIGHTEST
}

/// Share of blocks with an edge from which a dark page is a written one rather than a dark table around a sheet.
const WRITTEN: f32 = 0.25;
/// The level that the lightest hundredth of a blackened page reaches at least. A dull scan of an old book stays below it, and
/// its print is seen.
const STRIKING: u8 = 120;

/// Which limit says that an app made a written page black: half of it is darker.
fn blackened_below(part: &Part, look: &Look) -> Option<Limit> {
    let written = look.ink.edges > WRITTEN && look.tone.high >= STRIKING && !is_judged_by_pixels(part);
    let limit = part.limits.get(LimitName::BlackenedWarning).filter(|_| written)?;
    (f64::from(look.tone.middle) < limit.value).then_some(limit)
}

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let (look, path) = (place::look(scan)?, scan.path.shown());
    // What is dark around a sheet is not the sheet: D324 and D325 speak of it.
    if sheet::lying(part, scan).is_some_and(|(_, outline)| outline.ground == Ground::Black) {
        return None;
    }
    let Some((level, limit)) = limit(part, look) else {
        if is_dim(part, look) {
            return Some(dim(path, look.tone.high));
        }
        return blackened_below(part, look).map(|limit| blackened(path, look.tone.middle, limit));
    };
    let dark = f64::from(look.tone.dark);
    let (is, most) = (words::percent(dark), words::percent(limit.value));
    let what = Text { zh: format!("不超过 {most}"), en: format!("at most {most}") };
    let asked = words::asked(limit, &what);
    let message = Text {
        zh: format!("“{path}”太暗：画面的 {is} 接近全黑，{}。", asked.zh),
        en: format!("“{path}” is too dark: {is} of it is nearly black; {}.", asked.en),
    };
    let fix = Text {
        zh: "盖好扫描仪的盖子、调亮后重新扫描；用手机拍的，到亮处拍，并裁掉纸张以外的深色桌面。".to_owned(),
        en:
            "Close the scanner's lid, make it brighter and scan again; with a phone, go where there is light, and crop \
             away the dark table around the sheet."
                .to_owned(),
    };
    Some(Fault { level, ..Fault::error(message, fix).measured(format!("≤ {most}"), is) })
}

fn blackened(path: &str, middle: u8, limit: Limit) -> Fault {
    let message = Text {
        zh: format!("“{path}”发黑：有字的页面，一半的地方亮度不到 {middle} 级（全白是 255）。"),
        en: format!("“{path}” is blackened: half of its written page is darker than level {middle} of 255."),
    };
    let fix = Text {
        zh: "关掉手机扫描软件的“增强”“黑白”处理，到亮处重新拍，或用扫描仪扫描。".to_owned(),
        en: "Turn off “enhance” or “black and white” in the phone's scanner and take it again in good light, or use a \
             scanner."
            .to_owned(),
    };
    Fault::warning(message, fix).measured(format!("≥ {}", limit.value), middle.to_string())
}

fn dim(path: &str, high: u8) -> Fault {
    let message = Text {
        zh: format!("照片“{path}”太暗：最亮的地方也只有 {high} 级（全白是 255）。"),
        en: format!("The photo “{path}” is too dark: its lightest places reach level {high} of 255."),
    };
    let fix = Text {
        zh: "向照相馆要正常亮度的电子版原图，或在亮处重拍、重新扫描。".to_owned(),
        en: "Ask the photographer for the original file, or have it taken or scanned again with enough light."
            .to_owned(),
    };
    Fault::warning(message, fix).measured(format!("≥ {LIGHTEST}"), high.to_string())
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, see};
    use crate::rules::testing_look::lay;
    use crate::seen::sheet::Ground;

    #[test]
    fn two_thresholds() {
        for (dark, expected) in [(0.5, None), (0.6, Some(Severity::Warning)), (0.79, Some(Severity::Error))] {
            let mut dossier = complete();
            see(&mut dossier, "id/front", |look| look.tone.dark = dark);
            let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            let expected: Vec<_> = expected.into_iter().map(|level| ("D309", level)).collect();
            assert_eq!(found, expected, "{dark}");
        }
    }

    #[test]
    fn a_written_page_that_an_app_made_black() {
        for (middle, edges, high, expected) in
            [(70, 0.4, 250, &["D309"][..]), (101, 0.47, 242, &[]), (32, 0.1, 221, &[]), (76, 0.62, 105, &[])]
        {
            let mut dossier = complete();
            see(&mut dossier, "id/front", |look| {
                (look.tone.dark, look.tone.low, look.tone.middle, look.tone.high) = (0.2, 5, middle, high);
                look.ink.edges = edges;
            });
            assert_eq!(codes(&dossier), expected, "median {middle}, edges {edges}, lightest {high}");
        }
    }

    #[test]
    fn a_photo_without_any_light_is_dark_and_has_no_background() {
        let mut dossier = complete();
        see(&mut dossier, "photo/photo", |look| {
            look.tone.high = 71;
            look.background = Some(crate::seen::look::Background { colour: [52, 63, 69], spread: 0.0 });
        });
        assert_eq!(run(&dossier).iter().map(|finding| finding.rule.code).collect::<Vec<_>>(), ["D309"]);
    }

    #[test]
    fn a_black_table_around_a_sheet_is_not_its_own() {
        let mut dossier = complete();
        lay(&mut dossier, "education/degree", 0.3, Ground::Black);
        see(&mut dossier, "education/degree", |look| look.tone.dark = 0.9);
        assert!(!codes(&dossier).contains(&"D309"));
        lay(&mut dossier, "education/degree", 0.3, Ground::Gray);
        assert!(codes(&dossier).contains(&"D309"));
    }
}
