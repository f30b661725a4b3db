//! What a dossier's folder is called in the rows: as typed, or relative to a root that differs between machines; and
//! the department that it lies in.

use crate::dossier::path::real_place;
use crate::text::hex;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// How folders are named.
#[derive(Debug, Clone, Default)]
pub struct Naming {
    root: Option<PathBuf>,
    staff: Vec<PathBuf>,
}

impl Naming {
    /// Relative to `root` where a folder lies below it, as typed elsewhere. `staff` are the staff folders.
    pub fn new(root: Option<PathBuf>, staff: &[PathBuf]) -> Self {
        Self { root, staff: staff.to_owned() }
    }

    /// The folders between a staff folder and the dossier, `/`-separated, empty where there are none; the staff folder's
    /// own name before them where there are several. Without staff folders, those between the root and the dossier.
    pub fn department_of(&self, folder: &Path) -> String {
        let roots = if self.staff.is_empty() { self.root.as_slice() } else { &self.staff };
        let within = roots.iter().find_map(|root| Some((root, below(root, folder)?)));
        let Some((root, rest)) = within else { return String::new() };
        let own = std::path::absolute(root).ok().filter(|_| roots.len() > 1);
        let own = own.as_deref().and_then(Path::file_name).map(Path::new);
        let between = rest.parent().filter(|between| !between.as_os_str().is_empty());
        let department: PathBuf = own.into_iter().chain(between).collect();
        slashed(&department)
    }

    /// The folder's name, `/`-separated, lossy where the system's is not Unicode.
    pub fn of(&self, folder: &Path) -> String {
        slashed(&self.named(folder))
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

fn slashed(path: &Path) -> String {
    let path = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '\\' { path.replace('\\', "/") } else { path.into_owned() }
}

/// The folder relative to the root: as both are written, else as both really lie.
fn below(root: &Path, folder: &Path) -> Option<PathBuf> {
    let inside = |root: &Path, folder: &Path| {
        let rest = folder.strip_prefix(root).ok()?;
        (!rest.as_os_str().is_empty()).then(|| rest.to_owned())
    };
    inside(root, folder)
        .or_else(|| inside(&std::path::absolute(root).ok()?, &std::path::absolute(folder).ok()?))
        .or_else(|| inside(&real_place(root).ok()?, &real_place(folder).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_to_a_root_it_reads_the_same_everywhere() {
        let naming = Naming::new(Some(PathBuf::from("/mnt/a/staff")), &[]);
        assert_eq!(naming.of(Path::new("/mnt/a/staff/王一/")), "王一");
        assert_eq!(naming.of(Path::new("/mnt/b/王一")), "/mnt/b/王一");
        assert_eq!(Naming::default().of(Path::new("staff/王一/")), "staff/王一/");
        let here = Naming::new(Some(PathBuf::from("staff")), &[]);
        assert_eq!(here.of(&std::path::absolute("staff/x/y").expect("a path")), "x/y");
    }

    #[test]
    fn a_department_is_what_lies_between() {
        let of = |staff: &[&str], folder: &str| {
            let staff: Vec<PathBuf> = staff.iter().map(PathBuf::from).collect();
            Naming::new(None, &staff).department_of(Path::new(folder))
        };
        assert_eq!(of(&["staff"], "staff/王一"), "");
        assert_eq!(of(&["staff"], "staff/机电系/一组/王一"), "机电系/一组");
        assert_eq!(of(&["."], "./机电系/王一"), "机电系");
        assert_eq!(of(&["a/机电系", "a/数学系"], "a/数学系/王一"), "数学系");
        assert_eq!(of(&["a", "b"], "b/数学系/王一"), "b/数学系");
        assert_eq!(of(&[], "b/数学系/王一"), "");
        let lines = Naming::new(Some(PathBuf::from("/mnt/staff")), &[]);
        assert_eq!(lines.department_of(Path::new("/mnt/staff/数学系/王一")), "数学系");
    }
}
