//! Checks a folder of scanned application materials against a checklist.

pub mod app;
pub mod assign;
pub mod batch;
pub mod cache;
pub mod cli;
pub mod config;
pub mod desk;
pub mod dossier;
pub mod failure;
pub mod finding;
pub mod fix;
pub mod journal;
pub mod package;
pub mod paper;
pub mod profile;
pub mod register;
pub mod render;
pub mod report;
pub mod rules;
pub mod secret;
pub mod skeleton;
pub mod sort;
pub mod survey;
pub mod temporary;
pub mod understand;
pub mod workbook;

// What looks at one file, a crate of its own: `src/Cargo.toml` says why.
pub use dossier_scans::{file, font, guard, inspect, jpeg, limits, pdf, pictures, read, seen, text};
