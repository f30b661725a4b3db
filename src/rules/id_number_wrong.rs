//! D401: an ID number that cannot be right, that contradicts the applicant's other data, or that stands in another answer.

use super::asked::{self, Question};
use super::{Check, InPackage, Remedy, Rule, checks};
use crate::dossier::Dossier;
use crate::dossier::answers::Value;
use crate::dossier::id_number::IdNumber;
use crate::finding::{Fault, Severity};
use crate::profile::facts::{FactKind, FactRole, IdKind};
use crate::text::{Text, masked, masked_numbers};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

pub(super) const RULE: Rule = Rule {
    code: "D401",
    name: "id-number-wrong",
    severity: Severity::Error,
    about: include_str!("id_number_wrong.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    tells_checks: true,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let of_question = |question: Question<'_>| of_answer(&question).or_else(|| misplaced(&question));
    let mut faults: Vec<Fault> = asked::questions(dossier).into_iter().filter_map(of_question).collect();
    faults.extend(checks::told_by(dossier, RULE.code));
    faults
}

/// A number that is of none of the kinds that the profile accepts.
fn of_answer(question: &Question<'_>) -> Option<Fault> {
    let (FactKind::IdNumber(kinds), Some(Value::Text(number))) = (&question.fact.kind, question.answer) else {
        return None;
    };
    let number = number.trim();
    let of_kind: Vec<IdKind> = kinds.iter().copied().filter(|kind| is_of_kind(*kind, number)).collect();
    // Where every number is accepted, one that looks like a resident's is most likely that, mistyped.
    let like_residents = kinds.contains(&IdKind::CnResident) && looks_like_a_residents(number);
    let in_doubt = of_kind == [IdKind::Other] && like_residents;
    if !of_kind.is_empty() && !in_doubt {
        return None;
    }
    let shown = masked(number);
    let (zh, en) = if in_doubt {
        (
            "像是居民身份证号，但位数、校验码或出生日期不对，多半写错了",
            "it looks like a resident's ID number, but its length, check character or date of birth is wrong: most likely it \
             is mistyped",
        )
    } else if kinds.contains(&IdKind::CnResident) && IdNumber::read(number).is_some() {
        ("校验码或出生日期不对，有一位写错了", "its check character or its date of birth is wrong: a digit is mistyped")
    } else {
        ("不是清单接受的证件号码", "it is no number of the kinds that the checklist accepts")
    };
    let (at, name) = (question.at(), &question.label);
    let message = Text {
        zh: format!("{}“{}”（{shown}）{zh}。", at.zh, name.zh),
        en: format!("{}{} ({shown}): {en}.", at.en, name.en),
    };
    let fix = Text {
        zh: format!("对照证件原件改 applicant.toml 里的 {}。", question.key),
        en: format!("Compare it with the document and correct {} in applicant.toml.", question.key),
    };
    let fault = if in_doubt { Fault::warning } else { Fault::error };
    Some(fault(message, fix).at(question.place()))
}

/// A number in an answer that asks for something else: names and units stand in names of files, in registers and on paper.
/// Elsewhere a long number may well be a certificate's, so only one that can be a resident's is told.
fn misplaced(question: &Question<'_>) -> Option<Fault> {
    let (FactKind::Text | FactKind::LongText, Some(Value::Text(text))) = (&question.fact.kind, question.answer) else {
        return None;
    };
    let is_name = matches!(question.fact.role, Some(FactRole::Name | FactRole::OtherName));
    let names_somebody = is_name || question.fact.role == Some(FactRole::Unit);
    let is_told = holds_a_residents(text) || names_somebody && matches!(masked_numbers(text), Cow::Owned(_));
    if !is_told {
        return None;
    }
    let (at, name) = (question.at(), &question.label);
    let message = Text {
        zh: format!("{}“{}”里写了证件号码，或者一长串像证件号码的数字。", at.zh, name.zh),
        en: format!("{}{} holds an ID number, or a long number that looks like one.", at.en, name.en),
    };
    let fix = Text {
        zh: format!("从 applicant.toml 的 {} 里删掉这串数字；证件号码只写在问证件号码的地方。", question.key),
        en: format!(
            "Delete it from {} in applicant.toml; an ID number belongs only where one is asked for.",
            question.key
        ),
    };
    // A name is what files are called by.
    let fault = if is_name { Fault::error } else { Fault::warning };
    Some(fault(message, fix).at(question.place()))
}

/// Whether a word of the text ends with a resident's number, whatever letters stand before it.
fn holds_a_residents(text: &str) -> bool {
    let plain: String = text.nfkc().collect();
    let words = plain.split(|character: char| !character.is_ascii_alphanumeric());
    let mut numbers = words.map(|word| word.trim_start_matches(|character: char| character.is_ascii_alphabetic()));
    numbers.any(|number| is_of_kind(IdKind::CnResident, number))
}

/// 18 characters, or one fewer, all digits but for the last: GB 11643.
fn looks_like_a_residents(number: &str) -> bool {
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    matches!(number.chars().count(), 17 | 18) && digits + 1 >= number.len()
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

#[cfg(test)]
mod tests {
    use crate::dossier::Dossier;
    use crate::finding::Severity;
    use crate::profile::facts::{FactKind, IdKind};
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, say};
    use std::sync::Arc;

    fn accept(dossier: &mut Dossier, kinds: &[IdKind]) {
        for fact in &mut Arc::make_mut(&mut dossier.profile).asked.facts {
            if let FactKind::IdNumber(accepted) = &mut fact.kind {
                kinds.clone_into(accepted);
            }
        }
    }

    #[test]
    fn each_fault_by_itself_and_never_the_whole_number() {
        for (number, faults, word) in [
            ("990000198803070017", 0, ""),
            ("990000198803070018", 1, "校验码"),
            ("99000019880307001", 1, "不是清单接受的证件号码"),
            ("99000019880307001A", 1, "不是清单接受的证件号码"),
            ("X90000198803070017", 1, "不是清单接受的证件号码"),
            ("99000019880230001X", 1, "出生日期不对"),
            ("990000198803080012", 1, "出生日期"),
            ("990000198803070025", 1, "性别"),
            ("990000198803080021", 3, "校验码"),
        ] {
            let mut dossier = complete();
            say(&mut dossier, "id_number", number);
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

    #[test]
    fn a_number_in_an_answer_that_asks_for_something_else() {
        let found = |key: &str, answer: &str| {
            let mut dossier = complete();
            say(&mut dossier, key, answer);
            let findings = run(&dossier);
            let here = findings.iter().filter(|finding| finding.rule.code == "D401");
            here.map(|finding| finding.severity).collect::<Vec<_>>()
        };
        for name in
            ["王小明990000198803070017", "990000198803070017", "王小明 990000 19880307 0017", "王小明99000019880307001"]
        {
            assert_eq!(found("name", name), [Severity::Error], "{name}");
        }
        assert_eq!(found("unit", "某某学校 990000198803070017"), [Severity::Warning]);
        assert_eq!(found("papers[1].title", "ID９９００００１９８８０３０７００１７"), [Severity::Warning]);
        for (key, answer) in
            [("name", "王小明"), ("unit", "某某学校 85000（2021）"), ("work_ability", "证书编号 103851201005000001")]
        {
            assert_eq!(found(key, answer), [], "{answer}");
        }
    }

    #[test]
    fn a_mistyped_number_of_a_resident_is_no_other_document() {
        let of_any = |number: &str, kinds: &[IdKind]| {
            let mut dossier = complete();
            say(&mut dossier, "id_number", number);
            accept(&mut dossier, kinds);
            run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect::<Vec<_>>()
        };
        let all = [IdKind::CnResident, IdKind::Passport, IdKind::Other];
        for mistyped in ["990000198803070018", "990000198803700017", "99000019880307001"] {
            assert_eq!(of_any(mistyped, &all), [("D401", Severity::Warning)], "{mistyped}");
        }
        for other in ["E12345678", "H12345678", "UKR123456789", "1234567"] {
            assert_eq!(of_any(other, &all), [], "{other}");
        }
        assert_eq!(of_any("990000198803070018", &[IdKind::Other]), []);
    }
}
