//! `dossier check DIR`.

use super::shared::{CacheChoice, RegisterFile};
use clap::Args;
use std::path::PathBuf;

/// `dossier check`
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Folder with the scans and applicant.toml
    #[arg(default_value = ".")]
    pub(crate) dir: PathBuf,
    /// Show ID cards, and pictures without a place that were not read, in the clear; reports blur them otherwise
    #[arg(long)]
    pub(crate) show_private: bool,
    /// Do not read what the scans say: faster, but the wrong document of the right name is not noticed
    #[arg(long)]
    pub(crate) no_read: bool,
    /// Check again after every change, until Ctrl-C
    #[arg(long)]
    pub(crate) watch: bool,
    #[command(flatten)]
    pub(crate) register: RegisterFile,
    #[command(flatten)]
    pub(crate) cache: CacheChoice,
}
