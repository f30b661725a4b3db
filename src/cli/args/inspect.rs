//! `dossier inspect FILE…`.

use clap::Args;
use std::path::PathBuf;

/// `dossier inspect`
#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// Files to measure
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Also measure the pixels of pictures that raise no doubt, which `check` does not
    #[arg(long)]
    pub(crate) deep: bool,
}
