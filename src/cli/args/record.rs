//! `dossier record PACKAGE submitted|returned`, `dossier history [DIR]`.

use super::shared::RegisterFile;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `dossier record`
#[derive(Debug, Args)]
pub(crate) struct Record {
    /// The zip file
    pub(crate) package: PathBuf,
    /// What happened to it
    #[arg(value_enum)]
    pub(crate) outcome: RecordedOutcome,
    /// Why it was sent back, in your own words
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) reason: String,
    #[command(flatten)]
    pub(crate) register: RegisterFile,
}

/// What can be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RecordedOutcome {
    /// It was handed in.
    Submitted,
    /// It was sent back.
    Returned,
}

/// `dossier history`
#[derive(Debug, Args)]
pub(crate) struct History {
    /// The folder of one applicant; without it, everybody
    pub(crate) dir: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) register: RegisterFile,
}
