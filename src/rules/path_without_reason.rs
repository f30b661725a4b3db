//! D414: a way of applying that needs a reason, without one.

use super::{Check, Remedy, Rule, place};
use crate::dossier::Dossier;
use crate::finding::{Fault, Severity};
use crate::profile::Route;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D414",
    name: "path-without-reason",
    severity: Severity::Error,
    about: include_str!("path_without_reason.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    of_title_reviews: true,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let path = applicant.route_or_review();
    if path == Route::Review || !applicant.path_reason.trim().is_empty() {
        return Vec::new();
    }
    let label = path.label();
    let message = Text {
        zh: format!("申报途径是“{}”（path = \"{}\"），却没有说明理由（path_reason）。", label.zh, path.id()),
        en: format!("The path is {}, and path_reason does not say why.", path.id()),
    };
    let fix = Text {
        zh: "在 applicant.toml 里填 path_reason，例如“本科学历，在中职教师岗位工作满五年”；走评审的把 path 改成 \"review\"。"
            .to_owned(),
        en: "Fill in path_reason in applicant.toml (for example: first degree, five years in a teaching post), or set \
             path to \"review\"."
            .to_owned(),
    };
    vec![Fault::error(message, fix).at(place::of_applicant_file())]
}

#[cfg(test)]
mod tests {
    use crate::profile::Route;
    use crate::rules::testing::{applicant, codes, complete};

    #[test]
    fn a_review_needs_none() {
        let mut dossier = complete();
        applicant(&mut dossier).path = Some(Route::FirstDetermination);
        assert_eq!(codes(&dossier), ["D414"]);
        applicant(&mut dossier).path_reason = "初次确定".to_owned();
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
