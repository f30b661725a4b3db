//! D418: a character of `applicant.toml` that no font of the program has, so that it must be written by hand.

use super::asked::{Question, questions};
use super::{Check, InPackage, Remedy, Rule};
use crate::dossier::Dossier;
use crate::dossier::answers::Value;
use crate::finding::{Fault, Severity};
use crate::font::missing;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D418",
    name: "unprintable-characters",
    severity: Severity::Warning,
    about: include_str!("unprintable_characters.md"),
    check: Check::Dossier(check),
    remedy: Remedy::Look,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let fault = |question: Question<'_>| {
        let Some(Value::Text(text)) = question.answer else { return None };
        let characters = missing(text);
        (!characters.is_empty()).then(|| fault(&question.key, &characters).at(question.place()))
    };
    questions(dossier).into_iter().filter_map(fault).collect()
}

fn fault(key: &str, characters: &[char]) -> Fault {
    let shown: Vec<String> = characters.iter().map(|one| format!("{one}（U+{:04X}）", u32::from(*one))).collect();
    let names: Vec<String> = characters.iter().map(|one| format!("{one} (U+{:04X})", u32::from(*one))).collect();
    let message = Text {
        zh: format!("applicant.toml 的 {key} 里有打不出来的字：{}。评审表上这里留空。", shown.join("、")),
        en: format!(
            "{key} in applicant.toml has characters that no font prints: {}. The form leaves them blank.",
            names.join(", ")
        ),
    };
    let fix = Text {
        zh: "不影响打包和打印；打印后在横线上手写补上。".to_owned(),
        en: "This blocks nothing: write them by hand on the ruled blanks after printing.".to_owned(),
    };
    Fault::warning(message, fix)
}

#[cfg(test)]
mod tests {
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, say};

    #[test]
    fn each_field_names_its_characters() {
        let mut dossier = complete();
        say(&mut dossier, "name", "王𠮷ئۇ");
        assert_eq!(codes(&dossier), [""; 0]);
        say(&mut dossier, "name", "王\u{2a6a5}\u{10fffd}");
        say(&mut dossier, "papers[1].title", "\u{10fffd}\u{10fffd}");
        assert_eq!(codes(&dossier), ["D418", "D418"]);
        assert!(run(&dossier).iter().any(|one| one.message.en.starts_with("papers[1].title ")));
    }
}
