//! D604: a folder of the batch that could not be checked at all. Raised by the batch: one broken dossier is a row that
//! says why, never the end of the run.

use super::{Check, Remedy, Rule, place};
use crate::finding::{Fault, Finding, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D604",
    name: "dossier-not-checked",
    severity: Severity::Error,
    about: include_str!("dossier_not_checked.md"),
    check: Check::Report,
    ..Rule::DEFAULTS
};

/// The finding that says why. `in_applicant_file`: `applicant.toml` is to blame, and not the folder.
pub(crate) fn finding(why: Text, hint: Option<Text>, in_applicant_file: bool) -> Finding {
    let fix = hint.unwrap_or_else(|| Text {
        zh: "改正后再检查一次；也可以单独对这个文件夹运行 dossier check，看得更清楚。".to_owned(),
        en: "Correct it and check again; `dossier check` on this folder alone shows more.".to_owned(),
    });
    let fault = Fault::error(why, fix);
    let of_answers = |fault: Fault| fault.at(place::of_applicant_file()).cured_by(Remedy::FillIn);
    super::run::finding(&RULE, if in_applicant_file { of_answers(fault) } else { fault })
}
