//! D207: a file that made the inspector itself fail.

use super::{Check, Remedy, Rule};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::seen::Trouble;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D207",
    name: "inspection-failed",
    severity: Severity::Error,
    about: include_str!("inspection_failed.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    ..Rule::DEFAULTS
};

fn check(_: &Part, scan: &Scan) -> Option<Fault> {
    let Some(Trouble::Panicked(why)) = &scan.inspected.trouble else { return None };
    let path = scan.path.shown();
    let message = Text {
        zh: format!("检查“{path}”时工具自己出了错，这个文件没有检查完：{why}"),
        en: format!("The tool itself failed on “{path}”, which was not checked to the end: {why}"),
    };
    let fix = Text {
        zh: "重新扫描或另存为 JPG 后再检查；如果还这样，请把这个文件报告给工具的作者。".to_owned(),
        en: "Scan it or save it as JPEG again, then check again; if that does not help, report the file to the authors of \
             the tool."
            .to_owned(),
    };
    Some(Fault::error(message, fix))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, scan};
    use crate::seen::Trouble;

    #[test]
    fn it_is_a_finding_of_that_file_only() {
        let mut dossier = complete();
        let inspected = &mut scan(&mut dossier, "id/front").inspected;
        inspected.trouble = Some(Trouble::Panicked("overflow".to_owned()));
        inspected.picture = None;
        assert_eq!(codes(&dossier), ["D207"]);
    }
}
