//! Pictures that nobody sees in a folder: hidden ones, and those in hidden folders. A file browser does not show them, so
//! an applicant takes them for handed in, or for gone.

use crate::{file, jpeg, pdf};
use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// Hidden folders that systems, network drives and programs keep for themselves, in lower case.
const KEPT: &[&str] = &[
    ".dossier",
    ".git",
    ".svn",
    ".hg",
    ".idea",
    ".vscode",
    ".cache",
    ".config",
    ".venv",
    // Recycle bins.
    ".trash",
    ".trashes",
    ".recycle",
    ".recycler",
    ".$recycle.bin",
    // macOS.
    ".spotlight-v100",
    ".fseventsd",
    ".documentrevisions-v100",
    ".temporaryitems",
    ".appledouble",
    ".appledesktop",
    // Thumbnails, originals and parts of transfers, of galleries and drives.
    ".thumbnails",
    ".thumbs",
    ".thumb",
    ".@__thumb",
    ".xvpics",
    ".picasaoriginals",
    ".@upload_cache",
    ".dropbox.cache",
    ".sync",
    ".stfolder",
    ".stversions",
    ".baiduyun",
];
/// What stands before the user's number in the name of a recycle bin: `.Trash-1000`.
const TRASH: &str = ".trash-";
/// What macOS puts beside the files of an archive; its own begin with `._`.
const MACOSX: &str = "__macosx";

const PICTURES: &[&str] = &[".jpg", ".jpeg", ".jpe", ".png", ".heic", ".tif", ".tiff", ".bmp", ".webp", ".gif", ".pdf"];

/// Whether a folder that is passed over may hold what somebody put there: it is hidden, and no program's own.
pub fn hides_files(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    let hidden = name.starts_with('.') && !KEPT.contains(&name.as_str()) && !name.starts_with(TRASH);
    hidden || name == MACOSX
}

/// Whether a hidden file is a picture, by its name; one whose name has no ending, or is one that systems and office programs
/// give what they keep beside files (`._x.jpg`, `~$x.jpg`), by its first bytes.
pub(super) fn is_hidden_picture(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let of_a_program = name.starts_with("._") || name.starts_with("~$");
    if of_a_program { begins_like_a_picture(entry.path()) } else { name.starts_with('.') && is_picture(entry) }
}

/// The pictures below a folder that is passed over, in no order.
pub(super) fn pictures_in(folder: &Path) -> impl Iterator<Item = DirEntry> {
    let enters = |entry: &DirEntry| entry.depth() == 0 || !entry.file_type().is_dir() || !is_kept(entry.file_name());
    let files = WalkDir::new(folder).into_iter().filter_entry(enters).filter_map(Result::ok);
    files.filter(|entry| entry.file_type().is_file() && is_picture(entry))
}

/// Whether a folder inside such a one is a program's own.
fn is_kept(name: &OsStr) -> bool {
    super::is_system(name) && !hides_files(name)
}

fn is_picture(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy().to_lowercase();
    let plain = name.trim_start_matches('.');
    if keeps_beside_pictures(&name) || plain.is_empty() {
        return false;
    }
    let ends_so = PICTURES.iter().any(|end| plain.strip_suffix(end).is_some_and(|stem| !stem.is_empty()));
    let has_ending = plain.contains('.');
    ends_so || (!has_ending && begins_like_a_picture(entry.path()))
}

/// `._x.jpg` (macOS), `.trashed-…` and `.pending-…` (Android) are what systems keep beside pictures.
fn keeps_beside_pictures(name: &str) -> bool {
    ["._", ".trashed-", ".pending-", ".thumb"].iter().any(|start| name.starts_with(start))
}

fn begins_like_a_picture(path: &Path) -> bool {
    const BEGINNINGS: [&[u8]; 7] =
        [&jpeg::BEGINNING, b"\x89PNG\r\n\x1A\n", b"II*\0", b"MM\0*", b"GIF8", pdf::BEGINNING, b"\0\0\0\x18ftyphei"];
    let mut bytes = Vec::new();
    let read = file::open(path).and_then(|file| file.take(16).read_to_end(&mut bytes));
    read.is_ok() && BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_programs_hide_nothing_of_the_applicants() {
        for hides in [".聘书", ".教师资格证", ".1", "__MACOSX", ".陈思远"] {
            assert!(hides_files(OsStr::new(hides)), "{hides}");
        }
        for other in [".git", ".Trash-1000", ".Trashes", "@eaDir", "#recycle", ".thumbnails", "聘书", "$RECYCLE.BIN"]
        {
            assert!(!hides_files(OsStr::new(other)), "{other}");
        }
    }
}
