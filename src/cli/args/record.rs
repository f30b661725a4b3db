//! `dossier record PACKAGE submitted|returned`, `dossier history [DIR]`.

use super::shared::RegisterFile;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `dossier record`
#[derive(Debug, Args)]
pub(crate) struct Record {
    /// Zip file, or the folder it was unzipped to
    pub(crate) package: PathBuf,
    /// What happened to the package
    #[arg(value_enum)]
    pub(crate) outcome: RecordedOutcome,
    /// Why it was returned, in your own words
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) reason: String,
    #[command(flatten)]
    pub(crate) register: RegisterFile,
}

/// What can be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RecordedOutcome {
    /// It was submitted.
    Submitted,
    /// It was returned.
    Returned,
}

/// `dossier history`
#[derive(Debug, Args)]
pub(crate) struct History {
    /// Folder of one applicant; everybody by default
    pub(crate) dir: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) register: RegisterFile,
}
