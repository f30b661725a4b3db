//! Reads a canonical zip and refuses every other file.
//!
//! First from the end: end record, then the whole central directory, each header rebuilt and compared. Then from the
//! front: each local header and content in turn. Memory is bounded by the number and length of names allowed.

use super::end::{self, End, signature};
use super::format::{CENTRAL, CENTRAL_BYTES, Entry, FULL32, LOCAL, number};
use super::headers::{central_fault, local_fault, name_is_encoded_right};
use crate::limits::{PACKAGE_ENTRIES, PACKAGE_PATH_BYTES};
use crate::package::refusal::{
    CRC, CUT_SHORT, Code, DIRECTORY, END_RECORD, GAP, HIDDEN_ENTRY, LEADING_BYTES, NAME_ENCODING, OVERLAP, Refusal,
    UNSAFE_NAME,
};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

/// Read ahead, bytes: large enough that system calls do not count, small enough for a processor's own cache.
const BUFFER: usize = 64 * 1024;

/// Why reading stopped.
#[derive(Debug)]
pub enum Stop {
    /// The file is not what it should be.
    Refused(Box<Refusal>),
    /// The system could not read it.
    Failed(io::Error),
}

impl Stop {
    /// A refusal that the code's own sentence says in full.
    pub fn plain(code: Code, entry: &str, offset: u64) -> Self {
        Self::Refused(Box::new(Refusal::plain(code, entry, offset)))
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

/// A zip file whose directory was read and found canonical.
#[derive(Debug)]
pub struct Archive<R> {
    file: BufReader<R>,
}

impl<R: Read + Seek> Archive<R> {
    /// Reads end record and directory. The entries lie one after the other from the start of the file to the
    /// directory, in the order given; their names are not judged here beyond encoding and length.
    ///
    /// # Errors
    /// A refusal, or what the system says.
    pub fn open(mut file: R) -> Result<(Self, Vec<Entry>), Stop> {
        let length = file.seek(SeekFrom::End(0))?;
        let end = end::read(&mut file, length)?;
        let mut file = BufReader::with_capacity(BUFFER, file);
        let entries = read_directory(&mut file, &end)?;
        check_places(&mut file, &entries, &end)?;
        file.seek(SeekFrom::Start(0))?;
        Ok((Self { file }, entries))
    }

    /// Reads the next entry, in the order of the directory, and shows its content piece by piece.
    ///
    /// # Errors
    /// A refusal, or what the system says.
    pub fn read(&mut self, entry: &Entry, mut show: impl FnMut(&[u8])) -> Result<(), Stop> {
        self.read_local_header(entry)?;
        let mut crc32 = crc32fast::Hasher::new();
        let mut left = entry.bytes;
        while left > 0 {
            let ahead = self.file.fill_buf()?;
            let piece = ahead.get(..usize::try_from(left).unwrap_or(usize::MAX)).unwrap_or(ahead);
            if piece.is_empty() {
                return Err(Stop::plain(CUT_SHORT, &entry.name, entry.end() - left));
            }
            crc32.update(piece);
            show(piece);
            let taken = piece.len();
            self.file.consume(taken);
            left -= taken as u64;
        }
        if crc32.finalize() == entry.crc32 { Ok(()) } else { Err(Stop::plain(CRC, &entry.name, entry.offset)) }
    }

    fn read_local_header(&mut self, entry: &Entry) -> Result<(), Stop> {
        let expected = entry.local_header();
        let mut header = Vec::with_capacity(expected.len());
        self.file.by_ref().take(expected.len() as u64).read_to_end(&mut header)?;
        if header == expected {
            return Ok(());
        }
        let code = match header.get(..4) {
            Some(start) if start == LOCAL => local_fault(&header, entry, &expected),
            Some(_) if entry.offset == 0 => LEADING_BYTES,
            Some(_) => GAP,
            None => CUT_SHORT,
        };
        Err(Stop::plain(code, &entry.name, entry.offset))
    }
}

fn read_directory(file: &mut (impl Read + Seek), end: &End) -> Result<Vec<Entry>, Stop> {
    file.seek(SeekFrom::Start(end.directory_offset))?;
    let mut directory = file.take(end.directory_bytes);
    let mut entries = Vec::with_capacity(end.entries.min(PACKAGE_ENTRIES) as usize);
    for _ in 0..end.entries {
        let at = end.directory_offset + (end.directory_bytes - directory.limit());
        entries.push(read_central_header(&mut directory, at)?);
    }
    if directory.limit() > 0 {
        let at = end.directory_offset + (end.directory_bytes - directory.limit());
        return Err(Stop::plain(END_RECORD, "", at));
    }
    Ok(entries)
}

fn read_central_header(directory: &mut impl Read, at: u64) -> Result<Entry, Stop> {
    let mut header = Vec::new();
    directory.take(CENTRAL_BYTES as u64).read_to_end(&mut header)?;
    if header.len() < CENTRAL_BYTES || !header.starts_with(&CENTRAL) {
        return Err(Stop::plain(DIRECTORY, "", at));
    }
    let (name_bytes, extra_bytes, comment_bytes) =
        (number(&header, 28, 2), number(&header, 30, 2), number(&header, 32, 2));
    let whole = CENTRAL_BYTES as u64 + name_bytes + extra_bytes + comment_bytes;
    directory.take(whole - CENTRAL_BYTES as u64).read_to_end(&mut header)?;
    let name_end = CENTRAL_BYTES + name_bytes as usize;
    let (Some(name), true) = (header.get(CENTRAL_BYTES..name_end), header.len() as u64 == whole) else {
        return Err(Stop::plain(DIRECTORY, "", at));
    };
    let shown = String::from_utf8_lossy(name).into_owned();
    if name.len() > PACKAGE_PATH_BYTES {
        return Err(Stop::plain(UNSAFE_NAME, &shown, at));
    }
    let entry = central_entry(&header, name_end, shown);
    let expected = entry.central_header();
    if header == expected && name_is_encoded_right(number(&header, 8, 2) as u16, name) {
        return Ok(entry);
    }
    let code = if header == expected { NAME_ENCODING } else { central_fault(&header, name, &expected) };
    Err(Stop::plain(code, &entry.name, at))
}

/// What a central header says, whether or not it may say it.
fn central_entry(header: &[u8], name_end: usize, name: String) -> Entry {
    // After the zip64 field's own 4 bytes: length, stored length, offset, as far as each does not fit above.
    let mut zip64 = name_end + 4;
    let mut bytes = number(header, 24, 4);
    if bytes == FULL32 {
        bytes = number(header, zip64, 8);
        zip64 += 16;
    }
    let mut offset = number(header, 42, 4);
    if offset == FULL32 {
        offset = number(header, zip64, 8);
    }
    Entry { name, bytes, crc32: number(header, 16, 4) as u32, offset }
}

/// Holds that the entries fill the file from its start to the directory, without gap or overlap.
fn check_places(file: &mut (impl Read + Seek), entries: &[Entry], end: &End) -> Result<(), Stop> {
    let mut next = 0;
    for entry in entries {
        if entry.offset != next {
            return Err(misplaced(file, &entry.name, next, entry.offset)?);
        }
        next = entry.end();
    }
    if next == end.directory_offset { Ok(()) } else { Err(misplaced(file, "", next, end.directory_offset)?) }
}

/// Why something stands at `found`, where the bytes before it end at `next`.
fn misplaced(file: &mut (impl Read + Seek), name: &str, next: u64, found: u64) -> io::Result<Stop> {
    let code = match () {
        () if found < next => OVERLAP,
        () if signature(file, next)? == LOCAL => HIDDEN_ENTRY,
        () if next == 0 => LEADING_BYTES,
        () => GAP,
    };
    Ok(Stop::plain(code, name, next))
}
