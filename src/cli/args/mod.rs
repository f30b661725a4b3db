//! What can be typed: the commands, the options of all, and in one file each the arguments of every command.

mod batch;
mod check;
mod desk;
mod explain;
mod fix;
mod form;
mod form_sheet;
mod init;
mod inspect;
mod merge;
mod pack;
mod paper;
mod profile;
mod record;
mod shared;
mod shell;
mod sort;
mod verify;

pub(super) use batch::Batch;
pub(super) use check::Check;
pub(super) use desk::Desk;
pub(super) use explain::Explain;
pub(super) use fix::Fix;
pub(super) use form::Form;
pub(super) use form_sheet::FormSheet;
pub(super) use init::Init;
pub(super) use inspect::Inspect;
pub(super) use merge::Merge;
pub(super) use pack::Pack;
pub(super) use paper::Paper;
pub(super) use profile::{CheckProfile, New, ProfileCommand, Show};
pub(super) use record::{History, Record, RecordedOutcome};
pub(super) use shared::{Code, Global, LangChoice, Listed, RegisterFile};
pub(super) use shell::{Completions, Man};
pub(super) use sort::Sort;
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
    /// Work on the folder on a page in the browser
    Desk(Desk),
    /// Check a folder of scans against the checklist
    Check(Check),
    /// Show everything that is measured about single files
    Inspect(Inspect),
    /// Create the folder for a new dossier, or add what is missing
    Init(Init),
    /// Write the applicant's data as an Excel workbook to fill in
    FormSheet(FormSheet),
    /// Write a repaired copy; the original folder stays untouched
    Fix(Fix),
    /// Find places for pictures whose names say nothing, and rename them
    Sort(Sort),
    /// Explain a rule
    Explain(Explain),
    /// List all rules
    Rules,
    /// Show, check and create profiles
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Write a completion script for a shell
    Completions(Completions),
    /// Write a manual page
    Man(Man),
    /// Write the review form as a PDF, filled in, for printing on both sides
    Form(Form),
    /// Write the whole paper set as a PDF
    Paper(Paper),
    /// Check a folder and write the package: a zip file, its .sha256 and the review form
    Pack(Pack),
    /// Verify every byte of a package against its recorded hashes
    Verify(Verify),
    /// Record that a package was submitted or returned
    Record(Record),
    /// Show the register of submissions
    History(History),
    /// Check everybody's folder and write a roster
    Batch(Batch),
    /// Make one roster from the outputs of several `batch --paths-from`
    Merge(Merge),
}
