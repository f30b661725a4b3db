//! The records of a canonical zip, as bytes. Field order and signatures: APPNOTE 6.3.10, sections 4.3.7–4.3.16.

/// One file of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path, `/`-separated.
    pub name: String,
    /// Length of the content, bytes.
    pub bytes: u64,
    /// CRC-32 of the content.
    pub crc32: u32,
    /// Where its local header begins, bytes from the start of the file.
    pub offset: u64,
}

/// Where the content of an entry begins, bytes from the start of the file; below 4 GB, where no field is extended.
pub const fn content_offset(header: u64, name_bytes: usize) -> u64 {
    header + (LOCAL_BYTES + name_bytes) as u64
}

pub(super) const LOCAL: [u8; 4] = *b"PK\x03\x04";
pub(super) const CENTRAL: [u8; 4] = *b"PK\x01\x02";
pub(super) const END: [u8; 4] = *b"PK\x05\x06";
pub(super) const END64: [u8; 4] = *b"PK\x06\x06";
pub(super) const LOCATOR64: [u8; 4] = *b"PK\x06\x07";

/// Lengths of the records without their variable parts, bytes.
pub(super) const LOCAL_BYTES: usize = 30;
pub(super) const CENTRAL_BYTES: usize = 46;
pub(super) const END_BYTES: usize = 22;
pub(super) const END64_BYTES: usize = 56;
pub(super) const LOCATOR64_BYTES: usize = 20;

/// The most that a field of two or four bytes holds; from there on it says "see zip64".
pub(super) const FULL16: u64 = 0xFFFF;
pub(super) const FULL32: u64 = 0xFFFF_FFFF;

/// General purpose bits: encrypted, sizes after the data, strong encryption, name in UTF-8, headers masked.
pub(super) const FLAG_ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;
pub(super) const FLAG_DESCRIPTOR: u16 = 1 << 3;
pub(super) const FLAG_UTF8: u16 = 1 << 11;

/// 1980-01-01, the first date that a zip file can say.
pub(super) const DATE: u16 = 1 << 5 | 1;
/// Host system Unix (3), specification 4.5.
const MADE_BY: u16 = 0x03_2D;
const NEEDS_STORED: u16 = 10;
const NEEDS_ZIP64: u16 = 45;
/// Regular file, rw-r--r--, in the upper half as Unix archivers put it.
const ATTRIBUTES: u32 = 0o100_644 << 16;
const ZIP64_FIELD: u16 = 1;

impl Entry {
    /// The header before the content.
    pub(super) fn local_header(&self) -> Vec<u8> {
        let mut zip64 = Vec::new();
        if self.bytes >= FULL32 {
            push64(&mut zip64, self.bytes);
            push64(&mut zip64, self.bytes);
        }
        let mut out = LOCAL.to_vec();
        self.push_common(&mut out, &zip64);
        out.extend_from_slice(self.name.as_bytes());
        push_zip64_field(&mut out, &zip64);
        out
    }

    /// The header in the central directory.
    pub(super) fn central_header(&self) -> Vec<u8> {
        let mut zip64 = Vec::new();
        if self.bytes >= FULL32 {
            push64(&mut zip64, self.bytes);
            push64(&mut zip64, self.bytes);
        }
        if self.offset >= FULL32 {
            push64(&mut zip64, self.offset);
        }
        let mut out = CENTRAL.to_vec();
        push16(&mut out, MADE_BY);
        self.push_common(&mut out, &zip64);
        out.extend_from_slice(&[0; 6]); // comment length, first disk, internal attributes
        push32(&mut out, ATTRIBUTES);
        push32(&mut out, low32(self.offset));
        out.extend_from_slice(self.name.as_bytes());
        push_zip64_field(&mut out, &zip64);
        out
    }

    /// The first byte after the content. Saturates: the numbers may be a stranger's.
    pub(super) fn end(&self) -> u64 {
        let zip64: u64 = if self.bytes >= FULL32 { 20 } else { 0 };
        (LOCAL_BYTES as u64 + self.name.len() as u64 + zip64).saturating_add(self.offset).saturating_add(self.bytes)
    }

