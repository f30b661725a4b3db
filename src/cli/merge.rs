//! `dossier merge`: the roster of what many machines wrote.

use super::Outcome;
use super::args::Global;
use super::each::{self, Wanted};
use super::roster;
use crate::batch::{Collector, Row};
use crate::failure::{cannot_read, failure};
use anyhow::Result;
use clap::Args;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// `dossier merge`
#[derive(Debug, Args)]
pub(super) struct Merge {
    /// Outputs of `batch --paths-from`; `-` for stdin
    #[arg(required = true, value_name = "JSONL")]
    pub(super) files: Vec<PathBuf>,
    /// Show ID numbers whole, where the outputs hold them
    #[arg(long)]
    pub(super) unmask: bool,
    /// Write each person's own report into this folder, as HTML; `json=DIR` as JSON; repeatable
    #[arg(long, value_name = "[html=|json=]DIR")]
    pub(super) reports: Vec<String>,
}

/// Reads all rows, then writes the roster.
pub(super) fn run(arguments: &Merge, global: &Global) -> Result<Outcome> {
    let targets = roster::targets(global)?;
    let wanted = Wanted::new(&arguments.reports, None);
    let mut rows = Collector::new()?;
    for file in &arguments.files {
        read(file, arguments.unmask, &mut rows)?;
    }
    let rows = rows.into_roster()?;
    each::make_from_rows(&rows, &wanted, global)?;
    roster::write(&rows, &[], &targets, wanted.pages(), global)
}

fn read(file: &Path, unmask: bool, rows: &mut Collector) -> Result<()> {
    let unreadable = |error: io::Error| cannot_read(file, error);
    let input: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(BufReader::new(io::stdin()))
    } else {
        Box::new(BufReader::new(File::open(file).map_err(unreadable)?))
    };
    for (number, line) in (1..).zip(input.split(b'\n')) {
        let line = line.map_err(unreadable)?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let row = std::str::from_utf8(&line).ok().map(Row::parse);
        let mut row = match row {
            Some(Ok(row)) => row,
            Some(Err(error)) => return Err(no_row(file, number, &error.to_string())),
            None => return Err(no_row(file, number, "UTF-8")),
        };
        if !unmask {
            row.id_number = None;
        }
        rows.add(&row)?;
    }
    Ok(())
}

/// A roster without somebody is worse than none: a line that is cut short, or another version's, ends the merge.
fn no_row(file: &Path, number: usize, why: &str) -> anyhow::Error {
    let shown = file.display();
    failure(
        format!("“{shown}”第 {number} 行不是本版本 batch --paths-from 写出的一行（{why}）；请重新生成这个文件"),
        format!("{shown}, line {number}: no line of this version's `batch --paths-from` ({why}); make the file again"),
    )
}
