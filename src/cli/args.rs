//! What can be typed.

use crate::profile::{self, Level};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

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
    Check(Check),
    /// Show everything that is measured about single files
    Inspect(Inspect),
    /// Make the folder of a new dossier, or add what is new
    Init(Init),
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

/// `dossier check`
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The folder with the scans and applicant.toml
    pub(super) dir: PathBuf,
    #[command(flatten)]
    pub(super) register: RegisterFile,
}

/// `dossier inspect`
#[derive(Debug, Args)]
pub(super) struct Inspect {
    /// The files to measure
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Measure the pixels too where nothing is in doubt, which `check` does not
    #[arg(long)]
    pub(super) deep: bool,
}

/// `dossier pack`
#[derive(Debug, Args)]
pub(super) struct Pack {
    /// The folder with the scans and applicant.toml
    pub(super) dir: PathBuf,
    /// The folder that the package goes to; made where only it is missing
    #[arg(long, short, value_name = "OUT_DIR")]
    pub(super) output: PathBuf,
    /// Pack in spite of errors, for a colleague to look at; the package says so inside and in its name
    #[arg(long)]
    pub(super) incomplete: bool,
    /// Replace a different package of the same name
    #[arg(long)]
    pub(super) replace: bool,
    #[command(flatten)]
    pub(super) register: RegisterFile,
}

/// `dossier verify`
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// The zip file, or the folder it was unzipped to
    pub(super) package: PathBuf,
    /// The fingerprint that it must have, as the paper form says it
    #[arg(long, value_name = "FINGERPRINT", value_parser = parse_fingerprint)]
    pub(super) expect: Option<String>,
}

/// `dossier record`
#[derive(Debug, Args)]
pub(super) struct Record {
    /// The zip file
    pub(super) package: PathBuf,
    /// What happened to it
    #[arg(value_enum)]
    pub(super) outcome: RecordedOutcome,
    /// Why it was sent back, in your own words
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(super) reason: String,
    #[command(flatten)]
    pub(super) register: RegisterFile,
}

/// What can be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RecordedOutcome {
    /// It was handed in.
    Submitted,
    /// It was sent back.
    Returned,
}

/// `dossier history`
#[derive(Debug, Args)]
pub(super) struct History {
    /// The folder of one applicant; without it, everybody
    pub(super) dir: Option<PathBuf>,
    #[command(flatten)]
    pub(super) register: RegisterFile,
}

/// Where the register is.
#[derive(Debug, Args)]
pub(super) struct RegisterFile {
    /// The register of submissions; default in your data folder
    #[arg(id = "register", long = "register", value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
}

/// Takes the fingerprint as people copy it from paper: in groups, in either case.
fn parse_fingerprint(text: &str) -> Result<String, String> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_lowercase();
    let good = digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if good { Ok(digits) } else { Err("64 hex digits / 64 位十六进制".to_owned()) }
}

/// `dossier init`
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that a person says or does not")]
pub(super) struct Init {
    /// The folder to make, or to complete
    pub(super) dir: PathBuf,
    /// The applicant's name
    #[arg(long)]
    pub(super) name: Option<String>,
    /// The level applied for: junior or intermediate
    #[arg(long, value_parser = parse_level)]
    pub(super) level: Option<Level>,
    /// The way of applying: review, first-determination or conferment
    #[arg(long, value_parser = parse_path)]
    pub(super) path: Option<profile::Path>,
    /// Some of the education was in service
    #[arg(long)]
    pub(super) in_service: bool,
    /// Has a title already
    #[arg(long, conflicts_with = "no_title")]
    pub(super) title: bool,
    /// Has no title yet
    #[arg(long)]
    pub(super) no_title: bool,
    /// First review, straight to intermediate
    #[arg(long)]
    pub(super) first_time_direct: bool,
    /// Changed unit during the present post
    #[arg(long)]
    pub(super) transferred: bool,
    /// How many papers
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=50))]
    pub(super) papers: Option<u8>,
    /// How many awards
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=50))]
    pub(super) awards: Option<u8>,
    /// A year exempt from continuing education; repeatable
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1990..=2100))]
    pub(super) exempt: Vec<i16>,
}

