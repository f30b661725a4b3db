//! D110: what systems and office programs leave behind.

use super::{Check, Rule, place};
use crate::dossier::{Dossier, Note, Oddity};
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D110",
    name: "system-file",
    severity: Severity::Info,
    about: include_str!("system_file.md"),
    check: Check::Dossier(check),
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    dossier.notes.iter().filter(|note| note.oddity == Oddity::System).map(fault).collect()
}

fn fault(note: &Note) -> Fault {
    let path = note.path.shown();
    let message = Text {
        zh: format!("“{path}”是隐藏文件或系统、办公软件留下的文件，不算材料，不会上传。"),
        en: format!(
            "“{path}” is hidden, or left by the system or an office program; it is not part of the materials and is not uploaded."
        ),
    };
    let fix = Text { zh: "可以不管，也可以删掉。".to_owned(), en: "Leave it, or delete it.".to_owned() };
    Fault::info(message, fix).at(place::of_path(&note.path))
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Note, Oddity, RelPath};
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::complete;

    #[test]
    fn named_but_no_fault() {
        let mut dossier = complete();
        dossier.notes.push(Note { path: RelPath::new("论文/.DS_Store"), oddity: Oddity::System });
        let findings = run(&dossier);
        assert_eq!((findings[0].rule.code, findings[0].severity), ("D110", Severity::Info));
        assert!(findings[0].message.zh.contains(".DS_Store"));
    }
}
