//! What a run may write: nothing that it reads, nothing twice, and nothing in place of somebody else's file unless asked.
//!
//! All of it is refused before anything is read. Files are compared by what they are, not by what they are called: a link
//! to a scan is that scan.

use super::made_here::{Kind, is_ours};
use crate::dossier::path::real_place;
use crate::failure::{cannot_read, failure};
use crate::file::{Identity, identity};
use crate::temporary::sweep_once;
use anyhow::Result;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What a run reads.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Single files: packages, lists, rosters.
    pub files: Vec<PathBuf>,
    /// Dossiers and profiles: nothing is written anywhere in them.
    pub folders: Vec<PathBuf>,
    /// Staff folders: nothing is written in the folders in them.
    pub staff: Vec<PathBuf>,
    /// The register, the cache and keys, which need not be there yet.
    pub stores: Vec<PathBuf>,
    /// Those of them that were asked for by name and are written: they are outputs like any other.
    pub stores_by_name: Vec<PathBuf>,
}

/// A file that a run is to write.
#[derive(Debug, Clone, Copy)]
pub struct Writes<'w> {
    /// Where.
    pub path: &'w Path,
    /// What it will be.
    pub kind: Kind,
}

/// Checks that nothing is written that must stay; `replace` where files may be replaced that the program did not make.
///
/// # Errors
/// Names the first output that would overwrite something, and what.
pub fn check_outputs(inputs: &Inputs, writes: &[Writes<'_>], replace: bool) -> Result<()> {
    let mut taken: Vec<PathBuf> = Vec::new();
    let stores = inputs.stores_by_name.iter().map(PathBuf::as_path);
    for path in writes.iter().map(|write| write.path).chain(stores) {
        if is_no_file(path) {
            continue;
        }
        let Some(target) = future_path(path) else { continue };
        if taken.contains(&target) {
            return Err(refused(path, "要写的另一个文件", "another file that is written"));
        }
        inputs.check(path, &target)?;
        taken.push(target);
    }
    for write in writes {
        inputs.check_stores(write.path)?;
        check_replaceable(write.path, write.kind, replace)?;
    }
    Ok(())
}

/// Checks that none of the `outputs`, files or folders, lies in a folder that turns out to be read.
///
/// # Errors
/// Names the first that does.
pub fn check_apart(folder: &Path, outputs: &[&Path]) -> Result<()> {
    let Ok(folder) = real_place(folder) else { return Ok(()) };
    let inside = |output: &&&Path| future_path(output).is_some_and(|target| target.starts_with(&folder));
    match outputs.iter().find(inside) {
        Some(output) => Err(refused(output, "要检查的文件夹里面的文件", "inside a folder that is read")),
        None => Ok(()),
    }
}

/// Checks that a file may be written: nothing is there, or nothing that somebody else made.
pub(super) fn check_replaceable(path: &Path, kind: Kind, replace: bool) -> Result<()> {
    let is_file = fs::metadata(path).is_ok_and(|there| there.is_file());
    if replace || !is_file || is_ours(path, kind).map_err(|error| cannot_read(path, &error))? {
        return Ok(());
    }
    let shown = path.display();
    Err(failure(
        format!("已有“{shown}”，不是本程序写的同类文件，没有改动它；请换一个文件名，要替换请加 --replace"),
        format!(
            "{shown} is there already and is no such file of this program, so it was left as it is; choose another name, or add --replace"
        ),
    ))
}

/// Removes what killed runs left where this run reads and writes.
pub fn sweep_around(inputs: &Inputs, writes: &[&Path]) {
    let Inputs { files, folders, staff, stores, .. } = inputs;
    let read = files.iter().chain(folders).chain(staff).chain(stores).map(PathBuf::as_path);
    for path in read.chain(writes.iter().copied()) {
        let above = path.parent().map(|above| if above.as_os_str().is_empty() { Path::new(".") } else { above });
        for folder in above.into_iter().chain([path]).filter(|folder| folder.is_dir()) {
            sweep_once(folder);
            crate::package::part_file::sweep(folder);
        }
    }
}

impl Inputs {
    /// Checks one output against everything that is read but the stores.
    fn check(&self, path: &Path, target: &Path) -> Result<()> {
        for folder in &self.folders {
            if is_inside(target, folder) {
                return Err(refused(path, "要检查的文件夹里面的文件", "a file inside the folder that is read"));
            }
        }
        for staff in &self.staff {
            if target.parent().is_some_and(|parent| is_inside(parent, staff) && !is_same(parent, staff)) {
                return Err(refused(path, "要检查的文件夹里面的文件", "a file inside a folder that is read"));
            }
        }
        let Some(own) = identity(path) else { return Ok(()) };
        if self.files.iter().any(|file| identity(file).as_ref() == Some(&own)) {
            return Err(refused(path, "要读的文件", "a file that is read"));
        }
        // What lies in a staff folder itself, as a roster does, is nobody's material.
        let is_read = || {
            self.folders.iter().any(|folder| holds(folder, 1, &own))
                || self.staff.iter().any(|staff| holds(staff, 2, &own))
        };
        if has_other_names(path) && is_read() {
            return Err(refused(path, "要检查的文件夹里面的文件", "a file inside the folder that is read"));
        }
        Ok(())
    }

    /// Checks that an output is neither a store nor one of the files that SQLite keeps beside it.
    fn check_stores(&self, path: &Path) -> Result<()> {
        let Some(target) = future_path(path) else { return Ok(()) };
        let own = identity(path);
        for store in &self.stores {
            let beside = ["", "-journal", "-wal", "-shm"].map(|end| with_end(store, end));
            let is_target = |file: &PathBuf| future_path(file).is_some_and(|file| file == target);
            let same = own.is_some() && identity(store) == own;
            if same || beside.iter().any(is_target) {
                return Err(refused(path, "登记簿、缓存或密钥", "the register, the cache or a key"));
            }
        }
        Ok(())
    }
}

/// A pipe or a device, which is written to and keeps nothing.
fn is_no_file(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir())
}

