//! D417: a line of `applicant.toml` that cannot be understood: a date that is none, a wrong type, an unknown key or part.

use super::{Check, InPackage, Remedy, Rule, place};
use crate::config::diagnostic::Diagnostic;
use crate::dossier::{Dossier, unknown_parts};
use crate::finding::{Fault, Severity};
use crate::text::Text;

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

fn check(dossier: &Dossier) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let unknown = unknown_parts(applicant, &dossier.profile);
    applicant.faults.iter().chain(&unknown).map(fault).collect()
}

fn fault(diagnostic: &Diagnostic) -> Fault {
    let Diagnostic { line, message, hint, .. } = diagnostic;
    let message = Text {
        zh: format!("applicant.toml 第 {line} 行看不懂：{}。", message.zh),
        en: format!("Line {line} of applicant.toml is not understood: {}.", message.en),
    };
    let fix = hint.as_ref().map_or_else(
        || Text {
            zh: format!("改 applicant.toml 第 {line} 行，再检查一次；写法见 dossier init 给出的说明。"),
            en: format!(
                "Correct line {line} of applicant.toml and check again; the file that dossier init writes shows how."
            ),
        },
        |hint| Text {
            zh: format!("改 applicant.toml 第 {line} 行：{}。", hint.zh.trim_end_matches(['。'])),
            en: format!("Correct line {line} of applicant.toml: {}.", hint.en.trim_end_matches(['.'])),
        },
    );
    Fault::error(message, fix).at(place::of_applicant_line(Some(*line)))
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
}
