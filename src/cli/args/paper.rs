//! `dossier paper DIR -o FILE.pdf`.

use clap::Args;
use std::path::PathBuf;

/// `dossier paper`
#[derive(Debug, Args)]
pub(crate) struct Paper {
    /// The folder with the scans and applicant.toml
    pub(crate) dir: PathBuf,
    /// The PDF to write
    #[arg(long, short, value_name = "FILE.pdf")]
    pub(crate) output: PathBuf,
    /// Printed lightly across every copy, such as 仅用于职称评审
    #[arg(long, value_name = "TEXT")]
    pub(crate) watermark: Option<String>,
}
