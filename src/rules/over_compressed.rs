//! D312: compressed so much that its blocks are seen, or may be.

use super::{Asks, Check, Drawn, Remedy, Rule, place, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{Limit, LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D312",
    name: "over-compressed",
    severity: Severity::Error,
    about: include_str!("over_compressed.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::BesideSharp,
    asks: Asks::Limits(&[
        LimitName::QualityError,
        LimitName::QualityWarning,
        LimitName::QualityNote,
        LimitName::BlocksError,
    ]),
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let picture = place::picture(scan)?;
    let path = scan.path.shown();
    if let Some((share, limit)) = seen_blocks(part, scan) {
        return Some(blocky(path, share, limit));
    }
    let quality = picture.quality?;
    let below = |name| part.limits.get(name).filter(|limit| f64::from(quality) < limit.value);
    let levels = [
        (Severity::Error, LimitName::QualityError),
        (Severity::Warning, LimitName::QualityWarning),
        (Severity::Info, LimitName::QualityNote),
    ];
    let (level, limit) = levels.into_iter().find_map(|(level, name)| Some((level, below(name)?)))?;
    let least = limit.value;
    let what = Text { zh: format!("至少 {least}"), en: format!("at least {least}") };
    let asked = words::asked(limit, &what);
    let message = match level {
        // Many such pages can be read all the same: the number alone condemns none.
        Severity::Info => Text {
            zh: format!("“{path}”压缩得较多（JPG 质量 {quality}，最高 100），请放大看看小字是否清楚。"),
            en: format!(
                "“{path}” is compressed a good deal (JPEG quality {quality} of 100): see whether its small print is clear."
            ),
        },
        _ => Text {
            zh: format!("“{path}”压缩得太厉害：JPG 质量只有 {quality}（最高 100），{}。", asked.zh),
            en: format!("“{path}” is compressed too much: its JPEG quality is {quality} of 100; {}.", asked.en),
        },
    };
    Some(Fault { level, ..Fault::error(message, fix()).measured(format!("≥ {least}"), quality.to_string()) })
}

/// Below this quality the means of two blocks are at least 14 levels apart or the same, and fewer steps than elsewhere are
/// enough to see them: .056 and more on 19 of 20 pages at quality 5 (sharp documents at 20–41 have up to .14).
const COARSEST: (u8, f64) = (8, 0.06);

/// The share of contrasts that are steps of blocks, where it is beyond its limit.
pub(super) fn seen_blocks(part: &Part, scan: &Scan) -> Option<(f64, Limit)> {
    let share = f64::from(place::look(scan)?.sharpness.width?.blocks);
    let limit = part.limits.get(LimitName::BlocksError)?;
    let coarse = place::picture(scan)?.quality.is_some_and(|quality| quality < COARSEST.0);
    let limit = if coarse { Limit { value: limit.value.min(COARSEST.1), ..limit } } else { limit };
    (share > limit.value).then_some((share, limit))
}

fn blocky(path: &str, share: f64, limit: Limit) -> Fault {
    let (is, most) = (words::percent(share), words::percent(limit.value));
    let message = Text {
        zh: format!("“{path}”压缩得看得见一块块的方格（块的边界上，{is} 是方格的台阶）。"),
        en: format!(
            "“{path}” is compressed until its blocks are seen (they are {is} of the contrasts at their borders)."
        ),
    };
    Fault::error(message, fix()).measured(format!("≤ {most}"), is)
}

fn fix() -> Text {
    Text {
        zh: "重新扫描，保存时 JPG 质量选 75 以上；要减小文件，先减小 dpi（不低于 200），不要压质量。".to_owned(),
        en: "Scan again and save with a JPEG quality of 75 or more; to make the file smaller, lower the dpi (not below 200), \
             not the quality."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::profile::{Limit, LimitName, Source};
    use crate::rules::run;
    use crate::rules::testing::{complete, part, scan, see};

    #[test]
    fn the_number_alone_is_no_error() {
        for (quality, expected) in
            [(50, None), (49, Some(Severity::Info)), (15, Some(Severity::Info)), (14, Some(Severity::Warning))]
        {
            let mut dossier = complete();
            let picture = scan(&mut dossier, "id/front").inspected.picture.as_mut().expect("a picture");
            picture.quality = Some(quality);
            let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            let expected: Vec<_> = expected.into_iter().map(|level| ("D312", level)).collect();
            assert_eq!(found, expected, "{quality}");
        }
    }

    #[test]
    fn a_notice_may_ask_for_a_quality() {
        let mut dossier = complete();
        scan(&mut dossier, "id/front").inspected.picture.as_mut().expect("a picture").quality = Some(60);
        let limit = Limit { value: 75.0, source: Source::Notice };
        part(&mut dossier, "id", "front").limits.set(LimitName::QualityError, limit);
        assert_eq!(run(&dossier)[0].severity, Severity::Error);
    }

    #[test]
    fn blocks_that_are_seen_are_an_error() {
        let error = Some(Severity::Error);
        for (quality, blocks, expected) in [(80, 0.14, None), (80, 0.46, error), (5, 0.14, error)] {
            let mut dossier = complete();
            scan(&mut dossier, "id/front").inspected.picture.as_mut().expect("a picture").quality = Some(quality);
            see(&mut dossier, "id/front", |look| look.sharpness.width.as_mut().expect("edges").blocks = blocks);
            let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            let expected: Vec<_> = expected.into_iter().map(|level| ("D312", level)).collect();
            assert_eq!(found, expected, "{blocks}");
        }
    }
}
