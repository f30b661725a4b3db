//! What systems say of writing: whether a folder takes files, and what they refuse for a moment only.

#[cfg(windows)]
use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::time::Duration;

/// Does what Windows refuses as long as another program has the file open, a few times: virus scanners and the Explorer's
/// thumbnails take a look at every new file.
///
/// # Errors
/// What the last attempt gave.
pub fn patiently<T>(mut work: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    const ATTEMPTS: u32 = 6;
    const ACCESS_DENIED: i32 = 5;
    const SHARING_VIOLATION: i32 = 32;
    for attempt in 0..ATTEMPTS {
        match work() {
            Err(error) if cfg!(windows) && matches!(error.raw_os_error(), Some(ACCESS_DENIED | SHARING_VIOLATION)) => {
                std::thread::sleep(Duration::from_millis(10 << attempt));
            }
            done => return done,
        }
    }
    work()
}

/// Whether the system says that files in a folder may be made and changed.
#[cfg(unix)]
pub fn is_writable(folder: &Path) -> bool {
    use rustix::fs::{Access, access};
    access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

/// Whether the system says that files in a folder may be made and changed. It is asked for the folder with the right to
/// add files, and nothing is added.
#[cfg(windows)]
pub fn is_writable(folder: &Path) -> bool {
    use std::os::windows::fs::OpenOptionsExt;
    const FILE_ADD_FILE: u32 = 2;
    const FILE_FLAG_BACKUP_SEMANTICS: u32 = 0x0200_0000;
    const WRITE_PROTECT: i32 = 19;
    let mut options = OpenOptions::new();
    options.access_mode(FILE_ADD_FILE).custom_flags(FILE_FLAG_BACKUP_SEMANTICS);
    match options.open(folder) {
        Ok(_) => true,
        Err(error) => error.kind() != io::ErrorKind::PermissionDenied && error.raw_os_error() != Some(WRITE_PROTECT),
    }
}

/// Where nobody can be asked, only trying tells.
#[cfg(not(any(unix, windows)))]
pub fn is_writable(folder: &Path) -> bool {
    folder.is_dir()
}
