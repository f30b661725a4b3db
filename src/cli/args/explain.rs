//! `dossier explain CODE`.

use clap::Args;

/// `dossier explain`
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The code or the name of a rule: D301, low-resolution
    pub(crate) code: String,
}
