//! What a use case reports while it runs.

use crate::dossier::FoundFile;
use crate::package;
use std::path::Path;

/// What goes on, for whoever shows progress.
#[derive(Debug, Clone, Copy)]
pub enum Event<'e> {
    /// A run over many dossiers begins; so many of them, where that is known.
    Staff(Option<usize>),
    /// The folder was walked.
    Surveyed {
        /// Files to inspect.
        files: usize,
        /// Their bytes in all.
        bytes: u64,
    },
    /// A file is about to be read.
    Reading {
        /// The dossier's folder.
        folder: &'e Path,
        /// The file.
        file: &'e FoundFile,
    },
    /// One file was inspected.
    Inspected(&'e FoundFile),
    /// One of many dossiers was checked to its end.
    Finished,
    /// So many files are going to be made.
    Making(usize),
    /// The file so named is being made.
    Made(&'e str),
    /// A package is read or written.
    Package(package::Event),
}

/// Told of each [`Event`], from any thread.
pub type Listener<'l> = &'l (dyn Fn(Event<'_>) + Sync);
