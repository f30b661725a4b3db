//! `--format WORD[=FILE]`: read once, for every command, before any work is done.

use super::args::Global;
use super::overwriting::check_writes;
use super::setup::{bad_argument, language};
use crate::app::{Inputs, Kind, OutputFile, Readers, Writes};
use crate::config::hint::one_of;
use crate::text::Lang;
use crate::text::escape::escaped;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// A format that a command knows: the word on the command line, and what the command calls it.
pub(super) type Known<'w, F> = (&'w str, F);

/// A format that was asked for, and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target<F> {
    /// The command's own name of it.
    pub(super) format: F,
    /// Its file; stdout where none.
    pub(super) file: Option<PathBuf>,
    /// What such a file is.
    pub(super) kind: Kind,
    /// Whether it is for people, with colours: they are taken out where no terminal shows them. In all other formats
    /// every byte stays, even those that look like a colour.
    pub(super) coloured: bool,
    /// The language in which a file that was written is named; `None` where one line is all that is wanted.
    pub(super) said: Option<Lang>,
}

impl<F> Target<F> {
    /// Its file, to be written.
    pub(super) fn output<'f>(&self, path: &'f Path, global: &Global) -> OutputFile<'f> {
        OutputFile { path, kind: self.kind, readers: Readers::Umask, replace: global.replace }
    }
}

/// The word of the format for people.
pub(super) const TERMINAL: &str = "terminal";

/// Reads `--format` for a command that knows `formats`, the first of which is the default; `inputs` is what no file of
/// theirs may overwrite.
///
/// # Errors
/// For an unknown word, an empty file name, more than one format for stdout, and a file that must stay.
pub(super) fn targets<F: Copy>(inputs: &Inputs, global: &Global, formats: &[Known<'_, F>]) -> Result<Vec<Target<F>>> {
    usable(any_targets(global, formats)?, inputs, global)
}

/// Checks that a command without formats was asked for none.
pub(super) fn refuse_formats(global: &Global) -> Result<()> {
    targets(&Inputs::default(), global, &[(TERMINAL, ())]).map(|_| ())
}

/// [`targets`] before it is known how many of them go to stdout.
pub(super) fn any_targets<F: Copy>(global: &Global, formats: &[Known<'_, F>]) -> Result<Vec<Target<F>>> {
    let mut targets: Vec<Target<F>> = Vec::new();
    let said = (!global.quiet).then(|| language(global.lang));
    for asked in &global.format {
        let (word, file) = match asked.split_once('=') {
            Some((word, "")) => return Err(no_file(word)),
            Some((word, file)) => (word, Some(PathBuf::from(file))),
            None => (asked.as_str(), None),
        };
        let Some((_, format)) = formats.iter().find(|(known, _)| *known == word) else {
            return Err(unknown(word, &formats.iter().map(|(known, _)| *known).collect::<Vec<_>>()));
        };
        targets.push(Target { format: *format, file, kind: kind(word), coloured: word == TERMINAL, said });
    }
    if let (true, Some((word, format))) = (targets.is_empty(), formats.first()) {
        targets.push(Target { format: *format, file: None, kind: kind(word), coloured: *word == TERMINAL, said });
    }
    Ok(targets)
}

/// Checks that no two formats would run into each other, and that no file is overwritten that must stay.
pub(super) fn usable<F>(targets: Vec<Target<F>>, inputs: &Inputs, global: &Global) -> Result<Vec<Target<F>>> {
    if targets.iter().filter(|target| target.file.is_none()).count() > 1 {
        let zh = "只有一种格式可以输出到屏幕，其余请写成 --format json=文件名";
        return Err(bad_argument(zh, "only one format can go to stdout; give the others a file: --format json=FILE"));
    }
    let files = targets.iter().filter_map(|target| Some(Writes { path: target.file.as_deref()?, kind: target.kind }));
    check_writes(inputs, &files.collect::<Vec<_>>(), global)?;
    Ok(targets)
}

fn kind(word: &str) -> Kind {
    match word {
        "json" => Kind::Json,
        "html" => Kind::Html,
        "junit" => Kind::Junit,
        "github" => Kind::Github,
        "xlsx" => Kind::Xlsx,
        "csv" => Kind::Csv,
        _ => Kind::Text,
    }
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
