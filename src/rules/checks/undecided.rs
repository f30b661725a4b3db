//! Numbers that cannot be reckoned, and that decide what is asked or what is checked: what cannot be told is never silent.

use super::Asked;
use super::words::not_reckoned;
use crate::dossier::Need;
use crate::dossier::answers::AtHand;
use crate::finding::Fault;
use crate::profile::when::{Test, When, Word};
use crate::rules::asked::Question;

impl Asked<'_> {
    /// One fault for each such number.
    pub(super) fn undecided(&self, questions: &[Question<'_>]) -> Vec<Fault> {
        let open = self.open();
        let unknown = questions.iter().filter(|question| question.answer.is_none());
        let deciding = unknown.filter(|question| open.iter().any(|when| self.is_about(when, question)));
        let fault =
            |question: &Question<'_>| Some(not_reckoned(self.facts, question, question.reckoned?).at(question.place()));
        deciding.filter_map(fault).collect()
    }

    /// The conditions of which it is not known whether they hold.
    fn open(&self) -> Vec<&When> {
        let unknown = |when: &&When| {
            when.holds(|word| self.applicant.answers.holds(self.facts, word, AtHand::default())).is_none()
        };
        let slots = self.dossier.slots.iter().filter(|slot| slot.need == Need::CannotTell);
        let parts = slots.map(|slot| &self.dossier.part(slot).1.when);
        let windows = self.dossier.profile.windows.iter().map(|window| &window.when).filter(unknown);
        let fees = self.dossier.profile.fees.iter().map(|fee| &fee.when).filter(unknown);
        let checks = self.facts.checks.iter().map(|check| &check.when).filter(unknown);
        parts.chain(windows).chain(fees).chain(checks).collect()
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
