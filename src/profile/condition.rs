//! Conditions in words that people read.

use super::facts::{Fact, Facts, List, Named};
use super::when::{Test, When, Word};
use crate::text::{Lang, Text};

impl Facts {
    /// `if age < 18 and place is abroad`; a condition with a name by its label, which says whom it is about. `list` is the one
    /// whose entries it is about, if any.
    pub fn when_in_words(&self, when: &When, list: Option<&List>, lang: Lang) -> String {
        let words = |words: &[Word], and: &str| {
            words.iter().map(|word| self.in_words(word, list, lang)).collect::<Vec<_>>().join(and)
        };
        let mut parts = Vec::new();
        if !when.all.is_empty() {
            parts.push(words(&when.all, lang.say(" 且 ", " and ")));
        }
        if !when.any.is_empty() {
            parts.push(words(&when.any, lang.say(" 或 ", " or ")));
        }
        if !when.not.is_empty() {
            parts.push(format!("{}{}", lang.say("非 ", "not "), words(&when.not, lang.say("、", ", "))));
        }
        let is_named = |word: &Word| self.condition(&word.name).is_some();
        let all = parts.join(lang.say("；", "; "));
        // A condition with a name says itself whom it is about.
        if when.words().all(is_named) && when.any.is_empty() && when.not.is_empty() {
            return all;
        }
        format!("{}{all}", lang.say("条件：", "if "))
    }

    /// A word of a condition in words that people read; `list` is the one whose entries it is about, if any.
    pub fn in_words(&self, word: &Word, list: Option<&List>, lang: Lang) -> String {
        let label = |text: &Text| text.get(lang).to_owned();
        let own = list.and_then(|list| self.named(&format!("{}.{}", list.id, word.name)));
        let (name, fact) = match own.or_else(|| self.named(&word.name)) {
            Some(Named::Condition(condition)) => return label(&condition.label),
            Some(Named::List(list)) => return label(&list.label),
            Some(Named::Fact(fact) | Named::Own(_, fact)) => (label(&fact.label), Some(fact)),
            Some(Named::Table(_)) | None => (word.name.clone(), None),
        };
        let option = |value: &String| value_in_words(fact, value, lang);
        let [is, or, is_not] = match lang {
            Lang::Zh => ["为", "或", "不是"],
            Lang::En => [" is ", " or ", " is not "],
        };
        match &word.test {
            Test::Given => name,
            Test::Is(value) => format!("{name}{is}{}", option(value)),
            Test::Among(values) => format!("{name}{is}{}", values.iter().map(option).collect::<Vec<_>>().join(or)),
            Test::IsNot(value) => format!("{name}{is_not}{}", option(value)),
            Test::Order(order, beside) => {
                let beside = self.labels([beside.as_str()]);
                format!("{name} {} {}", order.sign(), beside.get(lang))
            }
        }
    }
}

/// What an answer to `fact` is compared with: an option by its label.
pub(super) fn value_in_words(fact: Option<&Fact>, value: &str, lang: Lang) -> String {
    let option = fact.and_then(|fact| fact.options().iter().find(|option| option.id == value));
    match (option, value) {
        (Some(option), _) => option.label.get(lang).to_owned(),
        (None, "yes") => lang.say("是", "yes").to_owned(),
        (None, "no") => lang.say("否", "no").to_owned(),
        (None, value) => value.to_owned(),
    }
}
