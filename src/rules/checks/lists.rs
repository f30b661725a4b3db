//! What is checked of a list as a whole: that it is mentioned, how many entries it has, which years it names.

use super::words::{self, because};
use super::{Asked, teller, wants_mentioned};
use crate::dossier::Need;
use crate::dossier::answers::AtHand;
use crate::finding::Fault;
use crate::profile::Role;
use crate::profile::checks::{DataCheck, Must};
use crate::profile::facts::{List, Named};
use crate::profile::reckoned::Term;
use crate::profile::when::Word;
use crate::rules::place;
use crate::text::Text;

impl Asked<'_> {
    /// A list that says nothing of years whose parts are asked for: what prints it would lack them.
    pub(super) fn uncovered(&self, check: &DataCheck, role: Role) -> Option<Fault> {
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
        let (years, id, because) = (years.join("、"), &list.id, because(self.facts, check));
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
    pub(super) fn of_list(&self, check: &DataCheck, list: &List) -> Option<Fault> {
        let answers = &self.applicant.answers;
        let holds = |word: &Word| answers.holds(self.facts, word, AtHand::default());
        if check.when.holds(holds) != Some(true) || (list.none_is_said && !answers.lists.contains_key(&list.id)) {
            return None;
        }
        let fault = match &check.must {
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
                    return Some(self.unbounded(&what, name, AtHand::default()).at(place::of_applicant_file()));
                }
                words::of_count(self.facts, check, list, (least, most), count)
            }
            Must::Holds(words) => {
                let word = words.iter().find(|word| holds(word) == Some(false))?;
                words::of_entries(self.facts, check, list, word)
            }
            _ => return None,
        };
        Some(fault.at(place::of_applicant_file()))
    }

    /// A list of which nothing is said, not even that there is none.
    pub(super) fn unsaid(&self, check: &DataCheck, list: &List) -> Option<Fault> {
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
        let (zh, en, key, because) = (&list.label.zh, &list.label.en, &list.id, because(self.facts, check));
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
}
