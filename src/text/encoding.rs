//! Bytes written as text.

use data_encoding::{BASE64, HEXLOWER};

/// Bytes as lower-case hex, two digits a byte.
pub fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

/// Bytes as base64 with padding (RFC 4648, section 4), for data URIs and content security policies.
pub fn base64(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}
