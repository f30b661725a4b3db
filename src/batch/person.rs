//! What the HR list says about a person (REQUIREMENTS §5), as far as `applicant.toml` knows it.

use crate::config::date::PartialDate;
use crate::dossier::Applicant;
use crate::dossier::applicant::Sex;
use crate::profile::{Level, Profile};
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
        let years = |from: Option<PartialDate>| from.map(|from| (profile.filing_year - from.year()).max(0));
        let title = applicant.current_title.clone().unwrap_or_default();
        let education = applicant.education.as_deref().and_then(<[_]>::first).cloned().unwrap_or_default();
        Self {
            sex: sex(applicant.sex).to_owned(),
            born: applicant.birth_date.map(|date| month(PartialDate::Day(date))).unwrap_or_default(),
            employed_from: applicant.employed_from.map(month).unwrap_or_default(),
            speciality: applicant.speciality.clone(),
            years: years(applicant.employed_from),
            title: title.name,
            title_obtained: title.obtained.map(month).unwrap_or_default(),
            title_years: years(title.appointed_from),
            title_approved_by: title.approved_by,
            education: education.level,
            degree: education.degree,
            school: education.school,
            major: education.major,
            graduated: education.end.map(month).unwrap_or_default(),
            applies_for: applicant.level.map_or("", Level::zh).to_owned(),
        }
    }
}

const fn sex(sex: Option<Sex>) -> &'static str {
    match sex {
        Some(Sex::Male) => "男",
        Some(Sex::Female) => "女",
        None => "",
    }
}

fn month(date: PartialDate) -> String {
    PartialDate::Month(date.earliest()).to_string()
}
