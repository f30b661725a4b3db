//! Reads an unzipped package from a folder. Links are not followed: a package holds none.
//!
//! Whoever looked into the folder left traces of it (`.DS_Store`, `Thumbs.db`) and may have unzipped it into a folder of
//! its own: neither makes it another package.

use super::bag::{DECLARATION, INFO, MANIFEST};
use super::contents::{Contents, Reading, longest};
use super::name::{self, Collisions};
use super::refusal::{COLLISION, MISSING_FILE, NOT_A_FILE, Refusal, TOO_LARGE, TOO_MANY, UNEXPECTED_FILE, UNSAFE_NAME};
use super::verify::DEEPEST;
use super::zip::reader::Stop;
use super::{Event, Listener};
use crate::file;
use crate::limits::{HASHED_BYTES, PACKAGE_ENTRIES, PACKAGE_LITTER};
use crate::survey::is_system;
use crate::text::Text;
use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Read ahead, bytes.
const BUFFER: usize = 64 * 1024;

/// A bag in a folder.
#[derive(Debug)]
pub(super) struct Unzipped {
    pub(super) contents: Contents,
    /// What the system left behind, by its path in the bag; it is passed over.
    pub(super) litter: Vec<String>,
    /// What else lies in the folders around the bag, by its path from the outermost: nobody verifies it.
    pub(super) beside: Vec<String>,
}

/// Every file of the bag at `folder`, or of the only bag right below it, read to its end.
pub(super) fn read(folder: &Path, listener: Listener<'_>) -> Result<Unzipped, Stop> {
    let root = bag_in(folder)?;
    let Listed { files, litter } = list(&root)?;
    let length = |entry: &DirEntry| entry.metadata().map_or(0, |metadata| metadata.len());
    // A file may claim any length, and have no byte on the disk.
    if let Some((path, _)) = files.iter().find(|(path, entry)| length(entry) > longest(path).unwrap_or(HASHED_BYTES)) {
        return Err(Stop::plain(TOO_LARGE, path, 0));
    }
    let bytes = files.iter().map(|(_, entry)| length(entry)).sum();
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
    Ok(Unzipped { contents, litter, beside: beside(folder, &root)? })
}

/// What lies in `folder`, and in the folders in it down to `root`, and is not on the way there.
fn beside(folder: &Path, root: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut at = folder.to_owned();
    for next in root.strip_prefix(folder).unwrap_or(Path::new("")) {
        for entry in std::fs::read_dir(&at)? {
            let entry = entry?;
            if entry.file_name() != next {
                let path = entry.path();
                found.push(path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned());
            }
        }
        at.push(next);
    }
    found.sort();
    Ok(found)
}

/// Folders that unpacking may put around a bag, at most.
const MOST_OUTER: usize = 3;

/// The innermost of folders that hold nothing but the next one, beside what systems leave.
fn within_outer(folder: &Path) -> io::Result<PathBuf> {
    let mut inner = folder.to_owned();
    for _ in 0..MOST_OUTER {
        let entries: Vec<std::fs::DirEntry> = std::fs::read_dir(&inner)?.collect::<io::Result<_>>()?;
        let mut own = entries.iter().filter(|entry| !is_system(&entry.file_name()));
        match (own.next(), own.next()) {
            (Some(only), None) if only.file_type()?.is_dir() => inner = only.path(),
            _ => break,
        }
    }
    Ok(inner)
}

/// Where the bag is: the folder itself, or the only folder in it that is one, whatever folders are around it.
pub(super) fn bag_in(folder: &Path) -> Result<PathBuf, Stop> {
    let is_bag = |folder: &Path| [DECLARATION, MANIFEST, INFO].iter().any(|file| folder.join(file).is_file());
    if is_bag(folder) {
        return Ok(folder.to_owned());
    }
    let folder = &within_outer(folder)?;
    if is_bag(folder) {
        return Ok(folder.clone());
    }
    let mut bags = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() && !is_system(&entry.file_name()) && is_bag(&entry.path()) {
            bags.push(entry.path());
        }
    }
    let message = match (bags.pop(), bags.len()) {
        (Some(bag), 0) => return Ok(bag),
        (None, _) => Text {
            zh: "这个文件夹不是材料包：里面没有 bagit.txt".to_owned(),
            en: "this folder is not a package: it has no bagit.txt".to_owned(),
        },
        (Some(_), more) => Text {
            zh: format!("里面有 {} 个材料包，请分别核验", more + 1),
            en: format!("there are {} packages in it: verify each by itself", more + 1),
        },
    };
    Err(Stop::Refused(Box::new(Refusal::new(MISSING_FILE, DECLARATION, 0, message))))
}

/// The files of a folder.
struct Listed {
    files: Vec<(String, DirEntry)>,
    litter: Vec<String>,
}

/// The regular files, with their `/`-separated paths; anything else is refused.
fn list(root: &Path) -> Result<Listed, Stop> {
    let (mut files, mut litter) = (Vec::new(), Vec::new());
    let (mut folders, mut used) = (BTreeSet::new(), BTreeSet::new());
    let mut collisions = Collisions::default();
    let mut walk = WalkDir::new(root).min_depth(1).max_depth(DEEPEST + 1).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = entry.map_err(io::Error::from)?;
        if is_system(entry.file_name()) {
            litter.push(entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().into_owned());
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            if litter.len() > PACKAGE_LITTER {
                return Err(Stop::plain(TOO_MANY, "", 0));
            }
            continue;
        }
        let path = inner_path(root, &entry)?;
        if entry.depth() > DEEPEST {
            return Err(Stop::plain(UNEXPECTED_FILE, &path, 0));
        }
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
        if files.len() as u64 > PACKAGE_ENTRIES {
            return Err(Stop::plain(TOO_MANY, "", 0));
        }
    }
    match folders.difference(&used).next() {
        Some(empty) => Err(Stop::plain(UNEXPECTED_FILE, &format!("{empty}/"), 0)),
        None => Ok(Listed { files, litter }),
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
