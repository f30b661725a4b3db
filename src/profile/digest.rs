//! The one line that says which checklist a dossier was checked against.

use super::Profile;
use crate::text::hex;
use sha2::{Digest, Sha256};

/// SHA-256 over the profile's files, 64 lower-case hex digits: the digest of the sorted lines `hash  name`, each with
/// the file's own SHA-256, two spaces and a line feed, so that `sha256sum *.toml | LC_ALL=C sort | sha256sum` agrees.
pub fn profile_digest(profile: &Profile) -> String {
    files_digest(profile.files.iter().map(|(name, content)| (name.as_str(), content.as_str())))
}

/// The same of files that are not read yet.
pub(super) fn files_digest<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> String {
    let line = |(name, content)| format!("{}  {name}\n", sha256(content));
    let mut lines: Vec<String> = files.into_iter().map(line).collect();
    lines.sort();
    sha256(&lines.concat())
}

fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text))
}
