//! What a package's report says of its scans and places, as others need it: nothing of it is believed before it is compared.

use crate::report::Status;
use crate::text::Text;

/// A place of the checklist, as the packed report tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedPlace {
    /// The item's id.
    pub item: String,
    /// The part's id.
    pub part: String,
    /// Year, or number of the paper or award.
    pub key: Option<String>,
    /// What it is called, where the report says.
    pub label: Option<Text>,
    /// Its state.
    pub status: Status,
    /// How many files fill it.
    pub files: usize,
}

/// A fault that the packed report calls accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedWaiver {
    /// The rule's code.
    pub code: String,
    /// Item id.
    pub item: Option<String>,
    /// Part id.
    pub part: Option<String>,
    /// Year, or number of the paper or award.
    pub key: Option<String>,
}

/// A scan of a package, and the place that it fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedScan {
    /// The item's id.
    pub item: String,
    /// The part's id.
    pub part: String,
    /// Year, or number of the paper or award.
    pub key: Option<String>,
    /// Its path in the package.
    pub path: String,
    /// Whether the check found an error in it.
    pub faulty: bool,
}
