//! What a package was found to hold: every file with its hash, and the few that are read for what they say.
//!
//! The same for a zip file and for a folder, so that one function judges both.

use super::bag::{APPLICANT, DECLARATION, INFO, MANIFEST, PAYLOAD, PROFILE, REPORT, TAG_MANIFEST};
use crate::inspect::content;
use crate::limits::{APPLICANT_BYTES, PACKAGE_REPORT_BYTES, PACKAGE_TEXT_BYTES, PROFILE_BYTES};
use crate::seen::Content;
use crate::text::hex;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The longest that the file at `path` inside the bag can be; `None` where it is not read for what it says.
pub fn longest(path: &str) -> Option<u64> {
    match path {
        REPORT => Some(PACKAGE_REPORT_BYTES),
        DECLARATION | INFO | MANIFEST | TAG_MANIFEST => Some(PACKAGE_TEXT_BYTES),
        APPLICANT => Some(APPLICANT_BYTES),
        _ if path.starts_with(PROFILE) => Some(PROFILE_BYTES),
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
    /// What it is by its first 4 KiB, for a scan.
    pub content: Option<Content>,
}

/// How much of a scan is looked at, bytes: by the first few it is known what it is, and some files begin behind a lead.
const HEAD: usize = 4096;

/// A file that is being read.
#[derive(Debug)]
pub struct Reading {
    seen: Seen,
    longest: u64,
    hash: Sha256,
    /// The beginning of a scan.
    head: Option<Vec<u8>>,
}

impl Reading {
    /// Begins the file at `path` inside the bag.
    pub fn new(path: &str, offset: u64) -> Self {
        let longest = longest(path);
        let text = longest.map(|_| Vec::new());
        let seen = Seen { bytes: 0, sha256: String::new(), offset, text, content: None };
        let head = path.starts_with(PAYLOAD).then(Vec::new);
        Self { seen, longest: longest.unwrap_or_default(), hash: Sha256::new(), head }
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
        if let Some(head) = &mut self.head {
            let wanted = HEAD.saturating_sub(head.len());
            head.extend_from_slice(piece.get(..wanted).unwrap_or(piece));
        }
    }

    /// Ends the file.
    pub fn finish(self) -> Seen {
        let content = self.head.as_deref().map(content);
        Seen { sha256: hex(&self.hash.finalize()), content, ..self.seen }
    }
}
