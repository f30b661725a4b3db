//! What the profile's own checks do not accept. Each check names the rule that tells it.

mod bounds;
mod causes;
mod days;
mod gap;
mod lists;
mod repeated;
mod texts;
mod undecided;
pub(super) mod until;
mod verdict;
mod words;
mod years;

use super::asked::{Question, questions};
use super::{Rule, answer_not_accepted, place};
use crate::dossier::answers::{AtHand, Value};
use crate::dossier::{Applicant, Dossier, no_beginning, open, spread};
use crate::finding::{Fault, Place};
use crate::profile::checks::{DataCheck, Must};
use crate::profile::facts::{Facts, List, Named, Required};
use crate::profile::reckoned::{Reckoned, Term};
use crate::profile::when::Word;
use crate::text::Text;
use days::Verdict;
use std::collections::BTreeSet;
use words::{fault, not_bounded, not_given, not_reckoned};

/// The code of the rule that tells a check; empty where it names none that does, or the one that tells those without, so that
/// no check is ever silent.
fn teller(code: &str) -> &str {
    let teller = super::of_code(code).filter(|rule| rule.tells_checks && rule.code != answer_not_accepted::RULE.code);
    teller.map_or("", |rule| rule.code)
}

/// Whether a rule tells what a check of the profile does not accept.
pub fn tells(rule: &Rule, check: &DataCheck) -> bool {
    match teller(&check.code) {
        "" => rule.code == answer_not_accepted::RULE.code,
        code => rule.code == code,
    }
}

/// Every fault that the rule of this code tells; what no other tells, where it is empty. Several checks of one answer that
/// name the same rule are steps of strictness: the first that does not hold is told.
pub(super) fn told_by(dossier: &Dossier, code: &str) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let facts = &dossier.profile.asked;
    let of_code = |check: &&DataCheck| teller(&check.code) == code;
    // The rule of no code looks at every answer.
    if !code.is_empty() && !facts.checks.iter().any(|check| of_code(&check)) {
        return Vec::new();
    }
    let questions = questions(dossier);
    let asked = Asked { dossier, facts, applicant };
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut faults = Vec::new();
    for check in facts.checks.iter().filter(of_code) {
        match (&check.must, facts.named(&check.fact)) {
            (Must::Covers(role), _) => faults.extend(asked.uncovered(check, *role)),
            (Must::Given, Some(Named::List(list))) => faults.extend(asked.unsaid(check, list)),
            (_, Some(Named::List(list))) => faults.extend(asked.of_list(check, list)),
            _ => {
                for question in questions.iter().filter(|question| question.is_called(&check.fact)) {
                    if told.contains(question.key.as_str()) && !code.is_empty() {
                        continue;
                    }
                    if let Some(fault) = asked.judge(check, question) {
                        told.insert(&question.key);
                        faults.push(fault);
                    }
                }
            }
        }
    }
    if code.is_empty() {
        faults.extend(asked.undecided(&questions));
        faults.extend(repeated::repeated(&questions));
    }
    faults
}

impl Question<'_> {
    /// The name by which the profile's checks know it: `papers.published`.
    fn name(&self) -> String {
        match self.entry {
            Some((list, _)) => format!("{}.{}", list.id, self.fact.id),
            None => self.fact.id.clone(),
        }
    }

    fn is_called(&self, name: &str) -> bool {
        match self.entry {
            Some((list, _)) => {
                name.strip_prefix(&*list.id).and_then(|rest| rest.strip_prefix('.')) == Some(&*self.fact.id)
            }
            None => name == self.fact.id,
        }
    }
}

/// Whether a check of the profile wants a list to be mentioned by this applicant.
pub fn must_be_said(facts: &Facts, applicant: &Applicant, list: &List) -> bool {
    let mut checks = facts.checks.iter().filter(|check| check.fact == list.id);
    checks.any(|check| wants_mentioned(facts, applicant, check))
}

fn wants_mentioned(facts: &Facts, applicant: &Applicant, check: &DataCheck) -> bool {
    let holds = |word: &Word| applicant.answers.holds(facts, word, AtHand::default());
    check.must == Must::Given && check.when.holds(holds) == Some(true)
}

struct Asked<'d> {
    dossier: &'d Dossier,
    facts: &'d Facts,
    applicant: &'d Applicant,
}

