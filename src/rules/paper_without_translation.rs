//! D409: a paper that is not in Chinese, without its translated page.

use super::missing_part::is_missing;
use super::{Check, Remedy, Rule};
use crate::dossier::applicant::Paper;
use crate::dossier::{Dossier, Slot};
use crate::finding::{Fault, Severity};
use crate::profile::Condition;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D409",
    name: "paper-without-translation",
    severity: Severity::Error,
    about: include_str!("paper_without_translation.md"),
    check: Check::Slot(check),
    remedy: Remedy::Add,
    of_title_reviews: true,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier, slot: &Slot) -> Vec<Fault> {
    let (_, part) = dossier.part(slot);
    if !is_missing(slot) || !part.when.contains(&Condition::ForeignPaper) {
        return Vec::new();
    }
    let paper = paper(dossier, slot);
    let (title, language) = paper.map_or(("", ""), |paper| (paper.title.trim(), paper.language.trim()));
    let message = Text {
        zh: format!("论文《{title}》不是汉语（{language}），却没有找到“{}”。", slot.label.zh),
        en: format!(
            "The paper “{title}” is not in Chinese ({language}), and nothing was found for “{}”.",
            slot.label.en
        ),
    };
    let fix = Text {
        zh: "把题目、作者和内容提要译成汉语，盖章后扫描，文件名写明译文；如果论文是汉语的，把 language 改成 \"zh\"。"
            .to_owned(),
        en: "Have its title, authors and abstract translated into Chinese, stamped and scanned, and let the file name say \
             translation; if the paper is in Chinese, set language to \"zh\"."
            .to_owned(),
    };
    vec![Fault::error(message, fix)]
}

fn paper<'d>(dossier: &'d Dossier, slot: &Slot) -> Option<&'d Paper> {
    let number: usize = slot.key.as_deref()?.parse().ok()?;
    dossier.applicant.as_ref()?.papers.as_ref()?.get(number.checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use crate::rules::run;
    use crate::rules::testing::{codes, complete_for, empty, person};

    #[test]
    fn a_foreign_paper_needs_its_translation_and_says_so_once() {
        let mut person = person();
        person.papers.as_mut().expect("papers")[0].language = "ug".to_owned();
        let mut dossier = complete_for(person);
        assert_eq!(codes(&dossier), [""; 0]);
        empty(&mut dossier, "paper/translation@1");
        assert_eq!(codes(&dossier), ["D409"]);
        assert!(run(&dossier)[0].message.zh.contains("中职数控教学探索"));
    }
}
