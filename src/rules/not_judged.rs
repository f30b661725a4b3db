//! D209: a file of an accepted format whose pages are not judged.

use super::{Check, Remedy, Rule, place, words};
use crate::dossier::{Content, Scan, Trouble};
use crate::finding::{Fault, Severity};
use crate::profile::Part;
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
    if scan.inspected.trouble == Some(Trouble::Broken) {
        return Some(broken(path, &what));
    }
    let message = Text {
        zh: format!("“{path}”是{}，可以交，但里面的页面没有检查清晰度、方向和是否完整。", words::after_han(&what.zh)),
        en: format!(
            "“{path}” is {}, which is accepted; its pages were not judged for sharpness, turn or damage.",
            what.en
        ),
    };
    let fix = Text {
        zh: "打开看一遍：每一页都在、清楚、端正，就可以交。".to_owned(),
        en: "Open it and look: if every page is there, sharp and upright, it can be handed in.".to_owned(),
    };
    Some(Fault::warning(message, fix))
}

fn broken(path: &str, what: &Text) -> Fault {
    let message = Text {
        zh: format!("“{path}”是{}，但文件不完整或已损坏，多半打不开。", words::after_han(&what.zh)),
        en: format!("“{path}” is {}, but it breaks off or is damaged: most programs cannot open it.", what.en),
    };
    let fix = Text {
        zh: "从来源重新导出、下载或传一次，再打开看一遍。".to_owned(),
        en: "Export, download or send it again from where it came from, and open it to see.".to_owned(),
    };
    Fault::error(message, fix).cured_by(Remedy::ScanAgain)
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Content, Trouble};
    use crate::finding::Severity;
    use crate::profile::Accepted;
    use crate::rules::run;
    use crate::rules::testing::{complete, part, scan};

    #[test]
    fn what_is_not_judged_is_a_warning_and_what_is_broken_an_error() {
        for (trouble, level) in [(None, Severity::Warning), (Some(Trouble::Broken), Severity::Error)] {
            let mut dossier = complete();
            part(&mut dossier, "id", "front").formats.push(Accepted::Png);
            let front = scan(&mut dossier, "id/front");
            (front.inspected.content, front.inspected.picture, front.inspected.trouble) = (Content::Png, None, trouble);
            let found: Vec<_> = run(&dossier).iter().map(|one| (one.rule.code, one.severity)).collect();
            assert_eq!(found, [("D209", level)]);
        }
    }
}
