//! `dossier completions SHELL`, `dossier man [COMMAND]`.

use clap::Args;
use clap_complete::Shell;

/// `dossier completions`
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell to write for
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

/// `dossier man`
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The command whose page is wanted; the program's own where none
    pub(crate) command: Vec<String>,
}
