//! D206: larger than any scan, so that nobody looked inside.

use super::{Asks, Check, Remedy, Repair, Rule};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{LimitName, Part};
use crate::seen::Trouble;
use crate::seen::picture::Wholeness;
use crate::text::Text;
use crate::text::amount::{size, size_limit};

pub(super) const RULE: Rule = Rule {
    code: "D206",
    name: "too-large-to-inspect",
    severity: Severity::Error,
    about: include_str!("too_large_to_inspect.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    cured_by_fix: &[Repair::Converted],
    asks: Asks::Limits(&[LimitName::MaxMegapixels]),
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let (most, is) = too_large(part, scan)?;
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”大得不像一张扫描件（{is}），没有检查内容。"),
        en: format!("“{path}” is too large for a scan ({is}), so its content was not checked."),
    };
    let wished = part.limits.advised_dpi();
    let fix = Text {
        zh: format!("看看是不是放错了文件；是扫描件就按 {wished} dpi 重新扫描成 JPG。"),
        en: format!("See whether it is the wrong file; if it is a scan, make it again as JPEG at {wished} dpi."),
    };
    Some(Fault { want: most.map(|most| format!("≤ {most}")), got: Some(is), ..Fault::error(message, fix) })
}

/// The limit, where one is known, and what is there, where it is too much: by length, or by the pixels that the file
/// claims.
fn too_large(part: &Part, scan: &Scan) -> Option<(Option<String>, String)> {
    if let Some(Trouble::TooLarge(limit)) = scan.inspected.trouble {
        return Some((Some(size_limit(limit)), size(scan.inspected.bytes)));
    }
    let limit = part.limits.value(LimitName::MaxMegapixels);
    let picture = scan.inspected.picture.as_ref()?;
    let megapixels = f64::from(picture.width) * f64::from(picture.height) / 1e6;
    let is_over = limit.is_some_and(|limit| megapixels > limit) || picture.wholeness == Wholeness::TooManyPixels;
    let shown = format!("{:.1} MP", (megapixels * 10.0).ceil() / 10.0);
    is_over.then(|| (limit.map(|limit| format!("{limit} MP")), shown))
}

#[cfg(test)]
mod tests {
    use crate::profile::{Limit, LimitName, Source};
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, part, picture, scan};
    use crate::seen::picture::Wholeness;
    use crate::seen::{Picture, Trouble};

    #[test]
    fn by_bytes_and_by_pixels() {
        let mut dossier = complete();
        let limit = Limit { value: 100.0, source: Source::Recommended };
        for id in ["front", "back"] {
            part(&mut dossier, "id", id).limits.set(LimitName::MaxMegapixels, limit);
        }
        let front = &mut scan(&mut dossier, "id/front").inspected;
        (front.bytes, front.trouble, front.picture) = (3 << 30, Some(Trouble::TooLarge(200 << 20)), None);
        let huge = Picture { wholeness: Wholeness::TooManyPixels, ..picture(16_000, 12_000) };
        scan(&mut dossier, "id/back").inspected.picture = Some(huge);
        assert_eq!(codes(&dossier), ["D206", "D206"]);
        let findings = run(&dossier);
        assert_eq!(findings[0].got.as_deref(), Some("3072 MB"));
        assert_eq!(findings[1].got.as_deref(), Some("192.0 MP"));
    }
}
