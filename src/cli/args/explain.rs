//! `dossier explain CODE`.

use clap::Args;

/// `dossier explain`
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Code or name of a rule, as `dossier rules` lists them; with --profile, also what that checklist asks by it
    pub(crate) code: String,
}
