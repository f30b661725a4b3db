//! What is run: each target draws files by chance, and knows what must hold of the answer.

mod fix;
mod jpeg;
mod sqlite;
mod toml;
mod zip;

use crate::runner::Target;
use std::io;
use std::path::PathBuf;

/// Makes a target ready.
type Make = fn() -> io::Result<Target>;

/// Every target, by its word on the command line.
pub const ALL: &[(&str, Make)] = &[
    ("jpeg", jpeg::target),
    ("fix", fix::target),
    ("toml", toml::target),
    ("zip", zip::target),
    ("sqlite", sqlite::target),
];

/// A folder for files that are written and read again, in memory where the system has such a place.
fn scratch() -> io::Result<tempfile::TempDir> {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }
}
