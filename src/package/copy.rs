//! Copies one scan into the package, and holds what was read against what the check saw.

use super::bag::PayloadFile;
use super::zip::writer::ZipWriter;
use super::{Event, Listener};
use crate::failure::failure;
use crate::text::hex;
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read, Seek, Write};

/// Files up to this long are read once and held; longer ones are read twice, since a header with the CRC-32 comes
/// first. Scans of a page are 0.3–3 MB.
pub(super) const HELD: usize = 4 * 1024 * 1024;
/// One piece of a longer file, and of what is collected before it goes to the disk, bytes.
pub(super) const PIECE: usize = 256 * 1024;

/// Adds the scan as the entry `name`; `buffer` is [`HELD`] bytes long.
///
/// # Errors
/// Where it changed since the check, cannot be read, or the zip file cannot be written.
pub(super) fn copy(
    zip: &mut ZipWriter<impl Write>,
    name: &str,
    source: &PayloadFile,
    buffer: &mut [u8],
    listener: Listener<'_>,
) -> Result<()> {
    let mut input = open(source)?;
    let start = fill(&mut input, buffer).map_err(|error| unreadable(source, &error))?;
    let start = buffer.get_mut(..start).unwrap_or_default();
    let mut hash = Sha256::new();
    if start.len() as u64 == source.bytes {
        hash.update(&*start);
        check_unchanged(source, hash)?;
        zip.begin(name, source.bytes, crc32fast::hash(start))?;
        zip.write(start)?;
        listener(Event::Bytes(source.bytes));
        return Ok(());
    }
    let crc32 = crc_of_longer(&mut input, source, start)?;
    zip.begin(name, source.bytes, crc32)?;
    let mut input = input.take(source.bytes);
    loop {
        let piece = buffer.get_mut(..PIECE).unwrap_or_default();
        let taken = fill(&mut input, piece).map_err(|error| unreadable(source, &error))?;
        if taken == 0 {
            return check_unchanged(source, hash);
        }
        let piece = piece.get(..taken).unwrap_or_default();
        hash.update(piece);
        zip.write(piece)?;
        listener(Event::Bytes(taken as u64));
    }
}

/// The CRC-32 of a file whose start was read already; leaves the file at its start.
fn crc_of_longer(input: &mut File, source: &PayloadFile, start: &mut [u8]) -> Result<u32> {
    let mut crc32 = crc32fast::Hasher::new();
    let mut total = start.len() as u64;
    crc32.update(start);
    while total < source.bytes {
        let taken = fill(input, start).map_err(|error| unreadable(source, &error))?;
        if taken == 0 {
            break;
        }
        crc32.update(start.get(..taken).unwrap_or_default());
        total += taken as u64;
    }
    if total != source.bytes {
        return Err(changed(source));
    }
    input.rewind().map_err(|error| unreadable(source, &error))?;
    Ok(crc32.finalize())
}

fn open(source: &PayloadFile) -> Result<File> {
    let file = File::open(&source.source).map_err(|error| unreadable(source, &error))?;
    let metadata = file.metadata().map_err(|error| unreadable(source, &error))?;
    if metadata.is_file() && metadata.len() == source.bytes { Ok(file) } else { Err(changed(source)) }
}

fn check_unchanged(source: &PayloadFile, hash: Sha256) -> Result<()> {
    if hex(&hash.finalize()) == source.sha256 { Ok(()) } else { Err(changed(source)) }
}

fn changed(source: &PayloadFile) -> anyhow::Error {
    let shown = source.source.display();
    failure(
        format!("“{shown}”在检查之后变了，没有打包；请等文件不再变动后重新运行"),
        format!("{shown} changed after it was checked, so nothing was packed; run again when it is at rest"),
    )
}

fn unreadable(source: &PayloadFile, error: &io::Error) -> anyhow::Error {
    let shown = source.source.display();
    failure(format!("无法读取“{shown}”：{error}"), format!("cannot read {shown}: {error}"))
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
