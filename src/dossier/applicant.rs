//! The applicant's own data, as `applicant.toml` gives it.
//!
//! Texts that are not given are empty. `None` means "not said" where that differs from "none": an empty list of papers
//! says 无 on purpose, an absent one is a question that a rule asks.

use super::answers::Answers;
use super::form_sheet::{self, Cells};
use super::load;
use crate::config::date::PartialDate;
use crate::config::diagnostic::Diagnostic;
use crate::profile::{Level, Route};
use crate::text::masked;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// One person who applies.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "the fields are the keys of applicant.toml, which README describes one by one")]
pub struct Applicant {
    pub profile: Option<String>,
    pub name: String,
    pub former_name: String,
    pub sex: Option<Sex>,
    pub ethnicity: String,
    pub birth_date: Option<Date>,
    pub birthplace: String,
    pub id_number: String,
    pub health: String,
    pub political_status: String,
    pub unit: String,
    pub unit_superior: String,
    pub employed_from: Option<PartialDate>,
    pub speciality: String,
    pub admin_post: String,
    pub societies: String,
    pub languages: String,
    pub in_post: Option<bool>,
    pub under_sanction: Option<bool>,
    pub level: Option<Level>,
    pub path: Option<Route>,
    pub path_reason: String,
    pub first_time_direct_intermediate: bool,
    pub practical_experience: String,
    pub work_ability: String,
    pub current_title: Option<Title>,
    pub education: Option<Vec<Education>>,
    pub training: Vec<Training>,
    pub work: Vec<Work>,
    pub achievements: Vec<Achievement>,
    pub papers: Option<Vec<Paper>>,
    pub awards: Option<Vec<Award>>,
    pub assessments: Vec<Assessment>,
    pub exemptions: Vec<Exemption>,
    pub transfer: Option<Transfer>,
    pub waivers: Vec<Waiver>,
    pub files: Vec<FileClaim>,
    /// The answers to the profile's own facts, where it has any; the fields above are then empty, but for those that a
    /// fact has the role of.
    pub answers: Answers,
    /// What of the file could not be understood; each is an error finding.
    pub faults: Vec<Diagnostic>,
    /// The line of each key that was read, counted from 1: `current_title.name`, `papers[2].title`.
    pub lines: BTreeMap<String, usize>,
    /// Where the lines came from, where the file is a workbook; [`Self::source`] is then what it says, as TOML.
    pub cells: Option<Cells>,
    /// SHA-256 of the file, 64 lower-case hex digits: the data digest of DESIGN.
    pub digest: String,
    /// The file itself, packed along as it is; as UTF-8 where it was saved in another encoding.
    pub source: String,
}

impl Applicant {
    /// The way of applying; a review where the file does not say.
    pub fn route_or_review(&self) -> Route {
        self.path.unwrap_or(Route::Review)
    }

    /// Whether a list stands in the file, and is empty: said to be none, not left out.
    pub fn says_none(&self, list: &str) -> bool {
        self.lines.contains_key(list) && !self.lines.keys().any(|key| key.starts_with(&format!("{list}[")))
    }

    /// Whether something stands under a key, as [`Self::lines`] names it, that could not be understood.
    pub fn is_not_understood(&self, key: &str) -> bool {
        let line = self.lines.get(key);
        line.is_some_and(|line| self.faults.iter().any(|fault| fault.line == *line))
    }

    /// The name of the file that it was read from.
    pub fn file_name(&self) -> &'static str {
        if self.cells.is_some() { form_sheet::FILE_NAME } else { load::FILE_NAME }
    }

    /// The ID number as it may be shown: the first and last two characters, stars between.
    pub fn masked_id(&self) -> String {
        masked(&self.id_number)
    }
}

/// 性别.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// 男.
    Male,
    /// 女.
    Female,
}

/// The title held now.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "keys of [current_title]")]
pub struct Title {
    pub name: String,
    pub obtained: Option<PartialDate>,
    pub approved_by: String,
    pub appointed_from: Option<PartialDate>,
}

/// One stretch of education, highest first.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "keys of [[education]]")]
pub struct Education {
    pub level: String,
    pub degree: String,
    pub school: String,
    pub major: String,
    pub start: Option<PartialDate>,
    pub end: Option<PartialDate>,
    pub length: String,
    pub in_service: bool,
    pub witness: String,
}

/// 学习培训经历.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "keys of [[training]]")]
pub struct Training {
    pub start: Option<PartialDate>,
    pub end: Option<PartialDate>,
    pub what: String,
    pub place: String,
    pub result: String,
    pub witness: String,
}

