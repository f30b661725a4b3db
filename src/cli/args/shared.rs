//! Options that several commands share.

use crate::app::{self, Inputs, Reads, RegisterChoice, Settings};
use crate::profile::builtin;
use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Args, Command, Error, ValueEnum};
use jiff::civil::Date;
use std::ffi::OsStr;
use std::path::PathBuf;

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// The checklist: the name of a built-in profile, or your own profile folder
    #[arg(long, global = true, value_name = "ID|PATH", value_parser = Listed(builtin::ids()))]
    pub(crate) profile: Option<String>,
    /// The day to check for; today in UTC+08:00 by default
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    pub(crate) date: Option<Date>,
    /// Language of messages; with another language's code, such as fr, the checklist's own words are in it where it has them
    #[arg(long, global = true, value_parser = Languages, default_value = "auto")]
    pub(crate) lang: LangChoice,
    /// Output format; may be given several times; `json=FILE` writes to a file
    #[arg(long, global = true, value_name = "FORMAT[=FILE]")]
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
    /// English, with the labels of the profile in another language, where it brings that.
    #[value(skip)]
    Other(Code),
}

/// The code of a language, as ISO 639-1 has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Code(&'static str);

impl Code {
    /// The code itself, `fr`.
    pub(crate) const fn id(self) -> &'static str {
        self.0
    }

    /// One that is a language's.
    pub(crate) fn of(text: &str) -> Option<Self> {
        LANGUAGES.split(' ').find(|code| *code == text).map(Self)
    }
}

/// The codes of ISO 639-1, without those of the two languages that the program itself speaks.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el \
                         eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja \
                         jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb \
                         nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq \
                         sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zu";

/// Takes the languages of the program, which help lists, and the code of any other.
#[derive(Clone)]
pub(crate) struct Languages;

impl TypedValueParser for Languages {
    type Value = LangChoice;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<LangChoice, Error> {
        match value.to_str().and_then(Code::of) {
            Some(code) => Ok(LangChoice::Other(code)),
            None => EnumValueParser::<LangChoice>::new().parse_ref(command, arg, value),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(LangChoice::value_variants().iter().filter_map(ValueEnum::to_possible_value)))
    }
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

/// How the commands read that print or pack a dossier.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// Do not read what the scans say: faster, but the wrong document of the right name is not noticed
    #[arg(long)]
    no_read: bool,
    #[command(flatten)]
    cache: CacheChoice,
}

impl Reading {
    /// As the use cases take it. What was read before is known in any case.
    pub(crate) fn apply(&self, settings: Settings) -> Settings {
        let reads = if self.no_read { Reads::Kept } else { Reads::All };
        Settings { reads, cache: self.cache.choice(), ..settings }
    }

    /// Counts the cache among what a command reads.
    pub(crate) fn add_to(&self, inputs: &mut Inputs) {
        inputs.stores.extend(self.cache.choice().path());
        inputs.stores_by_name.extend(self.cache.cache.clone());
    }
}

fn parse_date(text: &str) -> Result<Date, String> {
    crate::config::date::parse_day(text).ok_or_else(|| "YYYY-MM-DD, 2021-09-10".to_owned())
}

/// Takes any text; the words are what help lists and a shell completes.
#[derive(Clone)]
pub(crate) struct Listed(pub(crate) Vec<&'static str>);

impl TypedValueParser for Listed {
    type Value = String;

    fn parse_ref(&self, _: &Command, _: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        value.to_str().map(str::to_owned).ok_or_else(|| Error::new(ErrorKind::InvalidUtf8))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().copied().map(PossibleValue::new)))
    }
}
