//! D402: a field of `applicant.toml` that must be filled and is not, or that says nothing.

use super::asked::{self, Question};
use super::{Check, InPackage, Remedy, Rule};
use crate::dossier::Dossier;
use crate::dossier::answers::{Value, means_none};
use crate::finding::{Fault, Severity};
use crate::profile::facts::{Fact, FactRole, Required};
use crate::profile::when::Word;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D402",
    name: "mandatory-field-empty",
    severity: Severity::Error,
    about: include_str!("mandatory_field_empty.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let holds = |word: &Word, question: &Question<'_>| {
        applicant.answers.holds(&dossier.profile.asked, word, question.at_hand())
    };
    let must_be_filled = |question: &Question<'_>| {
        question.reckoned.is_none()
            // What stands there and is not understood is a fault of its own (D417).
            && !applicant.is_not_understood(&question.key)
            && match &question.fact.required {
                Required::No => false,
                Required::Yes => true,
                Required::When(when) => when.holds(|word| holds(word, question)) == Some(true),
            }
    };
    let mut asked: Vec<Question<'_>> = asked::questions(dossier).into_iter().filter(must_be_filled).collect();
    // From the top of the file to its end; what has no line in it comes last.
    asked.sort_by_key(|question| question.line.unwrap_or(usize::MAX));
    asked.iter().filter_map(|question| Some(fault(question)?.at(question.place()))).collect()
}

fn fault(question: &Question<'_>) -> Option<Fault> {
    match question.answer {
        None => Some(empty(question)),
        Some(Value::Text(text)) if says_nothing(question.fact, text) => Some(meaningless(question, text)),
        Some(_) => None,
    }
}

/// Whether a text only stands in for an answer: marks without a letter or a digit, or a word for one that is still to come.
/// 无 is an answer (U24), but to the question what somebody is called.
fn says_nothing(fact: &Fact, text: &str) -> bool {
    let word = text.trim().to_lowercase();
    !word.chars().any(|character| character.is_alphanumeric() || is_own_character(character))
        || matches!(&*word, "n/a" | "null" | "tbd" | "todo" | "待填" | "待定" | "待补" | "未填")
        || fact.role == Some(FactRole::Name) && means_none(&word)
}

/// Whether it is of a private use area: names are written with such, of fonts made for them.
fn is_own_character(character: char) -> bool {
    matches!(u32::from(character), 0xE000..=0xF8FF | 0xF_0000..)
}

fn meaningless(question: &Question<'_>, text: &str) -> Fault {
    let key = &question.key;
    let (zh, en) = called(question);
    let text = text.trim();
    let message = match question.line {
        Some(line) => Text {
            zh: format!("applicant.toml 第 {line} 行，必填的“{zh}”（{key}）只写了“{text}”，等于没有填。"),
            en: format!("{en} ({key}) in line {line} of applicant.toml is only \"{text}\", which says nothing."),
        },
        None => Text {
            zh: format!("applicant.toml 里必填的“{zh}”（{key}）只写了“{text}”，等于没有填。"),
            en: format!("{en} ({key}) in applicant.toml is only \"{text}\", which says nothing."),
        },
    };
    let fix = Text {
        zh: "看一眼 applicant.toml 的这一行，还没填的填好。".to_owned(),
        en: "Look at this line of applicant.toml, and fill it in if that was forgotten.".to_owned(),
    };
    Fault::warning(message, fix)
}

/// What the question is called, with the entry that it is of.
fn called(question: &Question<'_>) -> (String, String) {
    let at = question.at();
    (at.zh + &question.label.zh, at.en + &question.label.en)
}

fn empty(question: &Question<'_>) -> Fault {
    let key = &question.key;
    let (zh, en) = called(question);
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
    use crate::finding::Severity;
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
    fn an_answer_in_which_nothing_can_be_seen_is_empty() {
        for key in ["name", "unit", "speciality", "practical_experience", "papers[1].title", "assessments[2].grade"] {
            let mut dossier = complete();
            say(&mut dossier, key, "\u{200b}\u{2800}");
            assert!(codes(&dossier).contains(&"D402"), "{key}");
        }
    }

    #[test]
    fn what_only_stands_in_for_an_answer_is_a_warning() {
        let severities = |key: &str, text: &str| {
            let mut dossier = complete();
            say(&mut dossier, key, text);
            run(&dossier).iter().filter(|one| one.rule.code == "D402").map(|one| one.severity).collect::<Vec<_>>()
        };
        for text in ["？", "/", "-", "——", "……", "N/A", "待填"] {
            for key in ["name", "unit", "practical_experience", "papers[1].title"] {
                assert_eq!(severities(key, text), [Severity::Warning], "{key} {text}");
            }
        }
        assert_eq!(severities("name", "无"), [Severity::Warning]);
        for (key, text) in [("practical_experience", "无"), ("unit", "无"), ("speciality", "C"), ("name", "王")] {
            assert_eq!(severities(key, text), [], "{key} {text}");
        }
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
