//! D402: a field of `applicant.toml` that must be filled and is not.

use super::asked::{self, Question};
use super::{Check, Remedy, Rule, place};
use crate::dossier::applicant::Title;
use crate::dossier::{Applicant, Dossier};
use crate::finding::{Fault, Severity};
use crate::profile::facts::Required;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D402",
    name: "mandatory-field-empty",
    severity: Severity::Error,
    about: include_str!("mandatory_field_empty.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    if dossier.profile.facts.is_some() {
        return of_answers(dossier, applicant);
    }
    let mut empty = own_fields(applicant);
    empty.extend(applicant.current_title.iter().flat_map(title_fields));
    empty.extend(entries(applicant));
    // From the top of the file to its end; what has no line in it comes last.
    empty.sort_by_key(|field| applicant.lines.get(&field.place).copied().unwrap_or(usize::MAX));
    let fault = |field: Field| {
        let line = applicant.lines.get(&field.place).copied();
        field.fault(line).at(place::of_applicant_line(line))
    };
    // What stands there and is not understood is a fault of its own (D417).
    empty.into_iter().filter(|field| !applicant.is_not_understood(&field.place)).map(fault).collect()
}

/// The profile's own questions that must be answered and are not.
fn of_answers(dossier: &Dossier, applicant: &Applicant) -> Vec<Fault> {
    let is_open = |question: &Question<'_>| {
        question.answer.is_none()
            && !applicant.is_not_understood(&question.key)
            && match &question.fact.required {
                Required::No => false,
                Required::Yes => true,
                Required::When(when) => dossier.holds(when) == Some(true),
            }
    };
    let fault = |question: Question<'_>| {
        let field = Field {
            key: question.key.clone(),
            place: question.key.clone(),
            zh: format!("{}{}", question.at.zh, question.label.zh),
            en: format!("{}{}", question.at.en, question.label.en),
        };
        field.fault(question.line).at(question.place())
    };
    asked::questions(dossier).into_iter().filter(is_open).map(fault).collect()
}

/// A field that is empty: its key, and what people call it.
struct Field {
    key: String,
    /// The key as the file's lines are known by: `papers[2].title`.
    place: String,
    zh: String,
    en: String,
}

impl Field {
    fn new(key: &str, (zh, en): (&str, &str)) -> Self {
        Self { key: key.to_owned(), place: key.to_owned(), zh: zh.to_owned(), en: en.to_owned() }
    }

    fn fault(&self, line: Option<usize>) -> Fault {
        let Self { key, zh, en, .. } = self;
        let message = match line {
            Some(line) => Text {
                zh: format!("applicant.toml 第 {line} 行，必填的“{zh}”（{key}）没有填。"),
                en: format!("{en} ({key}) is empty in line {line} of applicant.toml and must be filled in."),
            },
            None => Text {
                zh: format!("applicant.toml 里必填的“{zh}”（{key}）没有填。"),
                en: format!("{en} ({key}) is empty in applicant.toml and must be filled in."),
            },
        };
        // The same for all, so that reports say it once.
        let fix = Text {
            zh: "打开 applicant.toml，逐行填好；写法见 dossier init 写出的文件。".to_owned(),
            en: "Open applicant.toml and fill these in; the file that dossier init writes shows how.".to_owned(),
        };
        Fault::error(message, fix)
    }
}

/// The empty ones of `(is empty, key, names)`.
fn only_empty<const N: usize>(fields: [(bool, &str, (&str, &str)); N]) -> Vec<Field> {
    fields.into_iter().filter(|(empty, ..)| *empty).map(|(_, key, names)| Field::new(key, names)).collect()
}

fn own_fields(applicant: &Applicant) -> Vec<Field> {
    let Applicant { name, id_number, unit, speciality, practical_experience, work_ability, .. } = applicant;
    let no_education = applicant.education.as_ref().is_none_or(Vec::is_empty);
    only_empty([
        (blank(name), "name", ("姓名", "The name")),
        (applicant.sex.is_none(), "sex", ("性别", "The sex")),
        (applicant.birth_date.is_none(), "birth_date", ("出生日期", "The date of birth")),
        (blank(id_number), "id_number", ("身份证号", "The ID number")),
        (blank(unit), "unit", ("工作单位", "The unit")),
        (applicant.employed_from.is_none(), "employed_from", ("参加工作时间", "The start of the first employment")),
        (blank(speciality), "speciality", ("现从事何种专业技术工作", "The present speciality")),
        (applicant.in_post.is_none(), "in_post", ("是否在职", "Whether in post")),
        (applicant.under_sanction.is_none(), "under_sanction", ("是否在处分期内", "Whether under sanction")),
        (applicant.level.is_none(), "level", ("申报级别", "The level applied for")),
        (no_education, "education", ("学历", "The education")),
        (blank(practical_experience), "practical_experience", ("实践经验", "The practical experience")),
        (blank(work_ability), "work_ability", ("实际工作能力", "The ability at work")),
    ])
}

