//! What a form can show of an applicant: every name that `form.toml` may use, and the text it stands for.
//!
//! Dates are in Arabic numerals; nothing given is an empty text, and the layout prints 无.

use crate::config::date::PartialDate;
use crate::dossier::applicant::{Applicant, Education, Sex};
use crate::profile::Level;

/// A single value: its name and where it comes from.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The name in `form.toml`.
    pub name: &'static str,
    /// The value; empty where the applicant gave none.
    pub value: fn(&Applicant) -> String,
}

/// A list of entries: its name, what an entry has, and where it comes from.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// The name in `form.toml`.
    pub name: &'static str,
    /// Names of the values of an entry.
    pub columns: &'static [&'static str],
    /// One row for each entry, in the order of `columns`.
    pub rows: fn(&Applicant) -> Vec<Vec<String>>,
}

/// Every single value.
pub const FIELDS: &[Field] = &[
    Field { name: "name", value: |a| a.name.clone() },
    Field { name: "former_name", value: |a| a.former_name.clone() },
    Field { name: "sex", value: |a| a.sex.map(sex).unwrap_or_default().to_owned() },
    Field { name: "ethnicity", value: |a| a.ethnicity.clone() },
    Field {
        name: "birth_date",
        value: |a| a.birth_date.map(|day| in_words(PartialDate::Day(day))).unwrap_or_default(),
    },
    Field { name: "birthplace", value: |a| a.birthplace.clone() },
    Field { name: "id_number", value: |a| a.id_number.clone() },
    Field { name: "health", value: |a| a.health.clone() },
    Field { name: "political_status", value: |a| a.political_status.clone() },
    Field { name: "unit", value: |a| a.unit.clone() },
    Field { name: "unit_superior", value: |a| a.unit_superior.clone() },
    Field { name: "employed_from", value: |a| a.employed_from.map(in_words).unwrap_or_default() },
    Field { name: "speciality", value: |a| a.speciality.clone() },
    Field { name: "admin_post", value: |a| a.admin_post.clone() },
    Field { name: "societies", value: |a| a.societies.clone() },
    Field { name: "languages", value: |a| a.languages.clone() },
    Field { name: "level", value: |a| a.level.map(Level::zh).unwrap_or_default().to_owned() },
    Field { name: "target_title", value: |a| a.level.map(|one| format!("{}职称", one.zh())).unwrap_or_default() },
    Field { name: "path_reason", value: |a| a.path_reason.clone() },
    Field { name: "practical_experience", value: |a| a.practical_experience.clone() },
    Field { name: "work_ability", value: |a| a.work_ability.clone() },
    Field { name: "title.name", value: |a| title(a, |title| title.name.clone()) },
    Field { name: "title.obtained", value: |a| title(a, |title| title.obtained.map(in_words).unwrap_or_default()) },
    Field { name: "title.approved_by", value: |a| title(a, |title| title.approved_by.clone()) },
    Field { name: "title.from", value: |a| title(a, |title| title.appointed_from.map(in_words).unwrap_or_default()) },
    Field { name: "education.level", value: |a| highest(a, |one| one.level.clone()) },
    Field { name: "education.degree", value: |a| highest(a, |one| one.degree.clone()) },
    Field { name: "education.school", value: |a| highest(a, |one| one.school.clone()) },
    Field { name: "education.major", value: |a| highest(a, |one| one.major.clone()) },
    Field { name: "education.length", value: |a| highest(a, |one| one.length.clone()) },
    Field { name: "education.end", value: |a| highest(a, |one| one.end.map(in_words).unwrap_or_default()) },
];

/// Every list.
pub const LISTS: &[List] = &[
    List { name: "study", columns: &["period", "major", "school", "length", "degree", "witness"], rows: study },
    List { name: "work", columns: &["period", "unit", "post", "witness"], rows: work },
    List { name: "achievements.before", columns: ACHIEVEMENT, rows: |a| achievements(a, true) },
    List { name: "achievements.after", columns: ACHIEVEMENT, rows: |a| achievements(a, false) },
    List { name: "papers", columns: &["title", "journal", "issue", "published", "author_order"], rows: papers },
    List { name: "awards", columns: &["name", "level", "rank", "date", "issuer"], rows: awards },
    List { name: "assessments", columns: &["year", "grade"], rows: assessments },
];

const ACHIEVEMENT: &[&str] = &["period", "title", "content", "result"];

/// A date as a sentence has it: `2019年5月20日`, `2019年5月`.
pub fn in_words(date: PartialDate) -> String {
    let first = date.earliest();
    match date {
        PartialDate::Day(_) => format!("{}年{}月{}日", first.year(), first.month(), first.day()),
        PartialDate::Month(_) => format!("{}年{}月", first.year(), first.month()),
    }
}

/// A stretch of time as a column has it: `2010.09—2021.07`, `2010.09至今` where it has no end.
fn period(start: Option<PartialDate>, end: Option<PartialDate>) -> String {
    match (start, end) {
        (Some(start), Some(end)) => format!("{}—{}", month(start), month(end)),
        (Some(start), None) => format!("{}至今", month(start)),
        (None, Some(end)) => format!("至{}", month(end)),
        (None, None) => String::new(),
    }
}

