//! Where rosters go: what `batch` and `merge` share.

use super::Outcome;
use super::args::Global;
use super::output::{self, Target, write_file_with};
use super::setup::language;
use crate::batch::folders::PassedOver;
use crate::batch::roster::{csv, github, html, json, junit, terminal, xlsx};
use crate::batch::{ReportNames, Roster};
use crate::failure::failure;
use crate::report::Verdict;
use crate::text::Lang;
use anyhow::{Context, Result};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// The formats of a roster.
const FORMATS: &[(&str, Format)] = &[
    ("terminal", Format::Terminal),
    ("json", Format::Json),
    ("xlsx", Format::Xlsx),
    ("csv", Format::Csv),
    ("html", Format::Html),
    ("junit", Format::Junit),
    ("github", Format::Github),
];

/// A way to write a roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// For people at a terminal: a summary.
    Terminal,
    /// For programs.
    Json,
    /// For Excel.
    Xlsx,
    /// For other spreadsheets and scripts.
    Csv,
    /// For a browser.
    Html,
    /// For test reports.
    Junit,
    /// For workflow annotations.
    Github,
}

/// Reads `--format`, before any work is done.
pub(super) fn targets(global: &Global) -> Result<Vec<Target<Format>>> {
    output::targets_among(global, FORMATS)
}

/// Writes a roster to every target: files first, so that stdout stays empty where one of them cannot be written.
pub(super) fn write(
    roster: &Roster,
    passed_over: &[PassedOver],
    targets: &[Target<Format>],
    global: &Global,
) -> Result<Outcome> {
    let lang = language(global.lang);
    let (files, screen): (Vec<_>, Vec<_>) = targets.iter().partition(|(_, file)| file.is_some());
    for (format, file) in files {
        let Some(file) = file else { continue };
        write_file_with(file, |out| match format {
            Format::Terminal => {
                let mut coloured = Vec::new();
                render(roster, passed_over, *format, lang, &mut coloured)?;
                Ok(out.write_all(&anstream::adapter::strip_bytes(&coloured).into_vec())?)
            }
            _ => render(roster, passed_over, *format, lang, out),
        })?;
    }
    for (format, _) in screen {
        if *format == Format::Xlsx {
            // No text: nothing in it is a colour.
            let mut out = io::stdout().lock();
            render(roster, passed_over, *format, lang, &mut out)?;
            out.flush().context("stdout")?;
            continue;
        }
        let mut out = BufWriter::new(anstream::AutoStream::auto(io::stdout().lock()));
        render(roster, passed_over, *format, lang, &mut out)?;
        out.flush().context("stdout")?;
    }
    outcome(roster)
}

fn render(roster: &Roster, passed_over: &[PassedOver], format: Format, lang: Lang, out: &mut dyn Write) -> Result<()> {
    match format {
        Format::Terminal => terminal::render(roster, passed_over, lang, out),
        Format::Json => json::render(roster, out),
        Format::Xlsx => xlsx::render(roster, lang, out),
        Format::Csv => csv::render(roster, lang, out),
        Format::Html => html::render(roster, lang, out),
        Format::Junit => junit::render(roster, lang, out),
        Format::Github => github::render(roster, lang, out),
    }
}

/// Whether anybody's dossier has errors, or could not be checked.
fn outcome(roster: &Roster) -> Result<Outcome> {
    for row in roster.rows()? {
        if row?.report.verdict == Verdict::Incomplete {
            return Ok(Outcome::Faults);
        }
    }
    Ok(Outcome::Good)
}

/// Writes each person's own report into `folder`, which is made where its parent exists.
pub(super) fn write_reports(roster: &Roster, folder: &Path, _global: &Global) -> Result<()> {
    if !folder.is_dir() {
        std::fs::create_dir(folder).map_err(|error| {
            let shown = folder.display();
            failure(format!("无法建立文件夹“{shown}”：{error}"), format!("cannot make the folder {shown}: {error}"))
        })?;
    }
    let mut names = ReportNames::default();
    for row in roster.rows()? {
        let row = row?;
        let path = folder.join(format!("{}.json", names.of(&row.folder)));
        write_file_with(&path, |out| Ok(crate::render::json::render(&row.report, out)?))?;
    }
    Ok(())
}
