//! The writes, each whole or not at all.

use crate::dossier::path::folded;
use crate::failure::refused;
use crate::file;
use crate::temporary::PartialFile;
use crate::text::hex;
use sha2::{Digest, Sha256};
use std::fs::{self, File, FileTimes, Metadata, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// The longest journal that is read, bytes: a step has some 300.
const JOURNAL_BYTES: u64 = 64 << 20;

/// Checks that one of our own folders is a folder, and no link to one elsewhere.
pub(super) fn check_own(path: &Path) -> io::Result<()> {
    if path.symlink_metadata()?.is_dir() { Ok(()) } else { Err(io::ErrorKind::NotADirectory.into()) }
}

/// Makes one of our own folders, for its owner only, unless it is there. Nothing is made behind a link.
pub(super) fn make_own(path: &Path) -> io::Result<()> {
    match check_own(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => crate::secret::create_private_folder(path),
        checked => checked,
    }
}

/// Opens the journal, or makes it, for its owner only. As long as it is open no other run can open it.
///
/// # Errors
/// `ResourceBusy` where another run has it open; else what the system says.
pub(super) fn open_journal(path: &Path) -> io::Result<File> {
    crate::secret::create_private_file(path)?;
    // Refuses links, pipes and all that is no regular file.
    file::open(path)?;
    let mut file = open_alone(path)?;
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}

#[cfg(not(windows))]
fn open_alone(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().read(true).append(true).open(path)?;
    // A file system that has no locks is taken as it is.
    let taken = matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock));
    if taken { Err(io::ErrorKind::ResourceBusy.into()) } else { Ok(file) }
}

/// On Windows nobody can read what is locked, not even this program by another handle, and what is open to append only
/// cannot be locked. So it is opened such that others may read it and no more.
#[cfg(windows)]
fn open_alone(path: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    const FILE_SHARE_READ: u32 = 1;
    const SHARING_VIOLATION: i32 = 32;
    let mut options = OpenOptions::new();
    options.read(true).write(true).share_mode(FILE_SHARE_READ);
    let opened = file::patiently(|| options.open(path));
    opened.map_err(|error| match error.raw_os_error() {
        Some(SHARING_VIOLATION) => io::ErrorKind::ResourceBusy.into(),
        _ => error,
    })
}

/// Cuts the journal off behind the last line that was written to its end.
pub(super) fn cut_journal(mut file: &File, length: u64) -> io::Result<()> {
    file.set_len(length)?;
    file.seek(SeekFrom::End(0)).map(|_| ())
}

pub(super) fn read_journal(path: &Path) -> io::Result<Vec<u8>> {
    file::read(path, JOURNAL_BYTES)
}

/// SHA-256 of a regular file.
pub(super) fn digest(path: &Path) -> io::Result<String> {
    digest_read(&mut file::open(path)?)
}

/// SHA-256 of what there is to read.
fn digest_read(input: &mut impl Read) -> io::Result<String> {
    let mut digest = Sha256::new();
    let mut chunk = vec![0; 1 << 16];
    loop {
        match input.read(&mut chunk)? {
            0 => return Ok(hex(&digest.finalize())),
            read => digest.update(chunk.get(..read).unwrap_or_default()),
        }
    }
}

pub(super) fn digest_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// [`digest`]; `None` where there is nothing.
pub(super) fn digest_if_there(path: &Path) -> io::Result<Option<String>> {
    match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
        Ok(_) => digest(path).map(Some),
    }
}

/// Checks that nothing has a name, also not in another case or written with other accents: on many systems that is the
/// same file.
pub(super) fn check_free(path: &Path) -> io::Result<()> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    let wanted = folded(&name.to_string_lossy());
    for entry in fs::read_dir(folder)? {
        if folded(&entry?.file_name().to_string_lossy()) == wanted {
            return Err(refused(io::ErrorKind::AlreadyExists, "已有同名的文件", "something has that name already"));
        }
    }
    Ok(())
}

pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    checkpoint()?;
    fs::create_dir(path)?;
    path.parent().map(sync_folder);
    Ok(())
}

/// Renames a file to a name that nothing has.
pub(super) fn move_new(from: &Path, to: &Path) -> io::Result<()> {
    checkpoint()?;
    rename_new(from, to)?;
    for folder in [to.parent(), from.parent()].into_iter().flatten() {
        sync_folder(folder);
    }
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Some file systems, mostly of network drives, cannot do both in one.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => rename_checked(from, to),
        renamed => Ok(renamed?),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    rename_checked(from, to)
}

/// Looks first and renames then: between the two somebody else would have to make a file of that very name.
fn rename_checked(from: &Path, to: &Path) -> io::Result<()> {
    match to.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => file::patiently(|| fs::rename(from, to)),
        Err(error) => Err(error),
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
    }
}

