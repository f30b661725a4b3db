//! `dossier fix DIR -o NEW`, `dossier fix DIR --in-place`.

use crate::fix::PageChoice;
use clap::Args;
use std::path::PathBuf;

/// `dossier fix`
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(crate) struct Fix {
    /// Folder to repair
    pub(crate) dir: PathBuf,
    /// New folder; must not exist yet
    #[arg(long, short, value_name = "NEW", required_unless_present_any = ["in_place", "undo"])]
    pub(crate) output: Option<PathBuf>,
    /// Repair the folder itself; the originals are kept in .dossier/originals
    #[arg(long, conflicts_with = "output")]
    pub(crate) in_place: bool,
    /// Take back the last repair in place
    #[arg(long, conflicts_with_all = ["output", "in_place", "dry_run", "crop_photo", "crop", "deskew", "keep_names", "pages"])]
    pub(crate) undo: bool,
    /// Show what would be done and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Crop the photo to the shape that the profile asks for
    #[arg(long)]
    pub(crate) crop_photo: bool,
    /// Cut away what lies around a sheet that does not fill its picture; from a JPEG without loss
    #[arg(long)]
    pub(crate) crop: bool,
    /// Turn back what lies askew; the picture grows, its corners are white, and it is compressed anew
    #[arg(long)]
    pub(crate) deskew: bool,
    /// Keep file names
    #[arg(long)]
    pub(crate) keep_names: bool,
    /// Take only these pages of PDFs and TIFFs, as in 1,3-5 or FILE.pdf:1,3-5; may be given several times
    #[arg(long, value_name = "PAGES")]
    pub(crate) pages: Vec<PageChoice>,
}
