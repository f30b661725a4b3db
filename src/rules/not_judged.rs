//! D209: a file of an accepted format, or a page of one, that is not judged.

use super::{Check, Remedy, Rule, place, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::seen::{Content, SeenPage, Trouble};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D209",
    name: "not-judged",
    severity: Severity::Error,
    about: include_str!("not_judged.md"),
    check: Check::Scan(check),
    remedy: Remedy::Look,
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let content = scan.inspected.content;
    if content == Content::Jpeg || !words::is_accepted(part, content) || place::is_closed(scan) {
        return None;
    }
    let (path, what) = (scan.path.shown(), words::content(content));
    match scan.inspected.trouble {
        Some(Trouble::Broken) => return Some(broken(path, &what)),
        Some(Trouble::Locked) => return Some(locked(path, &what)),
        _ => {}
    }
    match scan.inspected.pages.as_slice() {
        [] if scan.inspected.picture.is_some() => None,
        [] => Some(unseen(path, &what, None)),
        [SeenPage::Left(why)] => Some(unseen(path, &what, Some(why))),
        [SeenPage::Broken(why)] => Some(cut_off(path, why)),
        [SeenPage::Empty] => Some(empty(path)),
        // Each page is judged by itself.
        _ => None,
    }
}

/// A page that was not looked at, or a file of which none was.
fn unseen(path: &str, what: &Text, why: Option<&Text>) -> Fault {
    let (zh, en) =
        why.map_or((String::new(), String::new()), |why| (format!("（{}）", why.zh), format!(" ({})", why.en)));
    let message = Text {
        zh: format!("“{path}”是{}，可以交，但没有检查清晰度、方向和是否完整{zh}。", words::after_han(&what.zh)),
        en: format!("“{path}” is {}, which is accepted; it was not judged for sharpness, turn or damage{en}.", what.en),
    };
    let fix = Text {
        zh: "打开看一遍：每一页都在、清楚、端正，就可以交。".to_owned(),
        en: "Open it and look: if every page is there, sharp and upright, it can be handed in.".to_owned(),
    };
    Fault::warning(message, fix)
}

/// A page on which nothing stands, between others.
fn empty(path: &str) -> Fault {
    let message = Text {
        zh: format!("“{path}”的这一页什么也没有。"),
        en: format!("nothing stands on this page of “{path}”."),
    };
    let fix = Text {
        zh: "打开看看：空白的背面可以留着，也可以删掉；如果这里应该有内容，请重新扫描或导出。".to_owned(),
        en: "Open it and look: the empty back of a sheet may stay or go; if something belongs there, scan or export it again."
            .to_owned(),
    };
    Fault::warning(message, fix)
}

fn broken(path: &str, what: &Text) -> Fault {
    unusable(
        path,
        [
            &format!("是{}，但文件不完整或已损坏，多半打不开", words::after_han(&what.zh)),
            &format!("is {}, but it breaks off or is damaged: most programs cannot open it", what.en),
        ],
        [
            "从来源重新导出、下载或传一次，再打开看一遍。",
            "Export, download or send it again from where it came from, and open it to see.",
        ],
    )
}

/// Who receives it cannot open it either.
fn locked(path: &str, what: &Text) -> Fault {
    unusable(
        path,
        [
            &format!("是{}，但加了密码，收材料的人打不开", words::after_han(&what.zh)),
            &format!("is {}, but locked with a password: whoever receives it cannot open it", what.en),
        ],
        [
            "用密码打开后，打印或另存成没有密码的文件。",
            "Open it with the password, and print or save it as a file without one.",
        ],
    )
}

/// What is lost of a page is lost to everybody.
fn cut_off(path: &str, why: &Text) -> Fault {
    unusable(
        path,
        [&format!("的这一页不完整（{}）", why.zh), &format!("is not whole here ({})", why.en)],
        ["重新扫描或导出，再打开看一遍。", "Scan or export it again, and open it to see."],
    )
}

fn unusable(path: &str, [zh, en]: [&str; 2], [fix_zh, fix_en]: [&str; 2]) -> Fault {
    let message = Text { zh: format!("“{path}”{zh}。"), en: format!("“{path}” {en}.") };
    let fix = Text { zh: fix_zh.to_owned(), en: fix_en.to_owned() };
    Fault::error(message, fix).cured_by(Remedy::ScanAgain)
}

#[cfg(test)]
mod tests {
    use crate::dossier::RelPath;
    use crate::finding::Severity;
    use crate::profile::Accepted;
    use crate::rules::run;
    use crate::rules::testing::{complete, part, picture, scan};
    use crate::seen::{Content, SeenPage, Trouble};
    use crate::text::Text;

    #[test]
    fn each_page_is_judged_as_a_picture_and_named() {
        let mut dossier = complete();
        part(&mut dossier, "id", "front").formats.push(Accepted::Pdf);
        let why = Text { zh: "画不出来".to_owned(), en: "it cannot be drawn".to_owned() };
        let front = scan(&mut dossier, "id/front");
        let good = SeenPage::Picture(Box::new(front.inspected.picture.take().expect("a picture")));
        let coarse = SeenPage::Picture(Box::new(picture(300, 200)));
        front.inspected.content = Content::Pdf;
        front.path = RelPath::new("a.pdf");
        front.inspected.pages = vec![good.clone()];
        assert!(run(&dossier).is_empty(), "{:#?}", run(&dossier));
        let cut = SeenPage::Broken(why.clone());
        let pages = vec![good, coarse, SeenPage::Empty, SeenPage::Left(why), cut];
        scan(&mut dossier, "id/front").inspected.pages = pages;
        let found: Vec<_> = run(&dossier).iter().map(|one| (one.rule.code, one.place.page, one.severity)).collect();
        assert!(found.contains(&("D209", Some(3), Severity::Warning)), "{found:?}");
        assert!(found.contains(&("D209", Some(4), Severity::Warning)), "{found:?}");
        assert!(found.contains(&("D209", Some(5), Severity::Error)), "{found:?}");
        assert!(found.contains(&("D301", Some(2), Severity::Error)), "{found:?}");
        assert!(run(&dossier).iter().any(|one| one.message.en.starts_with("page 4 of 5: ")));
    }

    #[test]
    fn what_is_not_judged_is_a_warning_and_what_is_broken_an_error() {
        for (trouble, level) in [
            (None, Severity::Warning),
            (Some(Trouble::Broken), Severity::Error),
            (Some(Trouble::Locked), Severity::Error),
        ] {
            let mut dossier = complete();
            part(&mut dossier, "id", "front").formats.push(Accepted::Png);
            let front = scan(&mut dossier, "id/front");
            (front.inspected.content, front.inspected.picture, front.inspected.trouble) = (Content::Png, None, trouble);
            front.path = RelPath::new("a.png");
            let found: Vec<_> = run(&dossier).iter().map(|one| (one.rule.code, one.severity)).collect();
            assert_eq!(found, [("D209", level)]);
        }
    }
}
