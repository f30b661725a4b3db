//! D305: a scan that is not sharp.

use super::clarity::{Clarity, judge};
use super::resolution::is_judged_by_pixels;
use super::{Asks, Check, Drawn, Remedy, Rule, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{Limit, LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D305",
    name: "blurred",
    severity: Severity::Error,
    about: include_str!("blurred.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::BesideSharp,
    asks: Asks::Limits(&[
        LimitName::EdgeWidthError,
        LimitName::EdgeWidthWarning,
        LimitName::MiddleWidthWarning,
        LimitName::FallWarning,
    ]),
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let path = scan.path.shown();
    let (level, message) = match judge(part, scan) {
        Clarity::Wide(level, width, limit) => return Some(wide(part, path, level, width, limit)),
        Clarity::PartlyWide(width, limit) => {
            let message = Text {
                zh: format!(
                    "“{path}”有些地方清楚，有些地方模糊：约四分之一的地方，笔画边缘宽 {width:.1} 像素以上（清楚的约 2 像素）。"
                ),
                en: format!(
                    "“{path}” is sharp in some places and blurred in others: in about a quarter of it the edges of strokes are \
                     {width:.1} pixels wide or more (sharp ones about 2)."
                ),
            };
            return Some(measured(Fault::warning(message, fix(part)), width, limit));
        }
        Clarity::MiddleWide(width, limit) => {
            let message = Text {
                zh: format!(
                    "“{path}”边上清楚，中间模糊：中间最清楚的笔画，边缘也有约 {width:.1} 像素宽（清楚的约 2 像素）。"
                ),
                en: format!(
                    "“{path}” is sharp at its sides and blurred in the middle: there even the clearest strokes have edges about \
                     {width:.1} pixels wide (sharp ones about 2)."
                ),
            };
            return Some(measured(Fault::warning(message, fix(part)), width, limit));
        }
        Clarity::UnderNoise(fall, limit) => {
            let message = Text {
                zh: format!(
                    "“{path}”模糊：清楚的只是噪点，笔画没有清楚的边（细节与轮廓之比 {fall:.2}，清楚的在 0.16 以上）。"
                ),
                en: format!(
                    "“{path}” is blurred: only its noise is sharp, not the strokes under it (fine detail against coarse is \
                     {fall:.2}, on sharp pages 0.16 or more)."
                ),
            };
            return Some(
                Fault::warning(message, fix(part)).measured(format!("≥ {}", limit.value), format!("{fall:.2}")),
            );
        }
        Clarity::NoEdges => {
            let message = Text {
                zh: format!("“{path}”非常模糊：上面有内容，却找不到一条清楚的边。"),
                en: format!("“{path}” is very blurred: something is on it, but not one clear edge."),
            };
            (Severity::Error, message)
        }
        Clarity::Fine | Clarity::Faded | Clarity::FewEdges | Clarity::NotMeasured => return None,
    };
    Some(Fault { level, ..Fault::error(message, fix(part)) })
}

fn wide(part: &Part, path: &str, level: Severity, width: f64, limit: Limit) -> Fault {
    let (how_zh, how_en) = match level {
        Severity::Error => ("模糊", "is blurred"),
        _ => ("有点模糊", "is somewhat blurred"),
    };
    let (edges_zh, edges_en) = if is_judged_by_pixels(part) {
        ("轮廓边缘", "its edges")
    } else {
        ("笔画边缘", "the edges of its strokes")
    };
    let most = limit.value;
    let what = Text { zh: format!("不超过 {most} 像素"), en: format!("at most {most} pixels") };
    let asked = words::asked(limit, &what);
    let message = Text {
        zh: format!("“{path}”{how_zh}（{edges_zh}宽约 {width:.1} 像素，清楚的约 2 像素）；{}。", asked.zh),
        en: format!(
            "“{path}” {how_en} ({edges_en} are about {width:.1} pixels wide, sharp ones about 2); {}.",
            asked.en
        ),
    };
    Fault { level, ..measured(Fault::error(message, fix(part)), width, limit) }
}

/// With the width of edges that is asked for, and that was measured.
fn measured(fault: Fault, width: f64, limit: Limit) -> Fault {
    fault.measured(format!("≤ {} px", limit.value), format!("{width:.1} px"))
}

fn fix(part: &Part) -> Text {
    let wished = part.limits.advised_dpi();
    Text {
        zh: format!(
            "把原件压平，用扫描仪按 {wished} dpi 重新扫描；用手机拍的，拿稳、对准焦再拍。小图放大、软件锐化都没有用。"
        ),
        en: format!(
            "Lay the original flat and scan it again at {wished} dpi; with a phone, keep it still and \
             let it focus. Enlarging a small picture or sharpening it in a program does not help."
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::{Finding, Severity};
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, edges, part, picture, scan, see};

    #[test]
    fn two_thresholds_that_follow_the_resolution() {
        for (width, pixels, expected) in [
            (2.6, (1654, 2339), None),
            (2.8, (1654, 2339), Some(Severity::Warning)),
            (4.1, (1654, 2339), Some(Severity::Error)),
            (4.1, (2480, 3508), Some(Severity::Error)),
            (5.2, (4960, 7016), None),
            (7.0, (4960, 7016), Some(Severity::Warning)),
        ] {
            let mut dossier = complete();
            see(&mut dossier, "id/front", |look| look.sharpness.width = Some(edges(width)));
            let picture = scan(&mut dossier, "id/front").inspected.picture.as_mut().expect("a picture");
            (picture.width, picture.height) = pixels;
            let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            let expected: Vec<_> = expected.into_iter().map(|level| ("D305", level)).collect();
            assert_eq!(found, expected, "{width} at {pixels:?}");
        }
    }

    #[test]
    fn a_portrait_is_judged_by_its_middle_and_only_warned() {
        let mut dossier = complete();
        see(&mut dossier, "photo/photo", |look| look.sharpness.width = Some(edges(9.0)));
        assert_eq!(run(&dossier)[0].severity, Severity::Warning);
        see(&mut dossier, "photo/photo", |look| look.sharpness.ratio = Some(0.19));
        assert_eq!(codes(&dossier), [""; 0], "sharp hair before a soft wall");
        see(&mut dossier, "photo/photo", |look| {
            look.sharpness.ratio = Some(0.09);
            look.sharpness.width.as_mut().expect("edges").centre = Some(2.2);
        });
        assert_eq!(codes(&dossier), [""; 0]);
    }

    #[test]
    fn a_sharp_stamp_does_not_save_a_blurred_page() {
        let mut dossier = complete();
        see(&mut dossier, "id/front", |look| {
            look.sharpness.width = Some(edges(2.2));
            look.sharpness.width.as_mut().expect("edges").soft = 4.8;
        });
        assert_eq!((codes(&dossier), run(&dossier)[0].severity), (vec!["D305"], Severity::Warning));
    }

    #[test]
    fn motion_in_a_part_of_the_page_is_seen_by_two_signs() {
        for (soft, ratio, expected) in [(3.8, 0.03, &["D305"][..]), (3.8, 0.06, &[]), (3.2, 0.03, &[])] {
            let mut dossier = complete();
            see(&mut dossier, "id/front", |look| {
                look.sharpness.soft_ratio = Some(ratio);
                look.sharpness.width.as_mut().expect("edges").soft = soft;
            });
            assert_eq!(codes(&dossier), expected, "{soft}, {ratio}");
            let said =
                |found: &Finding| found.message.zh.contains("3.8 像素以上") && found.message.en.contains("3.8 pixels");
            assert!(run(&dossier).iter().all(said));
        }
    }

    #[test]
    fn a_sharp_border_does_not_save_a_blurred_middle() {
        for (middle, expected) in [(3.05, &[][..]), (4.05, &["D305"])] {
            let mut dossier = complete();
            see(&mut dossier, "id/front", |look| {
                look.sharpness.width.as_mut().expect("edges").centre = Some(middle);
            });
            assert_eq!(codes(&dossier), expected, "{middle}");
            for found in run(&dossier) {
                assert!(found.message.zh.contains("中间最清楚的笔画，边缘也有约 4.1 像素宽"), "{:?}", found.message);
                assert!(found.message.en.contains("blurred in the middle"), "{:?}", found.message);
            }
        }
    }

    #[test]
    fn noise_does_not_save_a_blurred_page() {
        for (fall, expected) in [(0.16, &[][..]), (0.08, &["D305"])] {
            let mut dossier = complete();
            see(&mut dossier, "id/front", |look| {
                (look.sharpness.ratio, look.sharpness.fall) = (Some(0.2), Some(fall));
                look.sharpness.width = Some(edges(1.6));
            });
            assert_eq!(codes(&dossier), expected, "{fall}");
            let said = |found: &Finding| found.message.zh.contains("之比 0.08") && found.message.en.contains("is 0.08");
            assert!(run(&dossier).iter().all(said));
        }
    }

    #[test]
    fn no_edges_at_all_on_a_page_that_is_not_empty() {
        let mut dossier = complete();
        see(&mut dossier, "id/front", |look| {
            (look.ink.edges, look.sharpness.edge_blocks, look.sharpness.ratio) = (0.0, 0, None);
            look.sharpness.width = Some(edges(9.0));
            look.sharpness.width.as_mut().expect("edges").edges = 3;
        });
        assert_eq!(codes(&dossier), ["D305"]);
    }

    #[test]
    fn without_a_limit_nobody_asks() {
        let mut dossier = complete();
        see(&mut dossier, "id/front", |look| look.sharpness.width = Some(edges(9.0)));
        part(&mut dossier, "id", "front").limits = crate::profile::Limits::default();
        assert_eq!(codes(&dossier), [""; 0]);
        scan(&mut dossier, "id/front").inspected.picture = Some(picture(100, 100));
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
