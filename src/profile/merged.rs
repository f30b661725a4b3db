//! One PDF of all that is handed in, which some notices ask for.

use super::naming::NamePiece;
use crate::text::Lang;

/// What is asked of that PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The language of its outline.
    pub lang: Lang,
    /// What it is called, without its extension, where the notice says so.
    pub name: Option<Vec<NamePiece>>,
    /// The parts that do not go in: item and part.
    pub without: Vec<(usize, usize)>,
    /// The most bytes it may have.
    pub max_bytes: Option<u64>,
    /// The least bytes it may have.
    pub min_bytes: Option<u64>,
    /// The requirement it rests on.
    pub row: String,
}
