//! What one notice asks, as data: items and their parts, conditions, windows, fees, limits.
//!
//! A profile is a folder of TOML (`checklist.toml`, `paper.toml`, `form.toml`); [`load`] turns it into these plain
//! types or into the whole list of its faults. What differs between regions and years is here; what counts as a fault
//! is in `rules/`.

pub mod builtin;
pub mod digest;
pub mod facts;
mod item;
pub mod limits;
pub mod load;
pub mod resolve;
pub mod says;
mod stale;
pub mod when;
mod words;

pub use item::{Accepted, Condition, Item, Keyed, Kind, Pages, Part, Presence, Role, Since, Size};
pub use limits::{Limit, LimitName, Limits, Source};
pub use says::Says;

use crate::text::Text;
use jiff::civil::Date;
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
    /// What the applicant is asked: the profile's own facts, or what title reviews usually ask.
    pub asked: facts::Facts,
    /// The profile's own facts; `None` where it has none.
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

    /// The formats that any part accepts, each once.
    pub fn formats(&self) -> Vec<Accepted> {
        let all = || self.items.iter().flat_map(|item| &item.parts).flat_map(|part| &part.formats);
        Accepted::ALL.iter().map(|(_, format)| *format).filter(|format| all().any(|one| one == format)).collect()
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

impl Profile {
    /// The first window of a kind that is for this way of applying.
    pub fn window(&self, kind: WindowKind, path: Route) -> Option<&Window> {
        self.windows
            .iter()
            .find(|window| window.kind == kind && (window.paths.is_empty() || window.paths.contains(&path)))
    }
}
