//! One picture turned, or cut to its sheet, because a person said so; the original is kept.

use crate::dossier::Scan;
use crate::failure::{cannot_read, failure};
use crate::file;
use crate::fix::{Step, cut_to_sheet, turned};
use crate::inspect::FILE_LIMIT;
use crate::journal::Journal;
use crate::jpeg::Orientation;
use crate::text::hex;
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::path::Path;

/// Turns a picture by quarters to the right, 1 to 3, as it is seen. `by` is who the journal says did it.
///
/// # Errors
/// It is no JPEG, changed since the check, or the folder cannot be changed.
pub fn turn_picture(folder: &Path, scan: &Scan, quarters: u8, by: &str) -> Result<Vec<Step>> {
    let turn = match quarters % 4 {
        0 => return Ok(Vec::new()),
        1 => Orientation::QuarterRight,
        2 => Orientation::HalfTurn,
        _ => Orientation::QuarterLeft,
    };
    change(folder, scan, by, |bytes| turned(scan, bytes, turn))
}

/// Cuts away what lies around the sheet in a picture. `by` is who the journal says did it.
///
/// # Errors
/// No sheet was found in it, it changed since the check, or the folder cannot be changed.
pub fn cut_picture(folder: &Path, scan: &Scan, by: &str) -> Result<Vec<Step>> {
    change(folder, scan, by, |bytes| cut_to_sheet(scan, bytes))
}

/// Puts what `make` makes of a picture in its place.
fn change(
    folder: &Path,
    scan: &Scan,
    by: &str,
    make: impl FnOnce(Vec<u8>) -> Result<(Vec<u8>, Vec<Step>)>,
) -> Result<Vec<Step>> {
    let path = scan.path.below(folder);
    let bytes = file::read(&path, FILE_LIMIT).map_err(|error| cannot_read(&path, &error))?;
    if hex(&Sha256::digest(&bytes)) != scan.inspected.sha256 {
        return Err(failure("这个文件刚刚变了，请再看一眼", "this file has just changed: look again"));
    }
    let (made, steps) = make(bytes)?;
    let mut journal = Journal::open(folder)?;
    journal.begin(by)?;
    journal.replace(&scan.path, &made)?;
    Ok(steps)
}
