//! Reads files that strangers chose: regular ones only, and never more bytes than a limit.
//!
//! A pipe, a device or a socket is never opened: it could block, or never end.

mod writing;

pub use writing::{is_writable, patiently};

use std::fmt;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// Why a file is not read although the system would let us; what an error of this module carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It has more bytes than this.
    LongerThan(u64),
    /// It is a folder, a link, a pipe, a socket or a device.
    NotRegular,
    /// Its bytes are in the cloud only (OneDrive and others): reading it would wait for the network, or fail.
    InTheCloud,
}

/// For logs; people are told in both languages, by the room of failures.
impl fmt::Display for Unfit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LongerThan(limit) => write!(out, "larger than {limit} bytes"),
            Self::NotRegular => out.write_str("not a regular file"),
            Self::InTheCloud => out.write_str("in the cloud only"),
        }
    }
}

impl std::error::Error for Unfit {}

impl From<Unfit> for io::Error {
    fn from(unfit: Unfit) -> Self {
        let kind = match unfit {
            Unfit::LongerThan(_) => io::ErrorKind::FileTooLarge,
            Unfit::NotRegular => io::ErrorKind::InvalidInput,
            Unfit::InTheCloud => io::ErrorKind::Other,
        };
        Self::new(kind, unfit)
    }
}

/// Opens a regular file. A symbolic link is refused, also one that took the file's place a moment ago.
///
/// # Errors
/// What the system says, or `InvalidInput` where the path leads to anything but a regular file.
pub fn open(path: &Path) -> io::Result<File> {
    check_regular(&path.symlink_metadata()?)?;
    checked(options(false).open(path)?)
}

/// Opens a regular file, for paths that the user typed: a symbolic link to one is as good.
///
/// # Errors
/// As [`open`].
pub fn open_linked(path: &Path) -> io::Result<File> {
    check_regular(&path.metadata()?)?;
    checked(options(true).open(path)?)
}

/// Reads a whole regular file of at most `limit` bytes; no symbolic link.
///
/// # Errors
/// As [`open`]; `FileTooLarge` where it is longer.
pub fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read_open(open(path)?, limit)
}

/// [`read`], for paths that the user typed: a symbolic link is followed.
///
/// # Errors
/// As [`read`].
pub fn read_linked(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read_open(open_linked(path)?, limit)
}

/// What stands at a path, a symbolic link itself; `None` where nothing does.
///
/// # Errors
/// What the system says where it cannot tell: a share that does not answer is no empty folder.
pub fn there(path: &Path) -> io::Result<Option<Metadata>> {
    if_there(path.symlink_metadata())
}

/// Whether a folder stands at a path, or a symbolic link to one.
///
/// # Errors
/// As [`there`].
pub fn is_folder(path: &Path) -> io::Result<bool> {
    Ok(if_there(path.metadata())?.is_some_and(|there| there.is_dir()))
}

/// What the system said of a path: nothing can be where there is nothing above it, or by a name that it does not take.
fn if_there(said: io::Result<Metadata>) -> io::Result<Option<Metadata>> {
    use io::ErrorKind::{InvalidFilename, InvalidInput, NotADirectory, NotFound};
    match said {
        Ok(there) => Ok(Some(there)),
        Err(error) if matches!(error.kind(), NotFound | NotADirectory | InvalidFilename | InvalidInput) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What tells one file from every other, whatever it is called: device and number.
#[cfg(unix)]
pub type Identity = (u64, u64);

/// The file that a path leads to; `None` where there is none, or something else. Nothing is opened.
#[cfg(unix)]
pub fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let there = path.metadata().ok().filter(Metadata::is_file)?;
    Some((there.dev(), there.ino()))
}

/// What tells one file from every other, whatever it is called.
#[cfg(not(unix))]
pub type Identity = same_file::Handle;

/// The file that a path leads to; `None` where there is none, or something else.
#[cfg(not(unix))]
pub fn identity(path: &Path) -> Option<Identity> {
    path.metadata().ok().filter(Metadata::is_file)?;
    same_file::Handle::from_path(path).ok()
}

fn read_open(file: File, limit: u64) -> io::Result<Vec<u8>> {
    let length = file.metadata()?.len().min(limit);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    // One byte more than the limit shows that the file is longer, or grew.
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Unfit::LongerThan(limit).into());
    }
    Ok(bytes)
}

fn checked(file: File) -> io::Result<File> {
    check_regular(&file.metadata()?)?;
    Ok(file)
}

