//! `dossier form DIR -o FILE.pdf`.

use super::shared::Reading;
use crate::limits::COPIES;
use clap::Args;
use std::path::PathBuf;

/// `dossier form`
#[derive(Debug, Args)]
pub(crate) struct Form {
    /// Folder with the scans and applicant.toml
    pub(crate) dir: PathBuf,
    /// PDF to write
    #[arg(long, short, value_name = "FILE.pdf")]
    pub(crate) output: PathBuf,
    /// Number of copies in the file; by default as the profile says
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=i64::from(COPIES)))]
    pub(crate) copies: Option<u16>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}