/// A new file of these bytes; `own` is the folder where it is written first. As for `like`, see [`written`].
pub(super) fn create(own: &Path, bytes: &[u8], like: Option<&Metadata>, target: &Path) -> io::Result<()> {
    let file = written(own, bytes, like)?;
    checkpoint()?;
    file.publish_new(target)?;
    target.parent().map(sync_folder);
    Ok(())
}

/// Puts these bytes in the place of a file that still has the content `was`.
pub(super) fn replace(own: &Path, bytes: &[u8], target: &Path, was: &str) -> io::Result<()> {
    let file = written(own, bytes, Some(&target.symlink_metadata()?))?;
    if digest(target)? != was {
        return Err(changed());
    }
    checkpoint()?;
    allow_replacing(target)?;
    file.publish(target)?;
    target.parent().map(sync_folder);
    Ok(())
}

/// Puts a kept original back in the place of a file that still has the content `now`.
pub(super) fn restore_over(own: &Path, original: &Path, sha256: &str, target: &Path, now: &str) -> io::Result<()> {
    let file = copied(own, original, sha256)?;
    if digest(target)? != now {
        return Err(changed());
    }
    checkpoint()?;
    allow_replacing(target)?;
    file.publish(target)?;
    target.parent().map(sync_folder);
    Ok(())
}

/// A copy of a file with this content under a name that nothing has.
pub(super) fn copy_new(own: &Path, from: &Path, sha256: &str, to: &Path) -> io::Result<()> {
    let file = copied(own, from, sha256)?;
    checkpoint()?;
    file.publish_new(to)?;
    to.parent().map(sync_folder);
    Ok(())
}

/// A temporary file of these bytes, readable by whom the file `like` is; by whom the umask lets where there is none.
fn written(own: &Path, bytes: &[u8], like: Option<&Metadata>) -> io::Result<PartialFile> {
    checkpoint()?;
    let mut file = PartialFile::create_with_mode(own, 0o666)?;
    if let Some(like) = like {
        file.as_file().set_permissions(like.permissions())?;
    }
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// A temporary copy of a file that must have this content, with its time and who may read it.
fn copied(own: &Path, from: &Path, sha256: &str) -> io::Result<PartialFile> {
    checkpoint()?;
    let mut source = file::open(from)?;
    let metadata = source.metadata()?;
    let mut file = PartialFile::create_in(own)?;
    io::copy(&mut source, &mut file)?;
    // By the handle that wrote it: it is locked, and Windows lets no other one read it.
    let mut copy = file.as_file();
    copy.rewind()?;
    if digest_read(&mut copy)? != sha256 {
        return Err(changed());
    }
    file.as_file().set_permissions(metadata.permissions())?;
    if let Ok(modified) = metadata.modified() {
        // A convenience: where the system does not keep times, the copy is as good.
        let _ = file.as_file().set_times(FileTimes::new().set_modified(modified));
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// Removes a file that still has this content.
pub(super) fn remove(path: &Path, sha256: &str) -> io::Result<()> {
    if digest(path)? != sha256 {
        return Err(changed());
    }
    checkpoint()?;
    allow_replacing(path)?;
    file::patiently(|| fs::remove_file(path))?;
    path.parent().map(sync_folder);
    Ok(())
}

/// Takes the mark "read-only" off a file that is to go: with it Windows lets nobody replace or remove the file, and chat
/// programs put it on everything that they receive. Elsewhere the folder's own permissions count.
#[cfg(windows)]
fn allow_replacing(path: &Path) -> io::Result<()> {
    let mut permissions = path.symlink_metadata()?.permissions();
    if permissions.readonly() {
        permissions.set_readonly(false);
        fs::set_permissions(path, permissions)?;
    }
    Ok(())
}

#[cfg(not(windows))]
#[allow(clippy::unnecessary_wraps, reason = "on Windows it fails")]
fn allow_replacing(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Removes the folder that a file lay in, and those above it, up to `root`, as far as nothing is in them.
pub(super) fn remove_if_empty(root: &Path, file: &Path) {
    for folder in file.ancestors().skip(1).take_while(|folder| *folder != root) {
        // The system refuses to remove what is not empty.
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}

/// Makes what happened in a folder last. Not every system can, and none needs it to go on.
pub(super) fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

pub(super) fn changed() -> io::Error {
    refused(io::ErrorKind::Other, "文件刚刚被改动", "it changed meanwhile")
}

/// Stands before every write. Where a test says so, the program is cut off here.
#[cfg(not(test))]
#[allow(clippy::unnecessary_wraps, reason = "in tests it fails")]
pub(super) fn checkpoint() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(super) use super::tests::checkpoint;
