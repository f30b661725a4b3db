//! What earlier runs left beside this one's packages and reports. Who uploads a whole folder must know what in it is old:
//! the package of somebody who is not ready any more looks as ready as the others.

use crate::file;
use crate::render::html;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::Read;
use std::path::Path;

/// What of a page is looked at, bytes: what it is stands in its head.
const HEAD: u64 = 1024;

/// The packages in a folder but for these, by name: zip files with their `.sha256` beside them.
pub(super) fn packages(folder: &Path, written: &BTreeSet<OsString>) -> Vec<String> {
    let is_package = |path: &Path| ends_in(path, "zip") && path.with_extension("zip.sha256").is_file();
    others(folder, written, is_package)
}

/// The pages of single dossiers in a folder but for these, by name.
pub(super) fn pages(folder: &Path, written: &BTreeSet<OsString>) -> Vec<String> {
    let is_page = |path: &Path| {
        let mut head = Vec::new();
        let read = file::open(path).and_then(|input| input.take(HEAD).read_to_end(&mut head));
        read.is_ok() && html::is_of_one_dossier(&head)
    };
    others(folder, written, |path| ends_in(path, "html") && is_page(path))
}

fn ends_in(path: &Path, end: &str) -> bool {
    path.extension().is_some_and(|own| own == end)
}

fn others(folder: &Path, written: &BTreeSet<OsString>, is_one: impl Fn(&Path) -> bool) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let other = entries.filter(|entry| !written.contains(&entry.file_name()) && is_one(&entry.path()));
    let mut names: Vec<String> = other.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
