//! Taking back the last change that was made in a folder.

use crate::failure::failure;
use crate::journal::{Journal, Undone, last_run};
use anyhow::Result;
use std::path::Path;

/// The command that made the last change of a folder which is not undone yet.
///
/// # Errors
/// The journal cannot be read.
pub fn last_change(folder: &Path) -> Result<Option<String>> {
    last_run(folder)
}

/// Takes back the last change, whoever made it. `None` where there is nothing to take back.
///
/// # Errors
/// The folder cannot be changed.
pub fn undo_any(folder: &Path) -> Result<Option<Undone>> {
    match last_run(folder)? {
        None => Ok(None),
        Some(_) => Journal::open(folder)?.undo().map(Some),
    }
}

/// Takes back the last run in a folder, if `by` made it. `None` where there is nothing to take back.
///
/// # Errors
/// Another command made the last run, or the folder cannot be changed.
pub fn undo_last(folder: &Path, by: &str) -> Result<Option<Undone>> {
    match last_run(folder)? {
        None => Ok(None),
        Some(last) if last != by => Err(failure(
            format!("最近一次改动是 dossier {last} 做的，先撤销它：dossier {last} --undo 文件夹"),
            format!("the last change was made by dossier {last}: undo it first with dossier {last} --undo DIR"),
        )),
        Some(_) => Journal::open(folder)?.undo().map(Some),
    }
}
