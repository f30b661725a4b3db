//! The end of the archive: what the end record says, and whether it is all true.

use super::format::{
    CENTRAL, END, END_BYTES, END64, END64_BYTES, FULL16, FULL32, LOCAL, LOCATOR64, LOCATOR64_BYTES, end_records, number,
};
use super::reader::Stop;
use crate::limits::PACKAGE_ENTRIES;
use crate::package::refusal::{
    COMMENT, CUT_SHORT, Code, END_RECORD, LEADING_BYTES, NOT_A_ZIP, Refusal, TOO_MANY, TRAILING_BYTES, ZIP64,
};
use std::io::{self, Read, Seek, SeekFrom};

const RECORDS_BYTES: usize = END64_BYTES + LOCATOR64_BYTES + END_BYTES;
/// The longest comment that a zip file can have, bytes.
const LONGEST_COMMENT: usize = 0xFFFF;

/// Where the central directory lies, bytes from the start of the file.
#[derive(Debug)]
pub(super) struct End {
    pub(super) entries: u64,
    pub(super) directory_bytes: u64,
    pub(super) directory_offset: u64,
}

/// Reads the end of a file that is `length` bytes long.
pub(super) fn read(file: &mut (impl Read + Seek), length: u64) -> Result<End, Stop> {
    let tail = read_tail(file, length)?;
    let tail_offset = length - tail.len() as u64;
    let Some(record) = tail.len().checked_sub(END_BYTES).filter(|at| is_end_record(&tail, *at)) else {
        return Err(without_end_record(file, &tail, tail_offset)?);
    };
    let record_offset = tail_offset + record as u64;
    let end = numbers(&tail, record).ok_or_else(|| Stop::plain(ZIP64, "", record_offset))?;
    let expected = end_records(end.entries, end.directory_bytes, end.directory_offset);
    if !tail.ends_with(&expected) {
        let same_record = expected.last_chunk::<END_BYTES>() == tail.last_chunk::<END_BYTES>();
        return Err(Stop::plain(if same_record { ZIP64 } else { END_RECORD }, "", record_offset));
    }
    if end.entries > PACKAGE_ENTRIES {
        return Err(Stop::plain(TOO_MANY, "", record_offset));
    }
    let records_offset = length - expected.len() as u64;
    if end.directory_offset.checked_add(end.directory_bytes) != Some(records_offset) {
        let needless = tail.get(..record).is_some_and(|before| is_locator(before, expected.len() == END_BYTES));
        let code = if needless { ZIP64 } else { misplaced(file, records_offset, &end)? };
        return Err(Stop::plain(code, "", if code == LEADING_BYTES { 0 } else { record_offset }));
    }
    Ok(end)
}

/// The four bytes at `offset`, fewer at the end of the file.
pub(super) fn signature(file: &mut (impl Read + Seek), offset: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(offset))?;
    let mut bytes = Vec::new();
    file.take(4).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn read_tail(file: &mut (impl Read + Seek), length: u64) -> io::Result<Vec<u8>> {
    let wanted = length.min((RECORDS_BYTES + LONGEST_COMMENT) as u64);
    file.seek(SeekFrom::Start(length - wanted))?;
    let mut tail = vec![0; wanted as usize];
    file.read_exact(&mut tail)?;
    Ok(tail)
}

fn is_end_record(tail: &[u8], at: usize) -> bool {
    tail.get(at..).is_some_and(|record| record.starts_with(&END) && number(record, 20, 2) == 0)
}

/// Why the file does not end with an end record that has no comment.
fn without_end_record(file: &mut (impl Read + Seek), tail: &[u8], tail_offset: u64) -> io::Result<Stop> {
    let Some(at) = tail.windows(END.len()).rposition(|bytes| bytes == END) else {
        let code = if signature(file, 0)? == LOCAL { CUT_SHORT } else { NOT_A_ZIP };
        return Ok(Stop::plain(code, "", tail_offset + tail.len() as u64));
    };
    let after = tail.len() - at;
    let claimed = END_BYTES + number(tail, at + 20, 2) as usize;
    let (code, shift) = match after {
        _ if after < claimed => (CUT_SHORT, after),
        _ if after > claimed => (TRAILING_BYTES, claimed),
        _ => (COMMENT, END_BYTES),
    };
    Ok(Stop::Refused(Box::new(Refusal::plain(code, "", tail_offset + (at + shift) as u64))))
}

/// The numbers of the end record; from the zip64 record where one of them does not fit. `None` where that one is missing.
fn numbers(tail: &[u8], record: usize) -> Option<End> {
    let end = End {
        entries: number(tail, record + 10, 2),
        directory_bytes: number(tail, record + 12, 4),
        directory_offset: number(tail, record + 16, 4),
    };
    if end.entries < FULL16 && end.directory_bytes < FULL32 && end.directory_offset < FULL32 {
        return Some(end);
    }
    let zip64 = record.checked_sub(END64_BYTES + LOCATOR64_BYTES)?;
    tail.get(zip64..).filter(|record| record.starts_with(&END64))?;
    Some(End {
        entries: number(tail, zip64 + 32, 8),
        directory_bytes: number(tail, zip64 + 40, 8),
        directory_offset: number(tail, zip64 + 48, 8),
    })
}

/// Whether a zip64 locator stands right before an end record that needs none.
fn is_locator(before: &[u8], needs_none: bool) -> bool {
    let locator = before.last_chunk::<LOCATOR64_BYTES>();
    needs_none && locator.is_some_and(|bytes| bytes.starts_with(&LOCATOR64))
}

/// Why the directory does not end where the end records begin: bytes before the archive shift both it and the first
/// entry; else the numbers are wrong.
fn misplaced(file: &mut (impl Read + Seek), records_offset: u64, end: &End) -> io::Result<Code> {
    let real = records_offset.checked_sub(end.directory_bytes).filter(|real| *real > end.directory_offset);
    let Some(real) = real else { return Ok(END_RECORD) };
    let shifted = signature(file, real)? == CENTRAL && signature(file, real - end.directory_offset)? == LOCAL;
    Ok(if shifted { LEADING_BYTES } else { END_RECORD })
}
