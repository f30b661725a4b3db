//! Checks a folder of scanned application materials against a checklist.

pub mod app;
pub mod assign;
pub mod batch;
pub mod cache;
pub mod cli;
pub mod config;
pub mod dossier;
pub mod failure;
pub mod file;
pub mod finding;
pub mod fix;
pub mod guard;
pub mod inspect;
pub mod jpeg;
pub mod package;
pub mod paper;
pub mod pictures;
pub mod profile;
pub mod register;
pub mod render;
pub mod report;
pub mod rules;
pub mod skeleton;
pub mod survey;
pub mod text;
