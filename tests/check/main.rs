//! `dossier check`: the main job, end to end.

#[path = "../support/command.rs"]
mod command;

mod bad_input;
mod complete;
mod contract;
mod formats;
mod help;
mod outputs;
mod readme;
mod screen;
mod snapshots;
mod streams;
