//! The report of one dossier, in the formats that were asked for.

use super::args::Global;
use super::formats::{Known, Target, any_targets, usable};
use super::output::deliver;
use super::setup::{bad_argument, language, settings};
use crate::app::{Inputs, report_pictures};
use crate::batch::Naming;
use crate::dossier::path::{plain, real_place};
use crate::render::html::picture::Pictures;
use crate::render::{github, html, json, junit, terminal, text};
use crate::report::Checked;
use anyhow::Result;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

pub(super) const FORMATS: &[Known<'_, Format>] = &[
    ("terminal", Format::Terminal),
    ("text", Format::Text),
    ("json", Format::Json),
    ("html", Format::Html),
    ("junit", Format::Junit),
    ("github", Format::Github),
];

/// A way to write a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// For people at a terminal.
    Terminal,
    /// At most five lines of plain words, for a chat.
    Text,
    /// For programs.
    Json,
    /// For test reports of a continuous integration.
    Junit,
    /// For annotations of a workflow.
    Github,
    /// One page with small pictures of every scan.
    Html,
}

/// Reads `--format`, before any work is done. A page that would be poured over a terminal goes beside the folder
/// instead.
pub(super) fn targets(folder: &Path, inputs: &Inputs, global: &Global) -> Result<Vec<Target<Format>>> {
    let mut targets = any_targets(global, FORMATS)?;
    if io::stdout().is_terminal() {
        let pages = targets.iter_mut().filter(|target| target.format == Format::Html && target.file.is_none());
        for page in pages {
            page.file = Some(beside(folder)?);
        }
    }
    usable(targets, inputs, global)
}

/// `FOLDER-report.html` in the folder's parent, never in the folder itself, where it would be a stray file.
fn beside(folder: &Path) -> Result<PathBuf> {
    let whole = real_place(folder).map_or_else(|_| folder.to_owned(), plain);
    let (Some(parent), Some(name)) = (whole.parent(), whole.file_name()) else {
        let zh = "这个文件夹没有上级文件夹可以放报告，请写成 --format html=文件名";
        return Err(bad_argument(zh, "there is no folder above this one for the report; say --format html=FILE"));
    };
    let mut name = name.to_owned();
    name.push("-report.html");
    // The path as it was typed, where it was typed: it is shown to the person who typed it.
    let typed = folder.parent().filter(|_| folder.file_name().is_some()).unwrap_or(parent);
    Ok(typed.join(name))
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
pub(super) fn wants_pictures(targets: &[Target<Format>]) -> bool {
    targets.iter().any(|target| target.format == Format::Html)
}

/// Whether only people read the answer.
pub(super) fn are_for_people(targets: &[Target<Format>]) -> bool {
    targets.iter().all(|target| matches!(target.format, Format::Terminal | Format::Text | Format::Html))
}

/// Writes the report of a folder to every target.
pub(super) fn write(folder: &Path, checked: &Checked, targets: &[Target<Format>], global: &Global) -> Result<()> {
    write_shown(Shown { folder, checked, pictures: None }, targets, global)
}

/// [`write`] with pictures that are there already.
pub(super) fn write_shown(shown: Shown<'_>, targets: &[Target<Format>], global: &Global) -> Result<()> {
    deliver(targets, global, |format| rendered(shown, format, global))
}

fn rendered(shown: Shown<'_>, format: Format, global: &Global) -> Result<Vec<u8>> {
    let Shown { folder, checked, pictures: made } = shown;
    let Checked { dossier, report } = checked;
    let lang = language(global.lang);
    let shown_folder = Naming::default().of(folder);
    let mut bytes = Vec::new();
    match format {
        Format::Terminal if global.quiet => terminal::render_verdict(report, lang, &mut bytes)?,
        Format::Terminal => {
            let typed = folder.to_string_lossy();
            terminal::render(
                report,
                lang,
                terminal::Look { folder: folder.is_relative().then_some(&*typed), ..look(global) },
                &mut bytes,
            )?;
        }
        Format::Text => bytes.extend_from_slice(text::render(report, &name(checked, &shown_folder), lang).as_bytes()),
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
fn look(global: &Global) -> terminal::Look<'static> {
    let size = terminal_size::terminal_size_of(io::stdout());
    let cells = size.map_or(terminal::Look::READABLE, |(width, _)| usize::from(width.0));
    terminal::Look { cells, verbose: global.verbose > 0, folder: None }
}

/// Who the report is about: the applicant, or the folder where the name is not known.
fn name(checked: &Checked, folder: &str) -> String {
    let applicant = checked.dossier.applicant.as_ref().map(|applicant| applicant.name.trim());
    applicant.filter(|name| !name.is_empty()).unwrap_or(folder).to_owned()
}
