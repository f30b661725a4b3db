//! D709: the declared title is not on the page of contents or the paper itself.

use super::page_words::{Page, look_again, pages_of, there};
use super::{Check, Drawn, Rule};
use crate::dossier::understood::Found;
use crate::dossier::{Dossier, Slot};
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D709",
    name: "title-not-found",
    severity: Severity::Warning,
    about: include_str!("title_not_found.md"),
    check: Check::Slot(check),
    drawn_on_picture: Drawn::Read,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier, slot: &Slot) -> Vec<Fault> {
    let pages = pages_of(dossier, slot);
    let Some(first) = pages.iter().find(|page| page.says.title.is_some() && page.is_right()) else { return Vec::new() };
    fault(slot, first, &pages).into_iter().collect()
}

/// All pages must have been read: those that may have further lines, as far as the title can stand.
fn fault(slot: &Slot, first: &Page<'_>, pages: &[Page<'_>]) -> Option<Fault> {
    let (list, entry) = first.entry()?;
    let title = first.text(first.says.title.as_ref()?)?;
    let missing = |page: &Page<'_>| {
        let found = page.said.lists.get(list).and_then(|found| found.called.get(entry));
        found == Some(&Found::No)
    };
    let read = |page: &Page<'_>| page.said.whole || page.says.continues;
    if title.trim().is_empty()
        || pages.len() != slot.files.len()
        || !pages.iter().all(|page| missing(page) && read(page))
    {
        return None;
    }
    let (path, seen) = (first.scan.path.shown(), first.said.is.as_ref()?.words.first()?);
    let message = Text {
        zh: format!("“{path}”上没有读到题目“{title}”。"),
        en: format!("The title “{title}” was not read on “{path}”."),
    };
    let fault = Fault::warning(message, look_again()).measured(title, "–");
    Some(fault.at(first.place()).reading(there(first.scan, seen)))
}

#[cfg(test)]
mod tests {
    use crate::dossier::understood::Found;
    use crate::rules::testing::{codes, complete};
    use crate::rules::testing_words::{is, tell, titled};

    #[test]
    fn only_a_title_that_is_not_even_nearly_there() {
        let mut dossier = complete();
        let at = "paper/cover@1";
        tell(&mut dossier, at, |says| says.title = Some("title".to_owned()));
        is(&mut dossier, at, at);
        for (found, whole, expected) in [
            (Found::Exactly, true, &[][..]),
            (Found::Nearly, true, &[]),
            (Found::No, true, &["D709"]),
            (Found::No, false, &[]),
        ] {
            titled(&mut dossier, at, found, whole);
            assert_eq!(codes(&dossier), expected, "{found:?}");
        }
    }
}
