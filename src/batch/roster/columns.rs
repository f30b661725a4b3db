//! The columns of the roster: what the check says, then the HR list (情况一览表, REQUIREMENTS §5).

use crate::batch::Row;
use crate::profile::builtin::is_builtin;
use crate::report::Verdict;
use crate::text::Lang;
use crate::text::escape::{escaped_lines, revealed_lines};

/// One column.
pub(super) struct Column {
    /// What it shares with its neighbours, in both languages; empty where nothing.
    group: (&'static str, &'static str),
    zh: &'static str,
    en: &'static str,
    /// Width, characters of Excel's default font.
    pub(super) width: f64,
    /// Whether it counts: then Excel may add it up.
    pub(super) counts: bool,
    /// Whether it is the column of ID numbers.
    reveals: bool,
    /// The content for a row, of the given number in the list.
    cell: fn(&Row, usize, Lang) -> String,
}

impl Column {
    /// The heading below the group's.
    pub(super) const fn heading(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The group's heading.
    pub(super) const fn group(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.group.0,
            Lang::En => self.group.1,
        }
    }

    /// The heading where there is but one line for it.
    pub(super) fn whole_heading(&self, lang: Lang) -> String {
        let between = if lang == Lang::En && !self.group.1.is_empty() { ": " } else { "" };
        [self.group(lang), between, self.heading(lang)].concat()
    }

    const fn among(mut self, zh: &'static str, en: &'static str) -> Self {
        self.group = (zh, en);
        self
    }

    /// With whole ID numbers, where the user asked for them.
    const fn revealing(mut self) -> Self {
        self.reveals = true;
        self
    }

    /// The content for a row; ID numbers outside their own column are masked.
    pub(super) fn cell(&self, row: &Row, number: usize, lang: Lang) -> String {
        let text = (self.cell)(row, number, lang);
        if self.reveals { revealed_lines(&text) } else { escaped_lines(&text) }
    }
}

/// All columns, in their order. 是否破格 is for HR to fill: no file of the dossier says it. 现从事专业 and 申报专业 are one
/// field of the applicant's data, and one column.
pub(super) const COLUMNS: &[Column] = &[
    count("序号", "No.", 5.0, |_, number, _| number.to_string()),
    column("部门", "Department", 11.0, |row, _, _| row.department.clone()),
    column("姓名", "Name", 9.0, |row, _, _| row.name().to_owned()),
    column("结论", "Verdict", 8.0, |row, _, lang| verdict(row, lang).to_owned()),
    column("首要问题", "First fault", 34.0, |row, _, lang| worst(row, lang)),
    count("错误", "Errors", 5.5, |row, _, _| row.report.counts.error.to_string()),
    count("警告", "Warnings", 5.5, |row, _, _| row.report.counts.warning.to_string()),
    column("性别", "Sex", 4.0, |row, _, _| row.person.sex.clone()),
    column("出生年月", "Born", 8.0, |row, _, _| row.person.born.clone()),
    column("参加工作时间", "Employed from", 8.0, |row, _, _| row.person.employed_from.clone()),
    column("专业（现从事、申报）", "Speciality", 11.0, |row, _, _| row.person.speciality.clone()),
    count("专业年限", "Years", 5.0, |row, _, _| number(row.person.years)),
    of_title(column("名称", "name", 9.0, |row, _, _| row.person.title.clone())),
    of_title(column("获得时间", "obtained", 8.0, |row, _, _| row.person.title_obtained.clone())),
    of_title(count("任职年限", "years in post", 5.0, |row, _, _| number(row.person.title_years))),
    of_title(column("终审单位", "approved by", 12.0, |row, _, _| row.person.title_approved_by.clone())),
    column("学历", "Education", 6.0, |row, _, _| row.person.education.clone()),
    column("学位", "Degree", 6.0, |row, _, _| row.person.degree.clone()),
    column("毕业学校", "School", 12.0, |row, _, _| row.person.school.clone()),
    column("所学专业", "Major", 11.0, |row, _, _| row.person.major.clone()),
    column("毕业时间", "Graduated", 8.0, |row, _, _| row.person.graduated.clone()),
    column("申报资格名称", "Applies for", 7.0, |row, _, _| row.person.applies_for.clone()),
    column("是否破格", "Exceptional", 5.0, |_, _, _| String::new()),
    column("身份证号", "ID number", 19.5, |row, _, _| row.shown_id().to_owned()).revealing(),
    count("第几次提交", "Submission", 5.0, |row, _, _| {
        row.submissions.map(|done| (done + 1).to_string()).unwrap_or_default()
    }),
    column("清单", "Checklist", 9.0, |row, _, lang| checklist(row, lang)),
    column("文件夹", "Folder", 14.0, |row, _, _| row.folder.clone()),
];

const fn of_title(column: Column) -> Column {
    column.among("现专业技术资格", "Current title")
}

const fn column(zh: &'static str, en: &'static str, width: f64, cell: fn(&Row, usize, Lang) -> String) -> Column {
    Column { group: ("", ""), zh, en, width, counts: false, reveals: false, cell }
}

const fn count(zh: &'static str, en: &'static str, width: f64, cell: fn(&Row, usize, Lang) -> String) -> Column {
    Column { group: ("", ""), zh, en, width, counts: true, reveals: false, cell }
}

fn number(number: Option<i16>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// Which checklist the row was checked against, and whether it is the one that comes with the program.
pub(super) fn checklist(row: &Row, lang: Lang) -> String {
    let profile = &row.report.profile;
    if profile.digest.is_empty() || is_builtin(&profile.id, &profile.digest) {
        return profile.id.clone();
    }
    let short = profile.digest.get(..8).unwrap_or_default();
    match lang {
        Lang::Zh => format!("{}（非内置，摘要 {short}）", profile.id),
        Lang::En => format!("{} (not built-in, digest {short})", profile.id),
    }
}

/// The verdict in words.
pub(super) const fn verdict(row: &Row, lang: Lang) -> &'static str {
    match (row.report.verdict, lang) {
        (Verdict::Complete, Lang::Zh) => "齐全",
        (Verdict::Complete, Lang::En) => "complete",
        (Verdict::Incomplete, Lang::Zh) => "不齐全",
        (Verdict::Incomplete, Lang::En) => "incomplete",
    }
}

/// The gravest fault in words, and how many more there are of its level.
pub(super) fn worst(row: &Row, lang: Lang) -> String {
    let Some(worst) = &row.worst else { return String::new() };
    let first = format!("{} {}", worst.code, worst.message.get(lang));
    match (worst.more, lang) {
        (0, _) => first,
        (more, Lang::Zh) => format!("{first}（另有 {more} 处）"),
        (more, Lang::En) => format!("{first} (and {more} more)"),
    }
}
