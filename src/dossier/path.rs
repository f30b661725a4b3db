//! A file's path inside the dossier: what the system gave, and how it is shown.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

/// A path relative to the dossier's folder.
///
/// The raw path opens the file; `shown` is what people and JSON read: `/`-separated, and lossy where the system's name
/// is not Unicode. Ordered by what is shown, then by the raw bytes, so that two runs list the same things alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RelPath {
    raw: PathBuf,
    shown: String,
}

impl RelPath {
    /// Takes a path that is already relative.
    pub fn new(raw: impl Into<PathBuf>) -> Self {
        let raw = raw.into();
        let parts: Vec<_> = raw.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        Self { shown: parts.join("/"), raw }
    }

    /// The path as the system knows it.
    pub fn raw(&self) -> &Path {
        &self.raw
    }

    /// `/`-separated Unicode, lossy where the name is not Unicode. Not escaped: renderers do that.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The raw bytes in lower-case hex, where the name is not Unicode; `None` for ordinary names.
    pub fn hex(&self) -> Option<String> {
        if self.raw.to_str().is_some() {
            return None;
        }
        let bytes = self.raw.as_os_str().as_encoded_bytes();
        Some(crate::text::hex(bytes))
    }

    /// The folder part as shown: empty for a file at the top.
    pub fn folder(&self) -> &str {
        self.shown.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last component as shown.
    pub fn name(&self) -> &str {
        self.shown.rsplit_once('/').map_or(self.shown.as_str(), |(_, name)| name)
    }
}

impl Ord for RelPath {
    fn cmp(&self, other: &Self) -> Ordering {
        self.shown
            .cmp(&other.shown)
            .then_with(|| self.raw.as_os_str().as_encoded_bytes().cmp(other.raw.as_os_str().as_encoded_bytes()))
    }
}

impl PartialOrd for RelPath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
