//! Where a package goes, and what its files are called.

use super::part_file::INCOMPLETE;
use super::{bag, name};
use crate::dossier::path::real_place;
use crate::failure::{because, failure};
use crate::text::masked_numbers;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// What a package's files are called: `<applicant's name>-<first 8 hex of the fingerprint>[-incomplete]`. A number that
/// identifies somebody is masked in it, as everywhere.
pub fn stem(applicant: &str, fingerprint: &str, complete: bool) -> String {
    let incomplete = if complete { "" } else { INCOMPLETE };
    format!("{}-{}{incomplete}", name::make_safe(&masked_numbers(applicant)), bag::short(fingerprint))
}

/// Holds that the output folder is one, or can be made (only its last part may be missing), outside the dossier.
///
/// # Errors
/// Where it is not.
pub fn check_folder(folder: &Path, dossier: &Path) -> Result<()> {
    let shown = folder.display();
    let exists = folder.try_exists().map_err(|error| unusable(folder, &error))?;
    if exists && !folder.is_dir() {
        return Err(failure(
            format!("“{shown}”是文件，不是文件夹；请给出存放材料包的文件夹"),
            format!("{shown} is a file; give the folder that the package goes to"),
        ));
    }
    let real = if exists { real_place(folder) } else { future_path(folder) };
    let real = real.map_err(|error| unusable(folder, &error))?;
    if real_place(dossier).is_ok_and(|dossier| real.starts_with(dossier)) {
        return Err(failure(
            format!("输出文件夹“{shown}”在申报材料文件夹里面，请换一个地方"),
            format!("the output folder {shown} lies inside the dossier; choose another place"),
        ));
    }
    Ok(())
}

/// Makes the folder where it is missing, for its owner only; whether it had to.
///
/// # Errors
/// What the system says.
pub fn make_folder(folder: &Path) -> Result<bool> {
    let exists = folder.try_exists().map_err(|error| unusable(folder, &error))?;
    if !exists {
        private_folder(folder).map_err(|error| unusable(folder, &error))?;
    }
    Ok(!exists)
}

fn unusable(folder: &Path, error: &io::Error) -> anyhow::Error {
    let shown = folder.display();
    because(error, format!("无法使用文件夹“{shown}”"), format!("cannot use the folder {shown}"))
}

/// Where a folder that is not there yet will be.
fn future_path(folder: &Path) -> io::Result<PathBuf> {
    let name = folder.file_name().ok_or(io::ErrorKind::NotFound)?;
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(real_place(parent)?.join(name))
}

#[cfg(unix)]
fn private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(folder)
}

/// Elsewhere a folder has the owners of the one that it is in.
#[cfg(not(unix))]
fn private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_of_a_file_holds_a_number() {
        let fingerprint = "0e1db0b2".repeat(8);
        assert_eq!(stem("王小明", &fingerprint, true), "王小明-0e1db0b2");
        assert_eq!(
            stem("王小明990000198803070017", &fingerprint, false),
            "王小明99______________17-0e1db0b2-incomplete"
        );
    }
}
