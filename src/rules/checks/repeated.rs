//! Entries of a list that say the same where each must say something else: an invoice, a certificate, a person.

use crate::finding::Fault;
use crate::profile::facts::FactKind;
use crate::rules::asked::Question;
use crate::text::{Lang, Text};
use std::collections::BTreeMap;

/// One fault for each entry that repeats an earlier one. Two people never have one number, whatever the profile says; why they do
/// here, a person must see.
pub(super) fn repeated(questions: &[Question<'_>]) -> Vec<Fault> {
    let mut first: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for question in questions {
        let (Some((list, number)), Some(answer)) = (question.entry, question.answer) else { continue };
        let is_of_a_person = matches!(question.fact.kind, FactKind::IdNumber(_));
        let said: String = answer.shown(question.fact, Lang::En).split_whitespace().collect();
        if said.is_empty() || !(question.fact.unique || is_of_a_person) {
            continue;
        }
        let earlier = *first.entry((question.name(), said.to_lowercase())).or_insert(number);
        if earlier == number {
            continue;
        }
        let (label, called) = (question.label, &list.label);
        let message = Text {
            zh: format!("第 {earlier} 个和第 {number} 个“{}”的{}一样。", called.zh, label.zh),
            en: format!("{}: the same in {} {earlier} and {number}.", label.en, called.en),
        };
        let fix = Text {
            zh: format!("看看是不是写了两遍：写错的在 applicant.toml 里改 {}，重复的删掉。", question.key),
            en: format!(
                "See whether one is there twice: correct {} in applicant.toml, or delete the entry that repeats.",
                question.key
            ),
        };
        let fault = if question.fact.unique { Fault::error } else { Fault::warning };
        faults.push(fault(message, fix).at(question.place()));
    }
    faults
}
