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
    /// Show pictures of ID cards in the clear; reports with pictures blur them otherwise
    #[arg(long)]
    pub(crate) show_private: bool,
    #[command(flatten)]
    pub(crate) register: RegisterFile,
}
