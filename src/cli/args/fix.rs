//! `dossier fix DIR -o NEW`.

use clap::Args;
use std::path::PathBuf;

/// `dossier fix`
#[derive(Debug, Args)]
pub(crate) struct Fix {
    /// Folder to repair
    pub(crate) dir: PathBuf,
    /// New folder; must not exist yet
    #[arg(long, short, value_name = "NEW")]
    pub(crate) output: PathBuf,
    /// Show what would be done and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Crop the photo to the shape that the profile asks for
    #[arg(long)]
    pub(crate) crop_photo: bool,
    /// Keep file names
    #[arg(long)]
    pub(crate) keep_names: bool,
}
