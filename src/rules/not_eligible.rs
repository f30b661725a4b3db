//! D413: by the applicant's own words, not one who may apply.

use super::{Check, Rule, place};
use crate::dossier::Dossier;
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D413",
    name: "not-eligible",
    severity: Severity::Error,
    about: include_str!("not_eligible.md"),
    check: Check::Dossier(check),
    of_title_reviews: true,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let mut faults = Vec::new();
    if applicant.in_post == Some(false) {
        faults.push(fault(
            ("applicant.toml 写明不在职（in_post = false）：离退休人员不得申报。", "in_post"),
            "applicant.toml says in_post = false: only people in post may apply, the retired may not.",
        ));
    }
    if applicant.under_sanction == Some(true) {
        faults.push(fault(
            ("applicant.toml 写明在处分期内（under_sanction = true）：处分期内不得申报。", "under_sanction"),
            "applicant.toml says under_sanction = true: nobody may apply while under sanction.",
        ));
    }
    faults.into_iter().map(|fault| fault.at(place::of_applicant_file())).collect()
}

fn fault((zh, key): (&str, &str), en: &str) -> Fault {
    let fix = Text {
        zh: format!("如果填错了，改 {key}；如果属实，今年不能申报。"),
        en: format!("Correct {key} if it is wrong; if it is right, no application is possible this year."),
    };
    Fault::error(Text { zh: zh.to_owned(), en: en.to_owned() }, fix)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{applicant, codes, complete};

    #[test]
    fn retired_or_under_sanction() {
        let mut dossier = complete();
        applicant(&mut dossier).in_post = Some(false);
        assert_eq!(codes(&dossier), ["D413"]);
        applicant(&mut dossier).under_sanction = Some(true);
        assert_eq!(codes(&dossier), ["D413", "D413"]);
    }
}
