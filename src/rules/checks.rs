//! What the profile's own checks do not accept. Each check names the rule that tells it.

mod days;
mod repeated;
mod undecided;
mod verdict;
mod words;
mod years;

use super::asked::{Question, questions};
use super::{Rule, answer_not_accepted, place};
use crate::dossier::answers::{AtHand, Value};
use crate::dossier::{Applicant, Dossier, Need, spread};
use crate::finding::{Fault, Place};
use crate::profile::Role;
use crate::profile::checks::{DataCheck, Must};
use crate::profile::facts::{Facts, List, Named, Required};
use crate::profile::reckoned::{Reckoned, Term};
use crate::profile::when::Word;
use crate::text::{Lang, Text};
use days::Verdict;
use std::collections::BTreeSet;
use words::{because, fault, not_bounded, not_given, not_reckoned};

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
    let (facts, questions) = (&dossier.profile.asked, questions(dossier));
    let asked = Asked { dossier, facts, applicant };
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut faults = Vec::new();
    for check in facts.checks.iter().filter(|check| teller(&check.code) == code) {
        match (&check.must, facts.named(&check.fact)) {
            (Must::Covers(role), _) => faults.extend(asked.uncovered(check, *role)),
            (Must::Given, Some(Named::List(list))) => faults.extend(asked.unsaid(check, list)),
            (_, Some(Named::List(list))) => faults.extend(asked.of_list(check, list)),
            _ => {
                for question in questions.iter().filter(|question| question.name() == check.fact) {
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
            return silent.then(|| not_given(check, question).at(self.place(check, question)));
        };
        let judged = self.verdict(&check.must, question, answer)?;
        if judged.verdict == Verdict::Good {
            return self.not_bounded(check, question);
        }
        Some(fault(self.facts, check, question, answer, &judged).at(self.place(check, question)))
    }

    /// A number that lies within the bounds that are known, where another is not: nobody has judged it.
    fn not_bounded(&self, check: &DataCheck, question: &Question<'_>) -> Option<Fault> {
        let name = self.open_bound(&check.must, |name| self.answer(name, question)?.number())?;
        let what =
            [format!("{}“{}”", question.at.zh, question.label.zh), format!("{}{}", question.at.en, question.label.en)];
        Some(not_bounded(self.facts, &what, name).at(self.place(check, question)))
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
        Some(not_reckoned(self.facts, question, reckoned).at(question.place()))
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

    /// A list that says nothing of years whose parts are asked for: what prints it would lack them.
    fn uncovered(&self, check: &DataCheck, role: Role) -> Option<Fault> {
        let Some(Named::Own(list, fact)) = self.facts.named(&check.fact) else { return None };
        let said = self.applicant.answers.years(&check.fact);
        let asked = self.dossier.slots_of(role).filter(|slot| slot.need == Need::Required);
        let mut years: Vec<&str> = asked.filter_map(|slot| slot.key.as_deref()).collect();
        years.sort_unstable();
        years.dedup();
        years.retain(|year| !said.iter().any(|said| said.to_string() == *year));
        if years.is_empty() {
            return None;
        }
        let (years, id, because) = (years.join("、"), &list.id, because(check));
        let message = Text {
            zh: format!(
                "{years} 年要交“{}”的材料，applicant.toml 的 [[{id}]] 里却没有这些年{}。",
                list.label.zh, because.zh
            ),
            en: format!(
                "Material is asked for {years}, but [[{id}]] in applicant.toml says nothing of them{}.",
                because.en
            ),
        };
        let fix = Text {
            zh: format!("在 applicant.toml 里给每一年加一条 [[{id}]]（{}写这一年）。", fact.id),
            en: format!("Add an entry [[{id}]] for each of them to applicant.toml, with the year as its {}.", fact.id),
        };
        let fault = if check.warns { Fault::warning } else { Fault::error };
        Some(fault(message, fix).at(place::of_applicant_file()))
    }

    /// A list that has too few or too many entries, or none such as is asked for. One that must be said and is not, another rule tells.
    fn of_list(&self, check: &DataCheck, list: &List) -> Option<Fault> {
        let answers = &self.applicant.answers;
        let holds = |word: &Word| answers.holds(self.facts, word, AtHand::default());
        if check.when.holds(holds) != Some(true) || (list.none_is_said && !answers.lists.contains_key(&list.id)) {
            return None;
        }
        let (asked, got) = match &check.must {
            Must::Range(least, most) => {
                let bound = |term: &Option<Term>| match term {
                    Some(Term::Number(number)) => Some(*number),
                    Some(Term::Name(name)) => answers.facts.get(name)?.number(),
                    None => None,
                };
                let (least, most, count) = (bound(least), bound(most), answers.entries(&list.id).len());
                if words::lies_within(count as f64, least, most) {
                    let name = self.open_bound(&check.must, |name| answers.facts.get(name)?.number())?;
                    let what = [format!("“{}”的个数", list.label.zh), format!("how many {} there are", list.label.en)];
                    return Some(not_bounded(self.facts, &what, name).at(place::of_applicant_file()));
                }
                (Text::same(words::range(least, most)), count.to_string())
            }
            Must::Holds(words) => {
                let word = words.iter().find(|word| holds(word) == Some(false))?;
                let [zh, en] = [Lang::Zh, Lang::En].map(|lang| self.facts.in_words(word, None, lang));
                (Text { en, zh }, "–".to_owned())
            }
            _ => return None,
        };
        Some(words::of_list(check, list, &asked, &got).at(place::of_applicant_file()))
    }

    /// A list of which nothing is said, not even that there is none.
    fn unsaid(&self, check: &DataCheck, list: &List) -> Option<Fault> {
        if !wants_mentioned(self.facts, self.applicant, check)
            || self.applicant.answers.lists.contains_key(&list.id)
            || self.applicant.is_not_understood(&list.id)
        {
            return None;
        }
        let asks = place::parts(self.dossier)
            .any(|(_, part)| part.keyed.list().and_then(|at| self.facts.lists.get(at)) == Some(list));
        // A rule of its own (D411) is about the material: a checklist that has none of it does not mind.
        if !asks && !teller(&check.code).is_empty() {
            return None;
        }
        let (zh, en, key, because) = (&list.label.zh, &list.label.en, &list.id, because(check));
        let so = if asks {
            ["，无法判断要不要这些材料", ", so it is unknown what is required"]
        } else {
            [""; 2]
        };
        let message = Text {
            zh: format!("applicant.toml 里没有写{zh}（{key}），也没有写明“无”{}{}。", so[0], because.zh),
            en: format!(
                "applicant.toml gives no {en} ({key}) and does not say that there are none{}{}.",
                so[1], because.en
            ),
        };
        let fix = Text {
            zh: format!("有就逐项写 [[{key}]]；没有就写一行 {key} = []，表示“无”（写在第一个方括号小节之前）。"),
            en: format!(
                "List each under [[{key}]]; if there are none, write the line {key} = [] above the first section."
            ),
        };
        let fault = if check.warns { Fault::warning } else { Fault::error };
        Some(fault(message, fix).measured(format!("[[{key}]] / {key} = []"), "–").at(place::of_applicant_file()))
    }

    fn label(&self, name: &str) -> Text {
        match self.facts.named(name) {
            Some(Named::Fact(fact) | Named::Own(_, fact)) => fact.label.clone(),
            Some(Named::List(list)) => list.label.clone(),
            Some(Named::Table(_) | Named::Condition(_)) | None => Text::same(name),
        }
    }
}
