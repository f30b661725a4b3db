//! `dossier form-sheet DIR`.

use clap::Args;
use std::path::PathBuf;

/// `dossier form-sheet`
#[derive(Debug, Args)]
pub(crate) struct FormSheet {
    /// Folder of the dossier; made where it is not there
    pub(crate) dir: PathBuf,
    /// Workbook to write; by default applicant.xlsx in the folder, which is read where there is no applicant.toml
    #[arg(long, short, value_name = "FILE.xlsx")]
    pub(crate) output: Option<PathBuf>,
}
