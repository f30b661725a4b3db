//! `dossier completions SHELL`, `dossier man [COMMAND]`.

use clap::Args;
use clap_complete::Shell;

/// `dossier completions`
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// Shell to write for
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

/// `dossier man`
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// Command to describe; the program itself by default
    pub(crate) command: Vec<String>,
}
