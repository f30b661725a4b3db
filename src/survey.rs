//! Walks the folder once: what is there, and what is passed over and why.
//!
//! Nothing is opened, no link is followed, nothing is left out without a note: a file that the tool does not see is a
//! file that the applicant believes was checked.

use crate::dossier::load::FILE_NAME;
use crate::dossier::path::literal;
use crate::dossier::{Found, FoundFile, Note, Oddity, RelPath};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::FileType;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The folder's own explanations, written by `init`; read by people, never uploaded.
pub const GUIDE_NAMES: &[&str] = &["说明.txt", "README.txt"];

/// Lists everything below `root`, sorted.
pub fn survey(root: &Path) -> Found {
    let root = &literal(root);
    let mut found = Found::default();
    let mut folders = BTreeSet::new();
    let mut filled = BTreeSet::new();
    let mut walk = WalkDir::new(root).min_depth(1).into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                if let Some(note) = unreadable(root, &error) {
                    fill(&mut filled, note.path.raw(), true);
                    found.notes.push(note);
                }
                continue;
            }
        };
        let Some(path) = relative(root, entry.path()) else { continue };
        let system = is_system(entry.file_name());
        if entry.file_type().is_dir() && !system {
            fill(&mut filled, path.raw(), false);
            folders.insert(path.raw().to_owned());
            continue;
        }
        if entry.file_type().is_dir() {
            walk.skip_current_dir();
        }
        if !system {
            fill(&mut filled, path.raw(), false);
        }
        file(&entry, path, system, &mut found);
    }
    let empty = folders.difference(&filled).map(RelPath::new);
    found.notes.extend(empty.map(|path| Note { path, oddity: Oddity::EmptyFolder }));
    found.files.sort_by(|a, b| a.path.cmp(&b.path));
    found.notes.sort();
    found
}

fn file(entry: &DirEntry, path: RelPath, system: bool, found: &mut Found) {
    let top = entry.depth() == 1;
    let oddity = if system {
        Oddity::System
    } else if let Some(oddity) = odd_type(entry.file_type()) {
        oddity
    } else if top && is_applicant_file(entry.file_name()) {
        return;
    } else if top && GUIDE_NAMES.contains(&path.shown()) {
        Oddity::Guide
    } else {
        match entry.metadata() {
            Ok(metadata) => return found.files.push(FoundFile { path, bytes: metadata.len() }),
            Err(error) => Oddity::Unreadable(io_words(error.io_error())),
        }
    };
    found.notes.push(Note { path, oddity });
}

/// Whether a file of this name is opened as `applicant.toml`: in any case where the system does not tell cases apart.
pub fn is_applicant_file(name: &OsStr) -> bool {
    if cfg!(any(windows, target_vendor = "apple")) { name.eq_ignore_ascii_case(FILE_NAME) } else { name == FILE_NAME }
}

fn odd_type(file_type: FileType) -> Option<Oddity> {
    if file_type.is_symlink() {
        Some(Oddity::Link)
    } else if file_type.is_file() {
        None
    } else {
        Some(Oddity::Special)
    }
}

/// Hidden, or left behind by a system or an office program.
pub fn is_system(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    let known = ["thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "icon\r"];
    name.starts_with('.') || name.starts_with("~$") || known.contains(&name.as_str())
}

/// Marks the parent (and, for a folder that could not be read, the folder itself) as holding something.
fn fill(filled: &mut BTreeSet<PathBuf>, path: &Path, itself: bool) {
    if let Some(parent) = path.parent() {
        filled.insert(parent.to_owned());
    }
    if itself {
        filled.insert(path.to_owned());
    }
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Option<Note> {
    // The folder itself has no path inside itself; that it cannot be listed must be said all the same.
    let path = relative(root, error.path()?).unwrap_or_else(|| RelPath::new("."));
    Some(Note { path, oddity: Oddity::Unreadable(io_words(error.io_error())) })
}

/// The system's words without the path, so that the report stays relative.
fn io_words(error: Option<&std::io::Error>) -> String {
    error.map_or_else(|| "?".to_owned(), ToString::to_string)
}

fn relative(root: &Path, path: &Path) -> Option<RelPath> {
    let relative = path.strip_prefix(root).ok()?;
    if relative.as_os_str().is_empty() { None } else { Some(RelPath::new(relative)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn everything_is_listed_or_noted() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("a/b")).expect("folders");
        fs::create_dir_all(at("空")).expect("folders");
        fs::create_dir_all(at("只有系统文件/.git")).expect("folders");
        for name in ["a/b/1.jpg", "applicant.toml", "说明.txt", "Thumbs.db", "a/~$x.docx", "只有系统文件/.DS_Store"]
        {
            fs::write(at(name), name).expect("a file");
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(at("a"), at("link")).expect("a link");
        let found = survey(folder.path());
        let files: Vec<_> = found.files.iter().map(|file| file.path.shown()).collect();
        assert_eq!(files, ["a/b/1.jpg"]);
        let notes: Vec<_> = found.notes.iter().map(|note| (note.path.shown(), &note.oddity)).collect();
        let mut want = vec![
            ("Thumbs.db", &Oddity::System),
            ("a/~$x.docx", &Oddity::System),
            ("link", &Oddity::Link),
            ("只有系统文件", &Oddity::EmptyFolder),
            ("只有系统文件/.DS_Store", &Oddity::System),
            ("只有系统文件/.git", &Oddity::System),
            ("空", &Oddity::EmptyFolder),
            ("说明.txt", &Oddity::Guide),
        ];
        if cfg!(not(unix)) {
            want.retain(|(path, _)| *path != "link");
        }
        assert_eq!(notes, want);
    }
}
