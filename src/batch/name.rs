//! What a dossier's folder is called in the rows: as typed, or relative to a root that differs between machines.

use crate::text::hex;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// How folders are named.
#[derive(Debug, Clone, Default)]
pub struct Naming {
    root: Option<PathBuf>,
}

impl Naming {
    /// Relative to `root` where a folder lies below it, as typed elsewhere.
    pub fn new(root: Option<PathBuf>) -> Self {
        Self { root }
    }

    /// The folder's name, `/`-separated, lossy where the system's is not Unicode.
    pub fn of(&self, folder: &Path) -> String {
        let named = self.named(folder);
        let named = named.to_string_lossy();
        if std::path::MAIN_SEPARATOR == '\\' { named.replace('\\', "/") } else { named.into_owned() }
    }

    /// The name's bytes in hex where it is not Unicode, so that no two folders read alike.
    pub fn hex_of(&self, folder: &Path) -> Option<String> {
        let named = self.named(folder);
        named.to_str().is_none().then(|| hex(named.as_os_str().as_encoded_bytes()))
    }

    fn named<'f>(&self, folder: &'f Path) -> Cow<'f, Path> {
        let below = self.root.as_deref().and_then(|root| below(root, folder));
        below.map_or(Cow::Borrowed(folder), Cow::Owned)
    }
}

/// The folder relative to the root: as both are written, else as both really lie.
fn below(root: &Path, folder: &Path) -> Option<PathBuf> {
    let inside = |root: &Path, folder: &Path| {
        let rest = folder.strip_prefix(root).ok()?;
        (!rest.as_os_str().is_empty()).then(|| rest.to_owned())
    };
    inside(root, folder)
        .or_else(|| inside(&std::path::absolute(root).ok()?, &std::path::absolute(folder).ok()?))
        .or_else(|| inside(&root.canonicalize().ok()?, &folder.canonicalize().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_to_a_root_it_reads_the_same_everywhere() {
        let naming = Naming::new(Some(PathBuf::from("/mnt/a/staff")));
        assert_eq!(naming.of(Path::new("/mnt/a/staff/王一/")), "王一");
        assert_eq!(naming.of(Path::new("/mnt/b/王一")), "/mnt/b/王一");
        assert_eq!(Naming::default().of(Path::new("staff/王一/")), "staff/王一/");
        let here = Naming::new(Some(PathBuf::from("staff")));
        assert_eq!(here.of(&std::path::absolute("staff/x/y").expect("a path")), "x/y");
    }
}
