//! D332: more pixels for the size of the original than the notice takes.

use super::resolution::{least_and_most, of_whole_picture};
use super::{Asks, Check, Drawn, Remedy, Repair, Rule, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{Accepted, Limit, LimitName, Part};
use crate::seen::Content;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D332",
    name: "resolution-too-high",
    severity: Severity::Error,
    about: include_str!("resolution_too_high.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    cured_by_fix: &[Repair::Resampled],
    drawn_on_picture: Drawn::Badge,
    asks: Asks::Limits(&[LimitName::DpiMax]),
    ..Rule::DEFAULTS
};

/// What a scanner that was set to the limit may show beyond the sheet: the glass for A4 is 216 mm wide, 2.9 % more than the
/// sheet. Scanners go in steps of a fifth and more (200, 240, 300, 400 dpi), so that none of them is passed over.
const BEYOND_THE_SHEET: f64 = 1.03;

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let limit = part.limits.get(LimitName::DpiMax)?;
    let (surely, dpi) = least_and_most(part, scan)?;
    let beyond = |dpi| is_beyond(limit, dpi);
    if !beyond(dpi) {
        return None;
    }
    let path = scan.path.shown();
    let (is, most) = (dpi.round(), limit.value);
    let asked = words::asked(limit, &Text { zh: format!("不超过 {most} dpi"), en: format!("at most {most} dpi") });
    let of_sheet = of_whole_picture(part, scan).is_some();
    let (by_zh, by_en) = match (beyond(surely), of_sheet) {
        (true, true) => ("按画面中材料的实际大小折算", "for the sheet as it lies in the picture"),
        (true, false) => ("按原件大小折算", "for the size of the original"),
        (false, _) => ("如果原件占满画面，折算", "if the original fills the picture"),
    };
    let message = Text {
        zh: format!("“{path}”{by_zh}约有 {is} dpi；{}。", asked.zh),
        en: format!("“{path}” has about {is} dpi {by_en}; {}.", asked.en),
    };
    // What may be right as it is, a PDF that is taken, and what must not become a JPG, `fix` leaves.
    let becomes_jpg = scan.inspected.content != Content::Pdf && part.formats.contains(&Accepted::Jpg);
    let is_cured = beyond(surely) && becomes_jpg;
    let (with_zh, with_en) = if is_cured {
        (" dossier fix、图片软件", " with dossier fix or in a program")
    } else {
        ("图片软件", " in a program")
    };
    let fix = Text {
        zh: format!(
            "用扫描仪按 {most} dpi 重新扫描，或用{with_zh}把像素缩小到原来的约 {}，不要裁剪。",
            share(most / dpi)
        ),
        en: format!(
            "Scan the original again at {most} dpi, or reduce the picture to about {} of its width and height{with_en}; do \
             not crop it.",
            share(most / dpi)
        ),
    };
    if beyond(surely) {
        let remedy = if is_cured { Remedy::Fix } else { Remedy::ScanAgain };
        let fault = Fault::error(message, fix).cured_by(remedy);
        return Some(fault.measured(format!("≤ {most} dpi"), format!("{is} dpi")));
    }
    let look = Text {
        zh: format!("请看一眼：原件只占画面一部分的，不用管；占满画面的，{}", fix.zh),
        en: format!(
            "Look yourself: if the original is only a part of the picture, leave it; if it fills it: {}",
            fix.en
        ),
    };
    Some(Fault::warning(message, look).measured(format!("≤ {most} dpi"), format!("{is} dpi")).cured_by(Remedy::Look))
}

/// Whether a resolution is above the limit, more than the glass explains.
fn is_beyond(limit: Limit, dpi: f64) -> bool {
    dpi > limit.value * BEYOND_THE_SHEET
}

/// The share of its width and height at which a picture keeps to the limit, where it is surely above it.
pub fn share_within_limit(part: &Part, scan: &Scan) -> Option<f64> {
    let limit = part.limits.get(LimitName::DpiMax)?;
    let (surely, dpi) = least_and_most(part, scan)?;
    is_beyond(limit, surely).then(|| limit.value / dpi)
}

