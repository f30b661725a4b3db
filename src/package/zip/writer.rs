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
    /// CRC-32 and length of what was written of the entry that is open.
    crc32: crc32fast::Hasher,
    written: u64,
}

impl<W: Write> ZipWriter<W> {
    /// Begins a file at the writer's present place.
    pub fn new(out: W) -> Self {
        Self { out, entries: Vec::new(), offset: 0, crc32: crc32fast::Hasher::new(), written: 0 }
    }

    /// Begins an entry. Its content follows through [`ZipWriter::write`], exactly `bytes` long.
    ///
    /// # Errors
    /// Where the name does not follow the last one, is too long for the format, the last entry is not what was
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
        self.crc32.update(content);
        self.written += content.len() as u64;
        self.out.write_all(content)
    }

    /// Ends the file and gives the writer back, not flushed.
    ///
    /// # Errors
    /// Where the last entry is not what was announced, or the writer fails.
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
        let crc32 = std::mem::take(&mut self.crc32).finalize();
        let written = std::mem::take(&mut self.written);
        match self.entries.last() {
            Some(entry) if entry.crc32 != crc32 || entry.bytes != written => {
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
    fn a_content_that_was_not_announced_is_an_error() {
        for (bytes, crc32) in [(2, 0xE8B7_BE43), (1, 1)] {
            let mut zip = ZipWriter::new(Vec::new());
            zip.begin("a", bytes, crc32).expect("begins");
            zip.write(b"a").expect("writes");
            assert!(zip.begin("b", 0, 0).is_err());
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
