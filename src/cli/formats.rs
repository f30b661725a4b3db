//! `--format WORD[=FILE]`: read once, for every command, before any work is done.

use super::args::Global;
use super::commands::{explain, profile};
use super::overwriting::check_writes;
use super::setup::{bad_argument, language};
use super::{output, report, roster};
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
const TERMINAL: &str = "terminal";

/// The formats of a command, or of all commands below it, by its names without `dossier`: what help lists and shells
/// complete. A command that is not named here answers in one form only.
pub(super) fn known_to(command: &str) -> Vec<&'static str> {
    let answer = || words(output::ANSWERS);
    let known = [
        ("check", words(report::FORMATS)),
        ("pack", words(report::FORMATS)),
        ("batch", words(roster::FORMATS)),
        ("merge", words(roster::FORMATS)),
        ("desk", answer()),
        ("inspect", answer()),
        ("fix", answer()),
        ("sort", answer()),
        ("verify", answer()),
        ("record", answer()),
        ("history", answer()),
        ("explain", words(explain::OF_RULE)),
        ("rules", words(explain::OF_RULES)),
        ("profile list", words(profile::OF_LIST)),
        ("profile show", words(profile::OF_CHECKLIST)),
    ];
    let is_of = |name: &str| {
        let below = name.strip_prefix(command);
        below.is_some_and(|below| command.is_empty() || below.is_empty() || below.starts_with(' '))
    };
    let mut all = vec![TERMINAL];
    for word in known.into_iter().filter(|(name, _)| is_of(name)).flat_map(|(_, words)| words) {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    all
}

fn words<F>(known: &[Known<'static, F>]) -> Vec<&'static str> {
    known.iter().map(|(word, _)| *word).collect()
}

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
