//! `dossier profile list|show|check|new`.

use crate::profile::resolve::DEFAULT;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `dossier profile`
#[derive(Debug, Subcommand)]
pub(crate) enum ProfileCommand {
    /// List the built-in profiles
    List,
    /// Show a profile as a checklist
    Show(Show),
    /// Look for faults in a profile of your own
    Check(CheckProfile),
    /// Start a profile of your own from another
    New(New),
}

/// `dossier profile show`
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The profile: a built-in one's name, or a folder
    pub(crate) name: Option<String>,
}

/// `dossier profile check`
#[derive(Debug, Args)]
pub(crate) struct CheckProfile {
    /// The profile's folder
    pub(crate) name: String,
}

/// `dossier profile new`
#[derive(Debug, Args)]
pub(crate) struct New {
    /// The profile to start from
    #[arg(long, value_name = "ID|PATH", default_value = DEFAULT)]
    pub(crate) from: String,
    /// The new filing year
    #[arg(long, value_parser = clap::value_parser!(i16).range(1990..=2999))]
    pub(crate) year: i16,
    /// The new folder, whose name becomes the id; default the old id with the new year
    pub(crate) dir: Option<PathBuf>,
}
