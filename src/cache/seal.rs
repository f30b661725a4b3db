//! The seal of an entry: HMAC-SHA256 (RFC 2104) under a key that only this user has.
//!
//! A checksum would show an accident. The cache may lie where others can write, and an entry that somebody else made up
//! would say of a damaged scan that it is whole: so an entry counts only with the seal of the user who reads it.

use crate::file;
use crate::text::hex;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

/// Bytes of a key, and of a block of SHA-256.
const LENGTH: usize = 32;
const BLOCK: usize = 64;

/// A user's key.
pub(super) struct Seal([u8; LENGTH]);

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal")
    }
}

impl Seal {
    /// The key that lies beside the cache at `path`.
    pub(super) fn beside(path: &Path) -> io::Result<Self> {
        let mut name = path.as_os_str().to_owned();
        name.push(".key");
        Self::at(Path::new(&name))
    }

    /// The key in a file, which is made where there is none.
    pub(super) fn at(path: &Path) -> io::Result<Self> {
        match Self::read(path) {
            Ok(Some(seal)) => return Ok(seal),
            Ok(None) => fs::remove_file(path)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        // For its owner only, and whole or not at all; where another run was first, its key is the one.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = tempfile::Builder::new().prefix(".dossier-").tempfile_in(folder)?;
        file.write_all(&bytes)?;
        file.as_file().sync_all()?;
        match file.persist_noclobber(path) {
            Ok(_) => Ok(Self(bytes)),
            Err(_) => Self::read(path)?.ok_or_else(|| io::ErrorKind::InvalidData.into()),
        }
    }

    /// `None` where the file holds no key.
    fn read(path: &Path) -> io::Result<Option<Self>> {
        let mut bytes = Vec::with_capacity(LENGTH + 1);
        file::open_linked(path)?.take(LENGTH as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes.try_into().ok().map(Self))
    }

    /// Which key it is, without telling it: 16 hex digits.
    pub(super) fn name(&self) -> String {
        let mut name = self.of(&["name"]);
        name.truncate(16);
        name
    }

    /// The seal of `texts`, 64 lower-case hex digits.
    pub(super) fn of(&self, texts: &[&str]) -> String {
        // A key shorter than the hash's block is filled up with zeros (RFC 2104, 2).
        let mut key = [0; BLOCK];
        key.iter_mut().zip(self.0).for_each(|(to, from)| *to = from);
        let mut mac = Hmac::<Sha256>::new(&key.into());
        for text in texts {
            // With its length, so that no two lists of texts read alike.
            mac.update(&(text.len() as u64).to_be_bytes());
            mac.update(text.as_bytes());
        }
        hex(&mac.finalize().into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_sealing_depends_on_it() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("cache.key");
        let first = Seal::at(&path).expect("a key");
        assert_eq!(Seal::at(&path).expect("the key").of(&["a", "b"]), first.of(&["a", "b"]));
        assert_ne!(first.of(&["a", "b"]), first.of(&["ab", ""]));
        let other = Seal::at(&folder.path().join("other.key")).expect("a key");
        assert_ne!(first.of(&["a"]), other.of(&["a"]));
        fs::write(&path, "cut short").expect("a spoilt key");
        assert_ne!(Seal::at(&path).expect("a new key").of(&["a"]), first.of(&["a"]));
    }

    #[cfg(unix)]
    #[test]
    fn a_key_is_its_owners_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("cache.key");
        Seal::at(&path).expect("a key");
        assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
    }
}