/// A share of a length, in whole percent and never too much.
fn share(share: f64) -> String {
    format!("{:.0} %", (share * 100.0).floor())
}

#[cfg(test)]
mod tests {
    use crate::dossier::Dossier;
    use crate::finding::Severity;
    use crate::profile::{Limit, LimitName, Size, Source};
    use crate::rules::run;
    use crate::rules::testing::{complete, edges, part, picture, scan, see};
    use crate::rules::testing_look::lay;
    use crate::seen::sheet::Ground;
    use crate::seen::{Content, Trouble};
    use std::sync::Arc;

    const AT: &str = "education/degree";

    fn at_most(dpi: f64, at: [&str; 2]) -> Dossier {
        let mut dossier = complete();
        let limit = Limit { value: dpi, source: Source::Notice };
        part(&mut dossier, at[0], at[1]).limits.set(LimitName::DpiMax, limit);
        dossier
    }

    /// A page of print of this size, looked at.
    fn shown(dossier: &mut Dossier, at: &str, (width, height): (u32, u32)) {
        scan(dossier, at).inspected.picture = Some(picture(width, height));
        see(dossier, at, |_| ());
    }

    #[test]
    fn what_was_scanned_at_the_limit_is_not_above_it() {
        // A4 as it is, on glass of 216 × 297 mm, cut to blocks of pixels, and the steps above.
        for (most, width, height, expected) in [
            (300.0, 2480, 3508, None),
            (300.0, 2481, 3509, None),
            (300.0, 2551, 3508, None),
            (300.0, 2550, 3600, None),
            (300.0, 3307, 4677, Some(Severity::Error)),
            (300.0, 4960, 7016, Some(Severity::Error)),
            (200.0, 1654, 2339, None),
            (200.0, 1984, 2806, Some(Severity::Error)),
            (200.0, 2806, 1984, Some(Severity::Error)),
        ] {
            let mut dossier = at_most(most, ["id", "front"]);
            shown(&mut dossier, "id/front", (width, height));
            let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            let expected: Vec<_> = expected.into_iter().map(|level| ("D332", level)).collect();
            assert_eq!(found, expected, "{width} × {height} at most {most}");
        }
        let mut dossier = at_most(300.0, ["id", "front"]);
        shown(&mut dossier, "id/front", (4960, 7016));
        let found = &run(&dossier)[0];
        assert_eq!((found.want.as_deref(), found.got.as_deref()), (Some("≤ 300 dpi"), Some("600 dpi")));
        assert!(found.message.zh.contains("约有 600 dpi；通知要求不超过 300 dpi"), "{}", found.message.zh);
        assert!(found.fix.en.contains("about 50 % of its width"), "{}", found.fix.en);
    }

    #[test]
    fn no_rule_advises_a_resolution_above_the_limit() {
        type Spoil = fn(&mut Dossier);
        let spoil: [(&str, Spoil); 9] = [
            ("D201", |dossier| scan(dossier, AT).inspected.content = Content::Ofd),
            ("D201", |dossier| scan(dossier, AT).inspected.content = Content::Office),
            ("D205", |dossier| scan(dossier, AT).inspected.bytes = 2 << 20),
            ("D206", |dossier| scan(dossier, AT).inspected.trouble = Some(Trouble::TooLarge(200 << 20))),
            ("D210", |dossier| scan(dossier, "id/front").inspected.bytes = 9 << 20),
            ("D305", |dossier| see(dossier, AT, |look| look.sharpness.width = Some(edges(9.0)))),
            ("D306", |dossier| see(dossier, AT, |look| look.sharpness.width = None)),
            ("D313", |dossier| {
                see(dossier, AT, |look| look.sharpness.width.as_mut().expect("edges").repeated = Some(3.0));
            }),
            ("D324", |dossier| lay(dossier, AT, 0.2, Ground::Coloured)),
        ];
        for (code, spoil) in spoil {
            let mut dossier = at_most(200.0, ["education", "degree"]);
            let all = Arc::make_mut(&mut dossier.profile).items.iter_mut().flat_map(|item| &mut item.parts);
            for part in all.filter(|part| !part.is_photo) {
                part.limits.set(LimitName::DpiMax, Limit { value: 200.0, source: Source::Notice });
                part.limits.set(LimitName::DpiWarning, Limit { value: 200.0, source: Source::Notice });
            }
            let own = part(&mut dossier, "education", "degree");
            own.limits.set(LimitName::MaxBytes, Limit { value: 1_048_576.0, source: Source::Notice });
            Arc::make_mut(&mut dossier.profile).total.max_bytes = Some(8 << 20);
            spoil(&mut dossier);
            let found = run(&dossier);
            let told = found.iter().find(|found| found.rule.code == code);
            let advice = &told.unwrap_or_else(|| panic!("{code} in {found:?}")).fix;
            assert!(advice.zh.contains("200 dpi") && advice.en.contains("200 dpi"), "{code}: {advice:?}");
        }
    }

