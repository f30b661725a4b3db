//! Many dossiers: rows, rosters, reports and packages, the cache, and the days on which everything goes wrong.

mod bad_day;
mod cache;
mod columns;
use crate::support::command;
mod departments;
mod each;
mod formats;
mod lines;
use crate::support::many;
mod private;
mod roster;
mod school;
mod since;
#[cfg(unix)]
mod stop;
