//! D111: an archive, whose files nobody sees.

use super::{Check, InPackage, Rule, place, words};
use crate::dossier::{Dossier, Scan};
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D111",
    name: "archive",
    severity: Severity::Error,
    about: include_str!("archive.md"),
    check: Check::Dossier(check),
    in_package: InPackage::Part,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let files = dossier.scans.iter().enumerate();
    let archives = files.filter(|(_, scan)| place::is_archive(scan.inspected.content));
    archives.map(|(at, scan)| fault(scan).at(place::of_scan(dossier, at))).collect()
}

fn fault(scan: &Scan) -> Fault {
    let path = scan.path.shown();
    let what = words::content(scan.inspected.content);
    let message = Text {
        zh: format!("“{path}”是{}，里面的文件没有检查，也不会上传。", words::after_han(&what.zh)),
        en: format!("“{path}” is {}; what is inside was not checked and is not uploaded.", what.en),
    };
    let fix = Text {
        zh: "先解压，把里面的 JPG 放进文件夹，再把压缩包移走。".to_owned(),
        en: "Unpack it first, put the JPG files into the folder and move the archive away.".to_owned(),
    };
    Fault::error(message, fix).measured("JPEG", words::content_id(scan.inspected.content))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{add, codes, complete, scan};
    use crate::seen::Content;

    #[test]
    fn anywhere_in_the_folder_and_only_once() {
        let mut dossier = complete();
        let stray = add(&mut dossier, "材料.rar");
        dossier.scans[stray].inspected.content = Content::Rar;
        let inspected = &mut scan(&mut dossier, "summary/summary").inspected;
        inspected.content = Content::Zip;
        inspected.picture = None;
        assert_eq!(codes(&dossier), ["D111", "D111"]);
    }
}
