//! Verifies a package: a zip file, or the folder it was unpacked to. Reads only; never extracts, fetches or writes.

use super::bag::{self, DECLARATION};
use super::contents::{Contents, Reading, longest};
pub use super::judge::Verified;
use super::judge::judge;
use super::name::{self, Collisions};
pub use super::packed::{PackedPlace, PackedScan, PackedWaiver};
use super::refusal::{
    COLLISION, COMMENT, DUPLICATE, MISSING_FILE, ORDER, ROOT, Refusal, TOO_LARGE, UNEXPECTED_FILE, UNSAFE_NAME,
};
use super::zip::reader::{Archive, Stop};
use super::zip::{Entry, content_offset};
use super::{Event, Listener, folder};
use crate::failure::{cannot_read, failure};
use crate::file;
use crate::limits::HASHED_BYTES;
use crate::text::Text;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// How deep a file lies at most, below the folder of the bag: `meta/profile/checklist.toml`.
pub(super) const DEEPEST: usize = 3;

/// What came of verifying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is a package, whole and unchanged.
    Valid(Box<Verified>),
    /// It is not, and why: at least one reason.
    Refused(Vec<Refusal>),
}

/// Verifies the package at `path`; where `expect` is given, also that it is the one with that fingerprint
/// (64 lower-case hex digits).
///
/// # Errors
/// Only where the file or folder cannot be read.
pub fn verify(path: &Path, expect: Option<&str>, listener: Listener<'_>) -> anyhow::Result<Verdict> {
    let shown = path.display();
    let unreadable = |error: io::Error| cannot_read(path, &error);
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_dir() && !metadata.is_file() {
        return Err(failure(
            format!("“{shown}”既不是文件也不是文件夹"),
            format!("{shown} is neither a file nor a folder"),
        ));
    }
    let verdict = if metadata.is_dir() {
        settle(folder::read(path, listener).map(Found::from), expect)
    } else {
        verify_zip(file::open_linked(path).map_err(unreadable)?, expect, listener)
    };
    verdict.map_err(unreadable)
}

/// Reads one file of a verified package once more: it must be what was verified.
///
/// # Errors
/// What the system says, or that the file changed.
pub fn read_again(package: &Path, verified: &Verified, path: &str) -> io::Result<Vec<u8>> {
    let seen = verified.contents.get(path).ok_or(io::ErrorKind::NotFound)?;
    let content = if package.is_dir() {
        file::read(&folder::bag_in(package).map_err(|_| io::ErrorKind::NotFound)?.join(path), seen.bytes)?
    } else {
        let mut zip = file::open_linked(package)?;
        let name_bytes = bag::root(&verified.fingerprint).len() + 1 + path.len();
        zip.seek(SeekFrom::Start(content_offset(seen.offset, name_bytes)))?;
        let mut content = Vec::new();
        zip.take(seen.bytes).read_to_end(&mut content)?;
        content
    };
    if bag::hex_digest(&content) == seen.sha256 { Ok(content) } else { Err(io::ErrorKind::InvalidData.into()) }
}

/// Whether a refused zip file is a package that another program packed again, or that somebody opened and saved: the
/// bag may be whole, but the zip file cannot show it.
///
/// # Errors
/// What the system says.
pub fn was_packed_again(package: &Path, refusals: &[Refusal]) -> io::Result<bool> {
    let of_the_zip = refusals.iter().all(|refusal| (COMMENT.code..MISSING_FILE.code).contains(&refusal.code.code));
    if package.is_dir() || !of_the_zip {
        return Ok(false);
    }
    names_bag(file::open_linked(package)?)
}

/// Whether the end of a zip file, where its directory is, names the declaration of a bag.
fn names_bag(mut zip: File) -> io::Result<bool> {
    const TAIL: u64 = 1 << 20;
    let length = zip.seek(SeekFrom::End(0))?;
    zip.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    zip.take(TAIL).read_to_end(&mut tail)?;
    Ok(tail.windows(DECLARATION.len()).any(|name| name == DECLARATION.as_bytes()))
}

