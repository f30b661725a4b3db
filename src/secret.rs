//! A secret key in a file for its owner only, and what it keeps from others: HMAC-SHA256 (RFC 2104) of texts.
//!
//! An ID number has fewer than 2⁴⁰ possible values, so a bare hash of it is the number to anybody with an evening's
//! patience. Under a key it is nothing to whoever has not the key.

use crate::file;
use crate::limits::KEY_BYTES;
use crate::temporary::PartialFile;
use crate::text::hex;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Bytes of a key that the program makes.
const LENGTH: usize = 32;
/// The fewest bytes of a key from elsewhere: long enough not to be guessed.
const SHORTEST: usize = 16;
/// Hex digits of a key's name.
const NAME: usize = 16;

/// A key.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// A new one, kept nowhere.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn random() -> io::Result<Self> {
        let mut bytes = vec![0; LENGTH];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        Ok(Self(bytes))
    }

    /// The key in a file; `None` where there is no such file.
    ///
    /// # Errors
    /// `InvalidData` where the file is no key: not a regular file, or too short or too long; else what the system says.
    pub fn read(path: &Path) -> io::Result<Option<Self>> {
        let bytes = match file::read_linked(path, KEY_BYTES) {
            Ok(bytes) => bytes,
            Err(error) => match error.kind() {
                io::ErrorKind::NotFound => return Ok(None),
                io::ErrorKind::InvalidInput | io::ErrorKind::FileTooLarge => return Err(no_key()),
                _ => return Err(error),
            },
        };
        if bytes.len() < SHORTEST { Err(no_key()) } else { Ok(Some(Self(bytes))) }
    }

    /// The key in a file, which is made where there is none; a file that is no key stays as it is.
    ///
    /// # Errors
    /// As [`Secret::read`], or where the file cannot be made.
    pub fn read_or_create(path: &Path) -> io::Result<Self> {
        if let Some(secret) = Self::read(path)? {
            return Ok(secret);
        }
        let secret = Self::random()?;
        // Whole or not at all; where another run was first, its key is the one.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = PartialFile::create_in(folder)?;
        file.write_all(&secret.0)?;
        file.as_file().sync_all()?;
        match file.publish_new(path) {
            Ok(()) => Ok(secret),
            Err(_) => Self::read(path)?.ok_or_else(no_key),
        }
    }

    /// Which key it is, without revealing it: 16 hex digits.
    pub fn name(&self) -> String {
        let mut name = self.digest(&["name"]);
        name.truncate(NAME);
        name
    }

    /// The HMAC of `texts`, 64 lower-case hex digits.
    pub fn digest(&self, texts: &[&str]) -> String {
        hex(&self.code(texts))
    }

    /// Under what a person is known who has this ID number: the key's name and 48 hex digits of the number's HMAC.
    /// `None` where there is no number.
    pub fn person(&self, id_number: &str) -> Option<String> {
        let number = plain_id_number(id_number);
        (!number.is_empty()).then(|| self.person_of_hash(&hash_of_id(&number)))
    }

    /// [`Secret::person`] of a number of which only the bare hash is known, as registers kept it once.
    pub fn person_of_hash(&self, hash: &str) -> String {
        let mut digest = self.digest(&["person", hash]);
        digest.truncate(64 - NAME);
        self.name() + &digest
    }

    /// Makes bytes unreadable without the key, or readable again; `texts` tell one use from every other.
    pub fn veil(&self, texts: &[&str], bytes: &mut [i8]) {
        // What is the same for every piece is taken in once.
        let begun = self.begun(&[texts, &["veil"]].concat());
        for (number, chunk) in bytes.chunks_mut(LENGTH).enumerate() {
            let mut code = begun.clone();
            take_in(&mut code, &number.to_string());
            for (byte, key) in chunk.iter_mut().zip(code.finalize().into_bytes()) {
                *byte ^= key.cast_signed();
            }
        }
    }

    fn code(&self, texts: &[&str]) -> [u8; LENGTH] {
        self.begun(texts).finalize().into_bytes().into()
    }

    fn begun(&self, texts: &[&str]) -> Hmac<Sha256> {
        let mut code = Hmac::<Sha256>::new_from_slice(&self.0).expect("a key of any length is one (RFC 2104, 2)");
        for text in texts {
            take_in(&mut code, text);
        }
        code
    }
}