impl Init {
    /// Whether any fact about the applicant is given.
    pub(super) fn says_facts(&self) -> bool {
        self.name.is_some()
            || self.level.is_some()
            || self.path.is_some()
            || self.in_service
            || self.title
            || self.no_title
            || self.first_time_direct
            || self.transferred
            || self.papers.is_some()
            || self.awards.is_some()
            || !self.exempt.is_empty()
    }
}

fn parse_level(text: &str) -> Result<Level, String> {
    let levels = [Level::Junior, Level::Intermediate];
    levels.into_iter().find(|level| level.id() == text).ok_or_else(|| "junior, intermediate".to_owned())
}

fn parse_path(text: &str) -> Result<profile::Path, String> {
    let paths = [profile::Path::Review, profile::Path::FirstDetermination, profile::Path::Conferment];
    paths.into_iter().find(|path| path.id() == text).ok_or_else(|| "review, first-determination, conferment".to_owned())
}

/// `dossier form`
#[derive(Debug, Args)]
pub(super) struct Form {
    /// The folder with the scans and applicant.toml
    pub(super) dir: PathBuf,
    /// The PDF to write
    #[arg(long, short, value_name = "FILE.pdf")]
    pub(super) output: PathBuf,
    /// How many copies the file holds; default as the profile says
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=20))]
    pub(super) copies: Option<u16>,
}

/// `dossier paper`
#[derive(Debug, Args)]
pub(super) struct Paper {
    /// The folder with the scans and applicant.toml
    pub(super) dir: PathBuf,
    /// The PDF to write
    #[arg(long, short, value_name = "FILE.pdf")]
    pub(super) output: PathBuf,
    /// Printed lightly across every copy, such as 仅用于职称评审
    #[arg(long, value_name = "TEXT")]
    pub(super) watermark: Option<String>,
}

/// `dossier batch`
#[derive(Debug, Args)]
pub(super) struct Batch {
    /// The folder with one sub-folder for each person
    #[arg(required_unless_present = "paths_from", conflicts_with = "paths_from")]
    pub(super) staff_dir: Option<PathBuf>,
    /// Read folders from a file, or from stdin with `-`, one per line; write one line of JSON for each, in their order
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["format", "reports", "pack"])]
    pub(super) paths_from: Option<PathBuf>,
    /// Name folders relative to this one, so that they read the same on every machine
    #[arg(long, value_name = "ROOT")]
    pub(super) relative_to: Option<PathBuf>,
    /// Show ID numbers whole
    #[arg(long)]
    pub(super) unmask: bool,
    /// Write each person's own report into this folder, as HTML with pictures; `json=DIR` as JSON; repeatable
    #[arg(long, value_name = "[html=|json=]DIR")]
    pub(super) reports: Vec<String>,
    /// Write the package of everybody who is ready into this folder
    #[arg(long, value_name = "DIR")]
    pub(super) pack: Option<PathBuf>,
    /// Replace different packages of the same names
    #[arg(long, requires = "pack")]
    pub(super) replace: bool,
    #[command(flatten)]
    pub(super) register: RegisterFile,
    #[command(flatten)]
    pub(super) cache: CacheChoice,
}

/// Where inspections are kept between runs.
#[derive(Debug, Args)]
pub(super) struct CacheChoice {
    /// Keep inspections in this file; default in the user's cache folder
    #[arg(long, value_name = "FILE")]
    pub(super) cache: Option<PathBuf>,
    /// Keep nothing between runs, and believe nothing kept
    #[arg(long, conflicts_with = "cache")]
    pub(super) no_cache: bool,
}

/// `dossier merge`
#[derive(Debug, Args)]
pub(super) struct Merge {
    /// Outputs of `batch --paths-from`; `-` for stdin
    #[arg(required = true, value_name = "JSONL")]
    pub(super) files: Vec<PathBuf>,
    /// Show ID numbers whole, where the outputs hold them
    #[arg(long)]
    pub(super) unmask: bool,
    /// Write each person's own report into this folder, as HTML; `json=DIR` as JSON; repeatable
    #[arg(long, value_name = "[html=|json=]DIR")]
    pub(super) reports: Vec<String>,
}

fn parse_date(text: &str) -> Result<Date, String> {
    crate::config::date::parse_day(text).ok_or_else(|| "YYYY-MM-DD, 2021-09-10".to_owned())
}
