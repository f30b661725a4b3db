//! Walks the folder once: what is there, and what is passed over and why.
//!
//! Nothing is opened but hidden files without an ending and the guide that `init` writes, no link is followed, nothing is left
//! out without a note: a file that the tool does not see is a file that the applicant believes was checked.

mod guide;
mod hidden;

pub use guide::{FIRST_STEPS, GUIDE_NAMES};
pub use hidden::hides_files;

use crate::dossier::form_sheet;
use crate::dossier::load::FILE_NAME;
use crate::dossier::path::literal;
use crate::dossier::{Found, FoundFile, Note, RelPath, Skipped};
use crate::limits::COPIED_BYTES;
use guide::is_guide;
use hidden::{is_hidden_picture, pictures_in};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::FileType;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Where this program keeps what it needs to undo its own changes; nothing of it is the applicant's.
pub const OWN_FOLDER: &str = ".dossier";

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
        if entry.depth() == 1 && entry.file_type().is_dir() && entry.file_name() == OWN_FOLDER {
            walk.skip_current_dir();
            continue;
        }
        let system = is_system(entry.file_name());
        if entry.file_type().is_dir() && !system {
            fill(&mut filled, path.raw(), false);
            folders.insert(path.raw().to_owned());
            continue;
        }
        if entry.file_type().is_dir() {
            walk.skip_current_dir();
            if hides_files(entry.file_name()) && hidden_pictures(root, entry.path(), &mut found) {
                continue;
            }
        }
        if !system {
            fill(&mut filled, path.raw(), false);
        }
        file(&entry, path, system, &mut found);
    }
    let empty = folders.difference(&filled).map(RelPath::new);
    found.notes.extend(empty.map(|path| Note { path, why: Skipped::EmptyFolder }));
    one_applicant_file(&mut found.notes);
    found.files.sort_by(|a, b| a.path.cmp(&b.path));
    found.notes.sort();
    found
}

/// Notes the pictures in a folder that is passed over; returns whether there are any.
fn hidden_pictures(root: &Path, folder: &Path, found: &mut Found) -> bool {
    let before = found.notes.len();
    let paths = pictures_in(folder).filter_map(|entry| relative(root, entry.path()));
    found.notes.extend(paths.map(|path| Note { path, why: Skipped::HiddenPicture }));
    found.notes.len() > before
}

fn file(entry: &DirEntry, path: RelPath, system: bool, found: &mut Found) {
    let top = entry.depth() == 1;
    let why = if system && entry.file_type().is_file() && is_hidden_picture(entry) {
        Skipped::HiddenPicture
    } else if system {
        Skipped::System
    } else if let Some(why) = odd_type(entry.file_type()) {
        why
    } else if top && is_applicant_toml(entry.file_name()) {
        Skipped::ApplicantToml
    } else if top && is_applicant_workbook(entry.file_name()) && can_be_copied(entry) {
        Skipped::UnusedWorkbook
    } else if top && is_guide(entry) && can_be_copied(entry) {
        Skipped::Guide
    } else {
        match entry.metadata() {
            Ok(metadata) => return found.files.push(FoundFile { path, bytes: metadata.len() }),
            Err(error) => Skipped::Unreadable(io_words(error.io_error())),
        }
    };
    found.notes.push(Note { path, why });
}

/// Whether a file that nobody judges is one that people wrote, which a repaired folder gets as it is. A longer one of such a
/// name is judged as every other file.
fn can_be_copied(entry: &DirEntry) -> bool {
    entry.metadata().is_ok_and(|metadata| metadata.len() <= COPIED_BYTES)
}

/// The file that the applicant's data is read from needs no note; a workbook beside `applicant.toml` is not read.
fn one_applicant_file(notes: &mut Vec<Note>) {
    let is_toml = |note: &Note| note.why == Skipped::ApplicantToml;
    let has_toml = notes.iter().any(is_toml);
    notes.retain(|note| !is_toml(note) && (has_toml || note.why != Skipped::UnusedWorkbook));
}

/// Whether a file of this name may hold an applicant's data.
pub fn is_applicant_file(name: &OsStr) -> bool {
    is_applicant_toml(name) || is_applicant_workbook(name)
}

fn is_applicant_toml(name: &OsStr) -> bool {
    is_called(name, FILE_NAME)
}

fn is_applicant_workbook(name: &OsStr) -> bool {
    is_called(name, form_sheet::FILE_NAME)
}

/// Whether a file of this name is opened by that one: in any case where the system does not tell cases apart.
fn is_called(name: &OsStr, wanted: &str) -> bool {
    if cfg!(any(windows, target_vendor = "apple")) { name.eq_ignore_ascii_case(wanted) } else { name == wanted }
}

fn odd_type(file_type: FileType) -> Option<Skipped> {
    if file_type.is_symlink() {
        Some(Skipped::Link)
    } else if file_type.is_file() {
        None
    } else {
        Some(Skipped::Special)
    }
}

/// What systems, office programs and network drives leave in folders, in lower case.
const LITTER: &[&str] = &[
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "icon\r",
    "picasa.ini",
    "zbthumbnail.info",
    "__macosx",
    // Recycle bins, and what repairs of a disk leave.
    "$recycle.bin",
    "recycler",
    "#recycle",
    "@recycle",
    "lost+found",
    "found.000",
    "system volume information",
    // Network drives (Synology, QNAP and others): thumbnails, snapshots, temporary files.
    "@eadir",
    "#snapshot",
    "@recently-snapshot",
    "@snapshot",
    "@tmp",
    "@sharebin",
    "network trash folder",
    "temporary items",
    "thevolumesettingsfolder",
];

