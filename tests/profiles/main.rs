//! Profiles, the applicant's file, the survey, and which file fills which part.

#[path = "../support/command.rs"]
mod command;

mod applicant;
mod broken;
mod builtin;
mod explain;
mod languages;
mod names;
mod own;
mod page;
mod requirements;
mod survey;
