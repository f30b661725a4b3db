//! `dossier inspect FILE…`.

use clap::Args;
use std::path::PathBuf;

/// `dossier inspect`
#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// The files to measure
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Measure the pixels too where nothing is in doubt, which `check` does not
    #[arg(long)]
    pub(crate) deep: bool,
}
