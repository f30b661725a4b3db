//! D208: a file smaller than the upload takes.

use super::{Asks, Check, InPackage, Remedy, Rule, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D208",
    name: "under-size-limit",
    severity: Severity::Error,
    about: include_str!("under_size_limit.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    in_package: InPackage::Part,
    asks: Asks::Limits(&[LimitName::MinBytes]),
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let limit = part.limits.get(LimitName::MinBytes)?;
    let bytes = scan.inspected.bytes;
    if bytes == 0 || bytes as f64 >= limit.value || !words::is_accepted(part, scan.inspected.content) {
        return None;
    }
    let path = scan.path.shown();
    // In bytes: in KB, one that is just too small would read like one that is not.
    let least = limit.value as u64;
    let asked =
        words::asked(limit, &Text { zh: format!("不小于 {least} 字节"), en: format!("at least {least} bytes") });
    let message = Text {
        zh: format!("“{path}”只有 {bytes} 字节，太小了：{}。", asked.zh),
        en: format!("“{path}” is too small, {bytes} bytes: {}.", asked.en),
    };
    let fix = Text {
        zh: "用更高的分辨率重新扫描或拍照；不要把小图放大。".to_owned(),
        en: "Scan or photograph it again at a higher resolution; do not enlarge a small picture.".to_owned(),
    };
    Some(Fault::error(message, fix).measured(format!("≥ {least} B"), format!("{bytes} B")))
}

#[cfg(test)]
mod tests {
    use crate::profile::{Limit, LimitName, Source};
    use crate::rules::testing::{codes, complete, part, scan};

    #[test]
    fn one_byte_under_is_under() {
        let mut dossier = complete();
        let limit = Limit { value: 30_720.0, source: Source::Notice };
        part(&mut dossier, "id", "front").limits.set(LimitName::MinBytes, limit);
        scan(&mut dossier, "id/front").inspected.bytes = 30_720;
        assert_eq!(codes(&dossier), [""; 0]);
        scan(&mut dossier, "id/front").inspected.bytes = 30_719;
        assert_eq!(codes(&dossier), ["D208"]);
    }
}
