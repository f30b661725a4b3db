//! Copies one scan into the package, and holds what was read against what the check saw.

use super::bag::{PayloadFile, hex_digest};
use super::sink::Sink;
use super::zip::writer::ZipWriter;
use super::{Event, Listener};
use crate::failure::{cannot_read, failure};
use crate::file;
use anyhow::Result;
use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, Write};

/// Files up to this long are read once and held; longer ones are read twice, since a header with the CRC-32 comes
/// first. Scans of a page are 0.3–3 MB.
const HELD: usize = 16 * 1024 * 1024;
/// What is read, hashed and written at a time, bytes: small enough for a processor's own cache.
pub(super) const PIECE: usize = 64 * 1024;

/// The whole content of a scan, which must be what the check saw.
///
/// # Errors
/// Where it changed since the check, or cannot be read.
pub fn read_checked(source: &PayloadFile) -> Result<Vec<u8>> {
    let mut content = Vec::new();
    open(source)?.read_to_end(&mut content).map_err(|error| unreadable(source, &error))?;
    if hex_digest(&content) == source.sha256 { Ok(content) } else { Err(changed(source)) }
}

/// Copies one scan after the other.
pub(super) struct Copier<'l> {
    /// The scan, or a piece of it; as long as was ever needed, so that a small dossier takes little.
    buffer: Vec<u8>,
    listener: Listener<'l>,
}

impl<'l> Copier<'l> {
    /// Tells `listener` how far it is.
    pub(super) fn new(listener: Listener<'l>) -> Self {
        Self { buffer: Vec::new(), listener }
    }

    /// Adds the scan as the entry `name`.
    ///
    /// # Errors
    /// Where it changed since the check, cannot be read, or the zip file cannot be written.
    pub(super) fn copy(
        &mut self,
        zip: &mut ZipWriter<Sink<impl Write>>,
        name: &str,
        source: &PayloadFile,
    ) -> Result<()> {
        let mut input = open(source)?;
        let held = usize::try_from(source.bytes).ok().filter(|bytes| *bytes <= HELD);
        let wanted = held.unwrap_or(PIECE);
        if self.buffer.len() < wanted {
            self.buffer.resize(wanted, 0);
        }
        match held {
            Some(bytes) => self.copy_held(zip, name, source, &mut input, bytes)?,
            None => self.copy_longer(zip, name, source, &mut input)?,
        }
        if zip.out().sha256_since_mark() == source.sha256 { Ok(()) } else { Err(changed(source)) }
    }

    fn copy_held(
        &mut self,
        zip: &mut ZipWriter<Sink<impl Write>>,
        name: &str,
        source: &PayloadFile,
        input: &mut File,
        bytes: usize,
    ) -> Result<()> {
        let content = self.buffer.get_mut(..bytes).unwrap_or_default();
        let mut crc32 = crc32fast::Hasher::new();
        for piece in content.chunks_mut(PIECE) {
            let taken = fill(input, piece).map_err(|error| unreadable(source, &error))?;
            if taken < piece.len() {
                return Err(changed(source));
            }
            crc32.update(piece);
        }
        zip.begin(name, source.bytes, crc32.finalize())?;
        zip.out().mark();
        for piece in content.chunks(PIECE) {
            zip.write(piece)?;
            (self.listener)(Event::Bytes(piece.len() as u64));
        }
        Ok(())
    }

    fn copy_longer(
        &mut self,
        zip: &mut ZipWriter<Sink<impl Write>>,
        name: &str,
        source: &PayloadFile,
        input: &mut File,
    ) -> Result<()> {
        let crc32 = self.read_pieces(source, input, |_| Ok(()))?;
        input.rewind().map_err(|error| unreadable(source, &error))?;
        zip.begin(name, source.bytes, crc32)?;
        zip.out().mark();
        let listener = self.listener;
        let written = self.read_pieces(source, input, |piece| {
            zip.write(piece)?;
            listener(Event::Bytes(piece.len() as u64));
            Ok(())
        })?;
        if written == crc32 { Ok(()) } else { Err(changed(source)) }
    }

    /// Reads the scan to its end, which must be where the check found it; its CRC-32.
    fn read_pieces(
        &mut self,
        source: &PayloadFile,
        input: &mut File,
        mut show: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<u32> {
        let buffer = self.buffer.get_mut(..PIECE).unwrap_or_default();
        let mut crc32 = crc32fast::Hasher::new();
        let mut left = source.bytes;
        while left > 0 {
            let taken = fill(input, buffer).map_err(|error| unreadable(source, &error))?;
            if taken == 0 || taken as u64 > left {
                return Err(changed(source));
            }
            let piece = buffer.get(..taken).unwrap_or_default();
            crc32.update(piece);
            show(piece)?;
            left -= taken as u64;
        }
        Ok(crc32.finalize())
    }
}

fn open(source: &PayloadFile) -> Result<File> {
    let same = |metadata: &Metadata| metadata.is_file() && metadata.len() == source.bytes;
    let file = file::open(&source.source).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidInput => changed(source),
        _ => unreadable(source, &error),
    })?;
    let metadata = file.metadata().map_err(|error| unreadable(source, &error))?;
    if same(&metadata) { Ok(file) } else { Err(changed(source)) }
}

fn changed(source: &PayloadFile) -> anyhow::Error {
    let shown = source.source.display();
    failure(
        format!("“{shown}”在检查之后变了，没有打包；请等文件不再变动后重新运行"),
        format!("{shown} changed after it was checked, so nothing was packed; run again when it is at rest"),
    )
}

fn unreadable(source: &PayloadFile, error: &io::Error) -> anyhow::Error {
    cannot_read(&source.source, error)
}

/// Reads until the buffer is full or the file ends.
pub(super) fn fill(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match input.read(rest) {
            Ok(0) => break,
            Ok(taken) => filled += taken,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
