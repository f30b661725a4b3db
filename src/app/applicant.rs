//! The applicant's data, read from the folder.

use crate::config::encoding::decoded;
use crate::dossier::load::{FILE_NAME, MAX_BYTES, from_source};
use crate::dossier::{Applicant, form_sheet};
use crate::failure::{Rejected, cannot_read, failure};
use crate::file;
use crate::profile::builtin;
use crate::workbook;
use anyhow::Result;
use std::path::Path;

/// Reads `applicant.toml`, or `applicant.xlsx` where there is none; `None` where the folder has neither.
///
/// # Errors
/// [`Rejected`] with its syntax errors, or a failure where it cannot be read.
pub fn read_applicant(folder: &Path) -> Result<Option<Applicant>> {
    read_applicant_as(folder, &folder.display().to_string())
}

/// [`read_applicant`] of a folder that messages call `shown`.
pub(super) fn read_applicant_as(folder: &Path, shown: &str) -> Result<Option<Applicant>> {
    let read = match from_toml(folder, shown)? {
        Some(applicant) => Some(applicant),
        None => from_workbook(folder, shown)?,
    };
    let Some(mut applicant) = read else { return Ok(None) };
    applicant.profile = applicant.profile.map(|id| beside(folder, id)).transpose()?;
    Ok(Some(applicant))
}

fn from_toml(folder: &Path, shown: &str) -> Result<Option<Applicant>> {
    let Some(bytes) = bytes(folder, shown, FILE_NAME, MAX_BYTES)? else { return Ok(None) };
    let source = decoded(bytes).map_err(|at| {
        let shown = Path::new(shown).join(FILE_NAME);
        let shown = shown.display();
        failure(
            format!("“{shown}”不是 UTF-8 编码（第 {at} 字节处），请用记事本另存为 UTF-8"),
            format!("{shown} is not UTF-8 (at byte {at}); save it as UTF-8"),
        )
    })?;
    Ok(Some(from_source(&source).map_err(Rejected)?))
}

/// Reads `applicant.xlsx`.
pub(super) fn from_workbook(folder: &Path, shown: &str) -> Result<Option<Applicant>> {
    let most = workbook::APPLICANT;
    let Some(bytes) = bytes(folder, shown, form_sheet::FILE_NAME, most.bytes)? else { return Ok(None) };
    let book = workbook::read(&bytes, most).map_err(|why| {
        let shown = Path::new(shown).join(form_sheet::FILE_NAME);
        let shown = shown.display();
        failure(format!("“{shown}”{}", why.zh), format!("{shown} {}", why.en))
    })?;
    Ok(Some(form_sheet::applicant(&book).map_err(Rejected)?))
}

/// A regular file of the folder; `None` where it has none of that name.
fn bytes(folder: &Path, shown: &str, name: &str, most: u64) -> Result<Option<Vec<u8>>> {
    let path = folder.join(name);
    match file::there(&path).map_err(|error| cannot_read(&path, &error))? {
        Some(metadata) if metadata.is_file() && metadata.len() <= most => {}
        Some(metadata) if metadata.is_file() => {
            let shown = Path::new(shown).join(name);
            let shown = shown.display();
            let zh = format!("“{shown}”太大（{} 字节），不像是申报人数据", metadata.len());
            return Err(failure(zh, format!("{shown} is {} bytes: too large for an applicant's data", metadata.len())));
        }
        _ => return Ok(None),
    }
    file::read(&path, most).map(Some).map_err(|error| cannot_read(&path, &error))
}

/// The profile that a file in `folder` names: a folder is looked for from there, wherever the program was started.
fn beside(folder: &Path, id: String) -> Result<String> {
    if builtin::files(&id).is_some() {
        return Ok(id);
    }
    let path = folder.join(&id);
    let is_path = id.contains(['/', '\\']) || file::is_folder(&path).map_err(|error| cannot_read(&path, &error))?;
    Ok(if is_path { path.to_string_lossy().into_owned() } else { id })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_folder_that_does_not_answer_is_not_one_without_data() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(read_applicant(folder.path()).expect("read").is_none());
        let round = folder.path().join("round");
        symlink("round", &round).expect("a link to itself");
        let error = read_applicant(&round).expect_err("cannot be looked up");
        assert!(error.to_string().contains("applicant.toml"), "{error}");
        // Nor is a profile beside it one that there is not.
        std::fs::write(folder.path().join(FILE_NAME), "profile = \"round\"\n").expect("a file");
        assert!(read_applicant(folder.path()).is_err());
    }
}
