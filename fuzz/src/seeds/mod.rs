//! What mutations begin from: the files of the fixtures, and small files that are drawn here.

pub mod pdf;
pub mod pictures;

use std::path::{Path, PathBuf};

/// The largest file to begin from, bytes: small ones reach more code in the same time.
const SEED_LIMIT: usize = 60_000;

/// The folder of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The project's files whose names end so, each once.
pub fn files(below: &str, end: &str) -> Vec<Vec<u8>> {
    let entries = walkdir::WalkDir::new(root().join(below)).sort_by_file_name().into_iter().flatten();
    let wanted = entries.filter(|entry| entry.file_name().to_string_lossy().ends_with(end));
    let read = wanted.filter_map(|entry| std::fs::read(entry.path()).ok());
    let mut files: Vec<Vec<u8>> = read.filter(|bytes| !bytes.is_empty() && bytes.len() <= SEED_LIMIT).collect();
    files.sort();
    files.dedup();
    files
}
