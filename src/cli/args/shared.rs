//! Options that several commands share.

use crate::app::RegisterChoice;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// The checklist: the name of a built-in profile, or the folder of your own
    #[arg(long, global = true, value_name = "ID|PATH")]
    pub(crate) profile: Option<String>,
    /// The day to check for; default today in UTC+08:00
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    pub(crate) date: Option<Date>,
    /// The language of messages
    #[arg(long, global = true, value_enum, default_value_t = LangChoice::Auto)]
    pub(crate) lang: LangChoice,
    /// The form of the report, repeatable; `json=FILE` writes to a file
    #[arg(long, global = true, value_name = "FORMAT[=FILE]")]
    pub(crate) format: Vec<String>,
    /// How many files to look at at once; default all cores
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Colours: auto, always, never
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto)]
    pub(crate) color: ColorChoice,
    /// Say nothing but the result
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Say more
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
}

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangChoice {
    /// Chinese.
    Zh,
    /// English.
    En,
    /// The system's.
    Auto,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal that can.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ColorChoice {
    /// Makes it the choice of every stream.
    pub(crate) fn write_global(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// Where the register is.
#[derive(Debug, Args)]
pub(crate) struct RegisterFile {
    /// The register of submissions; default in your data folder
    #[arg(id = "register", long = "register", value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
}

impl RegisterFile {
    /// As the use cases take it.
    pub(crate) fn choice(&self) -> RegisterChoice {
        RegisterChoice { file: self.file.clone() }
    }
}

/// Where inspections are kept between runs.
#[derive(Debug, Args)]
pub(crate) struct CacheChoice {
    /// Keep inspections in this file; default in the user's cache folder
    #[arg(long, value_name = "FILE")]
    pub(crate) cache: Option<PathBuf>,
    /// Keep nothing between runs, and believe nothing kept
    #[arg(long, conflicts_with = "cache")]
    pub(crate) no_cache: bool,
}

fn parse_date(text: &str) -> Result<Date, String> {
    crate::config::date::parse_day(text).ok_or_else(|| "YYYY-MM-DD, 2021-09-10".to_owned())
}
