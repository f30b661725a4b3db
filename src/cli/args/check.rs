//! `dossier check DIR`.

use super::shared::RegisterFile;
use clap::Args;
use std::path::PathBuf;

/// `dossier check`
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The folder with the scans and applicant.toml
    pub(crate) dir: PathBuf,
    #[command(flatten)]
    pub(crate) register: RegisterFile,
}
