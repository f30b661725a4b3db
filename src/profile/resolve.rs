//! From what a person typed after `--profile` to a profile.

use super::load::{self, Files};
use super::{Profile, builtin};
use crate::config::diagnostic::Diagnostic;
use crate::config::hint::one_of;
use crate::failure::{cannot_read, failure};
use crate::file;
use anyhow::Result;
use std::path::Path;

/// The profile where nobody names one.
pub const DEFAULT: &str = "bazhou-vocational-2021";

/// The profile of an id or a folder. A built-in id goes before a folder of that name; `./name` is always a folder.
///
/// # Errors
/// The outer error: there is none such, or its folder cannot be read. The inner one: all that is wrong with its files.
pub fn resolve(id_or_path: &str) -> Result<Result<Profile, Vec<Diagnostic>>> {
    resolve_in(id_or_path, None)
}

/// The same, its labels in a third language where the profile brings it; else they stay English.
///
/// # Errors
/// As for [`resolve`].
pub fn resolve_in(id_or_path: &str, language: Option<&str>) -> Result<Result<Profile, Vec<Diagnostic>>> {
    Ok(files(id_or_path)?.and_then(|Files { place, files }| {
        let profile = load::from_files_in(&place, files, language)?;
        builtin::check_id(&place, &profile)?;
        Ok(profile)
    }))
}

/// The files of that profile, not read yet.
///
/// # Errors
/// As for [`resolve`], but for what the files mean.
pub fn files(id_or_path: &str) -> Result<Result<Files, Vec<Diagnostic>>> {
    if let Some(found) = builtin::files(id_or_path) {
        let files = found.iter().map(|(name, content)| ((*name).to_owned(), (*content).to_owned()));
        return Ok(Ok(Files { place: id_or_path.to_owned(), files: files.collect() }));
    }
    let path = Path::new(id_or_path);
    if id_or_path.contains(['/', '\\']) || file::is_folder(path).map_err(|error| cannot_read(path, &error))? {
        return load::files_of(path);
    }
    let hint = one_of(id_or_path, &builtin::ids());
    let zh = format!("没有“{id_or_path}”这套规则，也没有这个文件夹；{}", hint.zh);
    let en = format!("there is no profile \"{id_or_path}\", nor a folder of that name; {}", hint.en);
    Err(failure(zh, en))
}
