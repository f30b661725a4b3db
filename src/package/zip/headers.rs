//! Which rule a header breaks that is not the header the writer would have made.
//!
//! Called only when the bytes differ, so each function ends with a code, whatever the bytes are.

use super::format::{
    CENTRAL_BYTES, DATE, Entry, FLAG_DESCRIPTOR, FLAG_ENCRYPTED, FLAG_UTF8, FULL32, LOCAL_BYTES, number,
};
use crate::package::refusal::{
    COMMENT, COMPRESSED, Code, DESCRIPTOR, ENCRYPTED, EXTRA_FIELD, HEADER_VALUE, HEADERS_DIFFER, NAME_ENCODING,
    NOT_A_FILE, TIMESTAMP, ZIP64,
};

/// Where the fields that both headers share begin ("version needed to extract"), bytes from the header's start.
const SHARED_IN_CENTRAL: usize = 6;
const SHARED_IN_LOCAL: usize = 4;
const CRC_AND_SIZES: std::ops::Range<usize> = 14..26;

/// The fault of a central header that has the name `name`, and that should be `expected`.
pub(super) fn central_fault(header: &[u8], name: &[u8], expected: &[u8]) -> Code {
    let attributes = |header: &[u8]| (number(header, 5, 1), number(header, 38, 4));
    if let Some(code) = shared_fault(header.get(SHARED_IN_CENTRAL..).unwrap_or_default(), name) {
        return code;
    }
    match () {
        () if number(header, 32, 2) != 0 => COMMENT,
        () if attributes(header) != attributes(expected) => NOT_A_FILE,
        () if number(header, 24, 4) == FULL32 || number(header, 42, 4) == FULL32 => ZIP64,
        () => extra_fault(header, expected, 30, CENTRAL_BYTES + name.len()).unwrap_or(HEADER_VALUE),
    }
}

/// The fault of a local header that should be that of `entry`; `header` is as long as the one expected.
pub(super) fn local_fault(header: &[u8], entry: &Entry, expected: &[u8]) -> Code {
    let name_bytes = number(header, 26, 2) as usize;
    let name = header.get(LOCAL_BYTES..).unwrap_or_default();
    let name = name.get(..name_bytes).unwrap_or(name);
    let shared = shared_fault(header.get(SHARED_IN_LOCAL..).unwrap_or_default(), name);
    match shared {
        Some(code) if code != NAME_ENCODING => code,
        _ if name_bytes != entry.name.len() || name != entry.name.as_bytes() => HEADERS_DIFFER,
        Some(code) => code,
        None if header.get(CRC_AND_SIZES) != expected.get(CRC_AND_SIZES) => HEADERS_DIFFER,
        None => extra_fault(header, expected, 28, LOCAL_BYTES + name_bytes).unwrap_or(HEADER_VALUE),
    }
}

/// Whether the name may stand there with these flags.
pub(super) fn name_is_encoded_right(flags: u16, name: &[u8]) -> bool {
    let flagged = flags & FLAG_UTF8 != 0;
    std::str::from_utf8(name).is_ok() && flagged != name.is_ascii()
}

fn shared_fault(shared: &[u8], name: &[u8]) -> Option<Code> {
    let flags = number(shared, 2, 2) as u16;
    match () {
        () if flags & FLAG_ENCRYPTED != 0 => Some(ENCRYPTED),
        () if flags & FLAG_DESCRIPTOR != 0 => Some(DESCRIPTOR),
        () if number(shared, 4, 2) != 0 || number(shared, 14, 4) != number(shared, 18, 4) => Some(COMPRESSED),
        () if !name_is_encoded_right(flags, name) => Some(NAME_ENCODING),
        () if number(shared, 6, 2) != 0 || number(shared, 8, 2) != u64::from(DATE) => Some(TIMESTAMP),
        () => None,
    }
}

/// The fault of the extra field, which begins at `at`, with its length at `length_at`. Of a local header only what is as
/// long as the one expected was read, so its extra field may be seen by its length alone.
fn extra_fault(header: &[u8], expected: &[u8], length_at: usize, at: usize) -> Option<Code> {
    let (found, wanted) = (header.get(at..).unwrap_or_default(), expected.get(at..).unwrap_or_default());
    let same_length = number(header, length_at, 2) == number(expected, length_at, 2);
    match () {
        () if found == wanted && same_length => None,
        () if !wanted.is_empty() || number(found, 0, 2) == 1 => Some(ZIP64),
        () => Some(EXTRA_FIELD),
    }
}