fn check_regular(metadata: &Metadata) -> io::Result<()> {
    let unfit = if !metadata.is_file() {
        Unfit::NotRegular
    } else if is_in_the_cloud(metadata) {
        Unfit::InTheCloud
    } else {
        return Ok(());
    };
    Err(unfit.into())
}

/// Whether an error is the refusal of a file that is in the cloud only.
pub fn is_of_the_cloud(error: &io::Error) -> bool {
    error.get_ref().and_then(|inner| inner.downcast_ref()) == Some(&Unfit::InTheCloud)
}

#[cfg(windows)]
fn is_in_the_cloud(metadata: &Metadata) -> bool {
    stays_in_the_cloud(std::os::windows::fs::MetadataExt::file_attributes(metadata))
}

/// Elsewhere such a file has a name that says so.
#[cfg(not(windows))]
fn is_in_the_cloud(_: &Metadata) -> bool {
    false
}

/// What Windows marks a file with whose bytes are elsewhere (Microsoft, "File Attribute Constants"). `OFFLINE` alone is no
/// sign: anybody can set it, and such a file is read as any other.
#[cfg(any(windows, test))]
fn stays_in_the_cloud(attributes: u32) -> bool {
    const REPARSE_POINT: u32 = 0x400;
    const OFFLINE: u32 = 0x1000;
    const RECALL_ON_OPEN: u32 = 0x4_0000;
    const RECALL_ON_DATA_ACCESS: u32 = 0x40_0000;
    let stub = OFFLINE | REPARSE_POINT;
    attributes & (RECALL_ON_OPEN | RECALL_ON_DATA_ACCESS) != 0 || attributes & stub == stub
}

/// The checks before opening leave a moment in which the file can be exchanged: opening a pipe must not block even then.
#[cfg(unix)]
fn options(follow: bool) -> OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = if follow { OFlags::NONBLOCK } else { OFlags::NONBLOCK | OFlags::NOFOLLOW };
    let mut options = OpenOptions::new();
    options.read(true).custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    options
}

#[cfg(not(unix))]
fn options(_follow: bool) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn reads_up_to_the_limit() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("five");
        fs::write(&path, "12345").expect("a file");
        assert_eq!(read(&path, 5).expect("five bytes"), b"12345");
        assert_eq!(read(&path, 4).expect_err("too long").kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(read(folder.path(), 5).expect_err("a folder").kind(), io::ErrorKind::InvalidInput);
    }

    /// Attributes as OneDrive's own files have them: in the cloud only, here as well, always here.
    #[test]
    fn files_of_a_cloud_drive_are_told_apart() {
        assert!(stays_in_the_cloud(0x0050_1620) && stays_in_the_cloud(0x0004_0020) && stays_in_the_cloud(0x1420));
        for here in [0x20, 0x21, 0x420, 0x0008_0420, 0x1020] {
            assert!(!stays_in_the_cloud(here), "{here:x}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_cannot_be_looked_up_is_not_called_absent() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        let (file, lost, round) = (at("file"), at("lost"), at("round"));
        fs::write(&file, "1").expect("a file");
        std::os::unix::fs::symlink("nowhere", &lost).expect("a link");
        std::os::unix::fs::symlink("round", &round).expect("a link to itself");
        assert!(there(&file).expect("known").is_some() && there(&lost).expect("known").is_some());
        for absent in [at("none"), file.join("below"), at(&"n".repeat(300)), at("a\0b")] {
            assert!(there(&absent).expect("known").is_none(), "{absent:?}");
            assert!(!is_folder(&absent).expect("known"), "{absent:?}");
        }
        assert!(is_folder(folder.path()).expect("known") && !is_folder(&lost).expect("known"));
        assert!(there(&round.join("below")).is_err() && is_folder(&round).is_err());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn pipes_devices_and_links_are_refused() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let folder = tempfile::tempdir().expect("a temporary folder");
        let [file, link, pipe] = ["file", "link", "pipe"].map(|name| folder.path().join(name));
        fs::write(&file, "1").expect("a file");
        std::os::unix::fs::symlink(&file, &link).expect("a link");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).expect("a pipe");
        for path in [&link, &pipe, Path::new("/dev/zero")] {
            assert_eq!(read(path, 5).expect_err("refused").kind(), io::ErrorKind::InvalidInput, "{path:?}");
        }
        assert_eq!(read_linked(&link, 5).expect("the file"), b"1");
        assert!(read_linked(&pipe, 5).is_err());
        // Also where the pipe comes between the check and the opening.
        for follow in [false, true] {
            assert!(checked(options(follow).open(&pipe).expect("not blocked")).is_err());
        }
        assert!(options(false).open(&link).is_err());
    }
}
