//! Options that several commands share.

use crate::app::{self, RegisterChoice};
use crate::profile::builtin;
use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Args, Command, Error, ValueEnum};
use jiff::civil::Date;
use std::ffi::OsStr;
use std::path::PathBuf;

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// The checklist: the name of a built-in profile, or your own profile folder
    #[arg(long, global = true, value_name = "ID|PATH", value_parser = Listed(builtin::ids))]
    pub(crate) profile: Option<String>,
    /// The day to check for; today in UTC+08:00 by default
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    pub(crate) date: Option<Date>,
    /// Language of messages
    #[arg(long, global = true, value_enum, default_value_t = LangChoice::Auto)]
    pub(crate) lang: LangChoice,
    /// Output format; may be given several times; `json=FILE` writes to a file
    #[arg(long, global = true, value_name = "FORMAT[=FILE]", value_parser = Listed(formats))]
    pub(crate) format: Vec<String>,
    /// Number of threads; one per core by default
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Replace files that this program did not make, and different packages of the same names
    #[arg(long, global = true)]
    pub(crate) replace: bool,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto)]
    pub(crate) color: ColorChoice,
    /// Print one line only
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Print more: reminders, and the limits that pictures are judged by
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
    /// Register of submissions; in your data folder by default
    #[arg(id = "register", long = "register", value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
}

impl RegisterFile {
    /// As the use cases take it.
    pub(crate) fn choice(&self) -> RegisterChoice {
        RegisterChoice { file: self.file.clone() }
    }
}

/// Where inspections and readings are kept between runs.
#[derive(Debug, Args)]
pub(crate) struct CacheChoice {
    /// File for the cache of inspections and readings; in your cache folder by default
    #[arg(long, value_name = "FILE")]
    pub(crate) cache: Option<PathBuf>,
    /// Neither read nor write the cache
    #[arg(long, conflicts_with = "cache")]
    pub(crate) no_cache: bool,
}

impl CacheChoice {
    /// As the use cases take it.
    pub(crate) fn choice(&self) -> app::CacheChoice {
        match (&self.cache, self.no_cache) {
            (_, true) => app::CacheChoice::Nowhere,
            (Some(file), _) => app::CacheChoice::File(file.clone()),
            (None, _) => app::CacheChoice::Default,
        }
    }
}

fn parse_date(text: &str) -> Result<Date, String> {
    crate::config::date::parse_day(text).ok_or_else(|| "YYYY-MM-DD, 2021-09-10".to_owned())
}

/// Every format that some command knows.
fn formats() -> Vec<&'static str> {
    vec!["terminal", "text", "json", "html", "junit", "github", "xlsx", "csv", "md"]
}

/// Takes any text; the words are what help lists and a shell completes.
#[derive(Clone)]
pub(crate) struct Listed(pub(crate) fn() -> Vec<&'static str>);

impl TypedValueParser for Listed {
    type Value = String;

    fn parse_ref(&self, _: &Command, _: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        value.to_str().map(str::to_owned).ok_or_else(|| Error::new(ErrorKind::InvalidUtf8))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.0)().into_iter().map(PossibleValue::new)))
    }
}
