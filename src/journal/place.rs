//! Where a file of the folder lies, as the journal writes it: never outside the folder, never in our own.

use crate::dossier::RelPath;
use crate::failure::refused;
use crate::survey::OWN_FOLDER;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A path below the dossier's folder. As JSON it is a text, or its bytes in hex where the system's name is not Unicode.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(PathBuf);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Written {
    Path(String),
    Hex(String),
}

impl Place {
    pub(super) fn of(path: &RelPath) -> io::Result<Self> {
        Self::new(path.raw().to_owned()).ok_or_else(outside)
    }

    fn new(path: PathBuf) -> Option<Self> {
        let first = path.components().next()?;
        let ours = first.as_os_str().to_string_lossy().to_lowercase() == OWN_FOLDER;
        let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
        (plain && !ours).then_some(Self(path))
    }

    /// The path as the system takes it. No folder on the way is a link.
    pub(super) fn below(&self, root: &Path) -> io::Result<PathBuf> {
        for folder in self.folders() {
            match root.join(&folder.0).symlink_metadata() {
                Ok(metadata) if !metadata.is_dir() => return Err(outside()),
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(root.join(&self.0))
    }

    /// The folders above it, the outermost first.
    pub(super) fn folders(&self) -> Vec<Place> {
        let above = self.0.ancestors().skip(1).filter(|path| !path.as_os_str().is_empty());
        let mut folders: Vec<_> = above.map(|path| Place(path.to_owned())).collect();
        folders.reverse();
        folders
    }

    pub(super) fn shown(&self) -> RelPath {
        RelPath::new(self.0.clone())
    }
}

fn outside() -> io::Error {
    refused(io::ErrorKind::InvalidInput, "不是文件夹里的路径", "not a path inside the folder")
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let path = RelPath::new(self.0.clone());
        let written = path.hex().map_or_else(|| Written::Path(path.shown().to_owned()), Written::Hex);
        written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let path = match Written::deserialize(deserializer)? {
            Written::Path(path) => Some(PathBuf::from(path)),
            Written::Hex(digits) => of_bytes(&digits).map(PathBuf::from),
        };
        path.and_then(Self::new).ok_or_else(|| serde::de::Error::custom("no path inside the folder"))
    }
}

/// A name that is not Unicode, from its bytes. Only where a system knows names as bytes are there any.
#[cfg(unix)]
fn of_bytes(digits: &str) -> Option<OsString> {
    use std::os::unix::ffi::OsStringExt;
    Some(OsString::from_vec(data_encoding::HEXLOWER.decode(digits.as_bytes()).ok()?))
}

#[cfg(not(unix))]
fn of_bytes(_digits: &str) -> Option<OsString> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for path in ["", "..", "a/../b", "../a", "/etc/passwd", ".dossier/journal.jsonl", ".DOSSIER/x", "./.."] {
            assert_eq!(Place::new(PathBuf::from(path)), None, "{path}");
            let json = serde_json::json!({ "path": path }).to_string();
            assert!(serde_json::from_str::<Place>(&json).is_err(), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_unicode_come_back_whole() {
        let path = of_bytes("d5d5c6ac2e6a7067").expect("bytes");
        let place = Place::new(PathBuf::from(path)).expect("a place");
        let json = serde_json::to_string(&place).expect("JSON");
        assert_eq!(json, r#"{"hex":"d5d5c6ac2e6a7067"}"#);
        assert_eq!(serde_json::from_str::<Place>(&json).expect("a place"), place);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_on_the_way_is_refused() {
        let root = tempfile::tempdir().expect("a temporary folder");
        std::os::unix::fs::symlink("/tmp", root.path().join("link")).expect("a link");
        assert!(Place::new("link/a.jpg".into()).expect("a place").below(root.path()).is_err());
        assert!(Place::new("new/a.jpg".into()).expect("a place").below(root.path()).is_ok());
    }
}
