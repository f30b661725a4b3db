//! `dossier batch --paths-from`: folders as they come, one line of JSON for each. It is what `pipe` of Spark, GNU
//! parallel, job arrays and the like need of a program.

use super::args::Global;
use super::batch::Batch;
use super::many::Run;
use super::{Outcome, interrupt};
use crate::batch::Row;
use crate::failure::{cannot_read, failure};
use crate::report::Verdict;
use anyhow::{Context, Result};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// How soon a stop is heeded while nothing comes in.
const HEED: Duration = Duration::from_millis(100);

/// Writes each line as soon as its dossier, and those before it, are done.
pub(super) fn run(list: &Path, arguments: &Batch, global: &Global) -> Result<Outcome> {
    let input = open(list)?;
    let run = Run::new(arguments, global, false)?;
    let (mut outcome, mut written, mut unread) = (Outcome::Good, 0_usize, None);
    let folders = come(input).map_while(|path| path.map_err(|error| unread = Some(error)).ok());
    let finish = |folder: &Path, checked| run.row(folder, checked);
    run.check(None, folders, finish, |row: Row| {
        if row.report.verdict == Verdict::Incomplete {
            outcome = Outcome::Faults;
        }
        written += 1;
        write_line(&row)
    })?;
    if let Some(error) = unread {
        return Err(error).with_context(|| list.display().to_string());
    }
    if interrupt::is_stopped() {
        let (zh, en) = interrupt::kept(run.keeps_inspections());
        return Err(failure(
            format!("已停止：写出了 {written} 行，每行都是完整的{zh}"),
            format!("stopped: {written} lines were written, each of them whole{en}"),
        ));
    }
    Ok(outcome)
}

fn open(list: &Path) -> Result<Box<dyn BufRead + Send>> {
    if list == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let file = File::open(list).map_err(|error| cannot_read(list, error))?;
    Ok(Box::new(BufReader::new(file)))
}

fn write_line(row: &Row) -> Result<()> {
    let line = row.to_line()?;
    let mut out = io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).context("stdout")
}

/// The paths, read on a thread of their own, so that a stop is heeded while nothing comes.
fn come(input: Box<dyn BufRead + Send>) -> impl Iterator<Item = io::Result<PathBuf>> {
    let (give, take) = mpsc::sync_channel(0);
    std::thread::spawn(move || {
        let mut paths = paths(input);
        // Ends when nobody takes any more.
        while paths.next().is_some_and(|path| give.send(path).is_ok()) {}
    });
    std::iter::from_fn(move || {
        loop {
            match take.recv_timeout(HEED) {
                Ok(path) => return Some(path),
                Err(RecvTimeoutError::Timeout) if !interrupt::is_stopped() => {}
                Err(_) => return None,
            }
        }
    })
}

/// Paths, one per line, whatever their bytes; empty lines are none.
fn paths(input: impl BufRead) -> impl Iterator<Item = io::Result<PathBuf>> {
    let path = |line: &[u8]| {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        (!line.is_empty()).then(|| raw_path(line))
    };
    let lines = input.split(b'\n').enumerate();
    lines.filter_map(move |(number, line)| {
        let whole = line.map(|line| {
            let mark = "\u{feff}".as_bytes();
            path(if number == 0 { line.strip_prefix(mark).unwrap_or(&line) } else { &line })
        });
        whole.transpose()
    })
}

#[cfg(unix)]
fn raw_path(line: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(line))
}

#[cfg(not(unix))]
fn raw_path(line: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(line).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_any_system_are_paths() {
        let input = "\u{feff}甲\r\n\n乙 \n\r\n\u{feff}丙";
        let read: Vec<_> = paths(input.as_bytes()).map(|path| path.expect("memory can be read")).collect();
        assert_eq!(read, ["甲", "乙 ", "\u{feff}丙"].map(PathBuf::from));
    }
}
