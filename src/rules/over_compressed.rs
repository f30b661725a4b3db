//! D312: saved with so little quality that strokes break up.

use super::{Check, Drawn, Remedy, Rule, place, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D312",
    name: "over-compressed",
    severity: Severity::Error,
    about: include_str!("over_compressed.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::BesideSharp,
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let quality = place::picture(scan)?.quality?;
    let below = |name| part.limits.get(name).filter(|limit| f64::from(quality) < limit.value);
    let (level, limit) = match below(LimitName::QualityError) {
        Some(limit) => (Severity::Error, limit),
        None => (Severity::Warning, below(LimitName::QualityWarning)?),
    };
    let least = limit.value;
    let what = Text { zh: format!("至少 {least}"), en: format!("at least {least}") };
    let asked = words::asked(limit, &what);
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”压缩得太厉害：JPG 质量只有 {quality}（最高 100），{}。", asked.zh),
        en: format!("“{path}” is compressed too much: its JPEG quality is {quality} of 100; {}.", asked.en),
    };
    let fix = Text {
        zh: "重新扫描，保存时 JPG 质量选 75 以上；要减小文件，先减小 dpi（不低于 200），不要压质量。".to_owned(),
        en: "Scan again and save with a JPEG quality of 75 or more; to make the file smaller, lower the dpi (not below 200), \
             not the quality."
            .to_owned(),
    };
    Some(Fault { level, ..Fault::error(message, fix).measured(format!("≥ {least}"), quality.to_string()) })
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{complete, scan};

    #[test]
    fn two_thresholds() {
        for (quality, expected) in [(50, None), (49, Some(Severity::Warning)), (29, Some(Severity::Error))] {
            let mut dossier = complete();
            let picture = scan(&mut dossier, "id/front").inspected.picture.as_mut().expect("a picture");
            picture.quality = Some(quality);
            let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            let expected: Vec<_> = expected.into_iter().map(|level| ("D312", level)).collect();
            assert_eq!(found, expected, "{quality}");
        }
    }
}
