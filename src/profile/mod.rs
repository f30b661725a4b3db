//! What one notice asks, as data: items and their parts, conditions, windows, fees, limits.
//!
//! A profile is a folder of TOML (`checklist.toml`, `paper.toml`, `form.toml`); [`load`] turns it into these plain
//! types or into the whole list of its faults. What differs between regions and years is here; what counts as a fault
//! is in `rules/`.

pub mod builtin;
pub mod digest;
pub mod facts;
pub mod limits;
pub mod load;
pub mod resolve;
pub mod says;
mod stale;
pub mod when;
mod words;

pub use limits::{Limit, LimitName, Limits, Source};
pub use says::Says;

use crate::text::Text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use when::When;

/// One checklist: everything that is asked of an applicant of one region in one year.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The folder's name, and what `--profile` takes.
    pub id: String,
    /// What the notice is called.
    pub name: Text,
    /// The year the years below count from.
    pub filing_year: i16,
    /// How many times a submission may be handed in (R15); 0 where the notice does not say.
    pub submissions: u32,
    /// When what may be handed in.
    pub windows: Vec<Window>,
    /// What it costs.
    pub fees: Vec<Fee>,
    /// How far back papers count (U14), where the notice says.
    pub papers: Option<PaperAge>,
    /// Names that say "both sides in one picture" (正反面).
    pub both_sides: Vec<String>,
    /// Words that, right after another document's name, only say that this is a picture of it (毕业证照片).
    pub pictures: Vec<String>,
    /// Words that mean the same on every page.
    pub reading: says::ReadingWords,
    /// What the applicant is asked; `None` where it is what every title review asks.
    pub facts: Option<facts::Facts>,
    /// What is asked, in the order of the notice.
    pub items: Vec<Item>,
    /// What is decided for the dossier as a whole, or for every scan, by the rules of the tool.
    pub judged: Vec<Judged>,
    /// What only a person can do, in the order of the notice.
    pub by_hand: Vec<Reminder>,
    /// Said once at the foot of every report (U23).
    pub footer: Text,
    /// The profile's own files, name and content, sorted by name: packed along, and digested.
    pub files: Vec<(String, String)>,
}

impl Profile {
    /// The part `id` of the item `item`.
    pub fn part(&self, item: &str, part: &str) -> Option<&Part> {
        self.items.iter().find(|one| one.id == item)?.parts.iter().find(|one| one.id == part)
    }
}

/// A stretch of days in which something may be handed in. Both ends count.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// What may be done in it.
    pub kind: WindowKind,
    /// What it is called.
    pub label: Text,
    /// The ways of applying it is for; empty means all.
    pub paths: Vec<Route>,
    /// Of several of one kind, the one that is for this applicant.
    pub said: When,
    /// First day.
    pub opens: Date,
    /// Last day.
    pub closes: Date,
    /// The hour at which the last day ends, where the notice names one: `18:00`.
    pub hour: String,
    /// Row of the requirements.
    pub row: String,
}

/// What a window is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowKind {
    /// Scans are uploaded: `check` judges the date against it.
    Filing,
    /// The scans are reviewed: a reminder.
    Review,
    /// The paper is handed in: a reminder.
    Paper,
}

/// The way of applying (R13): `path` in `applicant.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// 评审.
    Review,
    /// 初次确定.
    FirstDetermination,
    /// 授予.
    Conferment,
}

/// The level applied for (R02).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// 初级.
    Junior,
    /// 中级.
    Intermediate,
}

/// A fee, for some levels and ways of applying (R17).
#[derive(Debug, Clone, PartialEq)]
pub struct Fee {
    /// The levels it is for; empty means all.
    pub levels: Vec<Level>,
    /// The ways of applying it is for; empty means all.
    pub paths: Vec<Route>,
    /// What must hold, in a profile with its own facts.
    pub said: When,
    /// How much a person.
    pub amount: u32,
    /// Of what.
    pub currency: Text,
    /// Row of the requirements.
    pub row: String,
}

/// How old a paper may be (U14).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperAge {
    /// Months back from the last day of the filing window.
    pub months: i32,
    /// First calendar year that the stricter reading accepts too, counted from the filing year (−2: this year and the
    /// two before). A paper older than that but within `months` is a warning.
    pub strict_from_year: i16,
    /// Row of the requirements.
    pub row: String,
}

/// What the notice asks of the dossier as a whole, or of every scan, so that no part can carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// What is asked.
    pub text: Text,
    /// Rows of the requirements.
    pub rows: Vec<String>,
}

/// A line of what only a person can do.
#[derive(Debug, Clone, PartialEq)]
pub struct Reminder {
    /// What to do.
    pub text: Text,
    /// The levels it is for; empty means all.
    pub levels: Vec<Level>,
    /// The ways of applying it is for; empty means all.
    pub paths: Vec<Route>,
    /// Conditions that must hold, as for parts.
    pub when: Vec<Condition>,
    /// What must hold, in a profile with its own facts.
    pub said: When,
    /// Row of the requirements.
    pub row: String,
}

/// One row group of the notice: the ID card, the yearly assessments, …
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Stable id, as in DESIGN.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// What it is to the program, where it is more than a document.
    pub role: Option<Role>,
    /// Words in a path that name the item.
    pub names: Vec<String>,
    /// The pictures it is made of.
    pub parts: Vec<Part>,
    /// Groups of parts, any one of which is enough: `[["letter"], ["landlord", "landlord-id"]]`. A part that is in no
    /// group is asked for by itself.
    pub any_of: Vec<Vec<String>>,
}

