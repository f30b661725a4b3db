//! Lines on disk, in a file without a name: it is gone with the program, however that ends.

use crate::failure::because;
use anyhow::{Context, Result};
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// Takes lines.
#[derive(Debug)]
pub(super) struct SpoolWriter {
    file: BufWriter<File>,
    length: u64,
}

impl SpoolWriter {
    pub(super) fn new() -> Result<Self> {
        let file = tempfile::tempfile()
            .map_err(|error| because(&error, "无法建立临时文件", "cannot make a temporary file"))?;
        Ok(Self { file: BufWriter::new(file), length: 0 })
    }

    /// Writes a line; where it lies.
    pub(super) fn write(&mut self, line: &str) -> Result<u64> {
        self.file.write_all(line.as_bytes()).context("temporary file")?;
        let at = self.length;
        self.length += line.len() as u64;
        Ok(at)
    }

    pub(super) fn finish(self) -> Result<Spool> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error).context("temporary file")?;
        Ok(Spool { file })
    }
}

/// Gives lines back, to any number of readers.
#[derive(Debug)]
pub(super) struct Spool {
    file: File,
}

impl Spool {
    /// The line of `length` bytes at `at`.
    pub(super) fn read(&self, at: u64, length: usize) -> Result<String> {
        let mut line = vec![0; length];
        read_exact_at(&self.file, &mut line, at).context("temporary file")?;
        String::from_utf8(line).context("temporary file")
    }
}

/// Reads at a place without moving the file's own: several threads read at once.
#[cfg(unix)]
fn read_exact_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
fn read_exact_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, bytes, at)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = bytes.get_mut(read..).unwrap_or_default();
        at += read as u64;
    }
    Ok(())
}
