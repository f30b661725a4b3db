//! D704: a form or certificate of another year than the one it is filed under.

use super::page_words::{CLEAR, Page, look_again, pages, there};
use super::{Check, Drawn, Rule};
use crate::dossier::Dossier;
use crate::dossier::understood::Year;
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D704",
    name: "wrong-year",
    severity: Severity::Warning,
    about: include_str!("wrong_year.md"),
    check: Check::Dossier(check),
    drawn_on_picture: Drawn::Read,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    pages(dossier).iter().filter(|page| page.says.year && page.may_be_right()).filter_map(fault).collect()
}

fn fault(page: &Page<'_>) -> Option<Fault> {
    let asked: Vec<i16> = page.places().filter_map(|slot| slot.key.as_deref()?.parse().ok()).collect();
    let read = other_year(page, &asked)?;
    let want = asked.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
    let (path, year) = (page.scan.path.shown(), read.year);
    let message = Text {
        zh: format!("“{path}”应当是 {want} 年的，读到的是 {year} 年。"),
        en: format!("“{path}” should be of {}, and reads {year}.", want.replace('、', ", ")),
    };
    let fault = Fault::warning(message, look_again()).measured(want, year.to_string());
    Some(fault.at(page.place()).reading(there(page.scan, &read.seen)))
}

/// The one year that the page says it is for to its last line, where it is none of those asked for.
fn other_year<'d>(page: &Page<'d>, asked: &[i16]) -> Option<&'d Year> {
    let said = page.said;
    let only = |years: &'d [Year]| if let [only] = years { Some(only) } else { None };
    let read = if said.years.is_empty() && page.says.year_from_dates {
        only(&said.dated).filter(|_| !asked.iter().any(|year| said.all_years.contains(year)))?
    } else {
        only(&said.years)?
    };
    (said.whole
        && !asked.is_empty()
        && !asked.contains(&read.year)
        && read.seen.least >= CLEAR
        && is_possible(page, read.year))
    .then_some(read)
}

/// Whether a year is one that the document can be of: not after the filing year, nor a working life before it.
fn is_possible(page: &Page<'_>, year: i16) -> bool {
    let filing = page.dossier.profile.filing_year;
    (filing - 45..=filing).contains(&year)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete};
    use crate::rules::testing_words::{is, tell, year};

    const AT: &str = "assessment/form-front@2019";

    #[test]
    fn the_year_that_is_read_and_no_other() {
        let mut dossier = complete();
        tell(&mut dossier, AT, |says| says.year = true);
        is(&mut dossier, AT, AT);
        for (years, expected) in
            [(&[2019][..], &[][..]), (&[2018], &["D704"]), (&[], &[]), (&[2018, 2019], &[]), (&[2017, 2018], &[])]
        {
            year(&mut dossier, AT, years);
            assert_eq!(codes(&dossier), expected, "{years:?}");
        }
    }
}
