//! The applicant's data as a form, and its answers written into `applicant.toml`: comments stay, and the journal takes it
//! back.

use super::applicant::from_workbook;
use super::settings::Settings;
use crate::config::encoding::decoded;
use crate::dossier::load::{FILE_NAME, MAX_BYTES, from_source};
use crate::dossier::{Applicant, RelPath};
use crate::failure::{Rejected, cannot_read, failure};
use crate::file;
use crate::journal::Journal;
use crate::profile::Profile;
use crate::skeleton::form::{Form, of};
use crate::skeleton::{Answered, Known, answered, applicant_file};
use crate::text::Lang;
use anyhow::Result;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The text of `applicant.toml` as it is, or as it would begin, and the form that it fills. It goes on where the workbook
/// ends: once there is the file, the workbook is not read any more.
///
/// # Errors
/// It cannot be read, or its checklist cannot.
pub fn view_form(folder: &Path, settings: &Settings) -> Result<(String, Form)> {
    let source = match source(folder)? {
        None => from_workbook(folder, &folder.display().to_string())?.map(|applicant| applicant.source),
        source => source,
    };
    // A text that is no TOML can still be corrected.
    let applicant = source.as_deref().and_then(|source| from_source(source).ok());
    let profile = settings.profile(folder, applicant.as_ref())?;
    let text = source.unwrap_or_else(|| template(&profile, settings.lang));
    let mut form = of(&profile, &text);
    if from_source(&text).is_err() {
        // Nothing could be put into fields: they would be empty, and nothing could be saved.
        form.questions = None;
        form.lists.clear();
    }
    Ok((text, form))
}

/// Writes answers into the file; makes it where there is none. `seen` is the text that they were given for.
///
/// # Errors
/// The file changed since, or cannot be written.
pub fn save_answers(folder: &Path, settings: &Settings, seen: &str, answers: &Answered, by: &str) -> Result<()> {
    let applicant: Option<Applicant> = from_source(seen).ok();
    let profile = settings.profile(folder, applicant.as_ref())?;
    let new = answered(seen, &profile.asked, answers)?;
    // Line ends stay what they were: an old editor shows one line where it misses its own.
    let new = if seen.contains("\r\n") { new.replace("\r\n", "\n").replace('\n', "\r\n") } else { new };
    save_source(folder, seen, &new, by)
}

/// Writes the whole text of the file. `seen` is the text that it takes the place of.
///
/// # Errors
/// [`Rejected`] where the new text is no TOML; the file changed since, or cannot be written.
pub fn save_source(folder: &Path, seen: &str, new: &str, by: &str) -> Result<()> {
    from_source(new).map_err(Rejected)?;
    let there = source(folder)?;
    if there.as_deref() == Some(new) {
        return Ok(());
    }
    if there.as_deref().is_some_and(|there| there != seen) {
        return Err(failure(
            "applicant.toml 刚刚被别的程序改过；请刷新后再填",
            "another program has just changed applicant.toml: reload, then fill it in again",
        ));
    }
    let mut journal = Journal::open(folder)?;
    journal.begin(by)?;
    let path = RelPath::new(FILE_NAME);
    match there {
        Some(_) => journal.replace(&path, new.as_bytes()),
        None => journal.create(&path, new.as_bytes()),
    }
}

fn source(folder: &Path) -> Result<Option<String>> {
    let path = folder.join(FILE_NAME);
    let bytes = match file::read(&path, MAX_BYTES) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        read => read.map_err(|error| cannot_read(&path, &error))?,
    };
    decoded(bytes).map(Some).map_err(|at| {
        failure(
            format!("applicant.toml 不是 UTF-8 编码（第 {at} 字节处）"),
            format!("applicant.toml is not UTF-8 (at byte {at})"),
        )
    })
}

fn template(profile: &Arc<Profile>, lang: Lang) -> String {
    let known = Known { profile: profile.id.clone(), ..Known::default() };
    applicant_file(&known, profile, lang)
}
