//! D409: a paper that is not in Chinese, without its translated page.

use super::missing_part::is_missing;
use super::{Check, InPackage, Remedy, Rule};
use crate::dossier::{Dossier, Slot};
use crate::finding::{Fault, Severity};
use crate::text::{Lang, Text};

pub(super) const RULE: Rule = Rule {
    code: "D409",
    name: "paper-without-translation",
    severity: Severity::Error,
    about: include_str!("paper_without_translation.md"),
    check: Check::Slot(check),
    remedy: Remedy::Add,
    of_places: true,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier, slot: &Slot) -> Vec<Fault> {
    let Some(why) = needed_because(dossier, slot).filter(|_| is_missing(slot)) else { return Vec::new() };
    let message = Text {
        zh: format!("{}，却没有找到“{}”。", why.zh, slot.label.zh),
        en: format!("{}, and nothing was found for “{}”.", why.en, slot.label.en),
    };
    let fix = Text {
        zh: "补上这份材料，文件名写明是哪一项；如果 applicant.toml 里填错了，就改正。".to_owned(),
        en: "Add it, and let the file name say what it is; if applicant.toml is wrong, correct it.".to_owned(),
    };
    vec![Fault::error(message, fix)]
}

/// Why an entry needs this part, in the words of the profile's condition and of the entry; `None` where no condition says.
pub(super) fn needed_because(dossier: &Dossier, slot: &Slot) -> Option<Text> {
    let (_, part) = dossier.part(slot);
    let (profile, applicant) = (&dossier.profile, dossier.applicant.as_ref()?);
    let mut conditions = part.when.words().filter_map(|word| profile.asked.condition(&word.name));
    let words = conditions.find_map(|condition| condition.missing.as_ref())?;
    let list = profile.asked.lists.get(part.keyed.list()?)?;
    let number: usize = slot.key.as_deref()?.parse().ok()?;
    let entry = applicant.answers.entries(&list.id).get(number.checked_sub(1)?)?;
    let filled = |text: &str, lang| {
        list.facts.iter().fold(text.to_owned(), |text, fact| {
            let value = entry.get(&fact.id).map_or_else(String::new, |value| value.shown(fact, lang));
            text.replace(&format!("{{{}}}", fact.id), value.trim())
        })
    };
    Some(Text { zh: filled(&words.zh, Lang::Zh), en: filled(&words.en, Lang::En) })
}

#[cfg(test)]
mod tests {
    use crate::rules::run;
    use crate::rules::testing::{codes, complete_for, empty, person, saying};

    #[test]
    fn a_foreign_paper_needs_its_translation_and_says_so_once() {
        let person = saying(&person(), "papers[1].language", "ug");
        let mut dossier = complete_for(person);
        assert_eq!(codes(&dossier), [""; 0]);
        empty(&mut dossier, "paper/translation@1");
        assert_eq!(codes(&dossier), ["D409"]);
        assert!(run(&dossier)[0].message.zh.contains("中职数控教学探索"));
    }

    /// However people say that a paper is in Chinese.
    #[test]
    fn a_paper_in_chinese_needs_no_translation() {
        for language in
            ["zh", "中文", "汉语", "汉文", "国语", "Chinese", "chinese", " Mandarin ", "简体中文", "Simplified Chinese"]
        {
            let mut dossier = complete_for(saying(&person(), "papers[1].language", language));
            empty(&mut dossier, "paper/translation@1");
            assert_eq!(codes(&dossier), [""; 0], "{language}");
        }
    }
}
