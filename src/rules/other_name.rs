//! D707: another person's name where the applicant's should stand.

use super::page_words::{Page, look_again, pages, there};
use super::{Check, Drawn, Rule, misspelt_name};
use crate::dossier::Dossier;
use crate::dossier::understood::{Found, Named};
use crate::finding::{Fault, Severity};
use crate::text::Text;

/// Percent that every character must reach: print does, handwriting does not (READING).
const CERTAIN: u8 = 95;

/// In so many characters another name differs: one may be misread.
const DIFFERING: usize = 2;

pub(super) const RULE: Rule = Rule {
    code: "D707",
    name: "other-name",
    severity: Severity::Warning,
    about: include_str!("other_name.md"),
    check: Check::Dossier(check),
    drawn_on_picture: Drawn::Read,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let judged = pages(dossier);
    let faults: Vec<Fault> = judged.iter().filter_map(|page| Some(fault(page, other(page)?))).collect();
    if faults.is_empty() { misspelt_name::fault(&judged, CERTAIN).into_iter().collect() } else { faults }
}

/// The name beside a label, where it is beyond doubt another one and the applicant's stands nowhere, not even nearly.
pub(super) fn other<'d>(page: &Page<'d>) -> Option<&'d Named> {
    let nowhere = page.said.own_name == Some(Found::No) && page.said.whole;
    let judged = page.says.name && page.may_be_right() && nowhere;
    let sure = |named: &&Named| named.differs >= DIFFERING && named.seen.least >= CERTAIN;
    page.said.names.iter().filter(|_| judged).find(sure)
}

fn fault(page: &Page<'_>, named: &Named) -> Fault {
    let own = page.dossier.applicant.as_ref().map_or("", |applicant| applicant.name.as_str());
    let (path, name) = (page.scan.path.shown(), &named.name);
    let message = Text {
        zh: format!("“{path}”上写的姓名像是“{name}”，没有找到“{own}”。"),
        en: format!("The name on “{path}” seems to be “{name}”; “{own}” was not found."),
    };
    let fault = Fault::warning(message, look_again()).measured(own, name.clone());
    fault.at(page.place()).reading(there(page.scan, &named.seen))
}

#[cfg(test)]
mod tests {
    use crate::dossier::understood::Found;
    use crate::rules::testing::{codes, complete};
    use crate::rules::testing_words::{is, named, tell};

    #[test]
    fn only_a_name_that_is_clearly_another() {
        let mut dossier = complete();
        let at = "education/degree";
        tell(&mut dossier, at, |says| says.name = true);
        is(&mut dossier, at, at);
        for (differs, least, own, expected) in [
            (3, 98, Found::No, &["D707"][..]),
            (1, 98, Found::No, &["D708"][..]),
            (3, 90, Found::No, &["D708"][..]),
            (3, 98, Found::Nearly, &[][..]),
        ] {
            named(&mut dossier, at, "李大力", (differs, least), own);
            assert_eq!(codes(&dossier), expected, "{differs} {least} {own:?}");
        }
    }
}
