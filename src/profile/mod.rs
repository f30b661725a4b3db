//! What one notice asks, as data: items and their parts, conditions, windows, fees, limits.
//!
//! A profile is a folder of TOML (`checklist.toml`, `paper.toml`, `form.toml`); [`load`] turns it into these plain
//! types or into the whole list of its faults. What differs between regions and years is here; what counts as a fault
//! is in `rules/`.

pub mod builtin;
mod check_words;
pub mod checks;
mod condition;
pub mod digest;
pub mod facts;
mod formula;
mod item;
pub mod limits;
pub mod load;
mod merged;
mod named;
mod naming;
pub mod points;
pub mod reckoned;
pub mod resolve;
pub mod roster;
pub mod says;
mod stale;
pub mod text_form;
mod total;
pub mod usual;
pub mod when;
mod window;
mod words;

pub use item::{Accepted, Item, Keyed, Kind, Pages, Part, Presence, Role, Since, Size, Wall};
pub use limits::{Limit, LimitName, Limits, Source};
pub use merged::Merged;
pub use naming::{NamePiece, Naming};
pub use says::Says;
pub use total::Total;
use window::{MINUTES_OF_DAY, minutes};
pub use window::{Window, WindowKind, Zone};

use crate::text::Text;
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
    /// Names that say "both sides in one picture" (正反面).
    pub both_sides: Vec<String>,
    /// Words that, right after another document's name, only say that this is a picture of it (毕业证照片).
    pub pictures: Vec<String>,
    /// Words that mean the same on every page.
    pub reading: says::ReadingWords,
    /// What the applicant is asked.
    pub asked: facts::Facts,
    /// What is asked, in the order of the notice.
    pub items: Vec<Item>,
    /// What is decided for the dossier as a whole, or for every scan, by the rules of the tool.
    pub judged: Vec<Judged>,
    /// The most that everything may come to together.
    pub total: Total,
    /// The one PDF of everything, where the notice wants one.
    pub merged: Option<Merged>,
    /// How files are to be named, where the notice says so.
    pub naming: Option<Naming>,
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

    /// The clock by which filing ends, where it is not that of China: that of all filing windows.
    pub fn zone(&self) -> Option<Zone> {
        self.windows.iter().find(|window| window.kind == WindowKind::Filing)?.zone
    }

    /// The formats that any part accepts, each once.
    pub fn formats(&self) -> Vec<Accepted> {
        let all = || self.items.iter().flat_map(|item| &item.parts).flat_map(|part| &part.formats);
        Accepted::ALL.iter().map(|(_, format)| *format).filter(|format| all().any(|one| one == format)).collect()
    }

    /// A text in which `{filing}`, `{review}` and `{paper}` stand for the days of the windows that `of` gives, or of all
    /// windows of that kind where it gives none.
    pub fn with_days<'p>(&'p self, text: &Text, of: &dyn Fn(WindowKind) -> Vec<&'p Window>) -> Text {
        let mut said = text.clone();
        for (word, kind) in WindowKind::ALL {
            let word = format!("{{{word}}}");
            if !said.zh.contains(&word) && !said.en.contains(&word) {
                continue;
            }
            let mut windows = of(*kind);
            if windows.is_empty() {
                windows = self.windows.iter().filter(|window| window.kind == *kind).collect();
            }
            let days: Vec<Text> = match windows.as_slice() {
                [one] => vec![one.days(self.filing_year)],
                all => all.iter().map(|one| one.with_label(self.filing_year)).collect(),
            };
            let joined = |lang: fn(&Text) -> &str, with: &str| days.iter().map(lang).collect::<Vec<_>>().join(with);
            said.zh = said.zh.replace(&word, &joined(|text| &text.zh, "，"));
            said.en = said.en.replace(&word, &joined(|text| &text.en, ", "));
        }
        said
    }
}

/// A fee (R17).
#[derive(Debug, Clone, PartialEq)]
pub struct Fee {
    /// Whom it is for.
    pub when: When,
    /// How much a person; 0 where there is nothing to pay.
    pub amount: f64,
    /// Of what.
    pub currency: Text,
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
    /// What to do; `{filing}`, `{review}` and `{paper}` stand for the days of the windows, see [`Profile::with_days`].
    pub text: Text,
    /// Whom it is for.
    pub when: When,
    /// Row of the requirements.
    pub row: String,
}
