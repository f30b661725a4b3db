//! Reads an unzipped package from a folder. Links are not followed: a package holds none.

use super::contents::{Contents, Reading};
use super::name::{self, Collisions};
use super::refusal::{COLLISION, NOT_A_FILE, Refusal, TOO_MANY, UNEXPECTED_FILE, UNSAFE_NAME};
use super::zip::reader::{MOST_ENTRIES, Stop};
use super::{Event, Listener};
use crate::file;
use crate::text::Text;
use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// Read ahead, bytes.
const BUFFER: usize = 64 * 1024;

/// Every file below `root`, read to its end.
pub(super) fn read(root: &Path, listener: Listener<'_>) -> Result<Contents, Stop> {
    let files = list(root)?;
    let bytes = files.iter().map(|(_, entry)| entry.metadata().map_or(0, |metadata| metadata.len())).sum();
    listener(Event::Began { files: files.len() as u64, bytes });
    let mut buffer = vec![0; BUFFER];
    let mut contents = Contents::new();
    for (path, entry) in files {
        let mut reading = Reading::new(&path, 0);
        let mut file = file::open(entry.path()).map_err(|error| named(&path, &error))?;
        loop {
            match file.read(&mut buffer) {
                Ok(0) => break,
                Ok(taken) => {
                    reading.take(buffer.get(..taken).unwrap_or_default());
                    listener(Event::Bytes(taken as u64));
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(named(&path, &error).into()),
            }
        }
        contents.insert(path, reading.finish());
    }
    Ok(contents)
}

/// The regular files, with their `/`-separated paths; anything else is refused.
fn list(root: &Path) -> Result<Vec<(String, DirEntry)>, Stop> {
    let mut files = Vec::new();
    let (mut folders, mut used) = (BTreeSet::new(), BTreeSet::new());
    let mut collisions = Collisions::default();
    for entry in WalkDir::new(root).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(io::Error::from)?;
        let path = inner_path(root, &entry)?;
        if entry.file_type().is_dir() {
            folders.insert(path);
            continue;
        }
        if !entry.file_type().is_file() {
            return Err(Stop::plain(NOT_A_FILE, &path, 0));
        }
        if collisions.add(&path).is_some() {
            return Err(Stop::plain(COLLISION, &path, 0));
        }
        used.extend(path.match_indices('/').filter_map(|(at, _)| path.get(..at)).map(str::to_owned));
        files.push((path, entry));
        if files.len() as u64 > MOST_ENTRIES {
            return Err(Stop::plain(TOO_MANY, "", 0));
        }
    }
    match folders.difference(&used).next() {
        Some(empty) => Err(Stop::plain(UNEXPECTED_FILE, &format!("{empty}/"), 0)),
        None => Ok(files),
    }
}

fn inner_path(root: &Path, entry: &DirEntry) -> Result<String, Stop> {
    let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let path = parts.join("/");
    let message = match relative.to_str() {
        Some(_) => name::fault(&path),
        None => Some(Text { zh: "名称不是 UTF-8".to_owned(), en: "the name is not UTF-8".to_owned() }),
    };
    match message {
        Some(message) => Err(Stop::Refused(Box::new(Refusal::new(UNSAFE_NAME, path, 0, message)))),
        None => Ok(path),
    }
}

fn named(path: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{path}: {error}"))
}
