//! `dossier desk DIR`.

use super::shared::{CacheChoice, RegisterFile};
use clap::Args;
use std::path::PathBuf;

/// `dossier desk`
#[derive(Debug, Args)]
pub(crate) struct Desk {
    /// Folder with the scans and applicant.toml, or one that holds everybody's folders
    #[arg(default_value = ".")]
    pub(crate) dir: PathBuf,
    /// Port of the page; another one where it is taken, any by default
    #[arg(long, value_name = "PORT")]
    pub(crate) port: Option<u16>,
    /// Print the address and open no browser
    #[arg(long)]
    pub(crate) no_open: bool,
    /// Take back the last change of the folder, whichever command made it, and open no page
    #[arg(long, conflicts_with_all = ["port", "no_open"])]
    pub(crate) undo: bool,
    /// Do not read what the scans say
    #[arg(long)]
    pub(crate) no_read: bool,
    #[command(flatten)]
    pub(crate) register: RegisterFile,
    #[command(flatten)]
    pub(crate) cache: CacheChoice,
}
