//! What can be typed: the commands, the options of all, and in one file each the arguments of every command.

mod batch;
mod check;
mod explain;
mod fix;
mod form;
mod init;
mod inspect;
mod merge;
mod pack;
mod paper;
mod profile;
mod record;
mod shared;
mod shell;
mod verify;

pub(super) use batch::Batch;
pub(super) use check::Check;
pub(super) use explain::Explain;
pub(super) use fix::Fix;
pub(super) use form::Form;
pub(super) use init::Init;
pub(super) use inspect::Inspect;
pub(super) use merge::Merge;
pub(super) use pack::Pack;
pub(super) use paper::Paper;
pub(super) use profile::{CheckProfile, New, ProfileCommand, Show};
pub(super) use record::{History, Record, RecordedOutcome};
pub(super) use shared::{Global, LangChoice, RegisterFile};
pub(super) use shell::{Completions, Man};
pub(super) use verify::Verify;

use clap::{Parser, Subcommand};

/// Checks a folder of scanned application materials against a checklist.
#[derive(Debug, Parser)]
#[command(name = "dossier", version, propagate_version = true, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check a folder of scans against the checklist
    Check(Check),
    /// Show everything that is measured about single files
    Inspect(Inspect),
    /// Make the folder of a new dossier, or add what is new
    Init(Init),
    /// Make a repaired copy; the folder itself is never written
    Fix(Fix),
    /// Explain a rule
    Explain(Explain),
    /// List every rule
    Rules,
    /// Show, check and start profiles
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Write a completion script for a shell
    Completions(Completions),
    /// Write a manual page
    Man(Man),
    /// Print the review form, filled in, both sides of the sheet
    Form(Form),
    /// Print the whole paper set for the desk
    Paper(Paper),
    /// Check a folder, then write the package: one zip file, its .sha256 and the review form
    Pack(Pack),
    /// Hold a package, or the folder it was unzipped to, against its own hashes to the last byte
    Verify(Verify),
    /// Enter in the register that a package was handed in, or sent back
    Record(Record),
    /// Show the register of submissions
    History(History),
    /// Check every sub-folder of a staff folder, and make the roster
    Batch(Batch),
    /// Make the roster of the outputs of many `batch --paths-from`
    Merge(Merge),
}
