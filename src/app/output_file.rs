//! Output files: each is replaced as a whole or not at all.

use crate::dossier::path::roomy;
use crate::failure::{cannot_write, failure};
use anyhow::Result;
use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Replaces a file as a whole: a temporary file beside it, synced, then renamed.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    write_file_with(path, |out| Ok(out.write_all(bytes)?))
}

/// [`write_file`] for what is too long to be held in memory.
///
/// A link is followed, so that it stays one; a pipe or a device (`/dev/stdout`, `/dev/null`) is written to, for nothing
/// can take its place.
pub fn write_file_with(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let shown = path.display();
    let refused = |error: io::Error| cannot_write(path, &error);
    let told = |error: anyhow::Error| match error.downcast::<io::Error>() {
        Ok(error) if error.kind() != io::ErrorKind::BrokenPipe => refused(error),
        Ok(error) => error.into(),
        Err(other) => other,
    };
    let there = fs::metadata(path).ok();
    if there.as_ref().is_some_and(fs::Metadata::is_dir) {
        let zh = format!("“{shown}”是文件夹，请写出文件名");
        return Err(failure(zh, format!("{shown} is a folder; give the name of a file")));
    }
    if there.as_ref().is_some_and(|there| !there.is_file()) {
        let mut out = OpenOptions::new().write(true).open(path).map(BufWriter::new).map_err(refused)?;
        return write(&mut out).and_then(|()| Ok(out.flush()?)).map_err(told);
    }
    if cfg!(windows) && there.as_ref().is_some_and(|there| there.permissions().readonly()) {
        return Err(refused(io::ErrorKind::PermissionDenied.into()));
    }
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.exists() {
        let folder = folder.display();
        let zh = format!("无法写入“{shown}”：没有文件夹“{folder}”，请先建好");
        return Err(failure(zh, format!("cannot write {shown}: there is no folder {folder}; make it first")));
    }
    let folder = roomy(folder);
    let target = target.file_name().map_or_else(|| target.clone(), |name| folder.join(name));
    let file = tempfile::Builder::new().prefix(".dossier-").suffix(".part").tempfile_in(folder).map_err(refused)?;
    let mut out = BufWriter::new(file);
    write(&mut out).map_err(told)?;
    let file = out.into_inner().map_err(|error| refused(error.into_error()))?;
    file.as_file().sync_all().map_err(refused)?;
    file.persist(target).map_err(|error| refused(error.error))?;
    Ok(())
}
