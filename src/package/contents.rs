//! What a package was found to hold: every file with its hash, and the few that are read for what they say.
//!
//! The same for a zip file and for a folder, so that one function judges both.

use super::bag::{APPLICANT, DECLARATION, INFO, MANIFEST, PROFILE, REPORT, TAG_MANIFEST};
use crate::text::hex;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The longest that a file can be that is read for what it says, bytes. The manifest of [`super::zip`]'s largest number
/// of files, with ordinary names, is under 20 MB.
pub const LONGEST_TEXT: u64 = 32 * 1024 * 1024;
/// The longest that the report can be, bytes. 70,000 scans with a finding each take 73 MB of it.
pub const LONGEST_REPORT: u64 = 80 * 1024 * 1024;
/// The longest that the applicant's file or a file of the profile can be, bytes: as long as one in a folder. Read as TOML,
/// a file takes up to 70 times its length in memory.
pub const LONGEST_TOML: u64 = crate::limits::PROFILE_BYTES;
/// The most files that a profile can have.
pub const MOST_PROFILE_FILES: usize = 32;

/// The longest that the file at `path` inside the bag can be; `None` where it is not read for what it says.
pub fn longest(path: &str) -> Option<u64> {
    match path {
        REPORT => Some(LONGEST_REPORT),
        DECLARATION | INFO | MANIFEST | TAG_MANIFEST => Some(LONGEST_TEXT),
        APPLICANT => Some(LONGEST_TOML),
        _ if path.starts_with(PROFILE) => Some(LONGEST_TOML),
        _ => None,
    }
}

/// Every file of a package, by its path inside the bag.
pub type Contents = BTreeMap<String, Seen>;

/// One file that was read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Length, bytes.
    pub bytes: u64,
    /// SHA-256, 64 lower-case hex digits.
    pub sha256: String,
    /// Where it begins in the zip file; 0 in a folder.
    pub offset: u64,
    /// The content, for the files that are read for what they say and are not longer than [`longest`].
    pub text: Option<Vec<u8>>,
}

/// A file that is being read.
#[derive(Debug)]
pub struct Reading {
    seen: Seen,
    longest: u64,
    hash: Sha256,
}

impl Reading {
    /// Begins the file at `path` inside the bag.
    pub fn new(path: &str, offset: u64) -> Self {
        let longest = longest(path);
        let seen = Seen { bytes: 0, sha256: String::new(), offset, text: longest.map(|_| Vec::new()) };
        Self { seen, longest: longest.unwrap_or_default(), hash: Sha256::new() }
    }

    /// Takes the next piece.
    pub fn take(&mut self, piece: &[u8]) {
        self.seen.bytes += piece.len() as u64;
        self.hash.update(piece);
        if self.seen.bytes > self.longest {
            self.seen.text = None;
        }
        if let Some(text) = &mut self.seen.text {
            text.extend_from_slice(piece);
        }
    }

    /// Ends the file.
    pub fn finish(self) -> Seen {
        Seen { sha256: hex(&self.hash.finalize()), ..self.seen }
    }
}
