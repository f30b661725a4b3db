//! D402: a field of `applicant.toml` that must be filled and is not.

use super::asked::{self, Question};
use super::{Check, Remedy, Rule};
use crate::dossier::Dossier;
use crate::finding::{Fault, Severity};
use crate::profile::facts::Required;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D402",
    name: "mandatory-field-empty",
    severity: Severity::Error,
    about: include_str!("mandatory_field_empty.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let is_open = |question: &Question<'_>| {
        question.answer.is_none()
            && question.reckoned.is_none()
            // What stands there and is not understood is a fault of its own (D417).
            && !applicant.is_not_understood(&question.key)
            && match &question.fact.required {
                Required::No => false,
                Required::Yes => true,
                Required::When(when) => dossier.holds(when) == Some(true),
            }
    };
    let fault = |question: &Question<'_>| fault(question).at(question.place());
    let mut empty: Vec<Question<'_>> = asked::questions(dossier).into_iter().filter(is_open).collect();
    // From the top of the file to its end; what has no line in it comes last.
    empty.sort_by_key(|question| question.line.unwrap_or(usize::MAX));
    empty.iter().map(fault).collect()
}

fn fault(question: &Question<'_>) -> Fault {
    let key = &question.key;
    let (zh, en) =
        (format!("{}{}", question.at.zh, question.label.zh), format!("{}{}", question.at.en, question.label.en));
    let message = match question.line {
        Some(line) => Text {
            zh: format!("applicant.toml 第 {line} 行，必填的“{zh}”（{key}）没有填。"),
            en: format!("{en} ({key}) is empty in line {line} of applicant.toml and must be filled in."),
        },
        None => Text {
            zh: format!("applicant.toml 里必填的“{zh}”（{key}）没有填。"),
            en: format!("{en} ({key}) is empty in applicant.toml and must be filled in."),
        },
    };
    // The same for all, so that reports say it once.
    let fix = Text {
        zh: "打开 applicant.toml，逐行填好；写法见 dossier init 写出的文件。".to_owned(),
        en: "Open applicant.toml and fill these in; the file that dossier init writes shows how.".to_owned(),
    };
    Fault::error(message, fix)
}

#[cfg(test)]
mod tests {
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, complete_for, say, written};

    #[test]
    fn each_field_is_told_by_itself() {
        let mut dossier = complete();
        say(&mut dossier, "work_ability", "　");
        say(&mut dossier, "level", "");
        assert_eq!(codes(&dossier), ["D402", "D402"]);
        assert!(run(&dossier).iter().any(|finding| finding.message.zh.contains("实际工作能力")));
    }

    #[test]
    fn every_mandatory_field_of_an_empty_file() {
        let count = |code: &str| codes(&complete_for(written(""))).iter().filter(|found| **found == code).count();
        // All that must be filled in, and the education, of which there must be one.
        assert_eq!((count("D402"), count("D420")), (12, 1));
    }

    #[test]
    fn an_entry_without_its_name_is_told_with_its_number() {
        let mut dossier = complete();
        say(&mut dossier, "papers[2].published", "2020-06");
        assert_eq!(codes(&dossier), ["D402"]);
        assert!(run(&dossier)[0].message.zh.contains("第 2 个"));
    }
}
