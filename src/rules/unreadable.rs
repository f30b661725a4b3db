//! D108: a file or folder that the system does not let us read.

use super::{Check, Rule, place};
use crate::dossier::{Dossier, Skipped};
use crate::failure::kept_words;
use crate::finding::{Fault, Severity};
use crate::seen::Trouble;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D108",
    name: "unreadable",
    severity: Severity::Error,
    about: include_str!("unreadable.md"),
    check: Check::Dossier(check),
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let files = dossier.scans.iter().enumerate().filter_map(|(at, scan)| match &scan.inspected.trouble {
        Some(Trouble::Unreadable(why)) => Some(fault(scan.path.shown(), why).at(place::of_scan(dossier, at))),
        _ => None,
    });
    let seen = dossier.notes.iter().filter_map(|note| match &note.why {
        Skipped::Unreadable(why) => Some(fault(note.path.shown(), why).at(place::of_path(&note.path))),
        _ => None,
    });
    files.chain(seen).collect()
}

fn fault(path: &str, why: &str) -> Fault {
    let why = kept_words(why);
    let message = Text {
        zh: format!("“{path}”读不出来，里面是什么没有检查。系统的说法：{}", why.zh),
        en: format!("“{path}” cannot be read, so it was not checked. The system says: {}", why.en),
    };
    let fix = Text {
        zh: "关掉正在使用它的程序，检查读取权限；U 盘上的文件先复制到电脑里，再检查一次。".to_owned(),
        en: "Close the program that uses it and look at its permissions; copy it from the USB stick to the computer, then \
             check again."
            .to_owned(),
    };
    Fault::error(message, fix)
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Note, RelPath, Skipped};
    use crate::rules::testing::{codes, complete, scan};
    use crate::seen::{Content, Trouble};

    #[test]
    fn files_and_folders() {
        let mut dossier = complete();
        let inspected = &mut scan(&mut dossier, "id/front").inspected;
        inspected.trouble = Some(Trouble::Unreadable("permission denied".to_owned()));
        inspected.content = Content::Unknown;
        inspected.picture = None;
        let why = "permission denied".to_owned();
        dossier.notes.push(Note { path: RelPath::new("论文"), why: Skipped::Unreadable(why) });
        assert_eq!(codes(&dossier), ["D108", "D108"]);
    }
}
