//! `dossier completions SHELL` and `dossier man`: for shells, and for those who read manuals.

use super::args::Global;
use super::output::write_stdout;
use super::setup::{bad_argument, language};
use super::{Outcome, help};
use crate::config::fields::one_of;
use crate::text::escape::escaped;
use anyhow::Result;
use clap::{Args, Command};
use clap_complete::Shell;

/// `dossier completions`
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell to write for
    #[arg(value_enum)]
    pub(super) shell: Shell,
}

/// `dossier man`
#[derive(Debug, Args)]
pub(super) struct Man {
    /// The command whose page is wanted; the program's own where none
    pub(super) command: Vec<String>,
}

/// Writes a completion script.
pub(super) fn completions(arguments: &Completions, global: &Global) -> Result<Outcome> {
    let mut command = help::command(language(global.lang));
    let mut bytes = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "dossier", &mut bytes);
    write_stdout(&bytes)?;
    Ok(Outcome::Good)
}

/// Writes a manual page (roff).
pub(super) fn man(arguments: &Man, global: &Global) -> Result<Outcome> {
    let mut command = help::command(language(global.lang));
    command.build();
    let page = clap_mangen::Man::new(find(&command, &arguments.command)?.clone());
    let mut bytes = Vec::new();
    page.render(&mut bytes)?;
    write_stdout(&bytes)?;
    Ok(Outcome::Good)
}

fn find<'c>(command: &'c Command, words: &[String]) -> Result<&'c Command> {
    let Some((word, rest)) = words.split_first() else { return Ok(command) };
    let Some(found) = command.find_subcommand(word) else {
        let names: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        let (hint, word) = (one_of(word, &names), escaped(word));
        return Err(bad_argument(
            format!("没有“{word}”这个命令；{}", hint.zh),
            format!("there is no command `{word}`; {}", hint.en),
        ));
    };
    find(found, rest)
}
