//! D705: another person's ID number on the page.

use super::page_words::{Page, pages, there};
use super::{Check, Drawn, Rule};
use crate::dossier::id_number::IdNumber;
use crate::dossier::understood::Number;
use crate::dossier::{Applicant, Dossier};
use crate::finding::{Fault, Severity};
use crate::text::{Text, masked};

/// Percent from which a number is read beyond doubt (READING: 67 right ones at 90 and more, none wrong).
const CERTAIN: u8 = 90;

/// Up to so many digits are typed wrongly in one's own number, or misread.
const SLIPS: usize = 2;

pub(super) const RULE: Rule = Rule {
    code: "D705",
    name: "other-id-number",
    severity: Severity::Error,
    about: include_str!("other_id_number.md"),
    check: Check::Dossier(check),
    drawn_on_picture: Drawn::Read,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let Some(own) = dossier.applicant.as_ref().filter(|applicant| is_right(&applicant.id_number)) else {
        return Vec::new();
    };
    pages(dossier).iter().filter(|page| page.says.number).filter_map(|page| fault(page, own)).collect()
}

/// Whether a number can be compared with: D401 reports one that cannot be right.
fn is_right(number: &str) -> bool {
    IdNumber::read(number.trim()).is_some_and(|digits| digits.check_is_right() && digits.birth_date().is_some())
}

fn fault(page: &Page<'_>, applicant: &Applicant) -> Option<Fault> {
    let own = applicant.id_number.trim().to_uppercase();
    let numbers = &page.said.numbers;
    if !page.said.whole || numbers.iter().any(|read| read.number == own) {
        return None;
    }
    let read: &Number = numbers.iter().find(|read| read.seen.confidence >= CERTAIN)?;
    let differing = own.chars().zip(read.number.chars()).filter(|(a, b)| a != b).count();
    let (path, shown) = (page.scan.path.shown(), masked(&read.number));
    let message = Text {
        zh: format!("“{path}”上的身份证号是“{shown}”，与 applicant.toml 里的“{}”不是同一个。", applicant.masked_id()),
        en: format!("The ID number on “{path}” is “{shown}”, not “{}” as in applicant.toml.", applicant.masked_id()),
    };
    let fix = Text {
        zh: "别人的证件放错了的，换成本人的；本人的证件没错的，改正 applicant.toml 里的 id_number。".to_owned(),
        en: "Where it is somebody else's document, replace it; where it is the applicant's own, correct id_number in \
             applicant.toml."
            .to_owned(),
    };
    let fault = if differing > SLIPS { Fault::error } else { Fault::warning };
    let fault = fault(message, fix).measured(applicant.masked_id(), shown);
    Some(fault.at(page.place()).reading(there(page.scan, &read.seen)))
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete};
    use crate::rules::testing_words::{number, says, tell};

    #[test]
    fn another_number_that_is_right_in_itself() {
        let mut dossier = complete();
        tell(&mut dossier, "id/front", |says| says.number = true);
        says(&mut dossier, "id/front");
        number(&mut dossier, "id/front", "990000198803070017", 98);
        assert_eq!(codes(&dossier), [""; 0]);
        number(&mut dossier, "id/front", "990000199011160027", 98);
        let findings = run(&dossier);
        assert_eq!((codes(&dossier), findings[0].severity), (vec!["D705"], Severity::Error));
        assert!(!findings[0].message.zh.contains("199011160027") && !findings[0].message.en.contains("19901116"));
        number(&mut dossier, "id/front", "990000199011160027", 80);
        assert_eq!(codes(&dossier), [""; 0], "not read clearly enough");
    }
}
