//! Where rosters go: what `batch` and `merge` share.

use super::args::Global;
use super::exit::Exit;
use super::formats::{self, Known, Target};
use super::interrupt::Stoppable;
use super::output::{arrived, say_written, shown_lines, stdout, write_stdout};
use super::setup::language;
use crate::app::{Inputs, Personal, write_file_with};
use crate::batch::Roster;
use crate::batch::roster::{Links, csv, github, html, json, junit, terminal, text, xlsx};
use crate::dossier::path::real_place;
use crate::failure::failure;
use crate::workbook::writing;
use anyhow::{Context, Result};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// The formats of a roster.
pub(super) const FORMATS: &[Known<'_, Format>] = &[
    ("terminal", Format::Terminal),
    ("text", Format::Text),
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
    /// To paste into a chat.
    Text,
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

/// Reads `--format`, before any work is done; `inputs` is what no roster may overwrite.
pub(super) fn targets(inputs: &Inputs, global: &Global) -> Result<Vec<Target<Format>>> {
    formats::targets(inputs, global, FORMATS)
}

/// Reads `--reports [html=|json=]DIR`.
pub(super) fn personal(reports: &[String]) -> Personal {
    let mut wanted = Personal::default();
    for asked in reports {
        match asked.split_once('=') {
            Some(("json", folder)) => wanted.json = Some(PathBuf::from(folder)),
            Some(("html", folder)) => wanted.pages = Some(PathBuf::from(folder)),
            _ => wanted.pages = Some(PathBuf::from(asked)),
        }
    }
    wanted
}

/// Writes a roster to every target: files first, so that stdout stays empty where one of them cannot be written. `wanted`
/// says where everybody's own report lies.
pub(super) fn write(roster: &Roster, targets: &[Target<Format>], wanted: &Personal, global: &Global) -> Result<Exit> {
    let lang = language(global.lang);
    check_apart(roster, targets, wanted)?;
    let links = |page: &Path| {
        wanted.pages.as_deref().map_or_else(Links::default, |pages| {
            Links::new(page.parent().unwrap_or(page), pages, roster.report_names())
        })
    };
    let render = |format, page: &Path, out: &mut dyn Write| match format {
        Format::Terminal => terminal::render(roster, lang, out),
        Format::Text => text::render(roster, lang, out),
        Format::Json => json::render(roster, out),
        Format::Xlsx => writing(|| xlsx::render(roster, lang, out)).map_err(|why| failure(why.zh, why.en))?,
        Format::Csv => csv::render(roster, lang, out),
        Format::Html => html::render(roster, &links(page), lang, out),
        Format::Junit => junit::render(roster, lang, out),
        Format::Github => github::render(roster, lang, out),
    };
    for target in targets {
        let Some(file) = &target.file else { continue };
        write_file_with(&target.output(file, global), |out| {
            if target.coloured {
                let mut coloured = Vec::new();
                render(target.format, file, &mut coloured)?;
                return Ok(out.write_all(&anstream::adapter::strip_bytes(&coloured).into_vec())?);
            }
            render(target.format, file, &mut Stoppable(out))
        })?;
        say_written(target);
    }
    for target in targets.iter().filter(|target| target.file.is_none()) {
        if target.said.is_none() && target.coloured {
            let mut all = Vec::new();
            render(target.format, Path::new(""), &mut all)?;
            write_stdout(shown_lines(target, &all))?;
            continue;
        }
        let mut out = BufWriter::new(stdout(target.coloured));
        let written = render(target.format, Path::new(""), &mut out).and_then(|()| Ok(out.flush()?));
        arrived(written.context("stdout"))?;
    }
    Ok(if roster.is_complete() { Exit::Good } else { Exit::Faults })
}

/// Checks that no roster takes the place of somebody's report: what those are called is known only now.
fn check_apart(roster: &Roster, targets: &[Target<Format>], wanted: &Personal) -> Result<()> {
    let real = |path: &Path| real_place(path).ok();
    for (folder, end) in [(&wanted.pages, "html"), (&wanted.json, "json")] {
        let Some(folder) = folder.as_deref().and_then(real) else { continue };
        for file in targets.iter().filter_map(|target| target.file.as_deref()) {
            let is_report = |file: &PathBuf| {
                let inside = file.parent() == Some(&*folder) && file.extension().is_some_and(|own| own == end);
                inside && roster.report_names().iter().any(|name| file.file_stem().is_some_and(|stem| stem == &**name))
            };
            if real(file).as_ref().is_some_and(is_report) {
                let shown = file.display();
                return Err(failure(
                    format!("“{shown}”已经是一个人的报告，没有覆盖它；请给汇总表换一个文件名"),
                    format!("{shown} is somebody's report and was left as it is; choose another name for the roster"),
                ));
            }
        }
    }
    Ok(())
}
