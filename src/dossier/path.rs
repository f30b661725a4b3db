//! A file's path inside the dossier: what the system gave, and how it is shown.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};
use std::{fs, io};
use unicode_normalization::UnicodeNormalization;

/// A path relative to the dossier's folder.
///
/// The raw path opens the file; `shown` is what people and JSON read: `/`-separated, and lossy where the system's name
/// is not Unicode. Ordered by what is shown, then by the raw bytes, so that two runs list the same things alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RelPath {
    raw: PathBuf,
    shown: String,
}

impl RelPath {
    /// Takes a path that is already relative.
    pub fn new(raw: impl Into<PathBuf>) -> Self {
        let raw = raw.into();
        let parts: Vec<_> = raw.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        Self { shown: parts.join("/"), raw }
    }

    /// The path as the system knows it.
    pub fn raw(&self) -> &Path {
        &self.raw
    }

    /// Where the file is, below the dossier's folder.
    pub fn below(&self, folder: &Path) -> PathBuf {
        literal(folder).join(&self.raw)
    }

    /// `/`-separated Unicode, lossy where the name is not Unicode. Not escaped: renderers do that.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The raw bytes in lower-case hex, where the name is not Unicode; `None` for ordinary names.
    pub fn hex(&self) -> Option<String> {
        if self.raw.to_str().is_some() {
            return None;
        }
        let bytes = self.raw.as_os_str().as_encoded_bytes();
        Some(crate::text::hex(bytes))
    }

    /// Whether a person who wrote `written` means this file: the same path, composed letters or not, or the same with `\`
    /// for `/`, as Windows shows paths.
    pub fn is_written_as(&self, written: &str) -> bool {
        let composed = |path: &str| path.nfc().collect::<String>();
        let (shown, written) = (composed(&self.shown), composed(written));
        shown == written || shown == written.replace('\\', "/")
    }

    /// The folder part as shown: empty for a file at the top.
    pub fn folder(&self) -> &str {
        self.shown.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last component as shown.
    pub fn name(&self) -> &str {
        self.shown.rsplit_once('/').map_or(self.shown.as_str(), |(_, name)| name)
    }
}

/// The letters that names have in common which are one file on many systems: written with composed letters or not, in
/// whatever case.
pub fn folded(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase()
}

/// A folder's path in the form that the system takes to the letter.
///
/// Windows opens `aux.jpg` as a device, drops the dot of `照片.` and stops at 260 characters, unless a path is absolute
/// and begins with `\\?\`. Elsewhere every path is taken to the letter.
#[cfg(windows)]
pub fn literal(folder: &Path) -> PathBuf {
    use std::path::{Component, Prefix};
    let Ok(whole) = std::path::absolute(folder) else { return folder.to_owned() };
    let mut parts = whole.components();
    let mut root = std::ffi::OsString::from(r"\\?\");
    match parts.next() {
        Some(Component::Prefix(prefix)) => match prefix.kind() {
            Prefix::Disk(_) => root.push(prefix.as_os_str()),
            Prefix::UNC(server, share) => {
                for part in ["UNC\\".as_ref(), server, "\\".as_ref(), share] {
                    root.push(part);
                }
            }
            _ => return whole,
        },
        _ => return whole,
    }
    root.push("\\");
    let below: PathBuf = parts.filter(|part| *part != Component::RootDir).collect();
    PathBuf::from(root).join(below)
}

/// A folder's path in the form that the system takes to the letter: here every path is.
#[cfg(not(windows))]
pub fn literal(folder: &Path) -> PathBuf {
    folder.to_owned()
}

/// Where a path really leads, all links resolved. Some drives of Windows (in memory, encrypted, other programs' shares) cannot
/// say; there the path itself counts, in the same form.
///
/// # Errors
/// What the system says, as where nothing is there.
pub fn real_place(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(_) if cfg!(windows) && path.try_exists()? => Ok(literal(path)),
        real => real,
    }
}

/// Where something lies, whatever its folder is called and wherever it leads itself.
pub fn own_place(path: &Path) -> PathBuf {
    let folder = path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    match (folder.map(real_place), path.file_name()) {
        (Some(Ok(folder)), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// [`literal`] where a folder's path leaves little room for a name: libraries that call Windows by themselves stop at 260
/// characters.
pub fn roomy(folder: &Path) -> PathBuf {
    const LONG: usize = 160;
    let long = cfg!(windows) && std::path::absolute(folder).is_ok_and(|path| path.as_os_str().len() > LONG);
    if long { literal(folder) } else { folder.to_owned() }
}

/// A path as people know it, without the `\\?\` that Windows puts before a path whose links are resolved: other programs do
/// not open such a path. One that is too long to be opened without it stays as it is.
pub fn plain(path: PathBuf) -> PathBuf {
    if !cfg!(windows) {
        return path;
    }
    path.to_str().and_then(without_mark).map_or(path, PathBuf::from)
}

fn without_mark(path: &str) -> Option<String> {
    /// The characters that Windows opens without the mark, with room for the name of a file below.
    const LONGEST: usize = 240;
    let rest = path.strip_prefix(r"\\?\")?;
    let drive = rest.as_bytes();
    let plain = match rest.strip_prefix(r"UNC\") {
        Some(share) => format!(r"\\{share}"),
        None if drive.first().is_some_and(u8::is_ascii_alphabetic) && drive.get(1) == Some(&b':') => rest.to_owned(),
        None => return None,
    };
    let kept = plain.split('\\').all(|name| !name.ends_with(['.', ' ']));
    (kept && plain.encode_utf16().count() <= LONGEST).then_some(plain)
}

impl Ord for RelPath {
    fn cmp(&self, other: &Self) -> Ordering {
        self.shown
            .cmp(&other.shown)
            .then_with(|| self.raw.as_os_str().as_encoded_bytes().cmp(other.raw.as_os_str().as_encoded_bytes()))
    }
}

impl PartialOrd for RelPath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_of_windows_is_left_out_where_nothing_depends_on_it() {
        let cases = [
            (r"\\?\C:\评审 材料", Some(r"C:\评审 材料")),
            (r"\\?\D:\", Some(r"D:\")),
            (r"\\?\UNC\school\人事", Some(r"\\school\人事")),
            (r"\\?\Volume{0}\x", None),
            (r"\\?\C:\扫描.", None),
            (r"\\?\C:\扫描 \x", None),
            (r"C:\x", None),
            ("/home/x", None),
        ];
        for (path, want) in cases {
            assert_eq!(without_mark(path).as_deref(), want, "{path}");
        }
        assert_eq!(without_mark(&format!(r"\\?\C:\{}", "长".repeat(250))), None);
    }
}
