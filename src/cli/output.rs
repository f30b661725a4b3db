//! Where reports go: one format to stdout, others to files, each written as a whole or not at all.

use super::args::Global;
use super::setup::{bad_argument, language, say_notes, settings};
use crate::app::{report_pictures, write_file};
use crate::batch::Naming;
use crate::config::fields::one_of;
use crate::render::escape::escaped;
use crate::render::html::picture::Pictures;
use crate::render::{github, html, json, junit, terminal};
use crate::report::Checked;
use crate::text::Text;
use anyhow::{Context, Result};
use std::io::{self, IsTerminal as _, Write};
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

/// Reads `--format`, before any work is done. A page that would be poured over a terminal goes beside the folder
/// instead.
pub(super) fn targets(global: &Global, folder: &Path) -> Result<Vec<Target>> {
    let mut targets = read_targets(global, FORMATS)?;
    if io::stdout().is_terminal() {
        for (_, file) in targets.iter_mut().filter(|(format, file)| *format == Format::Html && file.is_none()) {
            *file = Some(beside(folder)?);
        }
    }
    one_to_stdout(targets)
}

/// `FOLDER-report.html` in the folder's parent, never in the folder itself, where it would be a stray file. A file that
/// is there already is replaced only if it is such a report.
fn beside(folder: &Path) -> Result<PathBuf> {
    let whole = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let (Some(parent), Some(name)) = (whole.parent(), whole.file_name()) else {
        let zh = "这个文件夹没有上级文件夹可以放报告，请写成 --format html=文件名";
        return Err(bad_argument(zh, "there is no folder above this one for the report; say --format html=FILE"));
    };
    let mut name = name.to_owned();
    name.push("-report.html");
    // The path as it was typed, where it was typed: it is shown to the person who typed it.
    let typed = folder.parent().filter(|_| folder.file_name().is_some()).unwrap_or(parent);
    let file = typed.join(name);
    if file.exists() && !html::is_report(&std::fs::read(&file).unwrap_or_default()) {
        let shown = file.display();
        let zh = format!("“{shown}”已经存在，又不是检查报告，没有覆盖它；请写成 --format html=文件名");
        let en = format!("{shown} exists and is no report of ours, so it was left alone; say --format html=FILE");
        return Err(bad_argument(zh, en));
    }
    Ok(file)
}

/// [`targets`] of a command whose answer is not a report.
pub(super) fn answer_targets(global: &Global) -> Result<Vec<Target<Answer>>> {
    targets_among(global, ANSWERS)
}

/// [`targets`] of a command with formats of its own, the first of which is the default.
pub(super) fn targets_among<F: Copy>(global: &Global, formats: &[(&str, F)]) -> Result<Vec<Target<F>>> {
    one_to_stdout(read_targets(global, formats)?)
}

fn read_targets<F: Copy>(global: &Global, formats: &[(&str, F)]) -> Result<Vec<Target<F>>> {
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
    Ok(targets)
}

fn one_to_stdout<F>(targets: Vec<Target<F>>) -> Result<Vec<Target<F>>> {
    if targets.iter().filter(|(_, file)| file.is_none()).count() > 1 {
        let zh = "只有一种格式可以输出到屏幕，其余请写成 --format json=文件名";
        return Err(bad_argument(zh, "only one format can go to stdout; give the others a file: --format json=FILE"));
    }
    Ok(targets)
}

/// A report, and where its pictures come from.
#[derive(Clone, Copy)]
pub(super) struct Shown<'s> {
    pub(super) folder: &'s Path,
    pub(super) checked: &'s Checked,
    /// Made already, where somebody did; else they are made when a page asks for them.
    pub(super) pictures: Option<&'s Pictures>,
}

/// Whether any of the targets shows pictures.
pub(super) fn wants_pictures(targets: &[Target]) -> bool {
    targets.iter().any(|(format, _)| *format == Format::Html)
}

/// Writes the report of a folder to every target.
pub(super) fn write(folder: &Path, checked: &Checked, targets: &[Target], global: &Global) -> Result<()> {
    write_shown(Shown { folder, checked, pictures: None }, targets, global)
}

/// [`write`] with pictures that are there already.
pub(super) fn write_shown(shown: Shown<'_>, targets: &[Target], global: &Global) -> Result<()> {
    deliver(targets, |format| rendered(shown, format, global))?;
    let page = targets.iter().find(|(format, _)| *format == Format::Html).and_then(|(_, file)| file.as_ref());
    if let (true, Some(page)) = (io::stdout().is_terminal(), page) {
        let page = page.display();
        let zh = format!("图文报告：{page}（用浏览器打开）");
        say_notes(&[Text { zh, en: format!("Report with pictures: {page} (open it in a browser)") }], global);
    }
    Ok(())
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

fn rendered(shown: Shown<'_>, format: Format, global: &Global) -> Result<Vec<u8>> {
    let Shown { folder, checked, pictures: made } = shown;
    let Checked { dossier, report } = checked;
    let lang = language(global.lang);
    let shown_folder = Naming::default().of(folder);
    let mut bytes = Vec::new();
    match format {
        Format::Terminal => terminal::render(report, lang, look(global), &mut bytes)?,
        Format::Json => json::render(report, &mut bytes)?,
        Format::Junit => junit::render(report, &shown_folder, lang, &mut bytes)?,
        Format::Github => github::render(report, &shown_folder, lang, &mut bytes)?,
        Format::Html => {
            if let Some(pictures) = made {
                html::render(report, pictures, lang, &mut bytes)?;
            } else {
                let pictures = report_pictures(folder, dossier, report, &settings(global))?;
                html::render(report, &pictures, lang, &mut bytes)?;
            }
        }
    }
    Ok(bytes)
}

/// How wide the screen is that stdout is shown on.
fn look(global: &Global) -> terminal::Look {
    let size = terminal_size::terminal_size_of(io::stdout());
    let cells = size.map_or(terminal::Look::READABLE, |(width, _)| usize::from(width.0));
    terminal::Look { cells, verbose: global.verbose > 0 }
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
