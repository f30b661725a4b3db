//! What a form can show of an applicant: every name that `form.toml` may use, and the text it stands for.
//!
//! Dates are in Arabic numerals. What was not filled in is an empty text, and is left blank; what the applicant says
//! there is none of is [`NONE`], and the form says 无 (U24).

use crate::config::date::PartialDate;
use crate::dossier::applicant::{Applicant, Education, Sex};
use crate::profile::Level;

/// In place of a value: the applicant says that there is none.
pub const NONE: &str = "\0";

/// A single value: its name and where it comes from.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The name in `form.toml`.
    pub name: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// The value; empty where nothing was filled in, [`NONE`] where the applicant says that there is none.
    pub value: fn(&Applicant) -> String,
}

/// A list of entries: its name, what an entry has, and where it comes from.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// The name in `form.toml`.
    pub name: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// Names of the values of an entry.
    pub columns: &'static [&'static str],
    /// One row for each entry, in the order of `columns`; one row of [`NONE`] where the applicant says that there is none.
    pub rows: fn(&Applicant) -> Vec<Vec<String>>,
}

/// Every single value.
pub const FIELDS: &[Field] = &[
    Field { name: "name", label: "姓名", value: |a| a.name.clone() },
    Field { name: "former_name", label: "曾用名", value: |a| a.former_name.clone() },
    Field { name: "sex", label: "性别", value: |a| a.sex.map(sex).unwrap_or_default().to_owned() },
    Field { name: "ethnicity", label: "民族", value: |a| a.ethnicity.clone() },
    Field {
        name: "birth_date",
        label: "出生日期",
        value: |a| a.birth_date.map(|day| in_words(PartialDate::Day(day))).unwrap_or_default(),
    },
    Field { name: "birthplace", label: "出生地", value: |a| a.birthplace.clone() },
    Field { name: "id_number", label: "身份证号", value: |a| a.id_number.clone() },
    Field { name: "health", label: "身体状况", value: |a| a.health.clone() },
    Field { name: "political_status", label: "何时加入党派任何职务", value: |a| a.political_status.clone() },
    Field { name: "unit", label: "单位", value: |a| a.unit.clone() },
    Field { name: "unit_superior", label: "上级主管单位", value: |a| a.unit_superior.clone() },
    Field {
        name: "employed_from",
        label: "参加工作时间",
        value: |a| a.employed_from.map(in_words).unwrap_or_default(),
    },
    Field { name: "speciality", label: "现从事何种专业技术工作", value: |a| a.speciality.clone() },
    Field { name: "admin_post", label: "行政职务", value: |a| a.admin_post.clone() },
    Field { name: "societies", label: "学术团体及社会兼职", value: |a| a.societies.clone() },
    Field { name: "languages", label: "懂何种外语", value: |a| a.languages.clone() },
    Field { name: "level", label: "申报级别", value: |a| a.level.map(Level::zh).unwrap_or_default().to_owned() },
    Field {
        name: "target_title",
        label: "申报职称",
        value: |a| a.level.map(|one| format!("{}职称", one.zh())).unwrap_or_default(),
    },
    Field { name: "path_reason", label: "申报途径的理由", value: |a| a.path_reason.clone() },
    Field { name: "practical_experience", label: "实践经验", value: |a| a.practical_experience.clone() },
    Field { name: "work_ability", label: "实际工作能力", value: |a| a.work_ability.clone() },
    Field { name: "title.name", label: "现任专业技术职务", value: |a| title(a, |title| title.name.clone()) },
    Field {
        name: "title.obtained",
        label: "任职资格取得时间",
        value: |a| title(a, |title| title.obtained.map(in_words).unwrap_or_default()),
    },
    Field { name: "title.approved_by", label: "审批机关", value: |a| title(a, |title| title.approved_by.clone()) },
    Field {
        name: "title.from",
        label: "聘任时间",
        value: |a| title(a, |title| title.appointed_from.map(in_words).unwrap_or_default()),
    },
    Field { name: "education.level", label: "学历", value: |a| highest(a, |one| one.level.clone()) },
    Field { name: "education.degree", label: "学位", value: |a| highest(a, |one| or_none(&one.degree)) },
    Field { name: "education.school", label: "毕业学校", value: |a| highest(a, |one| one.school.clone()) },
    Field { name: "education.major", label: "专业", value: |a| highest(a, |one| one.major.clone()) },
    Field { name: "education.length", label: "学制", value: |a| highest(a, |one| one.length.clone()) },
    Field {
        name: "education.end",
        label: "毕业时间",
        value: |a| highest(a, |one| one.end.map(in_words).unwrap_or_default()),
    },
];

