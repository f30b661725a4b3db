//! `dossier check DIR`.

use super::shared::RegisterFile;
use clap::Args;
use std::path::PathBuf;

/// `dossier check`
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Folder with the scans and applicant.toml
    #[arg(default_value = ".")]
    pub(crate) dir: PathBuf,
    #[command(flatten)]
    pub(crate) register: RegisterFile,
}
