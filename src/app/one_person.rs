//! The commands about one person's dossier do not take a whole school for one.

use crate::batch::folders::people_in;
use crate::failure::failure;
use crate::text::amount::count;
use anyhow::Result;
use std::path::Path;

/// Checks that a folder is not one of people's folders: everybody's files would be mixed.
///
/// # Errors
/// It is; the message names one of them, and the commands for all.
pub fn check_one_person(folder: &Path) -> Result<()> {
    let people = people_in(folder);
    let Some(first) = people.first() else { return Ok(()) };
    let (shown, first) = (folder.display(), folder.join(first));
    let first = first.display();
    Err(failure(
        format!(
            "“{shown}”里是 {} 个人的文件夹，不是一个人的材料：请指明其中一个，例如“{first}”；全部检查用 dossier batch，\
             在网页上看用 dossier desk",
            people.len()
        ),
        format!(
            "{shown} holds the folders of {} and is nobody's own: name one of them, as {first}; `dossier batch` checks all, \
             `dossier desk` shows them",
            count(people.len(), "person", "people")
        ),
    ))
}
