//! The whole paper set of a folder, for the desk.

use super::check::check_for_paper;
use super::event::Listener;
use super::form::{applicant, fingerprint, left_open, photo};
use super::known::Known;
use super::output_file::{OutputFile, write_file_with};
use super::settings::Settings;
use crate::file;
use crate::inspect::FILE_LIMIT;
use crate::paper::desk::{self, DeskInput, Printed};
use crate::paper::form::{self, FormInput};
use anyhow::Result;
use std::path::Path;

/// A paper set to write.
#[derive(Debug, Clone, Copy)]
pub struct PaperOrder<'p> {
    /// The dossier's folder.
    pub folder: &'p Path,
    /// The PDF to write.
    pub output: OutputFile<'p>,
    /// Printed lightly across every copy.
    pub watermark: Option<&'p str>,
    /// What earlier checks of the folder found out.
    pub known: Option<&'p Known>,
}

/// Checks the folder, then writes the set. A scan that failed the check is
/// a page that says so.
///
/// # Errors
/// As the check, and where the folder has no applicant, the profile no paper, or the file cannot be written.
pub fn make_paper(order: PaperOrder<'_>, settings: &Settings, listener: Listener<'_>) -> Result<Printed> {
    let PaperOrder { folder, output, watermark, known } = order;
    let checked = check_for_paper(folder, known, settings, listener)?;
    let (dossier, report) = (&checked.dossier, &checked.report);
    let plan = desk::of_profile(&dossier.profile)?;
    let layout = plan.has_form().then(|| form::of_profile(&dossier.profile)).transpose()?;
    let fingerprint = fingerprint(&checked, folder);
    let applicant = applicant(&checked, folder)?;
    let form = |layout| FormInput {
        layout,
        applicant,
        photo: photo(&checked, folder),
        fingerprint: fingerprint.as_deref(),
        copies: None,
    };
    let input = DeskInput {
        plan: &plan,
        applicant,
        form: layout.as_ref().map(form),
        dossier,
        findings: &report.findings,
        by_hand: &report.by_hand,
        watermark,
        read: &|path| file::read(&path.below(folder), FILE_LIMIT),
    };
    let mut printed = Printed { pages: 0, not_printed: 0, warnings: Vec::new() };
    write_file_with(&output, |out| {
        printed = desk::write(&input, out)?;
        Ok(())
    })?;
    printed.warnings.extend(left_open(&checked));
    Ok(printed)
}
