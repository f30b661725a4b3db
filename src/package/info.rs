//! bag-info.txt, held against what it must say.

use super::bag::INFO;
use super::refusal::{Code, IDENTIFIER, INFO_CONTRADICTS, INFO_FIELD, OXUM, PROFILE_DIGEST, Refusal};
use crate::text::Text;

/// The faults of bag-info.txt, line by line; `wanted` is the whole text as it must be.
pub(super) fn check_info(text: &str, wanted: &str) -> Vec<Refusal> {
    if text == wanted {
        return Vec::new();
    }
    let mut refusals = Vec::new();
    let (mut found, mut offset) = (text.split_terminator('\n'), 0);
    for want in wanted.split_terminator('\n') {
        let got = found.next().unwrap_or_default();
        if let Some(code) = line_fault(got, want) {
            refusals.push(refusal(code, offset, got, want));
        }
        if refusals.last().is_some_and(|last| last.code == INFO_FIELD) {
            return refusals;
        }
        offset += got.len() as u64 + 1;
    }
    if let Some(more) = found.next() {
        refusals.push(refusal(INFO_FIELD, offset, more, ""));
    }
    refusals
}

fn line_fault(got: &str, want: &str) -> Option<Code> {
    let label = |line: &str| line.split_once(": ").map(|(label, _)| label.to_owned());
    match label(want).as_deref() {
        _ if got == want => None,
        wanted if label(got).as_deref() != wanted => Some(INFO_FIELD),
        Some("Payload-Oxum") => Some(OXUM),
        Some("External-Identifier") => Some(IDENTIFIER),
        Some("Checklist-Profile") => Some(PROFILE_DIGEST),
        Some("BagIt-Profile-Identifier") => Some(INFO_FIELD),
        _ => Some(INFO_CONTRADICTS),
    }
}

fn refusal(code: Code, offset: u64, got: &str, want: &str) -> Refusal {
    let message = Text {
        zh: format!("写的是“{got}”，按包里的其他文件应为“{want}”"),
        en: format!("it says \"{got}\"; by the other files of the package it must be \"{want}\""),
    };
    Refusal::new(code, INFO, offset, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: &str = "Bagging-Date: 2021-09-10\nPayload-Oxum: 1.1\n";

    fn codes(text: &str) -> Vec<(&'static str, u64)> {
        check_info(text, WANTED).iter().map(|refusal| (refusal.code.code, refusal.offset)).collect()
    }

    #[test]
    fn each_line_is_held_against_the_one_wanted() {
        assert_eq!(codes(WANTED), []);
        assert_eq!(codes("Bagging-Date: 2021-09-11\nPayload-Oxum: 1.2\n"), [("K044", 0), ("K042", 25)]);
        assert_eq!(codes("Bagging-Date: 2021-09-10\n"), [("K043", 25)]);
        assert_eq!(codes(&format!("{WANTED}Payload-Oxum: 1.1\n")), [("K043", 43)]);
        assert_eq!(codes("Payload-Oxum: 1.1\nBagging-Date: 2021-09-10\n"), [("K043", 0)]);
        assert_eq!(codes(""), [("K043", 0)]);
    }
}
