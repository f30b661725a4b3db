//! D118: a workbook with the applicant's data that is not read, for there is an `applicant.toml` as well.

use super::{Check, Remedy, Rule, place};
use crate::dossier::{Dossier, Skipped};
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D118",
    name: "unused-workbook",
    severity: Severity::Warning,
    about: include_str!("unused_workbook.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let unused = dossier.notes.iter().filter(|note| note.why == Skipped::UnusedWorkbook);
    let message = Text {
        zh: "文件夹里既有 applicant.toml，又有 applicant.xlsx：只读了 applicant.toml，表里填的没有用上。".to_owned(),
        en: "The folder holds both applicant.toml and applicant.xlsx: only applicant.toml was read, and what stands in the \
             workbook counts for nothing."
            .to_owned(),
    };
    let fix = Text {
        zh: "以表为准的，把 applicant.toml 移出文件夹；以 applicant.toml 为准的，把表移出去。".to_owned(),
        en: "If the workbook is the right one, move applicant.toml out of the folder; if not, move the workbook out."
            .to_owned(),
    };
    unused.map(|note| Fault::warning(message.clone(), fix.clone()).at(place::of_path(&note.path))).collect()
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Note, RelPath, Skipped};
    use crate::rules::testing::{codes, complete};

    #[test]
    fn a_workbook_beside_the_file_that_is_read_is_told() {
        let mut dossier = complete();
        dossier.notes.push(Note { path: RelPath::new("applicant.xlsx"), why: Skipped::UnusedWorkbook });
        assert_eq!(codes(&dossier), ["D118"]);
    }
}
