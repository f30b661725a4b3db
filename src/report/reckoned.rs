//! The numbers that follow from the applicant's answers, each with how: whoever is told that the points are too few must
//! be able to follow them.

use crate::dossier::Dossier;
use crate::dossier::answers::Value;
use crate::profile::reckoned::Reckoned;
use crate::text::{Text, amount};
use serde::{Deserialize, Serialize};

/// One number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReckonedRow {
    /// Its id in the profile; `papers[2].points` for that of an entry.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// The number; `None` where it cannot be reckoned.
    pub value: Option<f64>,
    /// How it is reckoned.
    pub how: Text,
}

impl ReckonedRow {
    /// The number as people read it, and how it comes about.
    pub fn in_words(&self) -> Text {
        let value = self.value.map_or_else(
            || Text { zh: "算不出来".to_owned(), en: "cannot be reckoned".to_owned() },
            |value| Text::same(amount::reckoned(value)),
        );
        Text {
            zh: format!("{}：{}（{}）", self.label.zh, value.zh, self.how.zh),
            en: format!("{}: {} ({})", self.label.en, value.en, self.how.en),
        }
    }
}

/// Every number of the profile, in its order; one of a list's entries once for each. None without answers.
pub(super) fn rows(dossier: &Dossier) -> Vec<ReckonedRow> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let asked = &dossier.profile.asked;
    let number = |value: Option<&Value>| value.and_then(Value::number).map(amount::to_places);
    let rows = |reckoned: &Reckoned| {
        let (fact, how) = (&reckoned.fact, asked.how_in_words(reckoned));
        let row = |id: String, label: Text, value: Option<&Value>| ReckonedRow {
            id,
            label,
            value: number(value),
            how: how.clone(),
        };
        let Some((_, list)) = asked.list(&reckoned.each) else {
            return vec![row(fact.id.clone(), fact.label.clone(), applicant.answers.facts.get(&fact.id))];
        };
        let of_entry = |(number, entry): (usize, &crate::dossier::answers::Entry)| {
            let label = Text {
                zh: format!("第 {number} 个“{}”的{}", list.label.zh, fact.label.zh),
                en: format!("{} {number}, {}", list.label.en, fact.label.en),
            };
            row(format!("{}[{number}].{}", list.id, fact.id), label, entry.get(&fact.id))
        };
        (1..).zip(applicant.answers.entries(&list.id)).map(of_entry).collect()
    };
    asked.reckoned.iter().flat_map(rows).collect()
}
