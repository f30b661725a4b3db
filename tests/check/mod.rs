//! `dossier check`: the main job, end to end.

mod bad_input;
mod complete;
mod contract;
mod formats;
mod help;
mod outputs;
mod overwriting;
mod private;
mod readme;
mod schemas;
mod screen;
mod snapshots;
mod streams;

use crate::support::command;
use crate::support::schema;
