//! `dossier merge`: the roster of what many machines wrote.

use crate::app::{Inputs, Personal, make_from_rows};
use crate::batch::{Collector, Row, capped_lines};
use crate::cli::args::{Global, Merge};
use crate::cli::exit::Exit;
use crate::cli::overwriting::sweep;
use crate::cli::roster::{self, personal};
use crate::cli::setup::{language, say_notes};
use crate::failure::{cannot_read, failure};
use crate::limits::ROW_BYTES;
use crate::text::Text;
use anyhow::Result;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// Reads all rows, then writes the roster.
pub(crate) fn run(arguments: &Merge, global: &Global) -> Result<Exit> {
    let targets = roster::targets(&Inputs { files: arguments.files.clone(), ..Inputs::default() }, global)?;
    let wanted = Personal { replace: global.replace, ..personal(&arguments.reports) };
    sweep(&wanted.folders());
    let mut rows = Collector::new()?;
    for file in &arguments.files {
        read(file, arguments.unmask, &mut rows)?;
    }
    if !rows.compares_people() {
        say_notes(&[several_keys()], global);
    }
    let rows = rows.into_roster()?;
    make_from_rows(&rows, &wanted, language(global.lang))?;
    roster::write(&rows, &targets, &wanted, global)
}

fn read(file: &Path, unmask: bool, rows: &mut Collector) -> Result<()> {
    let unreadable = |error: io::Error| cannot_read(file, &error);
    let input: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(BufReader::new(io::stdin()))
    } else {
        Box::new(BufReader::new(File::open(file).map_err(unreadable)?))
    };
    for (number, line) in (1..).zip(capped_lines(input, ROW_BYTES)) {
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

/// What the same ID number in two dossiers would be is not known: it must not look as if there were none.
fn several_keys() -> Text {
    Text {
        zh: "各行的身份证号摘要不是用同一个密钥算的，查不出两份材料里相同的身份证号；请在每台电脑上用同一个 --key-file 重新运行 batch".to_owned(),
        en: "the lines' digests of ID numbers were not all made with one key, so the same number in two dossiers is not found; run batch again with the same --key-file on every machine".to_owned(),
    }
}

/// A roster without somebody is worse than none: a line that is cut short, or another version's, ends the merge.
fn no_row(file: &Path, number: usize, why: &str) -> anyhow::Error {
    let shown = file.display();
    failure(
        format!("“{shown}”第 {number} 行不是本版本 batch --paths-from 写出的一行；请重新生成这个文件"),
        format!("{shown}, line {number}: no line of this version's `batch --paths-from` ({why}); make the file again"),
    )
}
