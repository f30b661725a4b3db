//! Output files: each is replaced as a whole or not at all.

use super::made_here::Kind;
use super::overwriting::check_replaceable;
use crate::dossier::path::{real_place, roomy};
use crate::failure::{cannot_write, failure, refused};
use crate::temporary::PartialFile;
use anyhow::Result;
use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Who may read a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Its owner alone: it holds what nobody else should see, such as a whole ID number.
    Owner,
    /// Whoever the user's umask lets: a report that was asked for by name. A file that is replaced keeps its mode.
    Umask,
}

/// A file to write.
#[derive(Debug, Clone, Copy)]
pub struct OutputFile<'o> {
    /// Where. A link is followed, so that it stays one, even where nothing is at its end yet.
    pub path: &'o Path,
    /// What it will be; one of the same kind that this program wrote is replaced.
    pub kind: Kind,
    /// Who may read it.
    pub readers: Readers,
    /// Whether somebody else's file is replaced too.
    pub replace: bool,
}

/// Writes a file as a whole: a temporary file beside it, synced, then renamed.
///
/// # Errors
/// When it cannot be written, or somebody else's file is there.
pub fn write_file(file: &OutputFile<'_>, bytes: &[u8]) -> Result<()> {
    write_file_with(file, |out| Ok(out.write_all(bytes)?))
}

/// [`write_file`] for what is too long to be held in memory.
///
/// A pipe or a device (`/dev/stdout`, `/dev/null`) is written to, for nothing can take its place. A pipe that nobody
/// reads any more is no failure.
///
/// # Errors
/// As [`write_file`], or what `write` gives.
pub fn write_file_with(file: &OutputFile<'_>, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let OutputFile { path, kind, readers, replace } = *file;
    let shown = path.display();
    let refused = |error: io::Error| cannot_write(path, &error);
    let named = |error: anyhow::Error| match error.downcast::<io::Error>() {
        Ok(error) => refused(error),
        Err(other) => other,
    };
    let there = fs::metadata(path).ok();
    if there.as_ref().is_some_and(fs::Metadata::is_dir) {
        let zh = format!("“{shown}”是文件夹，请写出文件名");
        return Err(failure(zh, format!("{shown} is a folder; give the name of a file")));
    }
    if there.as_ref().is_some_and(|there| !there.is_file()) {
        return write_through(path, write).map_err(named);
    }
    check_replaceable(path, kind, replace)?;
    if cfg!(windows) && there.as_ref().is_some_and(|there| there.permissions().readonly()) {
        return Err(refused(io::ErrorKind::PermissionDenied.into()));
    }
    let target = end_of_links(path).map_err(refused)?;
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.exists() {
        let folder = folder.display();
        let zh = format!("无法写入“{shown}”：没有文件夹“{folder}”，请先建好");
        return Err(failure(zh, format!("cannot write {shown}: there is no folder {folder}; make it first")));
    }
    let folder = roomy(folder);
    let target = target.file_name().map_or_else(|| target.clone(), |name| folder.join(name));
    let file = temporary(&folder, readers, there.as_ref()).map_err(refused)?;
    let mut out = BufWriter::new(file);
    write(&mut out).map_err(named)?;
    let file = out.into_inner().map_err(|error| refused(error.into_error()))?;
    file.as_file().sync_all().map_err(refused)?;
    file.publish(&target).map_err(refused)?;
    Ok(())
}

/// Writes to what is there and cannot be replaced.
fn write_through(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
    match write(&mut out).and_then(|()| Ok(out.flush()?)) {
        Err(error) if is_broken_pipe(&error) => Ok(()),
        written => written,
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Where a chain of links leads: its end need not exist, but no link is ever replaced by a file.
pub(super) fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    /// As many as Linux follows.
    const MOST_LINKS: usize = 40;
    if let Ok(end) = real_place(path) {
        return Ok(end);
    }
    let mut end = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&end) {
            Ok(next) => end = end.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(end),
        }
    }
    Err(refused(io::ErrorKind::Other, "链接太多", "too many links"))
}

/// A new file beside the target, with the target's future mode.
fn temporary(folder: &Path, readers: Readers, there: Option<&fs::Metadata>) -> io::Result<PartialFile> {
    let file = match readers {
        Readers::Owner => PartialFile::create_in(folder)?,
        Readers::Umask => PartialFile::create_with_mode(folder, 0o666)?,
    };
    if let (Readers::Umask, Some(there)) = (readers, there) {
        file.as_file().set_permissions(there.permissions())?;
    }
    Ok(file)
}
