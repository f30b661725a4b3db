//! The wordings of `tuned/` and `held_out/`: what each page of a dossier says, before anybody draws or reads it.

use std::collections::BTreeMap;

/// All pages of one dossier in one wording.
#[derive(Debug, Clone)]
pub struct Wording {
    /// The file it is from.
    pub name: &'static str,
    /// Its pages, in the order of the checklist.
    pub pages: Vec<PageText>,
}

/// One page: the part it belongs to, and its lines.
#[derive(Debug, Clone)]
pub struct PageText {
    /// `item/part`; for a page that is no part, what it is.
    pub part: String,
    /// See README.md beside this file.
    pub lines: Vec<String>,
}

/// Those that the rules were tuned on.
pub const TUNED: &[(&str, &str)] = &[
    ("a", include_str!("tuned/a.toml")),
    ("b", include_str!("tuned/b.toml")),
    ("e", include_str!("tuned/e.toml")),
    ("f", include_str!("tuned/f.toml")),
];

/// Those that they were only tested on.
pub const HELD_OUT: &[(&str, &str)] = &[
    ("c", include_str!("held_out/c.toml")),
    ("d", include_str!("held_out/d.toml")),
    ("g", include_str!("held_out/g.toml")),
];

/// Pages that talk about documents, or are documents that no checklist asks for.
pub const NEAR_MISSES: &str = include_str!("tuned/near_misses.toml");

/// Reads the files of one folder.
///
/// # Panics
/// Where a file is not as README.md says.
pub fn wordings(files: &[(&'static str, &str)]) -> Vec<Wording> {
    files.iter().map(|(name, text)| Wording { name, pages: pages(text) }).collect()
}

/// Reads the pages of one file.
///
/// # Panics
/// Where the file is not as README.md says.
pub fn pages(text: &str) -> Vec<PageText> {
    let table: toml::Table = text.parse().expect("TOML");
    let pages = table["pages"].as_array().expect("[[pages]]");
    let page = |page: &toml::Value| PageText {
        part: page["part"].as_str().expect("a part").to_owned(),
        lines: page["lines"]
            .as_array()
            .expect("lines")
            .iter()
            .map(|line| line.as_str().expect("a text").to_owned())
            .collect(),
    };
    pages.iter().map(page).collect()
}

/// Who a dossier is of; all invented.
#[derive(Debug, Clone)]
pub struct Person(pub BTreeMap<&'static str, String>);

impl Person {
    /// A person by name and ID number (with an unassigned area code).
    pub fn new(name: &str, number: &str) -> Self {
        let born = (&number[6..10], &number[10..12], &number[12..14]);
        let man = number.as_bytes()[16] % 2 == 1;
        let fields = [
            ("name", name.to_owned()),
            ("id", number.to_owned()),
            ("sex", if man { "男" } else { "女" }.to_owned()),
            ("born_zh", format!("{}年{}月{}日", born.0, born.1, born.2)),
            ("unit", "某某职业技术学校".to_owned()),
            ("award", "2019年全州职业院校教学能力比赛".to_owned()),
            ("journal", "职业教育".to_owned()),
            ("issue", "2020年第6期".to_owned()),
            ("title", "中职数控教学探索".to_owned()),
        ];
        Self(fields.into())
    }

    /// The same with one field changed.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: &str) -> Self {
        self.0.insert(key, value.to_owned());
        self
    }

    /// A line with its places filled in; `{year}` and the year after it too, `{year_zh}` in Chinese numerals.
    pub fn fill(&self, line: &str, year: u16) -> String {
        let line = line.replace("{year}", &year.to_string()).replace("{next}", &(year + 1).to_string());
        let line = line.replace("{year_zh}", &in_chinese(year));
        self.0.iter().fold(line, |line, (key, value)| line.replace(&format!("{{{key}}}"), value))
    }
}

/// `二〇一九`.
fn in_chinese(year: u16) -> String {
    let numeral = |digit: char| "〇一二三四五六七八九".chars().nth(digit as usize - '0' as usize);
    year.to_string().chars().filter_map(numeral).collect()
}

/// What a line is drawn as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A heading.
    Heading(String),
    /// A smaller one.
    Subheading(String),
    /// The red head of an official document.
    Red(String),
    /// One line at the left.
    Left(String),
    /// One line at the right.
    Right(String),
    /// A row of cells.
    Row(Vec<String>),
    /// A tall row: label, text, who signs.
    Block(Vec<String>),
    /// A line written by hand.
    Hand(String),
    /// Small print at the head.
    Head(String),
    /// Small print at the foot.
    Foot(String),
    /// A paragraph, and how many sentences that mean nothing follow its words.
    Paragraph(String, usize),
}

/// Takes a line apart.
pub fn piece(line: &str) -> Piece {
    let cells =
        |rest: &str| rest.split(" | ").map(|cell| cell.trim().trim_end_matches('|').trim().to_owned()).collect();
    for (mark, make) in MARKS {
        if let Some(rest) = line.strip_prefix(mark) {
            return make(rest.to_owned());
        }
    }
    if let Some(rest) = line.strip_prefix("|| ") {
        return Piece::Block(cells(rest));
    }
    if let Some(rest) = line.strip_prefix("| ") {
        return Piece::Row(cells(rest));
    }
    let (text, count) = filled(line);
    Piece::Paragraph(text, count)
}

type Make = fn(String) -> Piece;

const MARKS: &[(&str, Make)] = &[
    ("# ", Piece::Heading),
    ("## ", Piece::Subheading),
    ("! ", Piece::Red),
    ("- ", Piece::Left),
    ("> ", Piece::Right),
    ("~ ", Piece::Hand),
    ("^ ", Piece::Head),
    ("= ", Piece::Foot),
];

/// `摘要：fill 3` as `摘要：` and 3.
pub fn filled(line: &str) -> (String, usize) {
    match line.rsplit_once("fill ").and_then(|(text, count)| Some((text, count.trim().parse().ok()?))) {
        Some((text, count)) => (text.to_owned(), count),
        None => (line.to_owned(), 0),
    }
}
