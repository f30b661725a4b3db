//! The profiles that come with the program.

use super::{Profile, load};
use crate::config::diagnostic::Diagnostic;

macro_rules! files {
    ($id:literal: $($name:literal),+) => {
        ($id, &[$(($name, include_str!(concat!("../../profiles/", $id, "/", $name)))),+])
    };
}

/// Id, and files as name and content.
type Embedded = (&'static str, &'static [(&'static str, &'static str)]);

/// Every profile of `profiles/`, with every file of its folder: a test holds the two together.
const PROFILES: &[Embedded] = &[
    files!("bazhou-vocational-2021": "checklist.toml", "form.toml", "paper.toml"),
    files!("engineering-general": "checklist.toml", "form.toml", "paper.toml"),
    files!("shaanxi-online": "checklist.toml", "form.toml", "paper.toml"),
];

/// The ids, in alphabetical order.
pub fn ids() -> Vec<&'static str> {
    PROFILES.iter().map(|(id, _)| *id).collect()
}

/// The files of a built-in profile, name and content.
pub fn files(id: &str) -> Option<&'static [(&'static str, &'static str)]> {
    PROFILES.iter().find(|(known, _)| *known == id).map(|(_, files)| *files)
}

/// A built-in profile; the inner error is a fault of the program, which its tests exclude.
pub fn find(id: &str) -> Option<Result<Profile, Vec<Diagnostic>>> {
    let owned = files(id)?.iter().map(|(name, content)| ((*name).to_owned(), (*content).to_owned()));
    Some(load::from_files(id, owned.collect()))
}