    /// What both headers share, from "version needed" to "length of the extra field".
    fn push_common(&self, out: &mut Vec<u8>, zip64: &[u8]) {
        push16(out, if zip64.is_empty() { NEEDS_STORED } else { NEEDS_ZIP64 });
        push16(out, if self.name.is_ascii() { 0 } else { FLAG_UTF8 });
        push16(out, 0); // stored
        push16(out, 0); // 00:00
        push16(out, DATE);
        push32(out, self.crc32);
        push32(out, low32(self.bytes));
        push32(out, low32(self.bytes));
        push16(out, self.name.len() as u16);
        push16(out, if zip64.is_empty() { 0 } else { zip64.len() as u16 + 4 });
    }
}

/// What follows the central directory: the zip64 records where a number does not fit, then the end record.
pub(super) fn end_records(entries: u64, directory_bytes: u64, directory_offset: u64) -> Vec<u8> {
    let mut out = Vec::new();
    if entries >= FULL16 || directory_bytes >= FULL32 || directory_offset >= FULL32 {
        out.extend_from_slice(&END64);
        push64(&mut out, END64_BYTES as u64 - 12);
        push16(&mut out, MADE_BY);
        push16(&mut out, NEEDS_ZIP64);
        push32(&mut out, 0); // this disk
        push32(&mut out, 0); // the directory's disk
        push64(&mut out, entries);
        push64(&mut out, entries);
        push64(&mut out, directory_bytes);
        push64(&mut out, directory_offset);
        out.extend_from_slice(&LOCATOR64);
        push32(&mut out, 0); // the zip64 record's disk
        push64(&mut out, directory_offset.saturating_add(directory_bytes));
        push32(&mut out, 1); // disks
    }
    let count = entries.min(FULL16) as u16;
    out.extend_from_slice(&END);
    push32(&mut out, 0); // both disk numbers
    push16(&mut out, count);
    push16(&mut out, count);
    push32(&mut out, low32(directory_bytes));
    push32(&mut out, low32(directory_offset));
    push16(&mut out, 0); // comment
    out
}

/// A little-endian number of 1 to 8 bytes at `at`; missing bytes are zero.
pub(super) fn number(bytes: &[u8], at: usize, width: usize) -> u64 {
    let field = bytes.get(at..).unwrap_or_default();
    field.iter().take(width).rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

fn low32(value: u64) -> u32 {
    value.min(FULL32) as u32
}

fn push_zip64_field(out: &mut Vec<u8>, zip64: &[u8]) {
    if !zip64.is_empty() {
        push16(out, ZIP64_FIELD);
        push16(out, zip64.len() as u16);
        out.extend_from_slice(zip64);
    }
}

fn push16(out: &mut Vec<u8>, value: u16) {
    out.extend_from_slice(&value.to_le_bytes());
}

fn push32(out: &mut Vec<u8>, value: u32) {
    out.extend_from_slice(&value.to_le_bytes());
}

fn push64(out: &mut Vec<u8>, value: u64) {
    out.extend_from_slice(&value.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(bytes: u64, offset: u64) -> Entry {
        Entry { name: "a/b".to_owned(), bytes, crc32: 7, offset }
    }

    #[test]
    fn zip64_only_where_a_number_does_not_fit() {
        assert_eq!(entry(FULL32 - 1, FULL32 - 1).central_header().len(), CENTRAL_BYTES + 3);
        assert_eq!(entry(FULL32 - 1, FULL32).central_header().len(), CENTRAL_BYTES + 3 + 12);
        assert_eq!(entry(FULL32, FULL32).central_header().len(), CENTRAL_BYTES + 3 + 28);
        assert_eq!(entry(FULL32, 0).local_header().len(), LOCAL_BYTES + 3 + 20);
        assert_eq!(end_records(FULL16 - 1, 9, 9).len(), END_BYTES);
        assert_eq!(end_records(FULL16, 9, 9).len(), END64_BYTES + LOCATOR64_BYTES + END_BYTES);
    }

    #[test]
    fn the_end_is_where_the_next_header_begins() {
        for bytes in [0, 5, FULL32] {
            let entry = entry(bytes, 11);
            assert_eq!(entry.end(), 11 + entry.local_header().len() as u64 + bytes);
        }
    }
}
