//! What the HR list says about a person (REQUIREMENTS §5), as far as `applicant.toml` knows it.

use crate::config::date::PartialDate;
use crate::dossier::Applicant;
use crate::dossier::answers::Value;
use crate::profile::Profile;
use crate::profile::facts::Named;
use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// One person's line of the HR list. Texts that are not given are empty; months are `YYYY-MM`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the column that it is named after")]
pub struct Person {
    pub sex: String,
    pub born: String,
    pub employed_from: String,
    pub speciality: String,
    /// Years since `employed_from`, to the end of the filing year.
    pub years: Option<i16>,
    pub title: String,
    pub title_obtained: String,
    /// Years since the appointment, to the end of the filing year.
    pub title_years: Option<i16>,
    pub title_approved_by: String,
    pub education: String,
    pub degree: String,
    pub school: String,
    pub major: String,
    pub graduated: String,
    pub applies_for: String,
}

impl Person {
    /// The line of an applicant.
    pub fn new(applicant: &Applicant, profile: &Profile) -> Self {
        let date = |name: &str| applicant.answers.named(name).and_then(Value::date);
        let months = |name: &str| date(name).map(month).unwrap_or_default();
        let years = |name: &str| date(name).map(|from| (profile.filing_year - from.year()).max(0));
        let text = |name: &str| match (applicant.answers.named(name), profile.asked.named(name)) {
            (Some(value), Some(Named::Fact(fact) | Named::Own(_, fact))) => value.shown(fact, Lang::Zh),
            _ => String::new(),
        };
        Self {
            sex: text("sex"),
            born: months("birth_date"),
            employed_from: months("employed_from"),
            speciality: text("speciality"),
            years: years("employed_from"),
            title: text("current_title.name"),
            title_obtained: months("current_title.obtained"),
            title_years: years("current_title.appointed_from"),
            title_approved_by: text("current_title.approved_by"),
            education: text("education.level"),
            degree: text("education.degree"),
            school: text("education.school"),
            major: text("education.major"),
            graduated: months("education.end"),
            applies_for: text("level"),
        }
    }
}

fn month(date: PartialDate) -> String {
    PartialDate::Month(date.earliest()).to_string()
}
