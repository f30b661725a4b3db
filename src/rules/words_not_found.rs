//! D715: what must stand on a document was not read there: until when it is valid, or words that the checklist wants each of.
//!
//! A card of which one side was scanned is read as well as one of which both were; only what stands on the other side is
//! not there. It may have been misread all the same, so that nobody is accused.

use super::page_words::{Page, pages_of};
use super::{Check, Remedy, Rule};
use crate::dossier::{Dossier, Slot};
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D715",
    name: "words-not-found",
    severity: Severity::Warning,
    about: include_str!("words_not_found.md"),
    check: Check::Slot(check),
    remedy: Remedy::Look,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier, slot: &Slot) -> Vec<Fault> {
    let pages = pages_of(dossier, slot);
    // Every page must have been read well: what is not on one may stand on another.
    if pages.is_empty() || pages.len() != slot.files.len() || !pages.iter().all(Page::was_read_well) {
        return Vec::new();
    }
    fault(slot, &pages).into_iter().collect()
}

fn fault(slot: &Slot, pages: &[Page<'_>]) -> Option<Fault> {
    let first = pages.first()?;
    let says = first.says;
    let absent = absent(slot, pages);
    let (of_all, of_sides): (Vec<&str>, Vec<&str>) =
        absent.into_iter().partition(|word| says.all.iter().any(|all| all == word));
    // Several pages are as many sides, whatever their labels are; one page may be one side.
    let of_sides = if pages.len() == 1 { of_sides } else { Vec::new() };
    let undated = says.valid_until.is_some() && pages.iter().all(|page| page.said.valid.is_none());
    if of_all.is_empty() && of_sides.is_empty() && !undated {
        return None;
    }
    let words: Vec<String> = of_all.iter().chain(&of_sides).map(|word| format!("“{word}”")).collect();
    // The label that the date stands behind says it already.
    let labels = &first.dossier.profile.reading.valid;
    let is_said = of_all.iter().chain(&of_sides).any(|word| labels.iter().any(|label| label == word));
    let mut lacking = Text { zh: words.join("、"), en: words.join(", ") };
    if undated && !is_said {
        let (zh, en) = if words.is_empty() { ("", "") } else { ("和", " and ") };
        lacking = Text {
            zh: format!("{}{zh}有效期限", lacking.zh),
            en: format!("{}{en}until when it is valid", lacking.en),
        };
    }
    let path = first.scan.path.shown();
    let message = Text {
        zh: format!("“{path}”上没有读到{}：也许只有一面，也许没有读清。", lacking.zh),
        en: format!("On “{path}” this was not read: {}. One side may be missing, or it was misread.", lacking.en),
    };
    let fault = if of_all.is_empty() { Fault::info } else { Fault::warning };
    Some(fault(message, fix()).at(first.place()))
}

fn fix() -> Text {
    Text {
        zh: "打开看一眼：少了一面的，补上；没有少、只是没读清的，不用理会，或在 applicant.toml 里写明接受（[[waive]]）。"
            .to_owned(),
        en: "Open it and look: add the side that is missing; where nothing is and it was only misread, leave it, or accept \
             it in applicant.toml ([[waive]])."
            .to_owned(),
    }
}

/// The words that stand on none of the pages.
fn absent<'p>(slot: &Slot, pages: &[Page<'p>]) -> Vec<&'p str> {
    let of_page = |page: &Page<'p>| -> Vec<&'p str> {
        let own = page.said.absent.iter().filter(|absent| (absent.item, absent.part) == (slot.item, slot.part));
        own.flat_map(|absent| absent.words.iter().map(String::as_str)).collect()
    };
    let all: Vec<Vec<&str>> = pages.iter().map(of_page).collect();
    let Some((first, others)) = all.split_first() else { return Vec::new() };
    first.iter().copied().filter(|word| others.iter().all(|other| other.contains(word))).collect()
}

#[cfg(test)]
mod tests {
    use crate::dossier::Dossier;
    use crate::finding::Severity;
    use crate::profile::says::Validity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, day, part, scan};
    use crate::rules::testing_words::{is, lacks, lines, tell, until};

    const AT: &str = "id/front";

    fn told(dossier: &Dossier) -> Vec<(&'static str, Severity)> {
        run(dossier).iter().map(|one| (one.rule.code, one.severity)).collect()
    }

    #[test]
    fn a_date_of_validity_that_was_not_read_is_a_note() {
        let mut dossier = complete();
        tell(&mut dossier, AT, |says| says.valid_until = Some(Validity::Filing));
        is(&mut dossier, AT, AT);
        assert_eq!(told(&dossier), [("D715", Severity::Info)]);
        until(&mut dossier, AT, Some(day("2031-06-10")), true);
        assert_eq!(codes(&dossier), [""; 0]);
    }

    #[test]
    fn each_word_that_must_stand_there_is_looked_for() {
        let mut dossier = complete();
        tell(&mut dossier, AT, |says| says.all = vec!["签发机关".to_owned()]);
        is(&mut dossier, AT, AT);
        assert_eq!(codes(&dossier), [""; 0]);
        lacks(&mut dossier, AT, &["签发机关"]);
        assert_eq!(told(&dossier), [("D715", Severity::Warning)]);
        let message = &run(&dossier)[0].message;
        assert!(message.zh.contains("没有读到“签发机关”"), "{}", message.zh);
        scan(&mut dossier, AT).understood.as_mut().expect("read").whole = false;
        assert_eq!(codes(&dossier), [""; 0], "it may stand further down");
    }

    #[test]
    fn one_page_of_two_sides_with_the_labels_of_one_is_a_note() {
        let mut dossier = complete();
        tell(&mut dossier, AT, |_| ());
        is(&mut dossier, AT, AT);
        lacks(&mut dossier, AT, &["乙"]);
        part(&mut dossier, "id", "front").sides = vec![vec!["正面".to_owned()], vec!["反面".to_owned()]];
        assert_eq!(told(&dossier), [("D715", Severity::Info)]);
    }

    #[test]
    fn what_was_read_badly_says_nothing() {
        let mut dossier = complete();
        tell(&mut dossier, AT, |says| says.valid_until = Some(Validity::Filing));
        is(&mut dossier, AT, AT);
        let said = scan(&mut dossier, AT).understood.as_mut().expect("read");
        said.is = None;
        assert_eq!(codes(&dossier), [""; 0], "not known, and no clear print");
        scan(&mut dossier, AT).reading = Ok(lines(&["姓名王小明 性别男", "1988年3月7日", "公民身份号码 99000"], 97));
        assert_eq!(codes(&dossier), ["D715"], "its words are there, clearly, but not the date");
    }
}
