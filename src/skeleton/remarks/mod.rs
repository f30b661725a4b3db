//! What the loader cannot see in a profile: what is allowed but cannot be meant.

mod checks;
mod names;
mod never;
mod numbers;
mod windows;

use super::profile::is_id;
use crate::profile::Profile;
use crate::text::Text;
use std::path::Path;
use std::sync::Arc;

/// What cannot be meant: parts that no file name reaches, conditions that never hold, checks that never check, numbers that
/// nothing meets, windows out of order, two windows or fees for one applicant.
pub fn remarks(profile: &Arc<Profile>) -> Vec<Text> {
    let mut remarks = names::remarks(profile);
    remarks.extend(never::remarks(profile));
    remarks.extend(checks::remarks(profile));
    remarks.extend(numbers::remarks(profile));
    remarks.extend(windows::remarks(profile));
    remarks
}

/// A folder that has the name of an id, and another than its profile's: `--profile` would take either.
pub fn misnamed(folder: &Path, id: &str) -> Option<Text> {
    let folder = folder.is_dir().then(|| folder.file_name()?.to_str())??;
    (is_id(folder) && folder != id).then(|| Text {
        zh: format!("id 是“{id}”，文件夹却叫“{folder}”：改成一样的"),
        en: format!("the id is \"{id}\" and the folder is called \"{folder}\": make them the same"),
    })
}