/// Every list.
pub const LISTS: &[List] = &[
    List {
        name: "study",
        label: "学习培训经历",
        columns: &["period", "major", "school", "length", "degree", "witness"],
        rows: study,
    },
    List { name: "work", label: "工作经历", columns: &["period", "unit", "post", "witness"], rows: work },
    List {
        name: "achievements.before", label: "任现职前业绩", columns: ACHIEVEMENT, rows: |a| achievements(a, true)
    },
    List {
        name: "achievements.after", label: "任现职后业绩", columns: ACHIEVEMENT, rows: |a| achievements(a, false)
    },
    List {
        name: "papers",
        label: "论文",
        columns: &["title", "journal", "issue", "published", "author_order"],
        rows: papers,
    },
    List { name: "awards", label: "获奖", columns: &["name", "level", "rank", "date", "issuer"], rows: awards },
    List { name: "assessments", label: "年度考核", columns: &["year", "grade"], rows: assessments },
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
    applicant.current_title.as_ref().map_or_else(|| NONE.to_owned(), value)
}

/// A text that is left empty where there is none, as the template says.
fn or_none(text: &str) -> String {
    if text.trim().is_empty() { NONE.to_owned() } else { text.to_owned() }
}

/// The rows of a list, or one that says 无 where `none`.
fn rows_or_none(rows: Vec<Vec<String>>, none: bool, columns: usize) -> Vec<Vec<String>> {
    if rows.is_empty() && none { vec![vec![NONE.to_owned(); columns]] } else { rows }
}

fn highest(applicant: &Applicant, value: fn(&Education) -> String) -> String {
    match applicant.education.as_deref() {
        Some([first, ..]) => value(first),
        Some([]) => NONE.to_owned(),
        None => String::new(),
    }
}

fn study(applicant: &Applicant) -> Vec<Vec<String>> {
    let schools = applicant.education.iter().flatten().map(|one| {
        let degree = [&one.level, &one.degree].into_iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>();
        let texts = [&one.major, &one.school, &one.length, &degree.join("/"), &one.witness];
        (one.start, with_period(one.start, one.end, &texts))
    });
    let trainings = applicant.training.iter().map(|one| {
        // A training has no length of course.
        let texts = [&one.what, &one.place, &NONE.to_owned(), &one.result, &one.witness];
        (one.start, with_period(one.start, one.end, &texts))
    });
    let mut rows: Vec<_> = schools.chain(trainings).collect();
    rows.sort_by_key(|(start, _)| start.map(PartialDate::earliest));
    let none = applicant.says_none("education") && applicant.says_none("training");
    rows_or_none(rows.into_iter().map(|(_, row)| row).collect(), none, 6)
}

fn work(applicant: &Applicant) -> Vec<Vec<String>> {
    let row =
        |one: &crate::dossier::applicant::Work| with_period(one.start, one.end, &[&one.unit, &one.post, &one.witness]);
    rows_or_none(applicant.work.iter().map(row).collect(), applicant.says_none("work"), 4)
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
    let rows = chosen.map(|one| with_period(one.start, one.end, &[&one.title, &one.content, &one.result])).collect();
    // Whoever gives some has given all.
    let none = !applicant.achievements.is_empty() || applicant.says_none("achievements");
    rows_or_none(rows, none || (!before && appointed.is_none()), ACHIEVEMENT.len())
}

fn papers(applicant: &Applicant) -> Vec<Vec<String>> {
    let row = |one: &crate::dossier::applicant::Paper| {
        let published = one.published.map(month).unwrap_or_default();
        vec![one.title.clone(), one.journal.clone(), one.issue.clone(), published, one.author_order.clone()]
    };
    rows_or_none(applicant.papers.iter().flatten().map(row).collect(), applicant.papers.is_some(), 5)
}

fn awards(applicant: &Applicant) -> Vec<Vec<String>> {
    let row = |one: &crate::dossier::applicant::Award| {
        let date = one.date.map(in_words).unwrap_or_default();
        vec![one.name.clone(), one.level.clone(), one.rank.clone(), date, one.issuer.clone()]
    };
    rows_or_none(applicant.awards.iter().flatten().map(row).collect(), applicant.awards.is_some(), 5)
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
        assert_eq!(achievements(&applicant, true).len(), 3);
        assert_eq!(achievements(&applicant, false), [vec![NONE.to_owned(); 4]]);
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
