//! `dossier merge JSONL…`.

use clap::Args;
use std::path::PathBuf;

/// `dossier merge`
#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// Outputs of `batch --paths-from`; `-` for stdin
    #[arg(required = true, value_name = "JSONL")]
    pub(crate) files: Vec<PathBuf>,
    /// Show whole ID numbers, if the outputs hold them
    #[arg(long)]
    pub(crate) unmask: bool,
    /// Write each person's report into this folder, as HTML; `json=DIR` for JSON; may be given several times
    #[arg(long, value_name = "[html=|json=]DIR")]
    pub(crate) reports: Vec<String>,
}
