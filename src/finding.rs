//! What is wrong with a dossier, and where: the result type of every rule.

mod fault;
mod rule;

pub use fault::Fault;
pub use rule::{Asks, Check, Drawn, InPackage, Remedy, Repair, Rule};

use crate::dossier::path::RelPath;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// How bad it is. Ordered worst first, as reports list it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The dossier would be sent back.
    Error,
    /// It may be sent back; a person should look.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// The word JSON uses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// Where a fault is: as much of item, part, key and path as applies.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Position of the item in the profile, so that findings come in the order of the checklist; `None` sorts last.
    pub order: Option<(usize, usize)>,
    /// Item id.
    pub item: Option<String>,
    /// Part id.
    pub part: Option<String>,
    /// Year, or number of the paper or award.
    pub key: Option<String>,
    /// The file.
    pub path: Option<RelPath>,
    /// The page of the file, counted from 1, where it has several.
    pub page: Option<usize>,
    /// The line of a text file, counted from 1.
    pub line: Option<usize>,
    /// Further files that it is about as much as that one: the copies of a file.
    pub others: Vec<RelPath>,
    /// The places that the file may belong to, where its name does not say which.
    pub candidates: Vec<PartKey>,
}

/// What was read on a page, and where: shown on the picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadThere {
    /// The line as read, with numbers that identify people masked.
    pub text: String,
    /// Left, top, right and bottom edge in the picture as it is shown, in ten-thousandths of its width and height.
    #[serde(rename = "box")]
    pub at: [u16; 4],
}

/// A place of the checklist by its ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PartKey {
    /// Item id.
    pub item: String,
    /// Part id.
    pub part: String,
    /// Year, or number of the paper or award.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

impl Place {
    /// Whether it is about this file, as its paths are shown.
    pub fn is_about(&self, shown: &str) -> bool {
        self.path.iter().chain(&self.others).any(|path| path.shown() == shown)
    }
}

/// One fault of the dossier, ready to be reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad, after the waivers.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What happened, to which file.
    pub message: Text,
    /// What is asked.
    pub want: Option<String>,
    /// What is there.
    pub got: Option<String>,
    /// What to do.
    pub fix: Text,
    /// What kind of thing that is.
    pub remedy: Remedy,
    /// The line of the page that says so.
    pub read: Option<ReadThere>,
}

impl Finding {
    /// What is asked and what is there, as people compare them; `None` where these are ids of an answer's options or of another
    /// answer, or words of the program's, which the message says in the reader's language.
    pub fn compared(&self) -> Option<(&str, &str)> {
        let (want, got) = (self.want.as_deref()?, self.got.as_deref()?);
        let is_id = |word: &str| {
            let named = word.bytes().any(|byte| byte.is_ascii_lowercase());
            named
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-./ =".contains(&byte))
        };
        let of_words = self.rule.tells_checks && [want.trim_start_matches("≠ "), got].into_iter().any(is_id);
        let is_said = self.rule.says_words && want.starts_with(|first: char| first.is_ascii_alphabetic());
        (!of_words && !is_said && want != "–").then_some((want, got))
    }

    /// The total order of reports: along the checklist, worst first, then by code and the rest.
    pub fn order(&self) -> impl Ord + '_ {
        let unplaced = self.place.order.is_none();
        (unplaced, &self.place, self.severity, self.rule.code, &self.message, &self.want, &self.got)
    }
}
