//! Many people's dossiers: which folders are dossiers, one row for each, and the roster of all rows.
//!
//! A run on one machine and the merge of many machines' outputs are the same from the row on: rows go into a
//! [`Collector`], which keeps them on disk, and come out of the [`Roster`] in the order of their folders, with the
//! findings that only several dossiers together can give.

mod across;
mod capped_lines;
mod collector;
pub mod folders;
mod identity;
mod name;
mod person;
mod person_columns;
mod report_name;
pub mod roster;
mod row;
mod shown;
pub mod since;
mod spool;

pub use capped_lines::capped_lines;
pub use collector::{Collector, Roster};
pub use identity::Identity;
pub use name::Naming;
pub use person::Person;
pub use row::{Row, RowMaking, Worst};
