//! The profiles that come with the program.

use super::digest::{files_digest, profile_digest};
use super::{Profile, load};
use crate::config::diagnostic::Diagnostic;
use crate::config::source::Source;
use crate::text::Text;
use std::sync::LazyLock;

macro_rules! files {
    ($id:literal: $($name:literal),+) => {
        ($id, &[$(($name, include_str!(concat!("../../profiles/", $id, "/", $name)))),+])
    };
}

/// Id, and files as name and content.
type Embedded = (&'static str, &'static [(&'static str, &'static str)]);

/// Every profile of `profiles/`, with every file of its folder: a test holds the two together.
const PROFILES: &[Embedded] = &[
    files!("aksu-first-half-2025": "checklist.toml", "facts.toml"),
    files!("bazhou-vocational-2021": "checklist.toml", "facts.toml", "form.toml", "paper.toml"),
    files!("csc-postgraduate-2023": "checklist.toml", "facts.toml"),
    files!("engineering-general": "checklist.toml", "facts.toml", "form.toml", "paper.toml"),
    files!("hunan-teachers": "checklist.toml", "facts.toml"),
    files!("shaanxi-online": "checklist.toml", "facts.toml", "form.toml", "paper.toml"),
    files!("shandong-platform": "checklist.toml", "facts.toml"),
    files!("tenant-fr": "checklist.toml", "facts.toml", "labels.fr.toml"),
];

/// The ids, in alphabetical order.
pub fn ids() -> Vec<&'static str> {
    PROFILES.iter().map(|(id, _)| *id).collect()
}

/// Whether a profile of this id and digest is the one that comes with the program.
pub fn is_builtin(id: &str, digest: &str) -> bool {
    digest_of(id).is_some_and(|own| own == digest)
}

/// The digest of a built-in profile.
fn digest_of(id: &str) -> Option<&'static str> {
    static DIGESTS: LazyLock<Vec<(&str, String)>> =
        LazyLock::new(|| PROFILES.iter().map(|(id, files)| (*id, files_digest(files.iter().copied()))).collect());
    DIGESTS.iter().find(|(known, _)| *known == id).map(|(_, digest)| digest.as_str())
}

/// A profile that calls itself by a built-in id without being that one: its reader would believe the wrong checklist.
///
/// # Errors
/// Where it does.
pub fn check_id(place: &str, profile: &Profile) -> Result<(), Vec<Diagnostic>> {
    let id = profile.id.as_str();
    if files(id).is_none() || is_builtin(id, &profile_digest(profile)) {
        return Ok(());
    }
    let source = profile.files.iter().find(|(name, _)| name == load::CHECKLIST).map_or("", |(_, content)| content);
    let at = source.find(&format!("\"{id}\"")).unwrap_or_default();
    let message = Text {
        zh: format!("“{id}”是内置规则的代号，而这个文件夹的内容与内置的不同"),
        en: format!("\"{id}\" is the id of a built-in profile, and this folder is not that profile"),
    };
    let hint = Text {
        zh: "请另起一个代号，例如加上年份或单位名".to_owned(),
        en: "give it an id of its own, for example with the year or the unit's name".to_owned(),
    };
    Err(vec![Diagnostic::at(
        &load::shown(place, load::CHECKLIST),
        &Source::new(source),
        at..at + id.len() + 2,
        message,
        Some(hint),
    )])
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
