//! `dossier completions SHELL` and `dossier man`: for shells, and for those who read manuals.

use crate::cli::args::{Completions, Global, Man};
use crate::cli::exit::Exit;
use crate::cli::formats::refuse_formats;
use crate::cli::output::write_stdout;
use crate::cli::setup::{bad_argument, language};
use crate::cli::{completions, help, manual};
use crate::config::hint::one_of;
use crate::text::escape::escaped;
use anyhow::Result;
use clap::Command;

/// Writes a completion script.
pub(crate) fn completions(arguments: &Completions, global: &Global) -> Result<Exit> {
    refuse_formats(global)?;
    write_stdout(&completions::script(arguments.shell, help::command(language(global.lang))))?;
    Ok(Exit::Good)
}

/// Writes a manual page (roff).
pub(crate) fn man(arguments: &Man, global: &Global) -> Result<Exit> {
    refuse_formats(global)?;
    let lang = language(global.lang);
    let mut command = help::without_examples(lang);
    command.build();
    let command = find(&command, &arguments.command)?;
    let page = clap_mangen::Man::new(command.clone());
    let mut bytes = Vec::new();
    page.render_title(&mut bytes)?;
    page.render_name_section(&mut bytes)?;
    page.render_synopsis_section(&mut bytes)?;
    page.render_description_section(&mut bytes)?;
    page.render_options_section(&mut bytes)?;
    if command.has_subcommands() {
        page.render_subcommands_section(&mut bytes)?;
    }
    bytes.extend_from_slice(manual::sections(&arguments.command.join(" "), lang).as_bytes());
    page.render_version_section(&mut bytes)?;
    write_stdout(&bytes)?;
    Ok(Exit::Good)
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
