//! D710: a cover of another journal, or of another issue, than the one declared.

use super::page_words::{CLEAR, Page, look_again, pages, there};
use super::{Check, Drawn, Rule};
use crate::dossier::Dossier;
use crate::dossier::understood::Seen;
use crate::finding::{Fault, Severity};
use crate::text::Text;

/// Percent that every character of a journal's name must reach: covers are set in fancy letters.
const NAME: u8 = 90;

pub(super) const RULE: Rule = Rule {
    code: "D710",
    name: "other-issue",
    severity: Severity::Warning,
    about: include_str!("other_issue.md"),
    check: Check::Dossier(check),
    drawn_on_picture: Drawn::Read,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    pages(dossier).iter().filter(|page| page.may_be_right() && page.said.whole).filter_map(fault).collect()
}

fn fault(page: &Page<'_>) -> Option<Fault> {
    let (list, entry) = page.entry()?;
    let found = page.said.lists.get(list)?;
    let is = |flags: &[bool]| flags.get(entry) == Some(&true);
    if let (Some(journal), true) = (&page.says.journal, is(&found.other_journals)) {
        let seen = page.said.largest.as_ref().filter(|seen| seen.least >= NAME)?;
        return Some(differing(page, page.text(journal)?, seen.text.trim(), seen));
    }
    // A cover is known by its journal: without the declared one it is still known by its other words.
    let issue = page.said.issue.as_ref().filter(|issue| page.is_right() && issue.seen.confidence >= CLEAR)?;
    let read = format!("{} 年第 {} 期", issue.year, issue.number);
    let declared = page.says.issue.as_ref().filter(|_| is(&found.other_issues))?;
    Some(differing(page, page.text(declared)?, &read, &issue.seen))
}

fn differing(page: &Page<'_>, want: &str, got: &str, seen: &Seen) -> Fault {
    let path = page.scan.path.shown();
    let message = Text {
        zh: format!("“{path}”应当是“{want}”，读到的是“{got}”。"),
        en: format!("“{path}” should be of “{want}”, and reads “{got}”."),
    };
    let fault = Fault::warning(message, look_again()).measured(want, got);
    fault.at(page.place()).reading(there(page.scan, seen))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, say, scan};
    use crate::rules::testing_words::{another_journal, is, issue, tell};

    #[test]
    fn both_must_be_read() {
        let mut dossier = complete();
        let at = "paper/cover@1";
        say(&mut dossier, "papers[1].issue", "2020年第6期");
        tell(&mut dossier, at, |says| says.issue = Some("issue".to_owned()));
        is(&mut dossier, at, at);
        assert_eq!(codes(&dossier), [""; 0]);
        issue(&mut dossier, at, (2019, 6));
        assert_eq!(codes(&dossier), ["D710"]);
    }

    /// Without the declared journal nothing says that it is a cover, but for the other words that covers have.
    #[test]
    fn another_journal_is_told_of_what_may_be_a_cover() {
        let mut dossier = complete();
        let at = "paper/cover@1";
        say(&mut dossier, "papers[1].journal", "中国农村科技");
        tell(&mut dossier, at, |says| says.journal = Some("journal".to_owned()));
        is(&mut dossier, at, at);
        another_journal(&mut dossier, at, "职业教育");
        scan(&mut dossier, at).understood.as_mut().expect("words").is = None;
        assert_eq!(codes(&dossier), ["D710"]);
        scan(&mut dossier, at).understood.as_mut().expect("words").hints.clear();
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
