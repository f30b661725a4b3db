//! D113: a line of `[files]` that names no file.

use super::{Check, InPackage, Remedy, Rule, place};
use crate::dossier::Dossier;
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D113",
    name: "unused-file-claim",
    severity: Severity::Warning,
    about: include_str!("unused_file_claim.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    dossier.unused_claims.iter().map(|path| fault(path).at(place::of_applicant_file())).collect()
}

fn fault(path: &str) -> Fault {
    let message = Text {
        zh: format!("applicant.toml 的 [files] 里写了“{path}”，文件夹里没有这个文件。"),
        en: format!("[files] in applicant.toml names “{path}”, and there is no such file in the folder."),
    };
    let fix = Text {
        zh: "改正这一行的路径（从文件夹开始写，用 / 分隔，连扩展名一起写），或删掉这一行。".to_owned(),
        en: "Correct the path (from the folder on, with / between, extension included), or delete the line.".to_owned(),
    };
    Fault::warning(message, fix)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete};

    #[test]
    fn each_line_is_told() {
        let mut dossier = complete();
        dossier.unused_claims = vec!["扫描0007.jpg".to_owned()];
        assert_eq!(codes(&dossier), ["D113"]);
    }
}