/// With its length, so that no two lists of texts read alike.
fn take_in(code: &mut Hmac<Sha256>, text: &str) {
    code.update(&(text.len() as u64).to_be_bytes());
    code.update(text.as_bytes());
}

/// SHA-256 of a plain ID number, 64 lower-case hex digits. Never to be kept: anybody can find the number behind it.
pub(crate) fn hash_of_id(plain_number: &str) -> String {
    hex(&Sha256::digest(plain_number))
}

/// The digits of an ID number and its `X`, however it was typed: full-width, with spaces or invisible characters.
pub fn plain_id_number(number: &str) -> String {
    let letters = number.nfkc().map(|letter| letter.to_ascii_uppercase());
    letters.filter(|letter| letter.is_ascii_digit() || *letter == 'X').collect()
}

/// Makes a folder with all above it, for its owner only whatever the umask.
///
/// # Errors
/// What the system says.
pub fn create_private_folder(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// Makes an empty file for its owner only, unless there is something at its place already.
///
/// # Errors
/// What the system says.
pub fn create_private_file(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

fn no_key() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "not a key file of 16 to 4096 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_key_is_made_once_and_digests_depend_on_it() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.key");
        assert!(Secret::read(&path).expect("no failure").is_none());
        let first = Secret::read_or_create(&path).expect("a key");
        assert_eq!(Secret::read_or_create(&path).expect("the key").digest(&["a", "b"]), first.digest(&["a", "b"]));
        assert_ne!(first.digest(&["a", "b"]), first.digest(&["ab", ""]));
        let other = Secret::random().expect("a key");
        assert_ne!(first.digest(&["a"]), other.digest(&["a"]));
        assert_ne!(first.person("1"), other.person("1"));
    }

    #[test]
    fn hmac_is_that_of_rfc_4231() {
        // Test case 1, without the lengths that `digest` puts before its texts.
        let mut code = Hmac::<Sha256>::new_from_slice(&[0x0b; 20]).expect("any length");
        code.update(b"Hi There");
        let want = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
        assert_eq!(hex(&code.finalize().into_bytes()), want);
    }

    #[test]
    fn one_number_is_one_person_however_typed() {
        let secret = Secret::random().expect("a key");
        let person = secret.person("99000019880307001X").expect("a person");
        assert_eq!(person.len(), 64);
        for typed in [
            "99000019880307001x ",
            "９９００００１９８８０３０７００１Ｘ",
            "990000 19880307 001X",
            "99000019880307\u{200b}001x",
        ] {
            assert_eq!(secret.person(typed).as_deref(), Some(&*person), "{typed}");
        }
        assert_ne!(secret.person("990000198803070017"), Some(person));
        assert_eq!(secret.person(" "), None);
    }

    #[test]
    fn what_is_no_key_is_refused_and_left() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("short");
        fs::write(&path, "short").expect("a file");
        assert_eq!(Secret::read_or_create(&path).expect_err("refused").kind(), io::ErrorKind::InvalidData);
        assert_eq!(fs::read(&path).expect("a file"), b"short");
        assert_eq!(Secret::read(folder.path()).expect_err("refused").kind(), io::ErrorKind::InvalidData);
    }

    #[test]
    fn a_veil_is_lifted_by_the_same_key_only() {
        let secret = Secret::random().expect("a key");
        let plain: Vec<i8> = (0..100).collect();
        let mut veiled = plain.clone();
        secret.veil(&["a"], &mut veiled);
        assert_ne!(veiled, plain);
        let mut other = veiled.clone();
        secret.veil(&["b"], &mut other);
        assert_ne!(other, plain);
        secret.veil(&["a"], &mut veiled);
        assert_eq!(veiled, plain);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_is_its_owners_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.key");
        Secret::read_or_create(&path).expect("a key");
        assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
    }
}
