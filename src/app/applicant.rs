//! The applicant's data, read from the folder.

use crate::config::encoding::decoded;
use crate::dossier::Applicant;
use crate::dossier::load::{FILE_NAME, MAX_BYTES, from_source};
use crate::failure::{Rejected, cannot_read, failure};
use crate::file;
use crate::profile::builtin;
use anyhow::Result;
use std::path::Path;

/// Reads `applicant.toml`; `None` where the folder has none.
///
/// # Errors
/// [`Rejected`] with its syntax errors, or a failure where it cannot be read.
pub fn read_applicant(folder: &Path) -> Result<Option<Applicant>> {
    read_applicant_as(folder, &folder.display().to_string())
}

/// [`read_applicant`] of a folder that messages call `shown`.
pub(super) fn read_applicant_as(folder: &Path, shown: &str) -> Result<Option<Applicant>> {
    let path = folder.join(FILE_NAME);
    let shown = Path::new(shown).join(FILE_NAME);
    let shown = shown.display();
    match std::fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_file() && metadata.len() <= MAX_BYTES => {}
        Ok(metadata) if metadata.is_file() => {
            let zh = format!("“{shown}”太大（{} 字节），不像是申报人数据", metadata.len());
            return Err(failure(zh, format!("{shown} is {} bytes: too large for an applicant's data", metadata.len())));
        }
        _ => return Ok(None),
    }
    let bytes = file::read(&path, MAX_BYTES).map_err(|error| cannot_read(&path, error))?;
    let source = decoded(bytes).map_err(|at| {
        failure(
            format!("“{shown}”不是 UTF-8 编码（第 {at} 字节处），请用记事本另存为 UTF-8"),
            format!("{shown} is not UTF-8 (at byte {at}); save it as UTF-8"),
        )
    })?;
    let mut applicant = from_source(&source).map_err(Rejected)?;
    applicant.profile = applicant.profile.map(|id| beside(folder, id));
    Ok(Some(applicant))
}

/// The profile that a file in `folder` names: a folder is looked for from there, wherever the program was started.
fn beside(folder: &Path, id: String) -> String {
    let is_path = builtin::files(&id).is_none() && (id.contains(['/', '\\']) || folder.join(&id).is_dir());
    if is_path { folder.join(id).to_string_lossy().into_owned() } else { id }
}