/// 工作经历. `end` is `None` for "to now".
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "keys of [[work]]")]
pub struct Work {
    pub start: Option<PartialDate>,
    pub end: Option<PartialDate>,
    pub unit: String,
    pub post: String,
    pub witness: String,
}

/// 业绩.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "keys of [[achievements]]")]
pub struct Achievement {
    pub start: Option<PartialDate>,
    pub end: Option<PartialDate>,
    pub title: String,
    pub content: String,
    pub result: String,
}

/// 论文、论著.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "keys of [[papers]]")]
pub struct Paper {
    pub title: String,
    pub journal: String,
    pub issue: String,
    pub published: Option<PartialDate>,
    pub language: String,
    pub author_order: String,
}

impl Paper {
    /// Whether it is written in Chinese; a paper that does not say is.
    pub fn is_chinese(&self) -> bool {
        let language = self.language.trim().to_lowercase();
        language.is_empty() || language == "zh" || language.starts_with("zh-") || matches!(&*language, "中文" | "汉语")
    }
}

/// 获奖.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "keys of [[awards]]")]
pub struct Award {
    pub name: String,
    pub level: String,
    pub rank: String,
    pub date: Option<PartialDate>,
    pub issuer: String,
}

/// 年度考核结果.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "keys of [[assessments]]")]
pub struct Assessment {
    pub year: i16,
    pub grade: String,
}

/// Why a year's continuing education and the defence may be waived (P12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExemptionKind {
    /// 访惠聚驻村.
    VillagePost,
    /// 驻村管寺.
    TemplePost,
    /// 南疆学前教育支教.
    PreschoolSupport,
    /// 内地服务管理.
    InlandService,
    /// 深度贫困村第一书记.
    FirstSecretary,
}

/// One year's exemption.
#[derive(Debug, Clone, PartialEq)]
pub struct Exemption {
    /// The year it is for, and no other.
    pub year: i16,
    /// Why.
    pub kind: ExemptionKind,
}

/// 任职期间调动 (P14).
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "keys of [transfer]")]
pub struct Transfer {
    pub date: Option<PartialDate>,
    pub from_unit: String,
}

/// An accepted fault: `[[waive]]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiver {
    /// The rule's code.
    pub code: String,
    /// What it accepts the fault of.
    pub of: Waived,
    /// Why; never empty.
    pub reason: String,
}

/// What a waiver is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Waived {
    /// A place of the checklist: `item/part` or `item/part@key`.
    Part(PartRef),
    /// A file, which need not have a place: its path relative to the dossier, as it was written.
    File(String),
}

impl Waiver {
    /// Faults of the file itself (D2xx) and of the package (K0xx) are facts that no reason changes. What else cannot be
    /// waived a rule declares itself.
    pub fn may_waive(code: &str) -> bool {
        let code = code.to_uppercase();
        !(code.starts_with("D2") || code.starts_with("K0"))
    }
}

/// A file that is claimed for a part by hand: a line of `[files]`.
#[derive(Debug, Clone, PartialEq)]
pub struct FileClaim {
    /// Path relative to the dossier, `/`-separated.
    pub path: String,
    /// The part it fills.
    pub part: PartRef,
    /// Where the path stands in `applicant.toml`, bytes, its quotes included.
    pub path_span: Range<usize>,
}

/// `item/part` or `item/part@key`, as `applicant.toml` names a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRef {
    /// Item id.
    pub item: String,
    /// Part id.
    pub part: String,
    /// Year, or number of the paper or award.
    pub key: Option<String>,
    /// Where it stands in `applicant.toml`, bytes.
    pub span: Range<usize>,
}

impl fmt::Display for PartRef {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&part_name(&self.item, &self.part, self.key.as_deref()))
    }
}

/// A part as `applicant.toml` names it: `item/part` or `item/part@key`.
pub fn part_name(item: &str, part: &str, key: Option<&str>) -> String {
    match key {
        Some(key) => format!("{item}/{part}@{key}"),
        None => format!("{item}/{part}"),
    }
}

impl PartRef {
    /// Reads `item/part` or `item/part@key`.
    pub fn parse(text: &str, span: Range<usize>) -> Option<Self> {
        let (place, key) = match text.split_once('@') {
            Some((place, key)) => (place, Some(key.trim().to_owned())),
            None => (text, None),
        };
        let (item, part) = place.split_once('/')?;
        let (item, part) = (item.trim(), part.trim());
        let good = !item.is_empty() && !part.is_empty() && !part.contains('/') && key.as_deref() != Some("");
        good.then(|| Self { item: item.to_owned(), part: part.to_owned(), key, span })
    }
}
