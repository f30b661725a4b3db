//! Puts a skeleton on the disk without touching anything that is there.

use super::{Skeleton, own_guide};
use crate::assign::assign;
use crate::dossier::path::roomy;
use crate::dossier::{Applicant, RelPath, Scan};
use crate::failure::{because, cannot_read, cannot_write, failure};
use crate::file;
use crate::profile::Profile;
use crate::seen::{Content, Inspected};
use crate::survey::survey;
use crate::temporary::PartialFile;
use anyhow::Result;
use jiff::civil::Date;
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

/// A guide is smaller than this, bytes; anything larger is none.
const LARGEST_GUIDE: u64 = 1 << 20;

/// What became of one folder or file of the skeleton.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its name; folders end with `/`.
    pub name: String,
    /// `false` where it was there already, or a folder of the person's own holds what belongs there.
    pub new: bool,
    /// It was there as an earlier run wrote it, and is written again.
    pub renewed: bool,
}

/// Makes the folder `dir` where needed, and in it all of the skeleton that is not there yet.
///
/// # Errors
/// `dir` is a file, or the system refuses; what was made before stays, and a further run completes it.
pub fn write(dir: &Path, skeleton: &Skeleton, profile: &Arc<Profile>, applicant: &Applicant) -> Result<Vec<Made>> {
    let shown = dir.display();
    let is_folder = file::is_folder(dir).map_err(|error| cannot_read(dir, &error))?;
    if !is_folder && dir.exists() {
        let zh = format!("“{shown}”是一个文件，请给出文件夹的名字");
        return Err(failure(zh, format!("{shown} is a file; give the name of a folder")));
    }
    std::fs::create_dir_all(dir).map_err(|error| {
        because(&error, format!("无法建立文件夹“{shown}”"), format!("cannot make the folder {shown}"))
    })?;
    let dir = &roomy(dir);
    let held = items_with_a_place(dir, profile, applicant);
    let mut made = Vec::new();
    for folder in &skeleton.folders {
        let path = dir.join(&folder.name);
        let new = !held.contains(&folder.item) && !is_there(&path)?;
        if new {
            std::fs::create_dir(&path).map_err(|error| cannot_write(&path, &error))?;
        }
        made.push(Made { name: format!("{}/", folder.name), new, renewed: false });
    }
    for (name, content) in &skeleton.files {
        let path = dir.join(name);
        let new = !is_there(&path)? && written(dir, &path, content)?;
        let renewed = !new && renewed(dir, &path, content)?;
        made.push(Made { name: name.clone(), new, renewed });
    }
    Ok(made)
}

fn is_there(path: &Path) -> Result<bool> {
    file::there(path).map(|there| there.is_some()).map_err(|error| cannot_read(path, &error))
}

/// Items that a person has a folder or files for already, under whatever name.
fn items_with_a_place(dir: &Path, profile: &Arc<Profile>, applicant: &Applicant) -> Vec<usize> {
    let found = survey(dir);
    let unopened = |path: &RelPath| {
        let inspected = Inspected {
            bytes: 1,
            sha256: String::new(),
            content: Content::Unknown,
            picture: None,
            pages: Vec::new(),
            leading_bytes: 0,
            trouble: None,
        };
        Scan::new(path.clone(), inspected)
    };
    let scans = found.files.iter().map(|file| unopened(&file.path)).collect();
    let dossier = assign(Arc::clone(profile), Some(applicant.clone()), Date::default(), scans, Vec::new());
    let mut items: Vec<usize> =
        dossier.slots.iter().filter(|slot| !slot.files.is_empty()).map(|slot| slot.item).collect();
    let named = std::fs::read_dir(dir).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir());
    for entry in named {
        let name = entry.file_name().to_string_lossy().into_owned();
        let label = name.trim_start_matches(|c: char| c.is_ascii_digit() || "-_ .、".contains(c));
        items.extend(profile.items.iter().position(|item| item.label.zh == label || item.label.en == label));
    }
    items
}

/// Puts a guide in the place of an older one that nobody changed; `false` where there is none, or where it says the same.
fn renewed(dir: &Path, path: &Path, content: &str) -> Result<bool> {
    let is_file = std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file());
    if !own_guide::is_untouched(content.as_bytes()) || !is_file {
        return Ok(false);
    }
    let mut there = Vec::new();
    let read = file::open(path).and_then(|file| file.take(LARGEST_GUIDE).read_to_end(&mut there));
    if read.is_err() || !own_guide::is_untouched(&there) || there == content.as_bytes() {
        return Ok(false);
    }
    let written = PartialFile::create_in(dir).and_then(|mut file| {
        file.write_all(content.as_bytes())?;
        file.as_file().sync_all()?;
        file.publish(path)
    });
    written.map(|()| true).map_err(|error| cannot_write(path, &error))
}

/// Writes a whole new file; `false` where another program made one of that name meanwhile.
fn written(dir: &Path, path: &Path, content: &str) -> Result<bool> {
    let written = PartialFile::create_in(dir).and_then(|mut file| {
        file.write_all(content.as_bytes())?;
        file.as_file().sync_all()?;
        match file.publish_new(path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(error),
        }
    });
    written.map_err(|error| cannot_write(path, &error))
}