fn month(date: PartialDate) -> String {
    let first = date.earliest();
    format!("{}.{:02}", first.year(), first.month())
}

fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "男",
        Sex::Female => "女",
    }
}

fn title(applicant: &Applicant, value: fn(&crate::dossier::applicant::Title) -> String) -> String {
    applicant.current_title.as_ref().map(value).unwrap_or_default()
}

fn highest(applicant: &Applicant, value: fn(&Education) -> String) -> String {
    applicant.education.as_deref().and_then(<[_]>::first).map(value).unwrap_or_default()
}

fn study(applicant: &Applicant) -> Vec<Vec<String>> {
    let schools = applicant.education.iter().flatten().map(|one| {
        let degree = [&one.level, &one.degree].into_iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>();
        let texts = [&one.major, &one.school, &one.length, &degree.join("/"), &one.witness];
        (one.start, with_period(one.start, one.end, &texts))
    });
    let trainings = applicant.training.iter().map(|one| {
        let texts = [&one.what, &one.place, &String::new(), &one.result, &one.witness];
        (one.start, with_period(one.start, one.end, &texts))
    });
    let mut rows: Vec<_> = schools.chain(trainings).collect();
    rows.sort_by_key(|(start, _)| start.map(PartialDate::earliest));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn work(applicant: &Applicant) -> Vec<Vec<String>> {
    let row =
        |one: &crate::dossier::applicant::Work| with_period(one.start, one.end, &[&one.unit, &one.post, &one.witness]);
    applicant.work.iter().map(row).collect()
}

/// Achievements ended before the present appointment, or the others. Who has no title yet has only the first kind.
fn achievements(applicant: &Applicant, before: bool) -> Vec<Vec<String>> {
    let appointed = applicant.current_title.as_ref().map(|title| title.appointed_from.or(title.obtained));
    let is_before = |end: Option<PartialDate>| match appointed {
        None => true,
        Some(None) => false,
        Some(Some(from)) => end.is_some_and(|end| end.latest() < from.earliest()),
    };
    let chosen = applicant.achievements.iter().filter(|one| is_before(one.end) == before);
    chosen.map(|one| with_period(one.start, one.end, &[&one.title, &one.content, &one.result])).collect()
}

fn papers(applicant: &Applicant) -> Vec<Vec<String>> {
    let row = |one: &crate::dossier::applicant::Paper| {
        let published = one.published.map(month).unwrap_or_default();
        vec![one.title.clone(), one.journal.clone(), one.issue.clone(), published, one.author_order.clone()]
    };
    applicant.papers.iter().flatten().map(row).collect()
}

fn awards(applicant: &Applicant) -> Vec<Vec<String>> {
    let row = |one: &crate::dossier::applicant::Award| {
        let date = one.date.map(in_words).unwrap_or_default();
        vec![one.name.clone(), one.level.clone(), one.rank.clone(), date, one.issuer.clone()]
    };
    applicant.awards.iter().flatten().map(row).collect()
}

fn assessments(applicant: &Applicant) -> Vec<Vec<String>> {
    applicant.assessments.iter().map(|one| vec![format!("{}年", one.year), one.grade.clone()]).collect()
}

fn with_period(start: Option<PartialDate>, end: Option<PartialDate>, texts: &[&String]) -> Vec<String> {
    std::iter::once(period(start, end)).chain(texts.iter().map(|text| (*text).clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::applicant::{Achievement, Title};

    fn date(text: &str) -> Option<PartialDate> {
        PartialDate::parse(text)
    }

    #[test]
    fn dates_are_in_arabic_numerals() {
        assert_eq!(in_words(date("2019-05-20").expect("day")), "2019年5月20日");
        assert_eq!(period(date("2010-09"), None), "2010.09至今");
        assert_eq!(period(date("2010-09"), date("2014-06-30")), "2010.09—2014.06");
    }

    #[test]
    fn achievements_fall_on_one_side_of_the_appointment() {
        let achievement = |end: &str| Achievement { end: date(end), ..Achievement::default() };
        let mut applicant = Applicant {
            achievements: vec![achievement("2014-11"), achievement("2016-01"), achievement("")],
            ..Applicant::default()
        };
        assert_eq!((achievements(&applicant, true).len(), achievements(&applicant, false).len()), (3, 0));
        applicant.current_title = Some(Title { appointed_from: date("2015-01-01"), ..Title::default() });
        assert_eq!((achievements(&applicant, true).len(), achievements(&applicant, false).len()), (1, 2));
    }

    #[test]
    fn every_list_fills_its_columns() {
        let applicant = Applicant {
            education: Some(vec![Education::default()]),
            work: vec![crate::dossier::applicant::Work::default()],
            achievements: vec![Achievement::default()],
            papers: Some(vec![crate::dossier::applicant::Paper::default()]),
            awards: Some(vec![crate::dossier::applicant::Award::default()]),
            assessments: vec![crate::dossier::applicant::Assessment::default()],
            ..Applicant::default()
        };
        for list in LISTS {
            assert!((list.rows)(&applicant).iter().all(|row| row.len() == list.columns.len()), "{}", list.name);
        }
    }
}