impl Item {
    /// Whether a part is in one of several groups, any one of which is enough.
    pub fn is_grouped(&self, part: &str) -> bool {
        self.any_of.iter().flatten().any(|grouped| grouped == part)
    }
}

/// What an item is to the program: the profile declares it, so that no code has to know its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The applicant's portrait, which the review form prints.
    Photo,
    /// The ID card: private, so reports do not show it in the clear.
    Identity,
    /// The yearly assessments, whose grades the review form prints.
    Assessment,
}

/// One picture (or a run of pages) that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The item's id.
    pub item: String,
    /// Stable id inside the item.
    pub id: String,
    /// What it is called, without its item.
    pub label: Text,
    /// Rows of the requirements.
    pub rows: Vec<String>,
    /// One document that is issued for many people: several of them may hand in the same scan.
    pub issued_for_many: bool,
    /// The kinds of document that may fill it; one, or any of several (U05, U11, U17).
    pub kinds: Vec<Kind>,
    /// Words that name the part once its item is known (正面, 封面).
    pub marks: Vec<String>,
    /// How firmly it is asked for.
    pub presence: Presence,
    /// All must hold, else it is not asked for.
    pub when: Vec<Condition>,
    /// What must hold, in a profile with its own facts.
    pub said: When,
    /// Once, or once a year, a paper, an award.
    pub keyed: Keyed,
    /// For parts with years: where the condition holds, only the years from this one on are asked for, counted from the
    /// filing year.
    pub years_from: Vec<(i16, When)>,
    /// Whether more than one picture may fill it.
    pub pages: Pages,
    /// How many files it wants: the fewest, and the most.
    pub count: (usize, Option<usize>),
    /// The formats that are accepted.
    pub formats: Vec<Accepted>,
    /// Physical size of the original, for effective resolution; `None` where it has none (a photo file).
    pub size: Option<Size>,
    /// What its pages say; `None` where the profile does not tell.
    pub says: Option<Says>,
    /// The profile's limits with the part's own laid over them.
    pub limits: Limits,
}

/// A kind of document, and the words that name it.
#[derive(Debug, Clone, PartialEq)]
pub struct Kind {
    /// Stable id; the part's own where there is one kind only.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// Words in a path that name it.
    pub names: Vec<String>,
}

/// How firmly a part is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Its absence is an error.
    Required,
    /// Its absence is a warning.
    Expected,
    /// It may be there.
    Optional,
    /// It must not be there.
    Forbidden,
}

/// A format of files that a profile can accept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    /// JPEG.
    Jpg,
    /// PNG.
    Png,
    /// GIF with one picture.
    Gif,
    /// Windows bitmap.
    Bmp,
    /// TIFF.
    Tiff,
    /// WebP.
    Webp,
    /// PDF.
    Pdf,
}

impl Accepted {
    /// Every format with the word of `checklist.toml`.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("jpg", Self::Jpg),
        ("png", Self::Png),
        ("gif", Self::Gif),
        ("bmp", Self::Bmp),
        ("tiff", Self::Tiff),
        ("webp", Self::Webp),
        ("pdf", Self::Pdf),
    ];

    /// The word of `checklist.toml`.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(_, format)| *format == self).map_or("", |(word, _)| word)
    }
}

/// A fact about the applicant that a part can depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// A degree is claimed (U04).
    DegreeClaimed,
    /// Some education was in service (U05).
    InServiceEducation,
    /// Has a title already (U09–U11).
    HasCurrentTitle,
    /// At least one paper is declared.
    HasPapers,
    /// Changed unit during the post (P14).
    Transferred,
    /// First review, straight to intermediate (P15).
    FirstTimeDirectIntermediate,
    /// This paper is not in Chinese (U15).
    ForeignPaper,
    /// Exempt from continuing education in this year (P12).
    ExemptYear,
    /// Not exempt in this year (U17, U18).
    NotExemptYear,
}

/// Once, or once for each of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyed {
    /// Once.
    Once,
    /// For each year of a range, both ends counted.
    Years {
        /// First year, counted from the filing year (−3 in 2021 is 2018).
        from: i16,
        /// Last year, counted from the filing year.
        to: i16,
        /// Which years are too early to be asked for.
        since: Since,
    },
    /// For each paper.
    Papers,
    /// For each award.
    Awards,
    /// For each entry of the list at this position of [`facts::Facts::lists`].
    List(usize),
}

/// From when on an applicant can have a document of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// Every year of the range is asked for.
    Ever,
    /// Years before `employed_from` are not.
    Employed,
    /// Years before the appointment to the current title are not.
    Appointed,
    /// Years before the date that the fact at this position of [`facts::Facts::facts`] gives are not.
    Fact(usize),
}

/// How many pictures may fill a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pages {
    /// Exactly one.
    One,
    /// One or more.
    Many,
}

/// A physical size, millimetres; which side is up does not matter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Shorter side.
    pub short_mm: f64,
    /// Longer side.
    pub long_mm: f64,
}

impl Profile {
    /// The first window of a kind that is for this way of applying.
    pub fn window(&self, kind: WindowKind, path: Route) -> Option<&Window> {
        self.windows
            .iter()
            .find(|window| window.kind == kind && (window.paths.is_empty() || window.paths.contains(&path)))
    }
}
