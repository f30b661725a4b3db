//! `dossier sort DIR`.

use super::shared::CacheChoice;
use clap::Args;
use std::path::PathBuf;

/// `dossier sort`
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch that can be typed")]
pub(crate) struct Sort {
    /// Folder with the scans and applicant.toml
    #[arg(default_value = ".")]
    pub(crate) dir: PathBuf,
    /// Rename every picture whose place is sure
    #[arg(long)]
    pub(crate) accept: bool,
    /// Show what each picture seems to be and change nothing
    #[arg(long, conflicts_with = "accept")]
    pub(crate) dry_run: bool,
    /// Take back the last renaming
    #[arg(long, conflicts_with_all = ["accept", "dry_run"])]
    pub(crate) undo: bool,
    /// Do not read what the scans say: names and shapes alone tell little
    #[arg(long)]
    pub(crate) no_read: bool,
    #[command(flatten)]
    pub(crate) cache: CacheChoice,
}
