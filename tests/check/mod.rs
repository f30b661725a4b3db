//! `dossier check`: the main job, end to end.

#[path = "../support/command.rs"]
mod command;
#[path = "../support/schema.rs"]
mod schema;

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
