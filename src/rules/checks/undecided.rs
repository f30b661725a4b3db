//! Numbers that cannot be reckoned, and that decide what is asked or what is checked: what cannot be told is never silent.

use super::Asked;
use crate::dossier::Need;
use crate::dossier::answers::AtHand;
use crate::finding::Fault;
use crate::profile::checks::{DataCheck, Must};
use crate::profile::facts::Named;
use crate::profile::when::{Test, When, Word};
use crate::rules::asked::Question;
use std::borrow::Cow;

impl Asked<'_> {
    /// One fault for each such number.
    pub(super) fn undecided(&self, questions: &[Question<'_>]) -> Vec<Fault> {
        let open = self.open(questions);
        let unknown = questions.iter().filter(|question| question.answer.is_none());
        let deciding = unknown.filter(|question| open.iter().any(|when| self.is_about(when, question)));
        deciding.filter_map(|question| Some(self.not_reckoned(question, question.reckoned?))).collect()
    }

    /// The conditions of which it is not known whether they hold, and the words of checks that must hold or must not.
    fn open(&self, questions: &[Question<'_>]) -> Vec<Cow<'_, When>> {
        let holds = |when: &When| when.holds(|word| self.applicant.answers.holds(self.facts, word, AtHand::default()));
        let unknown = |when: &&When| holds(when).is_none();
        let is_answered = |name: &str| {
            matches!(self.facts.named(name), Some(Named::List(_)))
                || questions.iter().any(|question| question.answer.is_some() && question.name() == name)
        };
        let must = |check: &DataCheck| match &check.must {
            Must::Holds(words) | Must::Without(words) => {
                let one = |word: &Word| When { all: vec![word.clone()], ..When::default() };
                let open = words.iter().map(one).filter(|when| holds(when).is_none());
                open.filter(|_| holds(&check.when) != Some(false) && is_answered(&check.fact)).collect()
            }
            _ => Vec::new(),
        };
        let slots = self.dossier.slots.iter().filter(|slot| slot.need == Need::CannotTell);
        let parts = slots.map(|slot| &self.dossier.part(slot).1.when);
        let windows = self.dossier.profile.windows.iter().map(|window| &window.when).filter(unknown);
        let fees = self.dossier.profile.fees.iter().map(|fee| &fee.when).filter(unknown);
        let checks = self.facts.checks.iter().map(|check| &check.when).filter(unknown);
        let words = self.facts.checks.iter().flat_map(must).map(Cow::Owned);
        parts.chain(windows).chain(fees).chain(checks).map(Cow::Borrowed).chain(words).collect()
    }

    /// Whether a condition asks for a number, itself or in a condition with a name.
    fn is_about(&self, when: &When, question: &Question<'_>) -> bool {
        let (own, full) = (&question.fact.id, question.name());
        let is = |name: &str| name == full || (question.entry.is_some() && name == own);
        when.words().any(|word: &Word| {
            let beside = matches!(&word.test, Test::Order(_, beside) if is(beside));
            let named = self.facts.condition(&word.name);
            is(&word.name)
                || beside
                || named.is_some_and(|condition| condition.when != *when && self.is_about(&condition.when, question))
        })
    }
}
