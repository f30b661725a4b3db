//! D417: a line of `applicant.toml` that cannot be understood: a date that is none, a wrong type, an unknown key or part.

use super::{Check, InPackage, Remedy, Rule, place};
use crate::config::diagnostic::Diagnostic;
use crate::dossier::{Dossier, unknown_parts};
use crate::finding::{Fault, Severity};
use crate::text::Text;
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: "D417",
    name: "applicant-data-not-understood",
    severity: Severity::Error,
    about: include_str!("applicant_data_not_understood.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

/// The longest hint that is given again where it was given for a line above, characters.
const REPEATED: usize = 60;

fn check(dossier: &Dossier) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let unknown = unknown_parts(applicant, &dossier.profile);
    // All the keys of a form are said once, for the first that is not one of them.
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for diagnostic in applicant.faults.iter().chain(&unknown) {
        let hint = diagnostic.hint.as_ref().map(|hint| {
            let first = *said.entry(&hint.zh).or_insert(diagnostic.line);
            let again = first != diagnostic.line && hint.zh.chars().count() > REPEATED;
            if again { as_for(first) } else { hint.clone() }
        });
        faults.push(fault(diagnostic, hint));
    }
    faults
}

fn as_for(line: usize) -> Text {
    Text {
        zh: format!("可以用的见第 {line} 行的那一条"), en: format!("what is possible is said for line {line}")
    }
}

fn fault(diagnostic: &Diagnostic, hint: Option<Text>) -> Fault {
    let Diagnostic { line, message, .. } = diagnostic;
    let message = Text {
        zh: format!("applicant.toml 第 {line} 行看不懂：{}。", message.zh),
        en: format!("Line {line} of applicant.toml is not understood: {}.", message.en),
    };
    let fix = hint.map_or_else(
        || Text {
            zh: format!("改 applicant.toml 第 {line} 行，再检查一次；写法见 dossier init 给出的说明。"),
            en: format!(
                "Correct line {line} of applicant.toml and check again; the file that dossier init writes shows how."
            ),
        },
        |hint| Text {
            zh: format!("改 applicant.toml 第 {line} 行：{}", ended(&hint.zh, ['。', '？'])),
            en: format!("Correct line {line} of applicant.toml: {}", ended(&hint.en, ['.', '?'])),
        },
    );
    Fault::error(message, fix).at(place::of_applicant_line(Some(*line)))
}

/// A hint as the end of a sentence; a question ends by itself.
fn ended(hint: &str, ends: [char; 2]) -> String {
    if hint.ends_with(ends) { hint.to_owned() } else { format!("{hint}{}", ends[0]) }
}

#[cfg(test)]
mod tests {
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, written};

    #[test]
    fn each_line_is_a_finding_in_the_order_of_the_file() {
        let mut dossier = complete();
        let mut person = dossier.applicant.clone().expect("an applicant");
        let read = written("nmae = \"x\"\nbirth_date = \"1988-02-30\"\n[files]\n\"a.jpg\" = \"id/fornt\"\n");
        (person.faults, person.files, person.source) = (read.faults, read.files, read.source);
        dossier.applicant = Some(person);
        let found = run(&dossier);
        let lines: Vec<_> = found.iter().filter(|one| one.rule.code == "D417").map(|one| one.place.line).collect();
        assert_eq!(lines, [Some(1), Some(2), Some(4)], "{found:#?}");
        assert_eq!(codes(&dossier).iter().filter(|code| **code != "D417" && **code != "D113").count(), 0);
    }

    #[test]
    fn all_keys_are_named_once_and_a_question_ends_by_itself() {
        let mut dossier = complete();
        let mut person = dossier.applicant.clone().expect("an applicant");
        let read = written("qqq = 1\nnmae = \"x\"\nzzz = 2\n");
        (person.faults, person.source) = (read.faults, read.source);
        dossier.applicant = Some(person);
        let found = run(&dossier);
        let fixes: Vec<_> = found.iter().filter(|one| one.rule.code == "D417").map(|one| &one.fix).collect();
        assert_eq!(fixes.len(), 3, "{fixes:#?}");
        assert!(fixes[0].zh.contains("可以用：") && fixes[0].en.contains("possible here: "), "{:?}", fixes[0]);
        assert!(fixes[1].zh.ends_with("您是不是想写“name”？"), "{:?}", fixes[1]);
        assert!(fixes[1].en.ends_with("did you mean `name`?"), "{:?}", fixes[1]);
        assert_eq!(fixes[2].zh, "改 applicant.toml 第 3 行：可以用的见第 1 行的那一条。");
        assert_eq!(fixes[2].en, "Correct line 3 of applicant.toml: what is possible is said for line 1.");
    }
}
