//! D401: an ID number that cannot be right, or that contradicts the applicant's other data.

use super::asked::{self, Question};
use super::{Check, Remedy, Rule, place};
use crate::dossier::answers::Value;
use crate::dossier::applicant::Sex;
use crate::dossier::id_number::IdNumber;
use crate::dossier::{Applicant, Dossier};
use crate::finding::{Fault, Severity};
use crate::profile::facts::{FactKind, IdKind};
use crate::text::{Text, masked};

pub(super) const RULE: Rule = Rule {
    code: "D401",
    name: "id-number-wrong",
    severity: Severity::Error,
    about: include_str!("id_number_wrong.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    if dossier.profile.facts.is_some() {
        return asked::questions(dossier).into_iter().filter_map(|question| of_answer(&question)).collect();
    }
    let number = applicant.id_number.trim();
    if number.is_empty() {
        return Vec::new();
    }
    let faults = match IdNumber::read(number) {
        None => vec![shape(applicant, number.chars().count())],
        Some(digits) => contents(applicant, &digits),
    };
    faults.into_iter().map(|fault| fault.at(place::of_applicant_file())).collect()
}

/// A number that is of none of the kinds that the profile accepts.
fn of_answer(question: &Question<'_>) -> Option<Fault> {
    let (FactKind::IdNumber(kinds), Some(Value::Text(number))) = (&question.fact.kind, question.answer) else {
        return None;
    };
    let number = number.trim();
    if kinds.iter().any(|kind| is_of_kind(*kind, number)) {
        return None;
    }
    let shown = masked(number);
    let wrong_digit = kinds.contains(&IdKind::CnResident) && IdNumber::read(number).is_some();
    let (zh, en) = if wrong_digit {
        ("校验码或出生日期不对，有一位写错了", "its check character or its date of birth is wrong: a digit is mistyped")
    } else {
        ("不是清单接受的证件号码", "it is no number of the kinds that the checklist accepts")
    };
    let name = &question.label;
    let message = Text {
        zh: format!("{}“{}”（{shown}）{zh}。", question.at.zh, name.zh),
        en: format!("{}{} ({shown}): {en}.", question.at.en, name.en),
    };
    let fix = Text {
        zh: format!("对照证件原件改 applicant.toml 里的 {}。", question.key),
        en: format!("Compare it with the document and correct {} in applicant.toml.", question.key),
    };
    Some(Fault::error(message, fix).at(question.place()))
}

fn is_of_kind(kind: IdKind, number: &str) -> bool {
    let plain = |least: usize, most: usize| {
        (least..=most).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    match kind {
        IdKind::CnResident => {
            IdNumber::read(number).is_some_and(|digits| digits.check_is_right() && digits.birth_date().is_some())
        }
        // At most nine characters fit the machine-readable zone (ICAO Doc 9303, part 4); the shortest in use have six.
        IdKind::Passport => plain(6, 9),
        IdKind::Other => plain(3, 30),
    }
}

fn shape(applicant: &Applicant, count: usize) -> Fault {
    let shown = applicant.masked_id();
    fault(
        format!("身份证号“{shown}”不是 18 位：应当是 17 位数字加一位数字或 X。"),
        format!("The ID number “{shown}” is not 17 digits followed by a digit or X."),
    )
    .measured("18", count.to_string())
}

fn contents(applicant: &Applicant, digits: &IdNumber) -> Vec<Fault> {
    let shown = applicant.masked_id();
    let mut faults = Vec::new();
    if !digits.check_is_right() {
        faults.push(fault(
            format!("身份证号“{shown}”的校验码不对，其中至少有一位写错了。"),
            format!("The check digit of the ID number “{shown}” is wrong: at least one of its digits is."),
        ));
    }
    match (digits.birth_date(), applicant.birth_date) {
        (None, _) => faults.push(fault(
            format!("身份证号“{shown}”里的出生日期不是真实存在的日期。"),
            format!("The birth date inside the ID number “{shown}” is no real date."),
        )),
        (Some(inside), Some(given)) if inside != given => faults.push(fault(
            format!("身份证号“{shown}”里的出生日期与 birth_date（{given}）不一致。"),
            format!("The birth date inside the ID number “{shown}” differs from birth_date ({given})."),
        )),
        _ => {}
    }
    if let Some(given) = applicant.sex.filter(|given| *given != digits.sex()) {
        let (zh, en) = if given == Sex::Male { ("男", "male") } else { ("女", "female") };
        faults.push(fault(
            format!("身份证号“{shown}”的第 17 位与 sex（{zh}）不一致：男为单数，女为双数。"),
            format!("The 17th digit of the ID number “{shown}” contradicts sex ({en}): odd for men, even for women."),
        ));
    }
    faults
}

fn fault(zh: String, en: String) -> Fault {
    let fix = Text {
        zh: "对照身份证逐位核对 applicant.toml 里的 id_number、birth_date 和 sex，改正写错的那个。".to_owned(),
        en: "Compare id_number, birth_date and sex in applicant.toml with the card, digit by digit, and correct the wrong \
             one."
            .to_owned(),
    };
    Fault::error(Text { en, zh }, fix)
}

#[cfg(test)]
mod tests {
    use crate::rules::run;
    use crate::rules::testing::{applicant, codes, complete};

    #[test]
    fn each_fault_by_itself_and_never_the_whole_number() {
        for (number, faults, word) in [
            ("990000198803070017", 0, ""),
            ("990000198803070018", 1, "校验码"),
            ("99000019880307001", 1, "18 位"),
            ("99000019880307001A", 1, "18 位"),
            ("X90000198803070017", 1, "18 位"),
            ("99000019880230001X", 1, "真实存在"),
            ("990000198803080012", 1, "birth_date"),
            ("990000198803070025", 1, "第 17 位"),
            ("990000198803080021", 3, "校验码"),
        ] {
            let mut dossier = complete();
            number.clone_into(&mut applicant(&mut dossier).id_number);
            let findings = run(&dossier);
            assert_eq!(codes(&dossier), vec!["D401"; faults], "{number}");
            for finding in &findings {
                assert!(!finding.message.zh.contains(&number[4..14]), "{}", finding.message.zh);
                assert!(!finding.message.en.contains(&number[4..14]), "{}", finding.message.en);
            }
            assert!(
                findings.is_empty() || findings.iter().any(|finding| finding.message.zh.contains(word)),
                "{number}"
            );
        }
    }
}
