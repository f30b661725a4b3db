//! What the roster says about a person: the columns that the profile gives it, as far as `applicant.toml` knows them.

use crate::config::date::PartialDate;
use crate::dossier::Applicant;
use crate::dossier::answers::{Answers, Value};
use crate::profile::Profile;
use crate::profile::facts::Named;
use crate::profile::roster::{RosterColumn, Shown};
use crate::text::Lang;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// The cells by the ids of their columns, in the profile's order. A text that is not given is empty, a number is null.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Person(IndexMap<String, Option<Cell>>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Cell {
    Years(i16),
    Text(String),
}

impl Person {
    /// What an applicant's answers give; empty cells where there is no data.
    pub fn new(applicant: Option<&Applicant>, profile: &Profile) -> Self {
        let none = Answers::default();
        let answers = applicant.map_or(&none, |applicant| &applicant.answers);
        let filled = profile.asked.roster.iter().filter(|column| !column.fact.is_empty());
        Self(filled.map(|column| (column.id.clone(), cell(column, answers, profile))).collect())
    }

    /// A column's cell, as it is shown.
    pub fn shown(&self, column: &str) -> String {
        match self.0.get(column) {
            Some(Some(Cell::Years(years))) => years.to_string(),
            Some(Some(Cell::Text(text))) => text.clone(),
            Some(None) | None => String::new(),
        }
    }
}

fn cell(column: &RosterColumn, answers: &Answers, profile: &Profile) -> Option<Cell> {
    let answer = answers.named(&column.fact);
    let date = answer.and_then(Value::date);
    Some(match column.shows {
        Shown::Years => Cell::Years((profile.filing_year - date?.year()).max(0)),
        Shown::Month => {
            Cell::Text(date.map(|date| PartialDate::Month(date.earliest()).to_string()).unwrap_or_default())
        }
        Shown::Answer => match (answer, profile.asked.named(&column.fact)) {
            (Some(answer), Some(Named::Fact(fact) | Named::Own(_, fact))) => Cell::Text(answer.shown(fact, Lang::Zh)),
            _ => Cell::Text(String::new()),
        },
    })
}
