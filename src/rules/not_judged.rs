//! D209: a file of an accepted format whose pages are not judged.

use super::{Check, Remedy, Rule, place, words};
use crate::dossier::{Content, Scan};
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D209",
    name: "not-judged",
    severity: Severity::Warning,
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
