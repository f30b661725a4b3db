//! D106: a file without a single byte.

use super::{Check, InPackage, Remedy, Rule, place};
use crate::dossier::Dossier;
use crate::finding::{Fault, Severity};
use crate::seen::Content;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D106",
    name: "empty-file",
    severity: Severity::Error,
    about: include_str!("empty_file.md"),
    check: Check::Dossier(check),
    remedy: Remedy::ScanAgain,
    in_package: InPackage::Part,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let files = dossier.scans.iter().enumerate();
    let empty = files.filter(|(_, scan)| scan.inspected.content == Content::Empty && scan.inspected.trouble.is_none());
    empty.map(|(at, scan)| fault(scan.path.shown()).at(place::of_scan(dossier, at))).collect()
}

fn fault(path: &str) -> Fault {
    let message = Text {
        zh: format!("“{path}”是空文件（0 字节），里面什么也没有。"),
        en: format!("“{path}” is empty (0 bytes)."),
    };
    let fix = Text {
        zh: "重新扫描或重新复制这份材料，然后看一下文件能不能打开。".to_owned(),
        en: "Scan or copy it again, then see whether the file opens.".to_owned(),
    };
    Fault::error(message, fix).measured("> 0 B", "0 B")
}

#[cfg(test)]
mod tests {
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, scan};
    use crate::seen::Content;

    #[test]
    fn one_finding_each_and_no_cascade() {
        let mut dossier = complete();
        for at in ["id/front", "summary/summary"] {
            let inspected = &mut scan(&mut dossier, at).inspected;
            inspected.content = Content::Empty;
            inspected.sha256 = "e3b0".to_owned();
            inspected.picture = None;
        }
        assert_eq!(codes(&dossier), ["D106", "D106"]);
        assert_eq!(run(&dossier)[0].place.part.as_deref(), Some("front"));
    }
}
