//! Profiles, the applicant's file, the survey, and which file fills which part.

#[path = "../support/command.rs"]
mod command;

mod broken;
mod builtin;
mod names;
