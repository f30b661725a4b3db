//! Writes the canonical zip over any `Write`, front to back: nothing is patched afterwards, so the stream can be hashed
//! while it is written.

use super::format::{Entry, end_records};
use std::io::{self, Write};

/// A zip file being written. Entries come in byte order of their names; their length and CRC-32 are known before.
#[derive(Debug)]
pub struct ZipWriter<W> {
    out: W,
    entries: Vec<Entry>,
    /// Where the next byte goes.
    offset: u64,
    /// Length of what was written of the entry that is open.
    written: u64,
}

impl<W: Write> ZipWriter<W> {
    /// Begins a file at the writer's present place.
    pub fn new(out: W) -> Self {
        Self { out, entries: Vec::new(), offset: 0, written: 0 }
    }

    /// Begins an entry. Its content follows through [`ZipWriter::write`], exactly `bytes` long; that its CRC-32 is the
    /// one given is for the caller to hold.
    ///
    /// # Errors
    /// Where the name does not follow the last one, is too long for the format, the last entry is not as long as was
    /// announced, or the writer fails.
    pub fn begin(&mut self, name: &str, bytes: u64, crc32: u32) -> io::Result<()> {
        self.close_entry()?;
        if self.entries.last().is_some_and(|last| last.name.as_str() >= name) || name.len() > usize::from(u16::MAX) {
            return Err(io::Error::other(format!("{name}: not in order, or too long")));
        }
        let entry = Entry { name: name.to_owned(), bytes, crc32, offset: self.offset };
        self.out.write_all(&entry.local_header())?;
        self.offset = entry.end();
        self.entries.push(entry);
        Ok(())
    }

    /// Adds to the content of the entry that is open.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn write(&mut self, content: &[u8]) -> io::Result<()> {
        self.written += content.len() as u64;
        self.out.write_all(content)
    }

    /// What the file is written to.
    pub fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// Ends the file and gives the writer back, not flushed.
    ///
    /// # Errors
    /// Where the last entry is not as long as was announced, or the writer fails.
    pub fn finish(mut self) -> io::Result<W> {
        self.close_entry()?;
        let mut directory_bytes = 0;
        for entry in &self.entries {
            let header = entry.central_header();
            directory_bytes += header.len() as u64;
            self.out.write_all(&header)?;
        }
        self.out.write_all(&end_records(self.entries.len() as u64, directory_bytes, self.offset))?;
        Ok(self.out)
    }

    fn close_entry(&mut self) -> io::Result<()> {
        let written = std::mem::take(&mut self.written);
        match self.entries.last() {
            Some(entry) if entry.bytes != written => {
                Err(io::Error::other(format!("{}: changed while it was written", entry.name)))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_of_another_length_is_an_error() {
        for content in ["", "a", "abc"] {
            let mut zip = ZipWriter::new(Vec::new());
            zip.begin("a", 2, 0).expect("begins");
            zip.write(content.as_bytes()).expect("writes");
            assert!(zip.begin("b", 0, 0).is_err(), "{content}");
        }
    }

    #[test]
    fn names_ascend() {
        let mut zip = ZipWriter::new(Vec::new());
        zip.begin("b", 0, 0).expect("begins");
        assert!(zip.begin("b", 0, 0).is_err());
        assert!(zip.begin("a", 0, 0).is_err());
    }
}
