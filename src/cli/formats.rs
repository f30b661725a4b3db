//! `--format WORD[=FILE]`: read once, for every command, before any work is done.

use super::args::Global;
use super::setup::bad_argument;
use crate::config::hint::one_of;
use crate::text::escape::escaped;
use anyhow::Result;
use std::path::PathBuf;

/// A format that a command knows: the word on the command line, and what the command calls it.
pub(super) type Known<'w, F> = (&'w str, F);

/// A format that was asked for, and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target<F> {
    /// The command's own name of it.
    pub(super) format: F,
    /// Its file; stdout where none.
    pub(super) file: Option<PathBuf>,
    /// Whether it is for people, with colours: they are taken out where no terminal shows them. In all other formats
    /// every byte stays, even those that look like a colour.
    pub(super) coloured: bool,
}

/// The word of the format for people.
const TERMINAL: &str = "terminal";

/// Reads `--format` for a command that knows `formats`, the first of which is the default.
///
/// # Errors
/// For an unknown word, an empty or doubled file name, and more than one format for stdout.
pub(super) fn targets<F: Copy>(global: &Global, formats: &[Known<'_, F>]) -> Result<Vec<Target<F>>> {
    one_to_stdout(any_targets(global, formats)?)
}

/// Checks that a command without formats was asked for none.
pub(super) fn refuse_formats(global: &Global) -> Result<()> {
    targets(global, &[(TERMINAL, ())]).map(|_| ())
}

/// [`targets`] before it is known how many of them go to stdout.
pub(super) fn any_targets<F: Copy>(global: &Global, formats: &[Known<'_, F>]) -> Result<Vec<Target<F>>> {
    let mut targets: Vec<Target<F>> = Vec::new();
    for asked in &global.format {
        let (word, file) = match asked.split_once('=') {
            Some((word, "")) => return Err(no_file(word)),
            Some((word, file)) => (word, Some(PathBuf::from(file))),
            None => (asked.as_str(), None),
        };
        let Some((_, format)) = formats.iter().find(|(known, _)| *known == word) else {
            return Err(unknown(word, &formats.iter().map(|(known, _)| *known).collect::<Vec<_>>()));
        };
        if file.is_some() && targets.iter().any(|target| target.file == file) {
            return Err(doubled(asked));
        }
        targets.push(Target { format: *format, file, coloured: word == TERMINAL });
    }
    if let (true, Some((word, format))) = (targets.is_empty(), formats.first()) {
        targets.push(Target { format: *format, file: None, coloured: *word == TERMINAL });
    }
    Ok(targets)
}

/// Checks that no two formats would run into each other.
pub(super) fn one_to_stdout<F>(targets: Vec<Target<F>>) -> Result<Vec<Target<F>>> {
    if targets.iter().filter(|target| target.file.is_none()).count() > 1 {
        let zh = "只有一种格式可以输出到屏幕，其余请写成 --format json=文件名";
        return Err(bad_argument(zh, "only one format can go to stdout; give the others a file: --format json=FILE"));
    }
    Ok(targets)
}

fn unknown(word: &str, known: &[&str]) -> anyhow::Error {
    let hint = one_of(word, known);
    let word = escaped(word);
    bad_argument(format!("这里没有“{word}”这种格式；{}", hint.zh), format!("no format `{word}` here; {}", hint.en))
}

fn no_file(word: &str) -> anyhow::Error {
    let word = escaped(word);
    bad_argument(
        format!("“--format {word}=”后面缺少文件名，例如 --format {word}=report.{word}"),
        format!("`--format {word}=` lacks a file name, as in --format {word}=report.{word}"),
    )
}

fn doubled(asked: &str) -> anyhow::Error {
    let asked = escaped(asked);
    bad_argument(
        format!("“--format {asked}”：另一种格式已经写到这个文件，请换一个文件名"),
        format!("`--format {asked}`: another format already goes to this file; choose another name"),
    )
}
