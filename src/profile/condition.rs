//! Conditions in words that people read.

use super::facts::{Facts, List};
use super::when::{When, Word};
use crate::text::Lang;

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
}