fn title_fields(title: &Title) -> Vec<Field> {
    only_empty([
        (blank(&title.name), "current_title.name", ("现任职务名称", "The name of the current title")),
        (title.obtained.is_none(), "current_title.obtained", ("任职资格取得时间", "The day the title was obtained")),
        (title.appointed_from.is_none(), "current_title.appointed_from", ("聘任时间", "The day of the appointment")),
    ])
}

/// What each entry of a list is nothing without.
fn entries(applicant: &Applicant) -> Vec<Field> {
    let education = applicant.education.iter().flatten();
    let papers = applicant.papers.iter().flatten();
    let awards = applicant.awards.iter().flatten();
    let mut empty = Vec::new();
    empty.extend(unnamed("education", "level", ("学历层次", "level"), education.clone().map(|one| &*one.level)));
    empty.extend(unnamed("education", "school", ("毕业学校", "school"), education.map(|one| &*one.school)));
    empty.extend(unnamed("training", "what", ("培训内容", "subject"), applicant.training.iter().map(|one| &*one.what)));
    empty.extend(unnamed("work", "unit", ("工作单位", "unit"), applicant.work.iter().map(|one| &*one.unit)));
    let achievements = applicant.achievements.iter().map(|one| &*one.title);
    empty.extend(unnamed("achievements", "title", ("业绩名称", "title"), achievements));
    empty.extend(unnamed("papers", "title", ("论文题目", "title"), papers.map(|one| &*one.title)));
    empty.extend(unnamed("awards", "name", ("获奖名称", "name"), awards.map(|one| &*one.name)));
    let grades = applicant.assessments.iter().map(|one| &*one.grade);
    empty.extend(unnamed("assessments", "grade", ("考核等次", "grade"), grades));
    empty
}

fn unnamed<'a>(
    list: &'a str,
    key: &'a str,
    (zh, en): (&'a str, &'a str),
    texts: impl Iterator<Item = &'a str> + 'a,
) -> impl Iterator<Item = Field> + 'a {
    let empty = texts.enumerate().filter(|(_, text)| blank(text)).map(|(at, _)| at + 1);
    empty.map(move |number| Field {
        key: format!("[[{list}]] {key}"),
        place: format!("{list}[{number}].{key}"),
        zh: format!("第 {number} 个 [[{list}]] 的{zh}"),
        en: format!("The {en} of [[{list}]] number {number}"),
    })
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use crate::dossier::Applicant;
    use crate::dossier::applicant::Paper;
    use crate::rules::run;
    use crate::rules::testing::{applicant, codes, complete};

    #[test]
    fn each_field_is_told_by_itself() {
        let mut dossier = complete();
        let person = applicant(&mut dossier);
        person.work_ability = "　".to_owned();
        person.level = None;
        assert_eq!(codes(&dossier), ["D402", "D402"]);
        assert!(run(&dossier).iter().any(|finding| finding.message.zh.contains("实际工作能力")));
    }

    #[test]
    fn every_mandatory_field_of_an_empty_file() {
        let mut dossier = complete();
        *applicant(&mut dossier) = Applicant::default();
        let count = codes(&dossier).iter().filter(|code| **code == "D402").count();
        assert_eq!(count, 13);
    }

    #[test]
    fn an_entry_without_its_name_is_told_with_its_number() {
        let mut dossier = complete();
        let papers = applicant(&mut dossier).papers.get_or_insert_default();
        papers.push(Paper { published: papers[0].published, ..Paper::default() });
        assert_eq!(codes(&dossier), ["D402"]);
        assert!(run(&dossier)[0].message.zh.contains("第 2 个 [[papers]]"));
    }
}
