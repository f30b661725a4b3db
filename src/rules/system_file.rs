//! D110: what systems and office programs leave behind.

use super::{Check, Rule, place};
use crate::dossier::{Dossier, Note, Skipped};
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D110",
    name: "system-file",
    severity: Severity::Error,
    about: include_str!("system_file.md"),
    check: Check::Dossier(check),
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let faults = dossier.notes.iter().filter_map(|note| match note.why {
        Skipped::System => Some(litter(note)),
        Skipped::HiddenPicture => Some(hidden(note)),
        _ => None,
    });
    faults.collect()
}

fn litter(note: &Note) -> Fault {
    let path = note.path.shown();
    let message = Text {
        zh: format!("“{path}”是隐藏文件或系统、办公软件、网络存储留下的，不算材料，不会上传。"),
        en: format!(
            "“{path}” is hidden, or left by the system, an office program or a network drive; it is not part of the \
             materials and is not uploaded."
        ),
    };
    let fix = Text { zh: "可以不管，也可以删掉。".to_owned(), en: "Leave it, or delete it.".to_owned() };
    Fault::info(message, fix).at(place::of_path(&note.path))
}

/// A picture that nobody sees in the folder, and the check does not either.
fn hidden(note: &Note) -> Fault {
    let path = note.path.shown();
    let name = note.path.name();
    if name.starts_with("._") || name.starts_with("~$") {
        return named_as_litter(note);
    }
    if !name.starts_with('.') {
        return in_hidden_folder(note);
    }
    let message = Text {
        zh: format!("“{path}”是隐藏的图片（文件名以点开头），没有检查，也不会上传。"),
        en: format!(
            "“{path}” is a hidden picture (its name begins with a dot): it was not checked and is not uploaded."
        ),
    };
    let fix = Text {
        zh: "是材料的，去掉文件名开头的点；不是的，移出文件夹。".to_owned(),
        en: "If it is material, take the dot at the start of its name away; if not, move it out of the folder."
            .to_owned(),
    };
    Fault::error(message, fix).at(place::of_path(&note.path))
}

/// The same of a picture that has the name of what systems and office programs keep beside files.
fn named_as_litter(note: &Note) -> Fault {
    let path = note.path.shown();
    let message = Text {
        zh: format!("“{path}”是图片，却叫了系统或办公软件临时文件的名字，没有检查，也不会上传。"),
        en: format!(
            "“{path}” is a picture with a name that systems and office programs give their own files: it was not checked \
             and is not uploaded."
        ),
    };
    let fix = Text {
        zh: "是材料的，去掉文件名开头的符号；不是的，移出文件夹。".to_owned(),
        en: "If it is material, take the signs at the start of its name away; if not, move it out of the folder."
            .to_owned(),
    };
    Fault::error(message, fix).at(place::of_path(&note.path))
}

/// The same where it is the folder that is hidden.
fn in_hidden_folder(note: &Note) -> Fault {
    let path = note.path.shown();
    let message = Text {
        zh: format!("“{path}”是图片，但在隐藏的文件夹或系统自己的文件夹里，没有检查，也不会上传。"),
        en: format!(
            "“{path}” is a picture in a hidden folder, or in a system's own: it was not checked and is not uploaded."
        ),
    };
    let fix = Text {
        zh: "是材料的，移到看得见的文件夹里；不是的，移出文件夹。".to_owned(),
        en: "If it is material, move it to a folder that is not hidden; if not, move it out of the dossier.".to_owned(),
    };
    Fault::error(message, fix).at(place::of_path(&note.path))
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Note, RelPath, Skipped};
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::complete;

    #[test]
    fn named_but_no_fault() {
        let mut dossier = complete();
        dossier.notes.push(Note { path: RelPath::new("论文/.DS_Store"), why: Skipped::System });
        let findings = run(&dossier);
        assert_eq!((findings[0].rule.code, findings[0].severity), ("D110", Severity::Info));
        assert!(findings[0].message.zh.contains(".DS_Store"));
    }

    #[test]
    fn a_hidden_picture_is_an_error() {
        let mut dossier = complete();
        dossier.notes.push(Note { path: RelPath::new(".毕业证书.jpg"), why: Skipped::HiddenPicture });
        let findings = run(&dossier);
        assert_eq!((findings[0].rule.code, findings[0].severity), ("D110", Severity::Error));
        dossier.notes = vec![Note { path: RelPath::new("论文/~$x.jpg"), why: Skipped::HiddenPicture }];
        let findings = run(&dossier);
        assert_eq!((findings[0].rule.code, findings[0].severity), ("D110", Severity::Error));
        assert!(findings[0].message.zh.contains("临时文件的名字"), "{}", findings[0].message.zh);
        dossier.notes = vec![Note { path: RelPath::new("任职材料/.聘书/2.jpg"), why: Skipped::HiddenPicture }];
        let findings = run(&dossier);
        assert_eq!((findings[0].rule.code, findings[0].severity), ("D110", Severity::Error));
        assert!(findings[0].message.zh.contains("隐藏的文件夹"), "{}", findings[0].message.zh);
        assert!(dossier.left_out_in_words().is_some_and(|said| said.en.contains("任职材料/.聘书/2.jpg")));
    }
}
