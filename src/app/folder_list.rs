//! A list of folders that comes line by line, from a file or a pipe.

use crate::batch::capped_lines;
use crate::config::encoding::decoded;
use crate::failure::{cannot_read, failure, no_thread};
use crate::file::Unfit;
use crate::limits::LIST_LINE_BYTES;
use anyhow::Result;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::Builder;
use std::time::Duration;

/// The longest list in UTF-16 that is read, bytes.
const LIST_BYTES: u64 = 64 << 20;

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
    let mut file = BufReader::new(File::open(list).map_err(|error| cannot_read(list, &error))?);
    let begins = file.fill_buf().map_err(|error| cannot_read(list, &error))?;
    if [&[0xff, 0xfe][..], &[0xfe, 0xff]].iter().any(|mark| begins.starts_with(mark)) {
        return Ok(Box::new(Cursor::new(utf_16(list, file)?)));
    }
    Ok(Box::new(file))
}

/// The text of a list in UTF-16, as PowerShell writes one (`dir > list.txt`).
fn utf_16(list: &Path, file: impl Read) -> Result<String> {
    let (mut bytes, mut file) = (Vec::new(), file.take(LIST_BYTES + 1));
    file.read_to_end(&mut bytes).map_err(|error| cannot_read(list, &error))?;
    if bytes.len() as u64 > LIST_BYTES {
        return Err(cannot_read(list, &Unfit::LongerThan(LIST_BYTES).into()));
    }
    decoded(bytes).map_err(|_| {
        let shown = list.display();
        failure(format!("“{shown}”不是文本文件"), format!("{shown} is no text file"))
    })
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

/// Where names are no bytes, a list is a text in one of the usual encodings: `dir /b > list.txt` writes GB 18030 on a
/// Chinese Windows.
#[cfg(not(unix))]
fn raw_path(line: &[u8]) -> PathBuf {
    PathBuf::from(decoded(line.to_vec()).unwrap_or_else(|_| String::from_utf8_lossy(line).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_powershell_wrote_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let list = folder.path().join("list.txt");
        let text = "\u{feff}D:\\评审\\王 小明\r\nD:\\评审\\李四\r\n";
        std::fs::write(&list, text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()).expect("a file");
        let read: Vec<_> = paths(open(&list).expect("a list")).map(|path| path.expect("a path")).collect();
        assert_eq!(read, ["D:\\评审\\王 小明", "D:\\评审\\李四"].map(PathBuf::from));
    }

    #[test]
    fn lines_of_any_system_are_paths() {
        let input = "\u{feff}甲\r\n\n乙 \n\r\n\u{feff}丙";
        let read: Vec<_> = paths(input.as_bytes()).map(|path| path.expect("memory can be read")).collect();
        assert_eq!(read, ["甲", "乙 ", "\u{feff}丙"].map(PathBuf::from));
    }
}
