//! `dossier paper DIR -o FILE.pdf`.

use super::shared::Reading;
use clap::Args;
use std::path::PathBuf;

/// `dossier paper`
#[derive(Debug, Args)]
pub(crate) struct Paper {
    /// Folder with the scans and applicant.toml
    pub(crate) dir: PathBuf,
    /// PDF to write
    #[arg(long, short, value_name = "FILE.pdf")]
    pub(crate) output: PathBuf,
    /// Text printed lightly across every copy, such as 仅用于职称评审
    #[arg(long, value_name = "TEXT")]
    pub(crate) watermark: Option<String>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}