/// Verifies the zip file that `file` reads.
///
/// # Errors
/// What the system says.
pub fn verify_zip(file: impl Read + Seek, expect: Option<&str>, listener: Listener<'_>) -> io::Result<Verdict> {
    let found = read_zip(file, listener);
    settle(found.map(|(root, contents)| Found { root: Some(root), contents, ..Found::default() }), expect)
}

/// A bag before it is judged.
#[derive(Default)]
struct Found {
    /// Its name in a zip file.
    root: Option<String>,
    contents: Contents,
    litter: Vec<String>,
    beside: Vec<String>,
}

impl From<folder::Unzipped> for Found {
    fn from(folder::Unzipped { contents, litter, beside }: folder::Unzipped) -> Self {
        Self { root: None, contents, litter, beside }
    }
}

fn settle(found: Result<Found, Stop>, expect: Option<&str>) -> io::Result<Verdict> {
    match found {
        Ok(Found { root, contents, litter, beside }) => Ok(match judge(contents, root.as_deref(), expect) {
            Ok(verified) => Verdict::Valid(Box::new(Verified { litter, beside, ..verified })),
            Err(refusals) => Verdict::Refused(refusals),
        }),
        Err(Stop::Refused(refusal)) => Ok(Verdict::Refused(vec![*refusal])),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// Reads a whole zip file: its root and what lies in it.
fn read_zip(file: impl Read + Seek, listener: Listener<'_>) -> Result<(String, Contents), Stop> {
    let (mut archive, entries) = Archive::open(file)?;
    let root = check_names(&entries)?;
    let inner = |entry: &Entry| entry.name.get(root.len() + 1..).unwrap_or_default().to_owned();
    if let Some(entry) = entries.iter().find(|entry| entry.bytes > longest(&inner(entry)).unwrap_or(HASHED_BYTES)) {
        return Err(Stop::plain(TOO_LARGE, &inner(entry), entry.offset));
    }
    let bytes = entries.iter().map(|entry| entry.bytes).sum();
    listener(Event::Began { files: entries.len() as u64, bytes });
    let mut contents = Contents::new();
    for entry in entries {
        let path = inner(&entry);
        let mut reading = Reading::new(&path, entry.offset);
        archive.read(&entry, |piece| {
            reading.take(piece);
            listener(Event::Bytes(piece.len() as u64));
        })?;
        contents.insert(path, reading.finish());
    }
    Ok((root, contents))
}

/// Holds the names against each other and the rules; the one root that all lie in.
fn check_names(entries: &[Entry]) -> Result<String, Stop> {
    let first = entries.first().map(|entry| &*entry.name).unwrap_or_default();
    let root = first.split('/').next().unwrap_or_default();
    let mut collisions = Collisions::default();
    let mut last = "";
    for entry in entries {
        let name = &*entry.name;
        let refuse = |code, message| Err(Stop::Refused(Box::new(Refusal::new(code, name, entry.offset, message))));
        if let Some(message) = name::fault(name) {
            return refuse(UNSAFE_NAME, message);
        }
        if name == last {
            return refuse(DUPLICATE, DUPLICATE.about());
        }
        let in_root = name.strip_prefix(root).is_some_and(|rest| rest.starts_with('/'));
        if !in_root || !is_root(root) {
            return refuse(ROOT, ROOT.about());
        }
        if name.matches('/').count() > DEEPEST {
            return refuse(UNEXPECTED_FILE, UNEXPECTED_FILE.about());
        }
        if let Some(other) = collisions.add(name) {
            let message = Text {
                zh: format!("在有些系统上与“{other}”是同一个文件"),
                en: format!("is the same file as {other} on some systems"),
            };
            return refuse(if other == name { DUPLICATE } else { COLLISION }, message);
        }
        if name < last {
            return refuse(ORDER, ORDER.about());
        }
        last = name;
    }
    if entries.is_empty() { Err(Stop::plain(ROOT, "", 0)) } else { Ok(root.to_owned()) }
}

fn is_root(name: &str) -> bool {
    let digits = name.strip_prefix("dossier-").unwrap_or_default();
    digits.len() == 8 && digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}
