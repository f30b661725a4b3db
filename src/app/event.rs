//! What a use case reports while it runs.

use crate::dossier::FoundFile;
use crate::package;
use std::path::Path;

/// What goes on, for whoever shows progress.
#[derive(Debug, Clone, Copy)]
pub enum Event<'e> {
    /// A run over many dossiers begins; so many of them, where that is known.
    Staff(Option<usize>),
    /// Scans of so many dossiers will be read, on so many threads; it takes long the first time.
    WillRead {
        /// How many dossiers.
        dossiers: usize,
        /// How many threads.
        threads: usize,
    },
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
    /// So many pictures of a dossier are going to be read for their text.
    ToRead(usize),
    /// The picture so named was read for its text.
    Read(&'e str),
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
