//! What a dossier's scans show, in few bytes: for finding the same picture in other bytes among many dossiers.

use crate::dossier::{Dossier, Scan};
use crate::profile::Part;
use crate::rules::same_picture;
use crate::text::encoding::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The beginning of a SHA-256: bytes, which take no room for alignment beside a row's number.
pub(super) type Key = [u8; 16];

/// One scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(super) struct Shown {
    /// Of what it shows.
    pub(super) look: Key,
    /// Of its bytes.
    pub(super) bytes: Key,
}

impl Shown {
    /// The scans of a dossier that may be compared.
    pub(super) fn of(dossier: &Dossier) -> Vec<Self> {
        let placed =
            dossier.slots.iter().flat_map(|slot| dossier.scans_of(slot).map(|scan| (dossier.part(slot).1, scan)));
        placed.filter_map(|(part, scan)| Self::of_scan(part, scan)).collect()
    }

    fn of_scan(part: &Part, scan: &Scan) -> Option<Self> {
        let ((width, height), miniature) = same_picture::shown(part, scan)?;
        let mut digest = Sha256::new();
        digest.update(width.to_be_bytes());
        digest.update(height.to_be_bytes());
        digest.update(miniature.0.iter().flat_map(|cell| cell.to_be_bytes()).collect::<Vec<u8>>());
        let look = digest.finalize().first_chunk().copied()?;
        Some(Self { look, bytes: key(&scan.inspected.sha256)? })
    }
}

/// Both keys in hex, one after the other: so that `merge` compares the dossiers of several machines.
impl From<Shown> for String {
    fn from(shown: Shown) -> Self {
        hex(&shown.look) + &hex(&shown.bytes)
    }
}

impl TryFrom<String> for Shown {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let at = |from: usize| text.get(from..).and_then(key);
        at(0).zip(at(32)).map(|(look, bytes)| Self { look, bytes }).ok_or("not 64 hexadecimal digits")
    }
}

/// The key of a SHA-256 in hex.
pub(super) fn key(sha256: &str) -> Option<Key> {
    u128::from_str_radix(sha256.get(..32)?, 16).map(u128::to_be_bytes).ok()
}
