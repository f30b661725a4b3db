//! D313: a small picture made large by repeating its pixels.

use super::resolution::{Resolution, effective};
use super::{Check, Drawn, Remedy, Rule, place};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D313",
    name: "enlarged",
    severity: Severity::Error,
    about: include_str!("enlarged.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::BesideSharp,
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let factor = place::repeated(scan)?;
    let picture = place::picture(scan)?;
    let factor = f64::from(factor);
    let [width, height] = [picture.width, picture.height].map(|side| (f64::from(side) / factor).round());
    // What it had before it was enlarged decides how bad it is.
    let true_dpi = match effective(part, scan) {
        Resolution::Dpi(dpi) => Some(dpi / factor),
        _ => None,
    };
    let below = part.limits.value(LimitName::DpiError).zip(true_dpi).is_some_and(|(least, dpi)| dpi < least);
    let level = if below { Severity::Error } else { Severity::Warning };
    let path = scan.path.shown();
    let (dpi_zh, dpi_en) = true_dpi.map_or_else(Default::default, |dpi| {
        (
            format!("，真实分辨率只有约 {} dpi", dpi.floor()),
            format!(" and its true resolution about {} dpi", dpi.floor()),
        )
    });
    let times = (factor * 10.0).round() / 10.0;
    let (mean_zh, mean_en) = if times.fract() == 0.0 { ("", "") } else { ("平均", " on average") };
    let message = Text {
        zh: format!("“{path}”是小图放大的：每个像素{mean_zh}重复了 {times} 遍，原图只有 {width}×{height} px{dpi_zh}。"),
        en: format!(
            "“{path}” is a small picture enlarged: every pixel is there {times} times{mean_en}, so the original has \
             {width}×{height} px{dpi_en}."
        ),
    };
    let wished = part.limits.advised_dpi();
    let fix = Text {
        zh: format!("用扫描仪按 {wished} dpi 重新扫描原件；在软件里放大图片没有用。"),
        en: format!("Scan the original again at {wished} dpi; enlarging the picture in a program does not help."),
    };
    Some(Fault { level, ..Fault::error(message, fix).measured("×1", format!("×{times}")) })
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, edges, scan, see};

    #[test]
    fn the_blocks_of_a_low_quality_are_no_repeated_pixels() {
        for (quality, expected) in [(20, &[][..]), (60, &["D313"])] {
            let mut dossier = complete();
            see(&mut dossier, "id/front", |look| {
                look.sharpness.width.as_mut().expect("edges").repeated = Some(4.0);
            });
            scan(&mut dossier, "id/front").inspected.picture.as_mut().expect("a picture").quality = Some(quality);
            let enlarged: Vec<_> = codes(&dossier).into_iter().filter(|code| *code == "D313").collect();
            assert_eq!(enlarged, expected, "{quality}");
        }
    }

    #[test]
    fn a_factor_that_is_not_whole_is_a_mean() {
        let mut dossier = complete();
        see(&mut dossier, "id/front", |look| {
            look.sharpness.width = Some(edges(1.1));
            look.sharpness.width.as_mut().expect("edges").repeated = Some(4.133);
        });
        let picture = scan(&mut dossier, "id/front").inspected.picture.as_mut().expect("a picture");
        (picture.width, picture.height) = (2480, 3508);
        let found = run(&dossier);
        let message = &found.iter().find(|finding| finding.rule.code == "D313").expect("D313").message;
        assert!(message.en.contains("4.1 times on average, so the original has 600×849 px"), "{}", message.en);
        assert!(message.zh.contains("每个像素平均重复了 4.1 遍"), "{}", message.zh);
    }

    #[test]
    fn the_true_resolution_decides() {
        for (pixels, expected) in [((1654, 2339), Severity::Error), ((4960, 7016), Severity::Warning)] {
            let mut dossier = complete();
            see(&mut dossier, "id/front", |look| {
                look.sharpness.width = Some(edges(1.1));
                look.sharpness.width.as_mut().expect("edges").repeated = Some(3.0);
            });
            let picture = scan(&mut dossier, "id/front").inspected.picture.as_mut().expect("a picture");
            (picture.width, picture.height) = pixels;
            let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            assert_eq!(found, [("D313", expected)]);
        }
    }
}
