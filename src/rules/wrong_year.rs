//! D704: a form or certificate of another year than the one it is filed under.

use super::page_words::{CLEAR, Page, look_again, pages, there};
use super::{Check, Drawn, Rule};
use crate::dossier::Dossier;
use crate::dossier::understood::{Seen, Year};
use crate::finding::{Fault, Severity};
use crate::text::Text;

/// From this certainty of its numerals on, percent, a year is no handwriting (READING: 67–83, wrong characters among them).
const CERTAIN: u8 = 95;

/// In a line of print, whose characters reach this on the average, percent, less is enough: small figures in brackets are
/// read at 81–85, and right. Then the year that is asked for must not stand anywhere on the page.
const PRINT: u8 = 90;
const IN_PRINT: u8 = 75;

/// So many signatures of one year tell that a date in January is not of the year that has begun.
const SIGNATURES: usize = 2;

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
        let years = if said.signatures >= SIGNATURES { &said.years_signed } else { &said.all_years };
        only(&said.dated).filter(|_| !asked.iter().any(|year| years.contains(year)))?
    } else {
        only(&said.years)?
    };
    (said.whole
        && !asked.is_empty()
        && !asked.contains(&read.year)
        && (is_certain(&read.seen) || is_print(&read.seen) && !asked.iter().any(|year| said.all_years.contains(year)))
        && is_possible(page, read.year))
    .then_some(read)
}

/// Whether a year was read beyond doubt. The brackets and colons around it may be any: `(` and `（` are often read for each
/// other.
fn is_certain(seen: &Seen) -> bool {
    seen.least >= CLEAR || seen.numerals >= CERTAIN
}

fn is_print(seen: &Seen) -> bool {
    seen.confidence >= PRINT && seen.numerals >= IN_PRINT
}

/// Whether a year is one that the document can be of: not after the filing year, nor a working life before it.
fn is_possible(page: &Page<'_>, year: i16) -> bool {
    let filing = page.dossier.profile.filing_year;
    (filing - 45..=filing).contains(&year)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, scan};
    use crate::rules::testing_words::{is, tell, year, years_read};

    const AT: &str = "assessment/form-front@2019";

    #[test]
    fn its_numerals_must_be_certain_and_brackets_need_not() {
        let mut dossier = complete();
        tell(&mut dossier, AT, |says| says.year = true);
        is(&mut dossier, AT, AT);
        for (confidence, least, numerals, expected) in [
            (89, 60, 97, &["D704"][..]),
            (89, 60, 94, &[]),
            (89, 80, 80, &["D704"]),
            (89, 79, 79, &[]),
            (94, 70, 85, &["D704"]),
            (94, 70, 74, &[]),
        ] {
            year(&mut dossier, AT, &[2018]);
            years_read(&mut dossier, AT, (confidence, least, numerals));
            assert_eq!(codes(&dossier), expected, "{confidence} {least} {numerals}");
        }
        years_read(&mut dossier, AT, (94, 70, 85));
        scan(&mut dossier, AT).understood.as_mut().expect("words").all_years = vec![2018, 2019];
        assert_eq!(codes(&dossier), [""; 0], "the right year stands there, too");
    }

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

    #[test]
    fn dates_of_january_on_a_form_of_the_year_before() {
        let mut dossier = complete();
        tell(&mut dossier, AT, |says| (says.year, says.year_from_dates) = (true, true));
        is(&mut dossier, AT, AT);
        year(&mut dossier, AT, &[2018]);
        let said = scan(&mut dossier, AT).understood.as_mut().expect("words");
        said.dated = std::mem::take(&mut said.years);
        (said.all_years, said.years_signed, said.signatures) = (vec![2019], vec![2018], 1);
        assert_eq!(codes(&dossier), [""; 0], "one date may be a slip of the pen");
        scan(&mut dossier, AT).understood.as_mut().expect("words").signatures = 2;
        assert_eq!(codes(&dossier), ["D704"]);
        scan(&mut dossier, AT).understood.as_mut().expect("words").years_signed.push(2019);
        assert_eq!(codes(&dossier), [""; 0], "another word is of the year that is asked for");
    }
}