impl Asked<'_> {
    fn judge(&self, check: &DataCheck, question: &Question<'_>) -> Option<Fault> {
        let at = question.at_hand();
        if check.when.holds(|word| self.applicant.answers.holds(self.facts, word, at)) != Some(true) {
            return None;
        }
        let Some(answer) = question.answer else {
            if let Some(reckoned) = question.reckoned {
                return self.judge_spread(check, question, reckoned, at);
            }
            let silent = check.must == Must::Given && !self.applicant.is_not_understood(&question.key);
            return silent.then(|| not_given(self.facts, check, question).at(self.place(check, question)));
        };
        if let Must::Gap(_, than) = &check.must
            && let Some(open) = self.gap_open(question, answer, than)
        {
            return Some(words::gap_not_judged(question, &open).at(question.place()));
        }
        let judged = self.verdict(&check.must, question, answer)?;
        if judged.verdict == Verdict::Good {
            return self.not_begun(question).or_else(|| self.not_bounded(check, question));
        }
        let answer = &self.as_told(check, question, answer);
        let mut fault = fault(self.facts, check, question, answer, &judged);
        if let Some(begins) = self.begins(question) {
            fault.fix = words::begin(&begins);
        }
        Some(fault.at(self.place(check, question)))
    }

    /// A number to the places that are shown; whole where those would be good.
    fn as_told(&self, check: &DataCheck, question: &Question<'_>, answer: &Value) -> Value {
        let Value::Reckoned(number) = answer else { return answer.clone() };
        let shown = Value::Number(number.shown());
        let is_good = self.verdict(&check.must, question, &shown).is_some_and(|told| told.verdict == Verdict::Good);
        if is_good { Value::Number(number.number()) } else { shown }
    }

    /// A length of time that is 0 because nobody said when it began: that it is good, nobody has judged.
    fn not_begun(&self, question: &Question<'_>) -> Option<Fault> {
        Some(words::not_begun(question, &self.begins(question)?).at(question.place()))
    }

    /// The date that is not given and from which a length of time would be counted: its key, and what it is called.
    fn begins(&self, question: &Question<'_>) -> Option<(String, Text)> {
        let key = no_beginning(self.dossier, question.reckoned?, question.at_hand())?;
        let own = key.rsplit_once("].").map_or(&*key, |(_, own)| own);
        let full = question.entry.map_or_else(|| own.to_owned(), |(list, _)| self.facts.full_name(&list.id, own));
        let label = self.label(&full);
        Some((key, label))
    }

    /// A number that lies within the bounds that are known, where another is not: nobody has judged it.
    fn not_bounded(&self, check: &DataCheck, question: &Question<'_>) -> Option<Fault> {
        let name = self.open_bound(&check.must, |name| self.answer(name, question)?.number())?;
        let at = question.at();
        let what = [format!("{}“{}”", at.zh, question.label.zh), format!("{}{}", at.en, question.label.en)];
        Some(self.unbounded(&what, name, question.at_hand()).at(self.place(check, question)))
    }

    fn unbounded(&self, what: &[String; 2], bound: &str, at: AtHand<'_>) -> Fault {
        let list = at.entry.map_or("", |(list, _)| list);
        let reckoned = self.facts.reckoning(&self.facts.full_name(list, bound));
        let causes = reckoned.map(|reckoned| self.causes(&open(self.dossier, reckoned, at)));
        not_bounded(self.facts, what, bound, causes)
    }

    /// That a number cannot be reckoned, and for want of what.
    fn not_reckoned(&self, question: &Question<'_>, reckoned: &Reckoned) -> Fault {
        let causes = self.causes(&open(self.dossier, reckoned, question.at_hand()));
        not_reckoned(question, causes).at(question.place())
    }

    /// The bound of a range that is not known, and that no other rule tells to be missing.
    fn open_bound<'m>(&self, must: &'m Must, number: impl Fn(&str) -> Option<f64>) -> Option<&'m str> {
        let Must::Range(least, most) = must else { return None };
        let names = [least, most].into_iter().flatten().filter_map(|term| match term {
            Term::Name(name) => Some(name.as_str()),
            Term::Number(_) => None,
        });
        let is_asked = |name: &str| match self.facts.named(name) {
            Some(Named::Fact(fact) | Named::Own(_, fact)) => {
                fact.required == Required::Yes && self.facts.reckoning(name).is_none()
            }
            _ => false,
        };
        let is_told = |name: &str| is_asked(name) || self.applicant.is_not_understood(name);
        let mut open = names.filter(|name| number(name).is_none());
        open.find(|name| !is_told(name))
    }

    /// A number that is not known. A length of time that is too short or too long whatever the day was is as bad as one that is known.
    fn judge_spread(
        &self,
        check: &DataCheck,
        question: &Question<'_>,
        reckoned: &Reckoned,
        at: AtHand<'_>,
    ) -> Option<Fault> {
        if let (Some([least, most]), Must::Range(..)) = (spread(self.dossier, reckoned, at), &check.must) {
            let [of_least, of_most] =
                [least, most].map(|number| self.verdict(&check.must, question, &Value::Number(number)));
            let (of_least, of_most) = (of_least?, of_most?);
            match (&of_least.verdict, &of_most.verdict) {
                (Verdict::Good, Verdict::Good) => return self.not_bounded(check, question),
                (Verdict::Bad, Verdict::Bad) => {
                    let answer = Value::Text(format!("{least}–{most}"));
                    return Some(
                        fault(self.facts, check, question, &answer, &of_least).at(self.place(check, question)),
                    );
                }
                _ => {}
            }
        }
        Some(self.not_reckoned(question, reckoned))
    }

    /// Where a fault is shown: that of a rule of its own at the first place of the checklist that its entry has, so that the
    /// checklist shows it and a waiver can name it; else at the line of `applicant.toml`.
    fn place(&self, check: &DataCheck, question: &Question<'_>) -> Place {
        let (Some((list, number)), false) = (question.entry, teller(&check.code).is_empty()) else {
            return question.place();
        };
        let list = self.facts.list(&list.id).map(|(at, _)| at);
        list.and_then(|list| place::of_entry(self.dossier, list, number)).unwrap_or_else(|| question.place())
    }

    fn label(&self, name: &str) -> Text {
        match self.facts.named(name) {
            Some(Named::Fact(fact) | Named::Own(_, fact)) => fact.label.clone(),
            Some(Named::List(list)) => list.label.clone(),
            Some(Named::Table(_) | Named::Condition(_)) | None => Text::same(name),
        }
    }
}
