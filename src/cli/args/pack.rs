//! `dossier pack DIR -o OUT_DIR`.

use super::shared::RegisterFile;
use clap::Args;
use std::path::PathBuf;

/// `dossier pack`
#[derive(Debug, Args)]
pub(crate) struct Pack {
    /// The folder with the scans and applicant.toml
    pub(crate) dir: PathBuf,
    /// The folder that the package goes to; made where only it is missing
    #[arg(long, short, value_name = "OUT_DIR")]
    pub(crate) output: PathBuf,
    /// Pack in spite of errors, for a colleague to look at; the package says so inside and in its name
    #[arg(long)]
    pub(crate) incomplete: bool,
    /// Replace a different package of the same name
    #[arg(long)]
    pub(crate) replace: bool,
    #[command(flatten)]
    pub(crate) register: RegisterFile,
}
