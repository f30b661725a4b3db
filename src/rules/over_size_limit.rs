//! D205: a file larger than the upload takes.

use super::{Asks, Check, InPackage, Remedy, Repair, Rule, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{LimitName, Part};
use crate::seen::Trouble;
use crate::text::Text;
use crate::text::amount::{size, size_limit};

pub(super) const RULE: Rule = Rule {
    code: "D205",
    name: "over-size-limit",
    severity: Severity::Error,
    about: include_str!("over_size_limit.md"),
    check: Check::Scan(check),
    remedy: Remedy::Fix,
    cured_by_fix: &[Repair::Reduced],
    in_package: InPackage::Part,
    asks: Asks::Limits(&[LimitName::MaxBytes]),
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let limit = part.limits.get(LimitName::MaxBytes)?;
    let bytes = scan.inspected.bytes;
    let told_already = matches!(scan.inspected.trouble, Some(Trouble::TooLarge(_)));
    if bytes as f64 <= limit.value || !words::is_accepted(part, scan.inspected.content) || told_already {
        return None;
    }
    let path = scan.path.shown();
    let (most, is) = (size_limit(limit.value as u64), size(bytes));
    let asked = words::asked(limit, &Text { zh: format!("不超过 {most}"), en: format!("at most {most}") });
    let message = Text {
        zh: format!("“{path}”有 {is}，太大了：{}。", asked.zh),
        en: format!("“{path}” is too large, {is}: {}.", asked.en),
    };
    let wished = part.limits.advised_dpi();
    let fix = Text {
        zh: format!("用 {wished} dpi 而不是更高的分辨率重新扫描，或把 JPG 质量调到 80 左右另存；不要缩小到看不清。"),
        en: format!(
            "Scan at {wished} dpi and no higher, or save it at a JPEG quality of about 80; do not shrink it until it cannot be \
             read."
        ),
    };
    Some(Fault::error(message, fix).measured(format!("≤ {most}"), is))
}

#[cfg(test)]
mod tests {
    use crate::profile::{Limit, LimitName, Source};
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, part, scan};

    #[test]
    fn one_byte_over_is_over() {
        let mut dossier = complete();
        let limit = Limit { value: 307_200.0, source: Source::Notice };
        part(&mut dossier, "id", "front").limits.set(LimitName::MaxBytes, limit);
        scan(&mut dossier, "id/front").inspected.bytes = 307_200;
        assert_eq!(codes(&dossier), [""; 0]);
        scan(&mut dossier, "id/front").inspected.bytes = 307_201;
        let finding = &run(&dossier)[0];
        assert_eq!((finding.rule.code, finding.want.as_deref()), ("D205", Some("≤ 300 KB")));
        assert_eq!(finding.got.as_deref(), Some("301 KB"));
    }
}
