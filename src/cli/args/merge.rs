//! `dossier merge JSONL…`.

use clap::Args;
use std::path::PathBuf;

/// `dossier merge`
#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// Outputs of `batch --paths-from`; `-` for stdin
    #[arg(required = true, value_name = "JSONL")]
    pub(crate) files: Vec<PathBuf>,
    /// Show ID numbers whole, where the outputs hold them
    #[arg(long)]
    pub(crate) unmask: bool,
    /// Write each person's own report into this folder, as HTML; `json=DIR` as JSON; repeatable
    #[arg(long, value_name = "[html=|json=]DIR")]
    pub(crate) reports: Vec<String>,
}
