//! `dossier merge`: the roster of what many machines wrote.

use crate::app::make_from_rows;
use crate::batch::{Collector, Row};
use crate::cli::args::{Global, Merge};
use crate::cli::exit::Exit;
use crate::cli::roster::{self, personal};
use crate::cli::setup::language;
use crate::failure::{cannot_read, failure};
use anyhow::Result;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// Reads all rows, then writes the roster.
pub(crate) fn run(arguments: &Merge, global: &Global) -> Result<Exit> {
    let targets = roster::targets(global)?;
    let wanted = personal(&arguments.reports);
    let mut rows = Collector::new()?;
    for file in &arguments.files {
        read(file, arguments.unmask, &mut rows)?;
    }
    let rows = rows.into_roster()?;
    make_from_rows(&rows, &wanted, language(global.lang))?;
    roster::write(&rows, &[], &targets, wanted.pages.as_deref(), global)
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
