//! `dossier pack DIR -o OUT_DIR`.

use super::shared::{Reading, RegisterFile};
use clap::Args;
use std::path::PathBuf;

/// `dossier pack`
#[derive(Debug, Args)]
pub(crate) struct Pack {
    /// Folder with the scans and applicant.toml
    pub(crate) dir: PathBuf,
    /// Folder for the package; created if only its last part is missing
    #[arg(long, short, value_name = "OUT_DIR")]
    pub(crate) output: PathBuf,
    /// Pack despite errors, for a colleague to look at; the package is marked as incomplete
    #[arg(long)]
    pub(crate) incomplete: bool,
    #[command(flatten)]
    pub(crate) register: RegisterFile,
    #[command(flatten)]
    pub(crate) reading: Reading,
}