    /// A sheet of half the size on the glass has the shape of the glass, and may have been scanned at 300 dpi.
    #[test]
    fn what_may_lie_on_a_larger_scan_is_not_accused() {
        let mut dossier = at_most(300.0, ["id", "front"]);
        part(&mut dossier, "id", "front").size = Some(Size { short_mm: 148.0, long_mm: 210.0 });
        shown(&mut dossier, "id/front", (2480, 3508));
        let half = |at: i32| if at / 32 < 16 { -30 } else { 0 };
        see(&mut dossier, "id/front", |look| look.miniature.0 = (0..1024).map(|at| half(at) as i8).collect());
        let found = &run(&dossier)[0];
        assert_eq!((found.rule.code, found.severity), ("D332", Severity::Warning));
        assert!(found.message.en.contains("about 424 dpi if the original fills the picture"), "{}", found.message.en);
        let finer = scan(&mut dossier, "id/front").inspected.picture.as_mut().expect("a picture");
        (finer.width, finer.height) = (4960, 7016);
        assert_eq!(run(&dossier)[0].severity, Severity::Error, "600 dpi, however large it is");
        scan(&mut dossier, "id/front").inspected.picture = Some(picture(4960, 7016));
        assert_eq!(run(&dossier)[0].severity, Severity::Warning, "nobody looked at it");
    }

    /// What lies around a sheet has no resolution that anybody asked for.
    #[test]
    fn a_sheet_whose_edges_are_seen_is_judged_by_itself() {
        let at = "education/degree";
        for (share, ground, (width, height), expected) in [
            // A page at 300 dpi on a table, and on glass of a scanner without its lid.
            (0.25, Ground::Coloured, (4960, 7016), false),
            (0.85, Ground::Black, (2690, 3805), false),
            (0.25, Ground::Coloured, (9920, 14032), true),
            (0.85, Ground::Black, (5380, 7610), true),
        ] {
            let mut dossier = at_most(300.0, ["education", "degree"]);
            shown(&mut dossier, at, (width, height));
            lay(&mut dossier, at, share, ground);
            let found = run(&dossier);
            let told = found.iter().find(|found| found.rule.code == "D332").map(|found| found.severity);
            assert_eq!(told, expected.then_some(Severity::Error), "{share} {ground:?}");
        }
    }

    /// A card copied onto the page that is asked for, or a small sheet on white: either may be the original.
    #[test]
    fn a_sheet_on_white_is_no_surer_than_the_page() {
        let at = "education/degree";
        let mut dossier = at_most(300.0, ["education", "degree"]);
        shown(&mut dossier, at, (4960, 7016));
        lay(&mut dossier, at, 0.2, Ground::White);
        let found = run(&dossier);
        let told = found.iter().find(|found| found.rule.code == "D332").map(|found| found.severity);
        assert_eq!(told, Some(Severity::Warning));
    }
}
