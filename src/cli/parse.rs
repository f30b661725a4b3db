//! From the words that were typed to the arguments, or to help, version, and what is wrong with them.

use super::args::{Arguments, Code, LangChoice};
use super::exit::FAILED;
use super::help::command;
use super::output::write_stdout;
use super::setup::language;
use super::{refused, stderr};
use crate::text::Lang;
use clap::FromArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;
use std::process::ExitCode;

/// Reads the arguments, or shows help, version or what is wrong with them; then the code to exit with.
pub(super) fn parse(arguments: &[OsString]) -> Result<Arguments, ExitCode> {
    let lang = asked_language(arguments);
    let matches = command(lang).try_get_matches_from(arguments);
    let read = matches.and_then(|matches| Arguments::from_arg_matches(&matches));
    read.or_else(|error| match with_help_option(&error, arguments) {
        Some(meant) => parse(&meant),
        None => Err(say(&error, arguments, lang)),
    })
}

/// `dossier help check` as `dossier check --help`: clap has that command in English only. `None` where no help was asked for.
fn with_help_option(error: &clap::Error, arguments: &[OsString]) -> Option<Vec<OsString>> {
    let Some(ContextValue::String(command)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    let at = arguments.iter().position(|word| command == "help" && word == "help")?;
    let mut meant = arguments.to_vec();
    meant.remove(at);
    meant.push("--help".into());
    Some(meant)
}

fn say(error: &clap::Error, arguments: &[OsString], lang: Lang) -> ExitCode {
    let shown = shown(error, arguments, lang);
    if error.use_stderr() {
        stderr::write(&shown);
        return ExitCode::from(FAILED);
    }
    match write_stdout(shown.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(FAILED),
    }
}

/// Help and version as clap writes them; what is wrong in the language of the user, with nothing raw in it that was
/// typed.
fn shown(error: &clap::Error, arguments: &[OsString], lang: Lang) -> String {
    let is_help = !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    match lang {
        _ if is_help => error.render().ansi().to_string(),
        Lang::Zh => refused::in_chinese(error, arguments),
        Lang::En => refused::in_english(error, arguments),
    }
}

/// What `--lang` says, before the arguments are known to be good: what is wrong with them is reported in it too.
pub(super) fn asked_language(arguments: &[OsString]) -> Lang {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    let apart = || words.windows(2).find(|pair| pair.first() == Some(&"--lang")).and_then(|pair| pair.last()).copied();
    language(match joined.or_else(apart) {
        Some("zh") => LangChoice::Zh,
        Some("en") => LangChoice::En,
        Some(other) => Code::of(other).map_or(LangChoice::Auto, LangChoice::Other),
        None => LangChoice::Auto,
    })
}
