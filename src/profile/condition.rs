//! Conditions in words that people read.

use super::facts::{Fact, FactKind, Facts, List, Named};
use super::when::{Test, When, Word};
use crate::text::{Lang, Text};

impl Facts {
    /// `if age < 18 and place is abroad`; a condition with a name by its label, which says whom it is about. `list` is the one
    /// whose entries it is about, if any.
    pub fn when_in_words(&self, when: &When, list: Option<&List>, lang: Lang) -> String {
        let all = self.condition_in_words(when, list, lang);
        let is_named = |word: &Word| self.condition(&word.name).is_some();
        // A condition with a name says itself whom it is about.
        if when.words().all(is_named) && when.any.is_empty() && when.not.is_empty() {
            return all;
        }
        format!("{}{all}", lang.say("条件：", "if "))
    }

    /// `age < 18 and place is not abroad`: the same without the word before it. What must not hold is said with its “not”.
    pub fn condition_in_words(&self, when: &When, list: Option<&List>, lang: Lang) -> String {
        let all = when.all.iter().map(|word| self.in_words(word, list, lang));
        let not = when.not.iter().map(|word| self.negated_in_words(word, list, lang));
        let any = when.any.iter().map(|word| self.in_words(word, list, lang));
        let together = all.chain(not).collect::<Vec<_>>().join(lang.say(" 且 ", " and "));
        let one_of = any.collect::<Vec<_>>().join(lang.say(" 或 ", " or "));
        [together, one_of].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(lang.say("；", "; "))
    }

    /// A word that must not hold, in words: `age ≥ 18`, `place is not abroad`, `no children`.
    fn negated_in_words(&self, word: &Word, list: Option<&List>, lang: Lang) -> String {
        let named = self.meant(word, list);
        let fact = match named {
            Some(Named::Fact(fact) | Named::Own(_, fact)) => Some(fact),
            _ => None,
        };
        let said = |test| self.in_words(&Word { name: word.name.clone(), test }, list, lang);
        let name = said(Test::Given);
        let is_yes_no = fact.is_some_and(|fact| fact.kind == FactKind::YesNo);
        let opposite = |value: &str| if value == "no" { "yes" } else { "no" }.to_owned();
        match &word.test {
            Test::Given if is_yes_no => said(Test::Is("no".to_owned())),
            Test::Given if matches!(named, Some(Named::Condition(_))) => format!("{}{name}", lang.say("不是", "not ")),
            Test::Given => format!("{}{name}", lang.say("没有", "no ")),
            Test::Is(value) if is_yes_no => said(Test::Is(opposite(value))),
            Test::Is(value) => said(Test::IsNot(value.clone())),
            Test::IsNot(value) => said(Test::Is(value.clone())),
            Test::Among(values) => {
                let values: Vec<String> = values.iter().map(|value| value_in_words(fact, value, lang)).collect();
                match lang {
                    Lang::Zh => format!("{name}不是{}中的任何一个", values.join("、")),
                    Lang::En => format!("{name} is none of {}", values.join(", ")),
                }
            }
            Test::Order(order, beside) => said(Test::Order(order.opposite(), beside.clone())),
        }
    }

    /// What a word of a condition is about: of the entry's own list, where there is one, before the applicant's.
    fn meant(&self, word: &Word, list: Option<&List>) -> Option<Named<'_>> {
        let own = list.and_then(|list| self.named(&format!("{}.{}", list.id, word.name)));
        own.or_else(|| self.named(&word.name))
    }

    /// A word of a condition in words that people read; `list` is the one whose entries it is about, if any.
    pub fn in_words(&self, word: &Word, list: Option<&List>, lang: Lang) -> String {
        let label = |text: &Text| text.get(lang).to_owned();
        let (name, fact) = match self.meant(word, list) {
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

#[cfg(test)]
mod tests {
    use crate::profile::load;
    use crate::profile::when::{Order, Test, When, Word};
    use crate::text::Lang;

    const FACTS: &str = r#"
schema = 1
[[facts]]
id = "adopted"
label = { zh = "收养", en = "adopted" }
kind = "yes-no"
[[facts]]
id = "place"
label = { zh = "地点", en = "place" }
kind = "choice"
options = [{ id = "here", label = { zh = "本地", en = "here" } }, { id = "there", label = { zh = "外地", en = "there" } }]
[[facts]]
id = "other_name"
label = { zh = "曾用名", en = "former name" }
kind = "text"
[[facts]]
id = "age"
label = { zh = "年龄", en = "age" }
kind = "number"
"#;

    #[test]
    fn what_must_not_hold_is_said_with_its_not() {
        let facts = load::asked_of(&[(load::FACTS.to_owned(), FACTS.to_owned())]);
        let said = |name: &str, test: Test| {
            let when = When { not: vec![Word { name: name.to_owned(), test }], ..When::default() };
            [Lang::Zh, Lang::En].map(|lang| facts.when_in_words(&when, None, lang))
        };
        let both = || Test::Among(vec!["here".to_owned(), "there".to_owned()]);
        let is = |value: &str| Test::Is(value.to_owned());
        assert_eq!(said("adopted", Test::Given), ["条件：收养为否", "if adopted is no"]);
        assert_eq!(said("adopted", is("no")), ["条件：收养为是", "if adopted is yes"]);
        assert_eq!(said("other_name", Test::Given), ["条件：没有曾用名", "if no former name"]);
        assert_eq!(said("place", is("here")), ["条件：地点不是本地", "if place is not here"]);
        assert_eq!(said("place", Test::IsNot("here".to_owned())), ["条件：地点为本地", "if place is here"]);
        assert_eq!(said("place", both()), ["条件：地点不是本地、外地中的任何一个", "if place is none of here, there"]);
        assert_eq!(said("age", Test::Order(Order::Less, "18".to_owned())), ["条件：年龄 ≥ 18", "if age ≥ 18"]);
        let word = |name: &str, test| Word { name: name.to_owned(), test };
        let mixed =
            When { all: vec![word("place", is("here"))], not: vec![word("adopted", Test::Given)], any: Vec::new() };
        assert_eq!(facts.when_in_words(&mixed, None, Lang::Zh), "条件：地点为本地 且 收养为否");
    }
}
