//! D109: something in the folder that is no ordinary file.

use super::{Check, Rule, names, place};
use crate::dossier::{Dossier, Note, Skipped};
use crate::finding::{Fault, Severity};
use crate::text::Text;
use std::cell::LazyCell;

pub(super) const RULE: Rule = Rule {
    code: "D109",
    name: "not-inspected",
    severity: Severity::Error,
    about: include_str!("not_inspected.md"),
    check: Check::Dossier(check),
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let words = LazyCell::new(|| names::Words::of(dossier));
    dossier.notes.iter().filter_map(|note| fault(&words, note)).collect()
}

fn fault(words: &names::Words, note: &Note) -> Option<Fault> {
    let (zh, en) = match note.why {
        Skipped::Link => (
            "一个链接（快捷方式），不是文件本身；工具不跟着链接走",
            "a link and not the file itself; links are not followed",
        ),
        Skipped::Special => {
            ("管道、套接字或设备，不是文件；没有打开", "a pipe, socket or device and no file; it was not opened")
        }
        _ => return None,
    };
    let path = note.path.shown();
    let message = Text { zh: format!("“{path}”是{zh}。"), en: format!("“{path}” is {en}.") };
    let fix = Text {
        zh: "把真正的文件复制到这里；不需要就删掉。".to_owned(),
        en: "Copy the real file here, or remove it.".to_owned(),
    };
    // A complete dossier leaves nothing out that was meant for it: what a link leads to is not packed.
    let meant = words.are_in(path) || is_named_as_a_picture(path);
    let fault = if meant { Fault::error } else { Fault::warning };
    Some(fault(message, fix).at(place::of_path(&note.path)))
}

fn is_named_as_a_picture(path: &str) -> bool {
    let end = path.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    ["jpg", "jpeg", "jpe", "png", "pdf", "tif", "tiff", "bmp", "gif", "webp", "heic"].contains(&&*end)
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Note, RelPath, Skipped};
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete};

    #[test]
    fn links_and_pipes_are_told() {
        let mut dossier = complete();
        dossier.notes.push(Note { path: RelPath::new("a.jpg"), why: Skipped::Link });
        dossier.notes.push(Note { path: RelPath::new("b.jpg"), why: Skipped::Special });
        dossier.notes.push(Note { path: RelPath::new("说明.txt"), why: Skipped::Guide });
        assert_eq!(codes(&dossier), ["D109", "D109"]);
    }

    #[test]
    fn a_link_in_the_place_of_a_page_is_an_error() {
        let level = |path: &str| {
            let mut dossier = complete();
            dossier.notes.push(Note { path: RelPath::new(path), why: Skipped::Link });
            run(&dossier)[0].severity
        };
        assert_eq!(level("IMG_2031.JPG"), Severity::Error);
        assert_eq!(level("summary 2"), Severity::Error, "a part's word");
        assert_eq!(level("记事"), Severity::Warning);
    }
}
