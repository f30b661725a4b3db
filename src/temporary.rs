//! Files that are being written: each under a name of its own beside its place until it is whole.
//!
//! However the program ends, nothing stays behind: a file that is given up removes itself; a signal removes all of them
//! ([`remove_all`]); what a killed run left is swept by the next one that writes there. While a file is written its maker
//! holds a lock on it, so that what is left by a crash can be told from what is still at work.

use crate::file;
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::{NamedTempFile, PersistError, TempDir};

const PREFIX: &str = ".dossier-";
const SUFFIX: &str = ".part";

/// What is being written at the moment, and the folders that were swept by this run.
static AT_WORK: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
static SWEPT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn locked(set: &'static Mutex<BTreeSet<PathBuf>>) -> MutexGuard<'static, BTreeSet<PathBuf>> {
    set.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A path that [`remove_all`] removes as long as this is held.
#[derive(Debug)]
pub struct AtWork(PathBuf);

impl AtWork {
    /// Marks a file or folder as being written.
    pub fn new(path: &Path) -> Self {
        Self::among(&mut locked(&AT_WORK), path)
    }

    fn among(all: &mut BTreeSet<PathBuf>, path: &Path) -> Self {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        all.insert(path.clone());
        Self(path)
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        locked(&AT_WORK).remove(&self.0);
    }
}

/// Removes everything that is being written: the program is about to end, and nothing more is begun.
pub fn remove_all() {
    let all = locked(&AT_WORK);
    for path in all.iter() {
        remove(path);
    }
    // Never given back: whoever wants to begin another file waits for the end.
    std::mem::forget(all);
}

/// Removes a file, or a folder with all that is in it.
fn remove(path: &Path) {
    /// Another thread may still be adding to a folder while it is emptied.
    const ATTEMPTS: usize = 10;
    if fs::remove_file(path).is_ok() {
        return;
    }
    for _ in 0..ATTEMPTS {
        match fs::remove_dir_all(path) {
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {}
            // Nothing more can be done where this fails; the next run sweeps.
            _ => return,
        }
    }
}

/// A file under its temporary name, readable by its owner only; removed when dropped before it is published.
#[derive(Debug)]
pub struct PartialFile {
    file: NamedTempFile,
    at_work: AtWork,
}

impl PartialFile {
    /// Makes one in `folder`, after what others left there is swept.
    ///
    /// # Errors
    /// What the system says.
    pub fn create_in(folder: &Path) -> io::Result<Self> {
        Self::create_with_mode(folder, 0o600)
    }

    /// [`PartialFile::create_in`] with the mode of a file that others may read; the system takes from it what the umask
    /// takes.
    ///
    /// # Errors
    /// What the system says.
    pub fn create_with_mode(folder: &Path, mode: u32) -> io::Result<Self> {
        sweep_once(folder);
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
        #[cfg(not(unix))]
        let _ = mode;
        loop {
            // Under the lock, so that no file is made and not yet known when all are removed.
            let mut all = locked(&AT_WORK);
            let file = builder.tempfile_in(folder)?;
            let at_work = AtWork::among(&mut all, file.path());
            drop(all);
            // A file system that has no locks is taken as it is.
            let taken = matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock));
            if !taken && file.path().exists() {
                return Ok(Self { file, at_work });
            }
        }
    }

    /// The open file.
    pub fn as_file(&self) -> &File {
        self.file.as_file()
    }

    /// Where it is for now.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Gives the file its name, in place of whatever has it. The content must have been synced.
    ///
    /// # Errors
    /// What the system says; the temporary file is then removed.
    pub fn publish(self, target: &Path) -> io::Result<()> {
        let Self { file, at_work } = self;
        let published = persisted(file, |file| file.persist(target));
        drop(at_work);
        published
    }

    /// [`PartialFile::publish`] where nothing has the name yet.
    ///
    /// # Errors
    /// `AlreadyExists` where something has it; else what the system says.
    pub fn publish_new(self, target: &Path) -> io::Result<()> {
        let Self { file, at_work } = self;
        let published = persisted(file, |file| file.persist_noclobber(target));
        drop(at_work);
        published
    }
}

/// Gives a file its name; a few times, where the system refuses for a moment.
fn persisted(file: NamedTempFile, persist: impl Fn(NamedTempFile) -> Result<File, PersistError>) -> io::Result<()> {
    let mut left = Some(file);
    file::patiently(|| {
        let Some(file) = left.take() else { return Ok(()) };
        persist(file).map(|_| ()).map_err(|PersistError { error, file }| {
            left = Some(file);
            error
        })
    })
}

