//! One PDF of all that is handed in, which some notices ask for.

use crate::text::Lang;

/// What is asked of that PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The language of its outline.
    pub lang: Lang,
    /// The most bytes it may have.
    pub max_bytes: Option<u64>,
    /// The least bytes it may have.
    pub min_bytes: Option<u64>,
    /// The requirement it rests on.
    pub row: String,
}
