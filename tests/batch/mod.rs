//! Many dossiers: rows, rosters, reports and packages, the cache, and the days on which everything goes wrong.

mod bad_day;
mod cache;
mod columns;
mod departments;
mod each;
mod formats;
mod lines;
mod private;
mod roster;
mod school;
mod since;
#[cfg(unix)]
mod stop;

use crate::support::command;
use crate::support::many;
