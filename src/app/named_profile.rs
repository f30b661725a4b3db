//! How an applicant's file names its profile.

use crate::dossier::path::{plain, real_place};
use crate::profile::builtin;
use std::path::{Path, PathBuf};

/// The profile as `applicant.toml` in `dir` names it: a folder is looked for from there.
pub fn seen_from(dir: &Path, id: &str) -> String {
    let typed = Path::new(id);
    if builtin::files(id).is_some() || !typed.is_dir() || typed.is_absolute() {
        return id.to_owned();
    }
    let (Some(dir), Some(profile)) = (real(dir), real(typed)) else { return id.to_owned() };
    // Another drive of Windows: no way leads there but the whole path.
    if dir.components().next() != profile.components().next() {
        return plain(profile).to_string_lossy().into_owned();
    }
    let common = dir.components().zip(profile.components()).take_while(|(a, b)| a == b).count();
    let up = dir.components().skip(common).map(|_| "..".to_owned());
    let down = profile.components().skip(common).map(|part| part.as_os_str().to_string_lossy().into_owned());
    // A name alone could be that of a built-in profile.
    let path = up.chain(down).collect::<Vec<_>>().join("/");
    if path.contains('/') { path } else { format!("./{path}") }
}

/// Where a path really is, or will be once it is made.
fn real(path: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(path).ok()?;
    let there = whole.ancestors().find(|above| above.exists())?;
    Some(real_place(there).ok()?.join(whole.strip_prefix(there).ok()?))
}
