//! A file that a person gives to a dossier, written into its folder under its own name.
//!
//! Only the desk needs this: a shell and a file manager copy files by themselves, so there is no command for it. What was
//! added is taken back as every change is, also by `desk --undo`.

use crate::dossier::path::folded;
use crate::dossier::{Dossier, RelPath};
use crate::failure::{cannot_read, failure};
use crate::inspect::content;
use crate::journal::Journal;
use crate::limits::ADDED_TO_FILES;
use crate::package::name::make_safe_file;
use crate::seen::Content;
use crate::survey::{GUIDE_NAMES, is_applicant_file, is_system, survey};
use crate::text::escape::escaped;
use crate::text::{Text, hex};
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

/// A file that comes from outside.
#[derive(Debug, Clone, Copy)]
pub struct NewFile<'f> {
    /// What it is called where it comes from.
    pub name: &'f str,
    /// All of it.
    pub bytes: &'f [u8],
    /// Whether it comes together with the one that was added before: both are taken back together.
    pub goes_on: bool,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Whether it was written; not where the folder holds its content already.
    pub is_new: bool,
    /// What the person should know: that it has another name than it came with, or is there already.
    pub note: Option<Text>,
}

/// Writes a file into the folder, where it lies until somebody gives it a place. `dossier` is what the folder holds as far
/// as is known; `by` is who the journal says did it.
///
/// # Errors
/// It is nothing that a dossier holds, the folder is full or cannot be changed.
pub fn add_file(folder: &Path, dossier: Option<&Dossier>, file: NewFile<'_>, by: &str) -> Result<Added> {
    let came_as = escaped(file.name);
    check_content(&came_as, content(file.bytes))?;
    if let Some(there) = same(folder, dossier, file.bytes) {
        let there = there.shown();
        let note = Text {
            zh: format!("“{came_as}”已经在文件夹里了：{there}"),
            en: format!("{came_as} is in the folder already: {there}"),
        };
        return Ok(Added { is_new: false, note: Some(note) });
    }
    if survey(folder).files.len() >= ADDED_TO_FILES {
        return Err(failure(
            format!("文件夹里已有 {ADDED_TO_FILES} 个文件，没有再放“{came_as}”；一份材料只有一两百个"),
            format!("the folder holds {ADDED_TO_FILES} files already: {came_as} was not added"),
        ));
    }
    let mut journal = Journal::open(folder)?;
    let name = free_name(folder, &seen_name(file.name)?)?;
    if file.goes_on {
        journal.go_on_adding(by)?;
    } else {
        journal.begin(by)?;
    }
    journal.add(&RelPath::new(&name), file.bytes)?;
    let renamed =
        || Text { zh: format!("“{came_as}”放成了“{name}”"), en: format!("{came_as} was added as {name}") };
    Ok(Added { is_new: true, note: (folded(&name) != folded(file.name)).then(renamed) })
}

/// Checks that a file is something that can be handed in, or made into it.
fn check_content(name: &str, content: Content) -> Result<()> {
    match content {
        content if content.is_picture() => Ok(()),
        Content::Empty | Content::Zeros => Err(failure(
            format!("“{name}”是空的，没有放进来；可能还没有从网盘下载"),
            format!("{name} is empty and was not added; it may not be downloaded from the cloud yet"),
        )),
        Content::Office => Err(failure(
            format!("“{name}”是办公文档，没有放进来；请先另存为 PDF"),
            format!("{name} is an office document and was not added; save it as a PDF first"),
        )),
        Content::Zip | Content::Rar | Content::SevenZip | Content::Tar => Err(failure(
            format!("“{name}”是压缩包，没有放进来；请先解压"),
            format!("{name} is an archive and was not added; unpack it first"),
        )),
        _ => Err(failure(
            format!("“{name}”不是图片，也不是 PDF，没有放进来"),
            format!("{name} is neither a picture nor a PDF and was not added"),
        )),
    }
}

/// The file that has the same content and is still there.
fn same<'d>(folder: &Path, dossier: Option<&'d Dossier>, bytes: &[u8]) -> Option<&'d RelPath> {
    let sha256 = hex(&Sha256::digest(bytes));
    let scan = dossier?.scans.iter().find(|scan| scan.inspected.sha256 == sha256)?;
    scan.path.below(folder).is_file().then_some(&scan.path)
}

/// A name that the system at hand can have and the survey does not pass over; `applicant.toml` is never one.
fn seen_name(name: &str) -> Result<String> {
    let is_seen = |name: &String| {
        let name: &OsStr = name.as_ref();
        !is_system(name) && !is_applicant_file(name) && !GUIDE_NAMES.iter().any(|guide| name == *guide)
    };
    let safe = make_safe_file(name);
    [safe.clone(), format!("_{safe}")].into_iter().find(is_seen).ok_or_else(|| {
        let name = escaped(name);
        failure(
            format!("“{name}”是系统或办公软件用的名字，没有放进来；请先改名"),
            format!("{name} is a name that systems use for their own files: rename it first"),
        )
    })
}

/// The name, or the same with a number as file managers number copies.
pub(super) fn free_name(folder: &Path, name: &str) -> Result<String> {
    let entries = fs::read_dir(folder).map_err(|error| cannot_read(folder, &error))?;
    let taken: BTreeSet<String> = entries.flatten().map(|entry| folded(&entry.file_name().to_string_lossy())).collect();
    let (stem, end) = match name.rfind('.').filter(|dot| *dot > 0) {
        Some(dot) => name.split_at(dot),
        None => (name, ""),
    };
    let numbered = (2..).map(|number| format!("{stem} ({number}){end}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    Ok(names.find(|name| !taken.contains(&folded(name))).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ones_that_every_check_sees() {
        for (name, seen) in [
            ("IMG_1.jpg", "IMG_1.jpg"),
            (".hidden.jpg", "_.hidden.jpg"),
            ("applicant.toml", "_applicant.toml"),
            ("applicant.xlsx", "_applicant.xlsx"),
            ("README.txt", "_README.txt"),
            (".dossier", "_.dossier"),
            ("Thumbs.db", "_Thumbs.db"),
            ("~$照片.jpg", "_~$照片.jpg"),
        ] {
            assert_eq!(seen_name(name).expect("a name"), seen);
        }
        assert!(seen_name("IMG_1.AAE").is_err());
    }

    #[test]
    fn a_taken_name_gets_a_number_in_whatever_case_it_is_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["A.JPG", "a (2).jpg", "b"] {
            fs::write(folder.path().join(name), "x").expect("a file");
        }
        for (name, free) in [("a.jpg", "a (3).jpg"), ("b", "b (2)"), ("c.tar.jpg", "c.tar.jpg")] {
            assert_eq!(free_name(folder.path(), name).expect("a name"), free);
        }
    }
}
