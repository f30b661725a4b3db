//! The explanation that `init` writes into a folder: known by its name and by what stands in it, for anything else of that name
//! may be a page of somebody's.

use crate::file;
use std::io::Read;
use walkdir::DirEntry;

/// What it is called, in Chinese and in English.
pub const GUIDE_NAMES: [&str; 2] = ["说明.txt", "README.txt"];

/// Its first step, in both languages, after the name of the checklist.
pub const FIRST_STEPS: [&str; 2] = [
    "1. 用文本编辑器打开 applicant.toml，填写您的情况。",
    "1. Open applicant.toml in a text editor and fill in your data.",
];

/// The first step stands within so many bytes.
const BEGINNING: u64 = 4096;

/// Whether a file at the top of a dossier's folder is one that `init` wrote, whatever people added to it.
pub(super) fn is_guide(entry: &DirEntry) -> bool {
    GUIDE_NAMES.iter().any(|name| entry.file_name() == *name) && says_first_step(entry)
}

fn says_first_step(entry: &DirEntry) -> bool {
    let mut bytes = Vec::new();
    let read = file::open(entry.path()).and_then(|file| file.take(BEGINNING).read_to_end(&mut bytes));
    let text = String::from_utf8_lossy(&bytes);
    read.is_ok() && FIRST_STEPS.iter().any(|step| text.lines().any(|line| line == *step))
}
