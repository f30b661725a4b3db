//! What one rule found, before it is given its code and its place.

use super::{Place, ReadThere, Remedy, Severity};
use crate::text::Text;

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
    /// What kind of thing that is, where it is another than the rule's.
    pub remedy: Option<Remedy>,
    /// The line of the page that says so.
    pub read: Option<ReadThere>,
}

impl Fault {
    /// An error with its remedy.
    pub fn error(message: Text, fix: Text) -> Self {
        Self { level: Severity::Error, place: None, message, want: None, got: None, fix, remedy: None, read: None }
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

    /// Says that this one is cured by something else than the rule's other faults.
    #[must_use]
    pub const fn cured_by(mut self, remedy: Remedy) -> Self {
        self.remedy = Some(remedy);
        self
    }

    /// Shows the line of the page that says so.
    #[must_use]
    pub fn reading(mut self, read: ReadThere) -> Self {
        self.read = Some(read);
        self
    }

    /// Puts it at `place`.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Says that it is about one page of a file that has several, counted from 1.
    #[must_use]
    pub fn on_page(mut self, page: usize, of: usize) -> Self {
        let Text { zh, en } = self.message;
        self.message =
            Text { zh: format!("第 {page} 页（共 {of} 页）：{zh}"), en: format!("page {page} of {of}: {en}") };
        self
    }

    /// Puts it at `place` where the rule itself did not say.
    #[must_use]
    pub fn or_at(mut self, place: impl FnOnce() -> Place) -> Self {
        self.place.get_or_insert_with(place);
        self
    }
}
