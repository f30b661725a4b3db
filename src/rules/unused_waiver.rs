//! D114: a `[[waive]]` that accepts nothing.

use super::{Check, Remedy, Rule, place};
use crate::dossier::applicant::{Waived, Waiver};
use crate::finding::{Fault, Finding, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D114",
    name: "unused-waiver",
    severity: Severity::Warning,
    about: include_str!("unused_waiver.md"),
    check: Check::Report,
    remedy: Remedy::FillIn,
    ..Rule::DEFAULTS
};

/// Whether a finding is about a waiver.
pub(crate) fn is(finding: &Finding) -> bool {
    *finding.rule == RULE
}

/// The finding about one waiver.
pub(crate) fn finding(waiver: &Waiver) -> Finding {
    let code = &waiver.code;
    let part = match &waiver.of {
        Waived::Part(part) => part.to_string(),
        Waived::File(path) => path.clone(),
    };
    let message = Text {
        zh: format!("[[waive]] 接受了 {code}（{part}），但这里没有这个问题。"),
        en: format!("[[waive]] accepts {code} ({part}), and there is no such fault."),
    };
    let fix = Text {
        zh: "从 applicant.toml 里删掉这一段，或改正它的 code、part 或 file。".to_owned(),
        en: "Delete the entry from applicant.toml, or correct its code, part or file.".to_owned(),
    };
    super::run::finding(&RULE, Fault::warning(message, fix).at(place::of_applicant_file()))
}

#[cfg(test)]
mod tests {
    use super::finding;
    use crate::dossier::applicant::{PartRef, Waived, Waiver};

    #[test]
    fn names_code_and_part() {
        let of = Waived::Part(PartRef::parse("ce/public@2019", 0..0).expect("a part"));
        let waiver = Waiver { code: "D301".to_owned(), of, reason: "原件如此".to_owned() };
        let found = finding(&waiver);
        assert_eq!(found.rule.code, "D114");
        assert!(found.message.zh.contains("D301（ce/public@2019）"), "{}", found.message.zh);
    }
}