impl io::Write for PartialFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_file_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_file_mut().flush()
    }
}

/// A folder under its temporary name, for its owner only; removed with all that is in it when dropped before it is
/// published.
#[derive(Debug)]
pub struct PartialFolder {
    folder: TempDir,
    /// The folder itself, locked as long as it is at work. `None` where the system opens no folders.
    _lock: Option<File>,
    at_work: AtWork,
}

impl PartialFolder {
    /// Makes one in `parent`, after what others left there is swept.
    ///
    /// # Errors
    /// What the system says.
    pub fn create_in(parent: &Path) -> io::Result<Self> {
        sweep_once(parent);
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        loop {
            // As with a file, see `PartialFile::create_with_mode`.
            let mut all = locked(&AT_WORK);
            let folder = builder.tempdir_in(parent)?;
            let at_work = AtWork::among(&mut all, folder.path());
            drop(all);
            let lock = File::open(folder.path()).ok();
            let taken = lock.as_ref().is_some_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)));
            if !taken && folder.path().exists() {
                return Ok(Self { folder, _lock: lock, at_work });
            }
        }
    }

    /// Where it is for now.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Gives the folder its name, which nothing may have but an empty folder.
    ///
    /// # Errors
    /// What the system says; the temporary folder is then removed.
    pub fn publish(self, target: &Path) -> io::Result<()> {
        let Self { folder, _lock, at_work } = self;
        file::patiently(|| fs::rename(folder.path(), target))?;
        drop(at_work);
        // The name is gone, and nothing is to be removed under it.
        let _ = folder.keep();
        Ok(())
    }
}

/// Removes what killed runs left in `folder`, unless this run did so already. What cannot be removed stays.
pub fn sweep_once(folder: &Path) {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    if !locked(&SWEPT).insert(real) {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        if ours {
            sweep(&entry.path());
        }
    }
}

/// Removes a file or folder that nobody holds.
fn sweep(path: &Path) {
    let Ok(metadata) = fs::symlink_metadata(path) else { return };
    if metadata.is_file() && file::open(path).is_ok_and(|file| file.try_lock().is_ok()) {
        let _ = fs::remove_file(path);
    } else if metadata.is_dir() && File::open(path).is_ok_and(|folder| folder.try_lock().is_ok()) {
        let _ = fs::remove_dir_all(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn what_a_killed_run_left_is_swept_and_what_is_at_work_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let held = PartialFile::create_in(folder.path()).expect("a file");
        let held_path = held.file.path().to_owned();
        fs::write(at(".dossier-abcdef.part"), "left by a crash").expect("a file");
        fs::create_dir_all(at(".dossier-ghijkl.part/below")).expect("a folder");
        fs::write(at(".thesis.part"), "somebody's own").expect("a file");
        locked(&SWEPT).clear();
        sweep_once(folder.path());
        assert!(held_path.exists() && at(".thesis.part").exists());
        assert!(!at(".dossier-abcdef.part").exists() && !at(".dossier-ghijkl.part").exists());
    }

    #[test]
    fn a_folder_at_work_is_not_swept_and_one_that_is_given_up_goes() {
        let parent = tempfile::tempdir().expect("a folder");
        let held = PartialFolder::create_in(parent.path()).expect("a folder");
        fs::write(held.path().join("a"), "a").expect("a file");
        locked(&SWEPT).clear();
        sweep_once(parent.path());
        assert!(!cfg!(unix) || held.path().join("a").exists());
        let target = parent.path().join("named");
        held.publish(&target).expect("published");
        assert_eq!(fs::read(target.join("a")).expect("a file"), b"a");
        let given_up = PartialFolder::create_in(parent.path()).expect("a folder");
        fs::write(given_up.path().join("b"), "b").expect("a file");
        drop(given_up);
        assert_eq!(fs::read_dir(parent.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn a_file_appears_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("a");
        let mut file = PartialFile::create_in(folder.path()).expect("a file");
        file.write_all(b"whole").expect("written");
        assert!(!target.exists());
        file.publish(&target).expect("published");
        assert_eq!(fs::read(&target).expect("a file"), b"whole");
        let other = PartialFile::create_in(folder.path()).expect("a file");
        assert_eq!(other.publish_new(&target).expect_err("taken").kind(), io::ErrorKind::AlreadyExists);
        drop(PartialFile::create_in(folder.path()).expect("a file"));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
