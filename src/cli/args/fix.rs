//! `dossier fix DIR -o NEW`.

use clap::Args;
use std::path::PathBuf;

/// `dossier fix`
#[derive(Debug, Args)]
pub(crate) struct Fix {
    /// The folder to repair
    pub(crate) dir: PathBuf,
    /// The new folder, which must not be there yet
    #[arg(long, short, value_name = "NEW")]
    pub(crate) output: PathBuf,
    /// Only say what would be done, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Cut photos to the profile's frame
    #[arg(long)]
    pub(crate) crop_photo: bool,
    /// Keep the names of files
    #[arg(long)]
    pub(crate) keep_names: bool,
}
