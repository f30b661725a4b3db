//! What is wrong with a dossier, and where: the result type of every rule.

use crate::dossier::path::RelPath;
use crate::text::Text;

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
    /// Further files that it is about as much as that one: the copies of a file.
    pub others: Vec<RelPath>,
}

impl Place {
    /// Whether it is about this file, as its paths are shown.
    pub fn is_about(&self, shown: &str) -> bool {
        self.path.iter().chain(&self.others).any(|path| path.shown() == shown)
    }
}

/// What one rule found, before it is given its code and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// How bad; a rule can hold two thresholds.
    pub level: Severity,
    /// Where, when the rule knows better than the caller.
    pub place: Option<Place>,
    /// What happened, to which file.
    pub message: Text,
    /// What is asked, in a form both languages share: `≥ 200 dpi`.
    pub want: Option<String>,
    /// What is there, in a form both languages share: `118 dpi`.
    pub got: Option<String>,
    /// What to do.
    pub fix: Text,
}

impl Fault {
    /// An error with its remedy.
    pub fn error(message: Text, fix: Text) -> Self {
        Self { level: Severity::Error, place: None, message, want: None, got: None, fix }
    }

    /// A warning with its remedy.
    pub fn warning(message: Text, fix: Text) -> Self {
        Self { level: Severity::Warning, ..Self::error(message, fix) }
    }

    /// Something worth knowing.
    pub fn info(message: Text, fix: Text) -> Self {
        Self { level: Severity::Info, ..Self::error(message, fix) }
    }

    /// Adds what is asked and what is there.
    #[must_use]
    pub fn measured(mut self, want: impl Into<String>, got: impl Into<String>) -> Self {
        self.want = Some(want.into());
        self.got = Some(got.into());
        self
    }

    /// Puts it at `place`.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Puts it at `place` where the rule itself did not say.
    #[must_use]
    pub fn or_at(mut self, place: impl FnOnce() -> Place) -> Self {
        self.place.get_or_insert_with(place);
        self
    }
}

/// One fault of the dossier, ready to be reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's code, `D301`.
    pub code: &'static str,
    /// The rule's name, `low-resolution`.
    pub name: &'static str,
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
}

impl Finding {
    /// The total order of reports: along the checklist, worst first, then by code and the rest.
    pub fn order(&self) -> impl Ord + '_ {
        let unplaced = self.place.order.is_none();
        (unplaced, &self.place, self.severity, self.code, &self.message, &self.want, &self.got)
    }
}
