//! `dossier profile list|show|check|new`.

use super::shared::Listed;
use crate::profile::builtin;
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
    /// Check your own profile for mistakes
    Check(CheckProfile),
    /// Create your own profile from another
    New(New),
}

/// `dossier profile show`
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Name of a built-in profile, or a folder
    #[arg(value_parser = Listed(builtin::ids()))]
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
    /// Profile to start from
    #[arg(long, value_name = "ID|PATH", default_value = DEFAULT, value_parser = Listed(builtin::ids()))]
    pub(crate) from: String,
    /// New filing year
    #[arg(long, value_parser = clap::value_parser!(i16).range(1990..=2999))]
    pub(crate) year: i16,
    /// New folder; its name becomes the id where it is of a-z, 0-9 and -. By default the old id with the new year
    pub(crate) dir: Option<PathBuf>,
}