/// Where a file is, or will be; links are followed, also those that lead to nothing yet.
fn future_path(path: &Path) -> Option<PathBuf> {
    let end = super::output_file::end_of_links(path).ok()?;
    if let Ok(real) = real_place(&end) {
        return Some(real);
    }
    let above = end.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(real_place(above).ok()?.join(end.file_name()?))
}

fn is_inside(path: &Path, folder: &Path) -> bool {
    folder.is_dir() && real_place(folder).is_ok_and(|folder| path.starts_with(folder))
}

fn is_same(path: &Path, folder: &Path) -> bool {
    real_place(folder).is_ok_and(|folder| folder == path)
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Whether a file may have a second name somewhere: only then is it worth looking through a folder for it.
#[cfg(unix)]
fn has_other_names(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|file| std::os::unix::fs::MetadataExt::nlink(&file) > 1)
}

#[cfg(windows)]
fn has_other_names(file: &Path) -> bool {
    let opened = winapi_util::Handle::from_path(file).and_then(|file| winapi_util::file::information(&file));
    opened.is_ok_and(|file| file.number_of_links() > 1)
}

#[cfg(not(any(unix, windows)))]
fn has_other_names(_: &Path) -> bool {
    true
}

/// Whether a folder holds a name of the file, `depth` folders below it or farther.
fn holds(folder: &Path, depth: usize, file: &Identity) -> bool {
    let files = WalkDir::new(folder).min_depth(depth).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files.into_iter().any(|entry| identity(entry.path()).as_ref() == Some(file))
}

fn refused(path: &Path, zh: &str, en: &str) -> anyhow::Error {
    let shown = path.display();
    failure(
        format!("不能写入“{shown}”：它是{zh}；请换一个文件名"),
        format!("{shown} cannot be written: it is {en}; choose another name"),
    )
}
