//! The columns of the roster: what the check says, then the list of people that the profile's office knows (情况一览表).

use crate::batch::Row;
use crate::profile::builtin::is_builtin;
use crate::profile::roster::{RosterColumn, Shown};
use crate::report::Verdict;
use crate::text::escape::{escaped_lines, revealed_lines};
use crate::text::{Lang, Text};

/// One column.
pub(super) struct Column {
    /// What it shares with its neighbours; empty where nothing.
    group: Text,
    heading: Text,
    /// Width, characters of Excel's default font.
    pub(super) width: f64,
    /// What stands in it.
    pub(super) holds: Holds,
}

/// What stands in a column.
pub(super) enum Holds {
    Number,
    Department,
    Name,
    Verdict,
    Worst,
    Errors,
    Warnings,
    /// What the profile asks about the person: the column's id.
    Person(String),
    /// The same, as a count of years.
    PersonYears(String),
    IdNumber,
    Submission,
    Unread,
    Checklist,
    Folder,
}

impl Column {
    /// The heading below the group's.
    pub(super) fn heading(&self, lang: Lang) -> &str {
        self.heading.get(lang)
    }

    /// The group's heading.
    pub(super) fn group(&self, lang: Lang) -> &str {
        self.group.get(lang)
    }

    /// The heading where there is but one line for it.
    pub(super) fn whole_heading(&self, lang: Lang) -> String {
        let between = if lang == Lang::En && !self.group.en.is_empty() { ": " } else { "" };
        [self.group(lang), between, self.heading(lang)].concat()
    }

    /// Whether it counts: then Excel may add it up.
    pub(super) const fn counts(&self) -> bool {
        use Holds::{Errors, Number, PersonYears, Submission, Unread, Warnings};
        matches!(self.holds, Number | Errors | Warnings | PersonYears(_) | Submission | Unread)
    }

    /// The content for a row, of the given number in the list; ID numbers outside their own column are masked.
    pub(super) fn cell(&self, row: &Row, number: usize, lang: Lang) -> String {
        let text = match &self.holds {
            Holds::Number => number.to_string(),
            Holds::Department => row.department.clone(),
            Holds::Name => row.name().to_owned(),
            Holds::Verdict => verdict(row, lang).to_owned(),
            Holds::Worst => worst(row, lang),
            Holds::Errors => row.report.counts.error.to_string(),
            Holds::Warnings => row.report.counts.warning.to_string(),
            Holds::Person(id) | Holds::PersonYears(id) => row.person.shown(id),
            // Whole, where the user asked for it.
            Holds::IdNumber => return revealed_lines(row.shown_id()),
            Holds::Submission => row.submissions.map(|done| (done + 1).to_string()).unwrap_or_default(),
            Holds::Unread => row.unread.to_string(),
            Holds::Checklist => checklist(row, lang),
            Holds::Folder => row.folder.clone(),
        };
        escaped_lines(&text)
    }
}

/// All columns, in their order: what the check says, what the profiles ask about people, and what the row is.
pub(super) fn columns(people: &[RosterColumn]) -> Vec<Column> {
    let mut columns = first_columns();
    columns.extend(people.iter().map(of_person));
    columns.extend([
        column("身份证号", "ID number", 19.5, Holds::IdNumber),
        column("第几次提交", "Submission", 5.0, Holds::Submission),
        column("没有识读的图", "Pictures not read", 6.0, Holds::Unread),
        column("清单", "Checklist", 9.0, Holds::Checklist),
        column("文件夹", "Folder", 14.0, Holds::Folder),
    ]);
    columns
}

/// Those that every roster begins with.
pub(super) fn first_columns() -> Vec<Column> {
    vec![
        column("序号", "No.", 5.0, Holds::Number),
        column("部门", "Department", 11.0, Holds::Department),
        column("姓名", "Name", 9.0, Holds::Name),
        column("结论", "Verdict", 8.0, Holds::Verdict),
        column("首要问题", "First fault", 34.0, Holds::Worst),
        column("错误", "Errors", 5.5, Holds::Errors),
        column("警告", "Warnings", 5.5, Holds::Warnings),
    ]
}

fn column(zh: &str, en: &str, width: f64, holds: Holds) -> Column {
    Column { group: Text::same(""), heading: Text { zh: zh.to_owned(), en: en.to_owned() }, width, holds }
}

fn of_person(column: &RosterColumn) -> Column {
    let id = column.id.clone();
    Column {
        group: column.group.clone().unwrap_or_else(|| Text::same("")),
        heading: column.label.clone(),
        width: column.width,
        holds: if column.shows == Shown::Years { Holds::PersonYears(id) } else { Holds::Person(id) },
    }
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
