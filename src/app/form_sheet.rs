//! The workbook that an applicant fills in instead of `applicant.toml`.

use super::applicant::read_applicant;
use super::named_profile::seen_from;
use super::one_person::check_one_person;
use super::settings::Settings;
use crate::dossier::form_sheet::FILE_NAME;
use crate::dossier::path::roomy;
use crate::failure::{cannot_write, failure};
use crate::profile::resolve::DEFAULT;
use crate::skeleton::{Typed, form_sheet};
use crate::temporary::PartialFile;
use crate::text::Lang;
use anyhow::Result;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A workbook to make.
#[derive(Debug, Clone, Copy)]
pub struct FormSheetOrder<'f> {
    /// The dossier's folder; made where it is not there.
    pub folder: &'f Path,
    /// Where the workbook goes; into the folder, as `applicant.xlsx`, where `None`.
    pub output: Option<&'f Path>,
    /// The profile that the user named.
    pub profile: Option<&'f str>,
    /// The language of its questions.
    pub lang: Lang,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenSheet {
    /// Where.
    pub path: PathBuf,
    /// Keys of `applicant.toml` that the checklist does not ask for: the workbook has no place for them.
    pub not_asked: Vec<String>,
    /// Whether the folder's `applicant.toml` is what counts all the same.
    pub beside_toml: bool,
}

/// Writes the questions of the folder's checklist as a workbook, with what is answered already. A workbook that is there
/// is never replaced: somebody may have filled it in.
///
/// # Errors
/// The applicant's data or the profile cannot be read, the file is there already, or the system refuses.
pub fn write_form_sheet(order: FormSheetOrder<'_>, settings: &Settings) -> Result<WrittenSheet> {
    let FormSheetOrder { folder, output, profile: named, lang } = order;
    let path = output.map_or_else(|| folder.join(FILE_NAME), Path::to_owned);
    refuse_existing(&path)?;
    check_one_person(folder)?;
    let applicant = read_applicant(folder)?;
    let profile = settings.profile(folder, applicant.as_ref())?;
    let answers = applicant.as_ref().map(|applicant| Typed::of(&applicant.source)).unwrap_or_default();
    let asked_for = named.map(|id| seen_from(folder, id));
    let named = asked_for.as_deref().or(answers.fact("profile")).unwrap_or(DEFAULT);
    let bytes = form_sheet(&profile, named, &answers, lang)?;
    if output.is_none() {
        std::fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    }
    publish(&path, &bytes)?;
    let beside_toml = applicant.is_some_and(|applicant| applicant.cells.is_none());
    Ok(WrittenSheet { path, not_asked: answers.not_asked(&profile.asked), beside_toml })
}

fn refuse_existing(path: &Path) -> Result<()> {
    if std::fs::symlink_metadata(path).is_err() {
        return Ok(());
    }
    let shown = path.display();
    Err(failure(
        format!("“{shown}”已经有了，里面可能有填好的内容，没有动它；请先把它移走，或用 -o 换一个文件名"),
        format!(
            "{shown} is there already and may be filled in, so it was left as it is: move it away, or name another with -o"
        ),
    ))
}

fn publish(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = roomy(folder);
    let target = path.file_name().map_or_else(|| path.to_owned(), |name| folder.join(name));
    let written = PartialFile::create_in(&folder).and_then(|mut file| {
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.publish_new(&target)
    });
    match written {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => refuse_existing(path),
        written => written.map_err(|error| cannot_write(path, &error)),
    }
}
