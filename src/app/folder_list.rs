//! A list of folders that comes line by line, from a file or a pipe.

use crate::batch::capped_lines;
use crate::failure::{cannot_read, no_thread};
use crate::limits::LIST_LINE_BYTES;
use anyhow::Result;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::Builder;
use std::time::Duration;

/// How soon a stop is noticed while no line comes in.
const NOTICE: Duration = Duration::from_millis(100);

/// The folders of a list, one a line; `-` is stdin. Read on a thread of its own, so that `stop` ends the list while no
/// line comes in.
///
/// # Errors
/// When the list cannot be opened, or the system gives no further thread.
pub fn listed_folders<'s>(
    list: &Path,
    stop: &'s AtomicBool,
) -> Result<impl Iterator<Item = io::Result<PathBuf>> + use<'s>> {
    let input = open(list)?;
    let (give, take) = mpsc::sync_channel(0);
    let read = move || {
        let mut paths = paths(input);
        // Ends when nobody takes any more.
        while paths.next().is_some_and(|path| give.send(path).is_ok()) {}
    };
    Builder::new().spawn(read).map_err(|error| no_thread(&error))?;
    Ok(std::iter::from_fn(move || {
        loop {
            match take.recv_timeout(NOTICE) {
                Ok(path) => return Some(path),
                Err(RecvTimeoutError::Timeout) if !stop.load(Ordering::Relaxed) => {}
                Err(_) => return None,
            }
        }
    }))
}

fn open(list: &Path) -> Result<Box<dyn BufRead + Send>> {
    if list == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let file = File::open(list).map_err(|error| cannot_read(list, &error))?;
    Ok(Box::new(BufReader::new(file)))
}

/// Paths, one per line, whatever their bytes; empty lines are none.
fn paths(input: impl BufRead) -> impl Iterator<Item = io::Result<PathBuf>> {
    let path = |line: &[u8]| {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        (!line.is_empty()).then(|| raw_path(line))
    };
    let lines = capped_lines(input, LIST_LINE_BYTES).enumerate();
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
