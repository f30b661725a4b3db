//! What can be typed: the commands, and the options of all. Those of one command stand beside what it does.

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Checks a folder of scanned application materials against a checklist.
#[derive(Debug, Parser)]
#[command(name = "dossier", version, propagate_version = true, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// The checklist: the name of a built-in profile, or the folder of your own
    #[arg(long, global = true, value_name = "ID|PATH")]
    pub(super) profile: Option<String>,
    /// The day to check for; default today in UTC+08:00
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    pub(super) date: Option<Date>,
    /// The language of messages
    #[arg(long, global = true, value_enum, default_value_t = LangChoice::Auto)]
    pub(super) lang: LangChoice,
    /// The form of the report, repeatable; `json=FILE` writes to a file
    #[arg(long, global = true, value_name = "FORMAT[=FILE]")]
    pub(super) format: Vec<String>,
    /// How many files to look at at once; default all cores
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// Colours: auto, always, never
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto)]
    pub(super) color: ColorChoice,
    /// Say nothing but the result
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// Say more
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub(super) verbose: u8,
}

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LangChoice {
    /// Chinese.
    Zh,
    /// English.
    En,
    /// The system's.
    Auto,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal that can.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ColorChoice {
    /// Makes it the choice of every stream.
    pub(super) fn write_global(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check a folder of scans against the checklist
    Check(super::check::Check),
    /// Show everything that is measured about single files
    Inspect(super::inspect::Inspect),
    /// Make the folder of a new dossier, or add what is new
    Init(super::init::Init),
    /// Make a repaired copy; the folder itself is never written
    Fix(super::fix::Fix),
    /// Explain a rule
    Explain(super::explain::Explain),
    /// List every rule
    Rules,
    /// Show, check and start profiles
    #[command(subcommand)]
    Profile(super::profile::ProfileCommand),
    /// Write a completion script for a shell
    Completions(super::shell::Completions),
    /// Write a manual page
    Man(super::shell::Man),
    /// Print the review form, filled in, both sides of the sheet
    Form(super::form::Form),
    /// Print the whole paper set for the desk
    Paper(super::paper::Paper),
    /// Check a folder, then write the package: one zip file, its .sha256 and the review form
    Pack(super::pack::Pack),
    /// Hold a package, or the folder it was unzipped to, against its own hashes to the last byte
    Verify(super::verify::Verify),
    /// Enter in the register that a package was handed in, or sent back
    Record(super::record::Record),
    /// Show the register of submissions
    History(super::record::History),
    /// Check every sub-folder of a staff folder, and make the roster
    Batch(super::batch::Batch),
    /// Make the roster of the outputs of many `batch --paths-from`
    Merge(super::merge::Merge),
}

fn parse_date(text: &str) -> Result<Date, String> {
    crate::config::date::parse_day(text).ok_or_else(|| "YYYY-MM-DD, 2021-09-10".to_owned())
}
