//! Tables of points: what an answer is worth, as the scoring table of a notice has it.

use super::facts::Fact;
use crate::text::{Lang, Text};
use std::ops::{Bound, RangeBounds};

/// A table of points. No two steps are for the same answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    /// The steps, in the order of the profile.
    pub steps: Vec<Step>,
    /// What an answer is worth that no step is for; `None` where the steps are for every answer.
    pub otherwise: Option<f64>,
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The answers that it is for.
    pub case: Case,
    /// What they are worth.
    pub gives: f64,
}

/// The answers that a step is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Case {
    /// Numbers between these; either may be open.
    Between(Bound<f64>, Bound<f64>),
    /// One of these options, or `yes` or `no`.
    Among(Vec<String>),
}

impl Points {
    /// What a number is worth; `None` where the table does not say.
    pub fn of_number(&self, number: f64) -> Option<f64> {
        let step = self.steps.iter().find(|step| match step.case {
            Case::Between(low, high) => (low, high).contains(&number),
            Case::Among(_) => false,
        });
        if step.is_none() && self.falls_between_whole_numbers(number) {
            return None;
        }
        step.map(|step| step.gives).or(self.otherwise)
    }

    /// What a chosen option is worth, or yes or no.
    pub fn of_word(&self, word: &str) -> Option<f64> {
        let is_for = |step: &&Step| matches!(&step.case, Case::Among(words) if words.iter().any(|one| one == word));
        self.steps.iter().find(is_for).map(|step| step.gives).or(self.otherwise)
    }

    /// "5 to 9" and "10 to 14" are meant for whole numbers: what 9.5 is worth, only the authority can say.
    fn falls_between_whole_numbers(&self, number: f64) -> bool {
        let ends = self
            .steps
            .iter()
            .any(|step| matches!(step.case, Case::Between(_, Bound::Included(high)) if is_same(high, number.floor())));
        let begins = self
            .steps
            .iter()
            .any(|step| matches!(step.case, Case::Between(Bound::Included(low), _) if is_same(low, number.ceil())));
        ends && begins
    }

    /// The table in words: `5–9：10，≥ 10：20，其余：0`. `fact` is what the points are given for; none of a list.
    pub fn in_words(&self, fact: Option<&Fact>) -> Text {
        let said = |lang: Lang| {
            let step = |step: &Step| format!("{}{}{}", step.case.shown(fact, lang), lang.say("：", ": "), step.gives);
            let otherwise = self.otherwise.map(|points| format!("{}{points}", lang.say("其余：", "otherwise: ")));
            self.steps.iter().map(step).chain(otherwise).collect::<Vec<_>>().join(lang.say("；", "; "))
        };
        Text { zh: said(Lang::Zh), en: said(Lang::En) }
    }
}

impl Case {
    fn shown(&self, fact: Option<&Fact>, lang: Lang) -> String {
        match self {
            Self::Between(low, high) => between(*low, *high),
            Self::Among(words) => {
                let shown = |word: &String| match (fact, &**word) {
                    (Some(fact), word) if fact.options().iter().any(|option| option.id == word) => {
                        let option = fact.options().iter().find(|option| option.id == word);
                        option.map_or_else(String::new, |option| option.label.get(lang).to_owned())
                    }
                    (_, "yes") => lang.say("是", "yes").to_owned(),
                    (_, "no") => lang.say("否", "no").to_owned(),
                    (_, word) => word.to_owned(),
                };
                words.iter().map(shown).collect::<Vec<_>>().join(lang.say("、", ", "))
            }
        }
    }
}

/// Numbers between two others, as both languages write them: `5–9`, `≥ 5, < 10`.
fn between(low: Bound<f64>, high: Bound<f64>) -> String {
    if let (Bound::Included(low), Bound::Included(high)) = (low, high) {
        return if low.total_cmp(&high).is_eq() { low.to_string() } else { format!("{low}–{high}") };
    }
    let low = match low {
        Bound::Included(low) => Some(format!("≥ {low}")),
        Bound::Excluded(low) => Some(format!("> {low}")),
        Bound::Unbounded => None,
    };
    let high = match high {
        Bound::Included(high) => Some(format!("≤ {high}")),
        Bound::Excluded(high) => Some(format!("< {high}")),
        Bound::Unbounded => None,
    };
    low.into_iter().chain(high).collect::<Vec<_>>().join(", ")
}

fn is_same(a: f64, b: f64) -> bool {
    a.partial_cmp(&b).is_some_and(std::cmp::Ordering::is_eq)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Bound::{Excluded, Included, Unbounded};

    fn table(steps: &[(Bound<f64>, Bound<f64>, f64)], otherwise: Option<f64>) -> Points {
        let step = |(low, high, gives): &(Bound<f64>, Bound<f64>, f64)| Step {
            case: Case::Between(*low, *high),
            gives: *gives,
        };
        Points { steps: steps.iter().map(step).collect(), otherwise }
    }

    #[test]
    fn ends_belong_to_their_steps() {
        let table = table(&[(Included(5.0), Excluded(10.0), 1.0), (Included(10.0), Unbounded, 2.0)], Some(0.0));
        let worth = [4.99, 5.0, 9.99, 10.0, 99.0].map(|number| table.of_number(number));
        assert_eq!(worth, [0.0, 1.0, 1.0, 2.0, 2.0].map(Some));
        assert_eq!(table.in_words(None).en, "≥ 5, < 10: 1; ≥ 10: 2; otherwise: 0");
    }

    #[test]
    fn what_falls_between_whole_numbers_is_not_guessed() {
        let table = table(&[(Included(0.0), Included(9.0), 1.0), (Included(10.0), Included(14.0), 2.0)], Some(3.0));
        assert_eq!([9.0, 10.0, 15.0].map(|number| table.of_number(number)), [1.0, 2.0, 3.0].map(Some));
        assert_eq!(table.of_number(9.5), None);
        assert_eq!(table.in_words(None).zh, "0–9：1；10–14：2；其余：3");
    }
}