/// Hidden, or left behind by a system, an office program or a network drive. A placeholder of iCloud is hidden too, but
/// stands for a file that somebody believes to be there.
pub fn is_system(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    let temporary = name.strip_suffix(".tmp");
    let of_word = temporary.is_some_and(|stem| {
        ["~wrl", "~wrd", "~wra", "~wrf", "~ppt", "~df"].iter().any(|start| stem.starts_with(start))
    });
    (name.starts_with('.') && !name.ends_with(".icloud"))
        || name.starts_with("~$")
        || name.ends_with("@synoeastream")
        // What a phone's own editor did to the picture beside it.
        || name.strip_suffix(".aae").is_some()
        || of_word
        || LITTER.contains(&name.as_str())
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
    Some(Note { path, why: Skipped::Unreadable(io_words(error.io_error())) })
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
        for folder in ["只有系统文件/.git", ".dossier/originals", "a/@eaDir/1.jpg", "#recycle"] {
            fs::create_dir_all(at(folder)).expect("folders");
        }
        for name in [
            "a/b/1.jpg",
            "applicant.toml",
            "说明.txt",
            "Thumbs.db",
            "a/~$x.docx",
            "只有系统文件/.DS_Store",
            ".dossier/originals/1.jpg",
            "a/@eaDir/1.jpg/SYNOPHOTO_THUMB_M.jpg",
            "#recycle/2.jpg",
            ".3.jpg",
            "._3.jpg",
            ".4.jpg.icloud",
            "~WRL0001.tmp",
            "IMG_5.AAE",
            "a/.聘书/2.jpg",
            "a/.聘书/说明.txt",
            "a/.空的/说明.txt",
            "a/__MACOSX/._1.jpg",
            "a/__MACOSX/1.jpg",
            "__MACOSX/._1.jpg",
        ] {
            fs::create_dir_all(at(name).parent().expect("a folder")).expect("folders");
            fs::write(at(name), name).expect("a file");
        }
        fs::write(at("说明.txt"), format!("某清单\r\n\r\n{}\r\n", FIRST_STEPS[0])).expect("the guide");
        for name in ["a/.2", "a/.聘书/3", "a/._4.jpg", "a/~$4.jpg"] {
            fs::write(at(name), b"\xFF\xD8\xFF\xE0 and so on").expect("a picture without an ending");
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(at("a"), at("link")).expect("a link");
        let found = survey(folder.path());
        let files: Vec<_> = found.files.iter().map(|file| file.path.shown()).collect();
        assert_eq!(files, [".4.jpg.icloud", "a/b/1.jpg"]);
        let notes: Vec<_> = found.notes.iter().map(|note| (note.path.shown(), &note.why)).collect();
        let mut want = vec![
            ("#recycle", &Skipped::System),
            (".3.jpg", &Skipped::HiddenPicture),
            ("._3.jpg", &Skipped::System),
            ("a/.2", &Skipped::HiddenPicture),
            ("a/._4.jpg", &Skipped::HiddenPicture),
            ("a/~$4.jpg", &Skipped::HiddenPicture),
            ("a/.聘书/2.jpg", &Skipped::HiddenPicture),
            ("a/.聘书/3", &Skipped::HiddenPicture),
            ("a/.空的", &Skipped::System),
            ("a/__MACOSX/1.jpg", &Skipped::HiddenPicture),
            ("__MACOSX", &Skipped::System),
            ("Thumbs.db", &Skipped::System),
            ("IMG_5.AAE", &Skipped::System),
            ("a/@eaDir", &Skipped::System),
            ("a/~$x.docx", &Skipped::System),
            ("link", &Skipped::Link),
            ("只有系统文件", &Skipped::EmptyFolder),
            ("只有系统文件/.DS_Store", &Skipped::System),
            ("只有系统文件/.git", &Skipped::System),
            ("空", &Skipped::EmptyFolder),
            ("说明.txt", &Skipped::Guide),
            ("~WRL0001.tmp", &Skipped::System),
        ];
        want.sort_by_key(|(path, _)| *path);
        if cfg!(not(unix)) {
            want.retain(|(path, _)| *path != "link");
        }
        assert_eq!(notes, want);
    }

    /// What `init` wrote is the only thing that is passed over by its name, and only where `init` writes it.
    #[test]
    fn a_page_called_like_the_guide_is_a_file_like_any_other() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("06-论文")).expect("a folder");
        fs::write(at("06-论文/说明.txt"), FIRST_STEPS[0]).expect("a file");
        fs::write(at("说明.txt"), b"\xFF\xD8\xFF\xE0 and so on").expect("a picture");
        fs::write(at("README.txt"), format!("A checklist\n\n{}\n2. …\nmy own note\n", FIRST_STEPS[1])).expect("a file");
        let found = survey(folder.path());
        let files: Vec<_> = found.files.iter().map(|file| file.path.shown()).collect();
        assert_eq!(files, ["06-论文/说明.txt", "说明.txt"]);
        let notes: Vec<_> = found.notes.iter().map(|note| (note.path.shown(), &note.why)).collect();
        assert_eq!(notes, [("README.txt", &Skipped::Guide)]);
    }
}
