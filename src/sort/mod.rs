//! Where pictures without a place belong: what each seems to be, which of it may be taken, and the names they get.
//!
//! ```text
//! names, shapes, neighbours ─┐
//! what the pages say ────────┴─► candidates ─► rows ─► a person, or --accept ─► choices ─► moves ─► journal
//! ```
//!
//! Nothing here writes, and nothing decides between two pictures that claim one place.

mod candidates;
mod moves;
mod rows;

pub use candidates::Candidate;
pub use moves::{Choice, Move, Moves, in_order, moves};
pub use rows::{Row, State, rows};

#[cfg(test)]
mod tests;
