//! What lies in `fixtures/rules/<code>-<name>/{bad,good}`: the smallest dossier that a rule finds fault with, and the
//! same one without the fault.
//!
//! Each is the small complete dossier of [`Folder::complete`] with one thing changed, laid against
//! `fixtures/rules/profile`.
#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]

pub mod data;
pub mod metadata;
pub mod pictures;
pub mod presence;
pub mod quality;
pub mod sheets;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use image::DynamicImage;

use super::draw::{kinds, output};

/// One rule's pair.
pub struct Case {
    /// Folder below `fixtures/rules`: the rule's code and name.
    pub folder: &'static str,
    /// The rule finds something here.
    pub bad: Folder,
    /// And nothing here.
    pub good: Folder,
}

/// Every pair, by code.
pub fn cases() -> Vec<Case> {
    let mut all = presence::cases();
    all.extend(pictures::cases());
    all.extend(quality::cases());
    all.extend(metadata::cases());
    all.extend(sheets::cases());
    all.extend(data::cases());
    all
}

/// The files of one dossier, by path.
#[derive(Clone)]
pub struct Folder(pub BTreeMap<String, Vec<u8>>);

/// Paths of the complete dossier.
pub const PHOTO: &str = "照片.jpg";
pub const FRONT: &str = "身份证正面.jpg";
pub const BACK: &str = "身份证反面.jpg";
const APPLICANT: &str = "applicant.toml";

const PERSON: &str = r#"# 虚构人物。 An invented person.
name = "王小明"
sex = "男"
birth_date = "1988-03-07"
id_number = "990000198803070017"
unit = "某某职业技术学校"
employed_from = "2021-03"
speciality = "机械加工教学"
in_post = true
under_sanction = false
level = "intermediate"
path = "review"
path_reason = ""
practical_experience = "数控车床实训"
work_ability = "能独立承担专业课教学"
papers = []
awards = []

[[education]]
level = "本科"
school = "某某大学"
"#;

const PERSON_OF_FACTS: &str = r#"# 虚构人物。 An invented person.
profile = "rule-fixtures-of-facts"
name = "王小明"
passport_expires = "2029-05-01"

[[referees]]
name = "李华"

[[referees]]
name = "张敏"
"#;

impl Folder {
    /// Nothing missing, nothing wrong: a photo, both sides of a card, and an applicant of whom no more is asked.
    pub fn complete() -> Self {
        static DRAWN: OnceLock<Folder> = OnceLock::new();
        DRAWN.get_or_init(Self::draw).clone()
    }

    fn draw() -> Self {
        let files = [
            (PHOTO, pictures::photo((177, 248), 75)),
            (FRONT, kinds::slip_jpeg(1)),
            (BACK, kinds::slip_jpeg(2)),
            (APPLICANT, PERSON.as_bytes().to_vec()),
        ];
        Self(files.into_iter().map(|(path, bytes)| (path.to_owned(), bytes)).collect())
    }

    /// The same for `fixtures/rules/profile-of-facts`: a passport, two letters and a bill.
    pub fn of_facts() -> Self {
        let files = [
            ("护照.jpg", kinds::slip_jpeg(4)),
            ("推荐信1.jpg", kinds::slip_jpeg(3)),
            ("推荐信2.jpg", kinds::slip_jpeg(5)),
            ("水电费账单.jpg", kinds::slip_jpeg(1)),
            (APPLICANT, PERSON_OF_FACTS.as_bytes().to_vec()),
        ];
        Self(files.into_iter().map(|(path, bytes)| (path.to_owned(), bytes)).collect())
    }

    /// With this file, in place of any of that path.
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.to_owned(), bytes.into());
        self
    }

    /// With a slip drawn from `seed`.
    pub fn with_slip(self, path: &str, seed: u64) -> Self {
        self.with(path, kinds::slip_jpeg(seed))
    }

    /// Without this file.
    pub fn without(mut self, path: &str) -> Self {
        assert!(self.0.remove(path).is_some(), "{path}");
        self
    }

    /// With `line` for the line of `applicant.toml` that gives the same key; an empty `line` takes the key `key` out.
    pub fn saying(self, key: &str, line: &str) -> Self {
        let person = self.person();
        let start = format!("{key} =");
        let old = person.lines().find(|old| old.starts_with(&start)).unwrap_or_else(|| panic!("no {key}"));
        let new = if line.is_empty() { String::new() } else { format!("{line}\n") };
        let text = person.replacen(&format!("{old}\n"), &new, 1);
        self.with(APPLICANT, text)
    }

    /// With a section at the end of `applicant.toml`.
    pub fn adding(self, section: &str) -> Self {
        let text = format!("{}\n{section}\n", self.person());
        self.with(APPLICANT, text)
    }

    /// Without `applicant.toml`.
    pub fn without_person(self) -> Self {
        self.without(APPLICANT)
    }

    fn person(&self) -> String {
        String::from_utf8(self.0.get(APPLICANT).cloned().unwrap_or_default()).expect("UTF-8")
    }
}

/// A gray picture as the slips are saved: quality 75, 200 dpi.
pub fn saved(picture: &DynamicImage) -> Vec<u8> {
    output::jpeg(picture, 75, 200)
}
