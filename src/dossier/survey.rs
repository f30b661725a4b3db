//! What a walk through the folder saw, before any file was opened.

use super::path::RelPath;

/// Everything the folder holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Files to inspect, sorted by path.
    pub files: Vec<FoundFile>,
    /// What was seen and not inspected, and why; sorted by path.
    pub notes: Vec<Note>,
}

/// A regular file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFile {
    /// Where it lies.
    pub path: RelPath,
    /// Its length when it was seen, bytes.
    pub bytes: u64,
}

/// Something in the folder that is not a scan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// Where it lies.
    pub path: RelPath,
    /// What it is.
    pub why: Skipped,
}

/// Why something in the folder is not inspected.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skipped {
    /// Hidden, or left by a system, an office program or a network drive: `.DS_Store`, `Thumbs.db`, `~$x.docx`, `@eaDir`.
    System,
    /// A picture, but a hidden one: its name, or that of a folder that it lies in, begins with a dot, or a system made the
    /// folder.
    HiddenPicture,
    /// A folder with nothing in it.
    EmptyFolder,
    /// A symbolic link; never followed.
    Link,
    /// A socket, pipe or device; never opened.
    Special,
    /// A folder or file that the system did not let us see; its words.
    Unreadable(String),
    /// `applicant.toml`; noted only while the walk goes on.
    ApplicantToml,
    /// `applicant.xlsx` beside an `applicant.toml`, which is the one that is read.
    UnusedWorkbook,
    /// The text that explains the folder to people (`说明.txt`), written by `init`.
    Guide,
}
