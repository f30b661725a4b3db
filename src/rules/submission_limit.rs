//! D415: how many submissions are left (R15).

use super::{Check, Rule};
use crate::dossier::Dossier;
use crate::finding::{Fault, Severity};
use crate::text::Text;
use std::cmp::Ordering;

pub(super) const RULE: Rule = Rule {
    code: "D415",
    name: "submission-limit",
    severity: Severity::Error,
    about: include_str!("submission_limit.md"),
    check: Check::Dossier(check),
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let limit = dossier.profile.submissions;
    dossier.submissions.filter(|_| limit > 0).map(|done| fault(done, limit)).into_iter().collect()
}

fn fault(done: u32, limit: u32) -> Fault {
    let next = done.saturating_add(1);
    let fault = match next.cmp(&limit) {
        Ordering::Greater => Fault::error(
            Text {
                zh: format!("登记簿里已经提交过 {done} 次，最多 {limit} 次，今年不再受理。"),
                en: format!(
                    "The register has {done} submissions and at most {limit} are accepted: no further one this year."
                ),
            },
            Text {
                zh: "先问主管部门；登记有误的，用 dossier history 核对。".to_owned(),
                en: "Ask the authority; if the register is wrong, look at it with dossier history.".to_owned(),
            },
        ),
        // Where only one is accepted, the first is no reason to warn of more than that.
        Ordering::Equal if limit == 1 => Fault::info(
            Text {
                zh: "只接受一次提交：被退回就不再受理。".to_owned(),
                en: "Only one submission is accepted: there is none after one that is returned.".to_owned(),
            },
            look_closely(),
        ),
        Ordering::Equal => Fault::warning(
            Text {
                zh: format!("这是第 {next} 次提交，也是最后一次；再不合格，今年不再受理。"),
                en: format!(
                    "This is submission {next} of {limit}, the last: if it is returned, none is accepted this year."
                ),
            },
            look_closely(),
        ),
        Ordering::Less => Fault::info(
            Text {
                zh: format!("这是第 {next} 次提交，最多 {limit} 次。"),
                en: format!("This is submission {next} of {limit}."),
            },
            Text {
                zh: "提交以后用 dossier record 登记。".to_owned(),
                en: "After submitting, enter it with dossier record.".to_owned(),
            },
        ),
    };
    fault.measured(format!("≤ {limit}"), next.to_string())
}

fn look_closely() -> Text {
    Text {
        zh: "提交前请逐项放大核对，最好再请一位同事看一遍。".to_owned(),
        en: "Look at every scan enlarged before you submit, and let a colleague look too.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::complete;

    #[test]
    fn the_third_is_the_last_and_a_fourth_is_refused() {
        for (submissions, expected) in [
            (None, None),
            (Some(0), Some(Severity::Info)),
            (Some(1), Some(Severity::Info)),
            (Some(2), Some(Severity::Warning)),
            (Some(3), Some(Severity::Error)),
            (Some(u32::MAX), Some(Severity::Error)),
        ] {
            let mut dossier = complete();
            dossier.submissions = submissions;
            let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            let expected: Vec<_> = expected.into_iter().map(|level| ("D415", level)).collect();
            assert_eq!(found, expected, "{submissions:?}");
        }
    }
}
