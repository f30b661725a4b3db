//! `dossier batch STAFF_DIR`.

use super::shared::{CacheChoice, RegisterFile};
use clap::Args;
use std::path::PathBuf;

/// `dossier batch`
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch that can be typed")]
pub(crate) struct Batch {
    /// Folders that hold people's folders; departments between are entered, at any depth
    #[arg(required_unless_present = "paths_from", conflicts_with = "paths_from")]
    pub(crate) staff_dir: Vec<PathBuf>,
    /// Read folders from a file, or from stdin with `-`, one per line; without --format, write one line of JSON for each, in the same order
    #[arg(long, value_name = "FILE|-")]
    pub(crate) paths_from: Option<PathBuf>,
    /// Write folder names relative to this one, the same on every machine
    #[arg(long, value_name = "ROOT")]
    pub(crate) relative_to: Option<PathBuf>,
    /// Exit with 0 although files or folders were skipped that are no dossiers
    #[arg(long)]
    pub(crate) allow_skipped: bool,
    /// Compare with an earlier roster (JSON); default the last run over the same folders
    #[arg(long, value_name = "OLD.json", conflicts_with = "paths_from")]
    pub(crate) since: Option<PathBuf>,
    /// A folder with a profile that applicants may name in applicant.toml; may be given several times
    #[arg(long, value_name = "DIR")]
    pub(crate) allow_profile: Vec<PathBuf>,
    /// Read what scans say where that is not known yet: about 15 seconds of one core for each person, once
    #[arg(long)]
    pub(crate) read: bool,
    /// The key that ID numbers are hashed with, which all machines of a `merge` share; made where there is none
    #[arg(long, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// Show whole ID numbers
    #[arg(long)]
    pub(crate) unmask: bool,
    /// Write each person's report into this folder, as HTML with pictures; `json=DIR` for JSON; may be given several times
    #[arg(long, value_name = "[html=|json=]DIR")]
    pub(crate) reports: Vec<String>,
    /// Show ID cards, and pictures without a place that were not read, in the clear; reports blur them otherwise
    #[arg(long, requires = "reports")]
    pub(crate) show_private: bool,
    /// Write the packages of everybody who is ready into this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) pack: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) register: RegisterFile,
    #[command(flatten)]
    pub(crate) cache: CacheChoice,
}
