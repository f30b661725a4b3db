//! Files that appear under their name only when they are whole.
//!
//! A file is written as `.<name>.part` beside its place and renamed at the end. While it is written it is locked, so the
//! next run can tell what a crash left behind from what is still being written, and removes the first.

use crate::file;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The ends of the names that packages are written under, after the 8 digits of the fingerprint.
const ENDS: [&str; 4] = [".zip", ".zip.sha256", "-review-form.pdf", MERGED];
/// The end of the name of the one PDF of everything.
pub const MERGED: &str = "-merged.pdf";
/// What may stand between those digits and the end: a package that is not for handing in.
pub const INCOMPLETE: &str = "-incomplete";
/// How often to try again where another run sweeps at the very moment.
const ATTEMPTS: usize = 8;

/// A file under its temporary name; removed when dropped before [`PartFile::publish`].
#[derive(Debug)]
pub struct PartFile {
    file: File,
    path: PathBuf,
    target: PathBuf,
    published: bool,
}

impl PartFile {
    /// Creates the temporary file for `target`, readable by its owner only, and locks it.
    ///
    /// # Errors
    /// `ResourceBusy` where another run is writing the same file, `AlreadyExists` where something that is none of ours has
    /// [`temporary_path`]; else what the system says.
    pub fn create(target: &Path) -> io::Result<Self> {
        let path = temporary_path(target).ok_or(io::ErrorKind::InvalidInput)?;
        for _ in 0..ATTEMPTS {
            match create_private(&path) {
                Ok(file) if lock(&file) && is_at(&file, &path) => {
                    return Ok(Self { file, path, target: target.to_owned(), published: false });
                }
                // Swept by another run between creating and locking: what is at the path now is not ours.
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => sweep_one(&path),
                Err(error) => return Err(error),
            }
        }
        let in_the_way = fs::symlink_metadata(&path).is_ok() && !is_held(&path);
        Err(if in_the_way { io::ErrorKind::AlreadyExists } else { io::ErrorKind::ResourceBusy }.into())
    }

    /// The open file.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// The name it will have.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Gives the file its name, in place of whatever has it. The content must have been synced.
    ///
    /// # Errors
    /// What the system says; the temporary file is then removed.
    pub fn publish(mut self) -> io::Result<()> {
        file::patiently(|| fs::rename(&self.path, &self.target))?;
        self.published = true;
        Ok(())
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        if !self.published {
            // Nothing more can be done where this fails; the next run sweeps.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Where the file for `target` is written before it is whole.
pub fn temporary_path(target: &Path) -> Option<PathBuf> {
    let mut hidden = OsString::from(".");
    hidden.push(target.file_name()?);
    hidden.push(".part");
    Some(target.with_file_name(hidden))
}

/// Removes the temporary files of packages in `folder` that nobody holds. What cannot be removed stays.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(is_part_of_package) {
            sweep_one(&entry.path());
        }
    }
}

/// Makes the names in `folder` durable.
///
/// # Errors
/// What the system says.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    // Elsewhere a folder cannot be opened as a file, and the rename itself is made durable.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Whether a name is `.<anything>-<8 hex>[-incomplete]<end>.part`: ours, and nobody else's.
fn is_part_of_package(name: &str) -> bool {
    let Some(inner) = name.strip_prefix('.').and_then(|name| name.strip_suffix(".part")) else { return false };
    let Some(stem) = ENDS.iter().find_map(|end| inner.strip_suffix(end)) else { return false };
    let stem = stem.strip_suffix(INCOMPLETE).unwrap_or(stem);
    let digits = stem.rsplit_once('-').map_or("", |(_, digits)| digits);
    digits.len() == 8 && digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

fn sweep_one(path: &Path) {
    // A pipe of that name, which would block, or anything else but a file is none of ours.
    if let Ok(file) = file::open(path)
        && file.try_lock().is_ok()
    {
        // Locked while it is removed, so that whoever created it meanwhile sees that it is gone.
        let _ = fs::remove_file(path);
    }
}

/// Whether another run is writing a file: it has it open and locked.
fn is_held(path: &Path) -> bool {
    file::open(path).is_ok_and(|file| !lock(&file))
}

fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Locks the file; a file system that has no locks is taken as it is.
fn lock(file: &File) -> bool {
    !matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

/// Whether `path` still names the open file.
fn is_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let (Ok(ours), Ok(there)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
        (ours.dev(), ours.ino()) == (there.dev(), there.ino())
    }
    #[cfg(not(unix))]
    {
        use same_file::Handle;
        let ours = file.try_clone().and_then(Handle::from_file);
        ours.is_ok_and(|ours| Handle::from_path(path).is_ok_and(|there| there == ours))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_swept() {
        for name in [
            ".王小明-0123abcd.zip.part",
            ".a-b-0123abcd-incomplete.zip.sha256.part",
            ".x-0123abcd-review-form.pdf.part",
            ".x-0123abcd-incomplete-merged.pdf.part",
        ] {
            assert!(is_part_of_package(name), "{name}");
        }
        for name in
            [".x.part", ".thesis-final.zip.part", "x-0123abcd.zip.part", ".x-0123ABCD.zip.part", ".x-0123abcd.mp4.part"]
        {
            assert!(!is_part_of_package(name), "{name}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_pipe_of_such_a_name_does_not_block() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join(".x-0123abcd.zip.part");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).expect("a pipe");
        sweep(folder.path());
        assert!(pipe.exists());
        let refused = PartFile::create(&folder.path().join("x-0123abcd.zip")).expect_err("the pipe is in the way");
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
    }

    #[test]
    fn a_folder_of_such_a_name_is_in_the_way_and_nobody_writing() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("x-0123abcd.zip");
        fs::create_dir(temporary_path(&target).expect("a name")).expect("a folder");
        assert_eq!(PartFile::create(&target).expect_err("in the way").kind(), io::ErrorKind::AlreadyExists);
    }

    #[test]
    fn locked_files_are_left_and_others_are_swept() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("x-0123abcd.zip");
        let held = PartFile::create(&target).expect("created");
        sweep(folder.path());
        assert!(held.path.exists());
        assert_eq!(PartFile::create(&target).expect_err("held").kind(), io::ErrorKind::ResourceBusy);
        let path = held.path.clone();
        drop(held);
        assert!(!path.exists());
        fs::write(&path, "left by a crash").expect("written");
        sweep(folder.path());
        assert!(!path.exists());
        fs::write(&path, "left by a crash").expect("written");
        PartFile::create(&target).expect("sweeps by itself").publish().expect("published");
        assert!(target.exists() && !path.exists());
    }
}
