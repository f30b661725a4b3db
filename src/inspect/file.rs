//! Reads one file for inspection: once, to its end, and never one that could hang or fill the memory.

use super::{Beside, inspect_beside, sniff};
use crate::file;
use crate::limits::HASHED_BYTES;
use crate::seen::{Content, Inspected, Trouble};
use crate::text::hex;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The largest file that is looked at, bytes; larger ones are only hashed, up to [`HASHED_BYTES`]. A page at 600 dpi and quality 100 is 25 MB.
pub const FILE_LIMIT: u64 = 64 * 1024 * 1024;

/// How much of a larger file is read at a time, bytes.
const CHUNK: usize = 256 * 1024;

/// Reads and inspects one file. What the system refuses is told in [`Inspected::trouble`].
pub fn inspect_file(path: &Path) -> Inspected {
    inspect_file_beside(path, Beside::default())
}

/// [`inspect_file`], without looking again at a picture that is `known`: it is only read and hashed.
pub fn inspect_file_beside(path: &Path, beside: Beside<'_>) -> Inspected {
    inspect_up_to(path, FILE_LIMIT, beside)
}

/// [`inspect_file`], with the pixels measured although nothing is in doubt.
pub fn inspect_file_deeply(path: &Path) -> Inspected {
    inspect_file_beside(path, Beside { deep: true, ..Beside::default() })
}

/// The SHA-256 of `bytes`, 64 lower-case hex digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn inspect_up_to(path: &Path, limit: u64, beside: Beside<'_>) -> Inspected {
    let trouble = |error: &io::Error| {
        if file::is_of_the_cloud(error) { Trouble::InTheCloud } else { Trouble::Unreadable(error.to_string()) }
    };
    read_up_to(path, limit, beside).unwrap_or_else(|error| Inspected {
        bytes: 0,
        sha256: String::new(),
        content: Content::Unknown,
        picture: None,
        pages: Vec::new(),
        leading_bytes: 0,
        trouble: Some(trouble(&error)),
    })
}

fn read_up_to(path: &Path, limit: u64, beside: Beside<'_>) -> io::Result<Inspected> {
    let mut file = file::open(path)?;
    let length = file.metadata()?.len();
    if length > limit {
        if length > HASHED_BYTES {
            return too_long(file, length, limit);
        }
        let mut head = Vec::with_capacity(CHUNK);
        (&mut file).take(CHUNK as u64).read_to_end(&mut head)?;
        return hash_only(file, &head, limit);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    // One byte more than the limit tells a file that is larger, or that grew since.
    (&mut file).take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 <= limit { Ok(inspect_beside(&bytes, beside)) } else { hash_only(file, &bytes, limit) }
}

/// What is known of a file that is too long even to be hashed: its beginning.
fn too_long(file: File, bytes: u64, limit: u64) -> io::Result<Inspected> {
    let mut head = Vec::with_capacity(CHUNK);
    file.take(CHUNK as u64).read_to_end(&mut head)?;
    let content = sniff::sniff(&head);
    Ok(unlooked(bytes, String::new(), content, limit))
}

fn unlooked(bytes: u64, sha256: String, content: Content, limit: u64) -> Inspected {
    let trouble = Some(Trouble::TooLarge(limit));
    Inspected { bytes, sha256, content, picture: None, pages: Vec::new(), leading_bytes: 0, trouble }
}

fn hash_only(mut rest: File, head: &[u8], limit: u64) -> io::Result<Inspected> {
    let mut hash = Sha256::new();
    hash.update(head);
    let mut bytes = head.len() as u64;
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = match rest.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hash.update(chunk.get(..read).unwrap_or_default());
        bytes += read as u64;
    }
    Ok(unlooked(bytes, hex(&hash.finalize()), sniff::sniff(head), limit))
}

#[cfg(test)]
mod tests {
    use super::super::inspect;
    use super::*;

    fn written(bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("扫描.jpg");
        std::fs::write(&path, bytes).expect("a written file");
        (folder, path)
    }

    #[test]
    fn a_file_and_its_bytes_say_the_same() {
        let (_folder, path) = written(b"GIF89a and more");
        assert_eq!(inspect_file(&path), inspect(b"GIF89a and more"));
    }

    #[test]
    fn beyond_the_limit_it_is_hashed_but_not_looked_at() {
        let bytes = b"\xFF\xD8\xFF, and on for long";
        let (_folder, path) = written(bytes);
        let inspected = inspect_up_to(&path, 5, Beside::default());
        assert_eq!(inspected.sha256, sha256(bytes));
        assert_eq!((inspected.bytes, inspected.content), (bytes.len() as u64, Content::Jpeg));
        assert_eq!((inspected.picture, inspected.trouble), (None, Some(Trouble::TooLarge(5))));
    }

    /// It has no bytes on the disk, and claims twenty thousand million.
    #[test]
    fn what_only_claims_its_length_is_not_read_to_its_end() {
        let (_folder, path) = written(b"\xFF\xD8\xFF");
        File::options().write(true).open(&path).and_then(|file| file.set_len(20_000_000_000)).expect("a longer file");
        let inspected = inspect_file(&path);
        assert_eq!((inspected.bytes, inspected.content), (20_000_000_000, Content::Jpeg));
        assert_eq!((&*inspected.sha256, inspected.trouble), ("", Some(Trouble::TooLarge(FILE_LIMIT))));
    }

    #[test]
    fn what_is_not_there_or_not_a_file_is_told() {
        let (folder, path) = written(b"x");
        for strange in [path.join("below a file"), folder.path().join("absent"), folder.path().to_path_buf()] {
            let inspected = inspect_file(&strange);
            assert!(matches!(inspected.trouble, Some(Trouble::Unreadable(_))), "{}", strange.display());
            assert!(inspected.sha256.is_empty());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let (folder, path) = written(b"x");
        let link = folder.path().join("link.jpg");
        std::os::unix::fs::symlink(&path, &link).expect("a link");
        assert!(matches!(inspect_file(&link).trouble, Some(Trouble::Unreadable(_))));
    }

    #[test]
    fn the_hash_is_sha256_in_lower_case() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
