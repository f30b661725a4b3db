//! Where reports go: one format to stdout, others to files, each written as a whole or not at all.

use super::args::Global;
use super::setup::{bad_argument, language, with_threads};
use crate::batch::Naming;
use crate::config::fields::one_of;
use crate::dossier::Dossier;
use crate::failure::failure;
use crate::pipeline::pictures;
use crate::render::escape::escaped;
use crate::render::{github, html, json, junit, terminal};
use crate::report::Report;
use anyhow::{Context, Result};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The formats of a single report.
const FORMATS: &[(&str, Format)] = &[
    ("terminal", Format::Terminal),
    ("json", Format::Json),
    ("html", Format::Html),
    ("junit", Format::Junit),
    ("github", Format::Github),
];

/// The formats of an answer that is not a report.
const ANSWERS: &[(&str, Answer)] = &[("terminal", Answer::Terminal), ("json", Answer::Json)];

/// A way to write an answer that is not a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// For people at a terminal.
    Terminal,
    /// For programs.
    Json,
}

/// A way to write a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// For people at a terminal.
    Terminal,
    /// For programs.
    Json,
    /// For test reports of a continuous integration.
    Junit,
    /// For annotations of a workflow.
    Github,
    /// One page with small pictures of every scan.
    Html,
}

/// A format, and the file it goes to; stdout where none.
pub(super) type Target<F = Format> = (F, Option<PathBuf>);

/// Reads `--format`, before any work is done.
pub(super) fn targets(global: &Global) -> Result<Vec<Target>> {
    targets_among(global, FORMATS)
}

/// [`targets`] of a command whose answer is not a report.
pub(super) fn answer_targets(global: &Global) -> Result<Vec<Target<Answer>>> {
    targets_among(global, ANSWERS)
}

/// [`targets`] of a command with formats of its own, the first of which is the default.
pub(super) fn targets_among<F: Copy>(global: &Global, formats: &[(&str, F)]) -> Result<Vec<Target<F>>> {
    let mut targets = Vec::new();
    for asked in &global.format {
        let (word, file) = match asked.split_once('=') {
            Some((word, file)) => (word, Some(PathBuf::from(file))),
            None => (asked.as_str(), None),
        };
        let Some((_, format)) = formats.iter().find(|(name, _)| *name == word) else {
            let names: Vec<_> = formats.iter().map(|(name, _)| *name).collect();
            let hint = one_of(word, &names);
            let (zh, en) = (format!("没有“{word}”这种格式；{}", hint.zh), format!("no format `{word}`; {}", hint.en));
            return Err(bad_argument(zh, en));
        };
        targets.push((*format, file));
    }
    if targets.is_empty() {
        targets.extend(formats.first().map(|(_, default)| (*default, None)));
    }
    if targets.iter().filter(|(_, file)| file.is_none()).count() > 1 {
        let zh = "只有一种格式可以输出到屏幕，其余请写成 --format json=文件名";
        return Err(bad_argument(zh, "only one format can go to stdout; give the others a file: --format json=FILE"));
    }
    Ok(targets)
}

/// Writes the report of a folder to every target.
pub(super) fn write(
    folder: &Path,
    dossier: &Dossier,
    report: &Report,
    targets: &[Target],
    global: &Global,
) -> Result<()> {
    deliver(targets, |format| rendered(folder, dossier, report, format, global))
}

/// Writes something to every target: files first, so that stdout stays empty where one of them cannot be written.
pub(super) fn deliver<F: Copy>(targets: &[Target<F>], render: impl Fn(F) -> Result<Vec<u8>>) -> Result<()> {
    let (files, screen): (Vec<_>, Vec<_>) = targets.iter().partition(|(_, file)| file.is_some());
    for (format, file) in files {
        let bytes = render(*format)?;
        if let Some(file) = file {
            write_file(file, &anstream::adapter::strip_bytes(&bytes).into_vec())?;
        }
    }
    screen.into_iter().try_for_each(|(format, _)| write_stdout(&render(*format)?))
}

fn rendered(folder: &Path, dossier: &Dossier, report: &Report, format: Format, global: &Global) -> Result<Vec<u8>> {
    let lang = language(global.lang);
    let shown_folder = Naming::default().of(folder);
    let mut bytes = Vec::new();
    match format {
        Format::Terminal => terminal::render(report, lang, global.verbose > 0, &mut bytes)?,
        Format::Json => json::render(report, &mut bytes)?,
        Format::Junit => junit::render(report, &shown_folder, lang, &mut bytes)?,
        Format::Github => github::render(report, &shown_folder, lang, &mut bytes)?,
        Format::Html => {
            let pictures = with_threads(global, || pictures(folder, dossier, report))?;
            html::render(report, &pictures, lang, &mut bytes)?;
        }
    }
    Ok(bytes)
}

/// Reads `--format` for a page that is not a report: one of `words` (the first where none is asked), and its file.
pub(super) fn plain_target<'w>(global: &Global, words: &[&'w str]) -> Result<(&'w str, Option<PathBuf>)> {
    let Some(asked) = global.format.last() else { return Ok((words.first().copied().unwrap_or_default(), None)) };
    let (word, file) = match asked.split_once('=') {
        Some((word, file)) => (word, Some(PathBuf::from(file))),
        None => (asked.as_str(), None),
    };
    if let Some(known) = words.iter().find(|known| **known == word) {
        return Ok((known, file));
    }
    let hint = one_of(word, words);
    let word = escaped(word);
    let (zh, en) = (format!("这里没有“{word}”这种格式；{}", hint.zh), format!("no format `{word}` here; {}", hint.en));
    Err(bad_argument(zh, en))
}

/// Writes a page to its file, or to stdout.
pub(super) fn write_plain(file: Option<&Path>, bytes: &[u8]) -> Result<()> {
    match file {
        Some(file) => write_file(file, &anstream::adapter::strip_bytes(bytes).into_vec()),
        None => write_stdout(bytes),
    }
}

/// Writes to stdout, without colours where it is no terminal, and makes sure that it arrived.
pub(super) fn write_stdout(bytes: &[u8]) -> Result<()> {
    let mut out = anstream::AutoStream::auto(io::stdout().lock());
    out.write_all(bytes).and_then(|()| out.flush()).context("stdout")
}

/// Replaces a file as a whole: a temporary file beside it, synced, then renamed.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    write_file_with(path, |out| Ok(out.write_all(bytes)?))
}

/// [`write_file`] for what is too long to be held in memory.
pub(super) fn write_file_with(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let shown = path.display();
    let refused =
        |error: io::Error| failure(format!("无法写入“{shown}”：{error}"), format!("cannot write {shown}: {error}"));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = tempfile::Builder::new().prefix(".dossier-").suffix(".part").tempfile_in(folder).map_err(refused)?;
    let mut out = BufWriter::new(file);
    write(&mut out).map_err(|error| match error.downcast::<io::Error>() {
        Ok(error) => refused(error),
        Err(other) => other,
    })?;
    let file = out.into_inner().map_err(|error| refused(error.into_error()))?;
    file.as_file().sync_all().map_err(refused)?;
    file.persist(path).map_err(|error| refused(error.error))?;
    Ok(())
}
