//! The review form of a folder.

use super::check::check_for_paper;
use super::event::Listener;
use super::known::Known;
use super::pack::{as_packed, not_read};
use super::settings::Settings;
use super::stages::report_beside_window;
use crate::dossier::{Applicant, Scan};
use crate::failure::failure;
use crate::file;
use crate::finding::Severity;
use crate::inspect::FILE_LIMIT;
use crate::package::plan;
use crate::paper::form::{self, FormInput, Rendered};
use crate::profile::Role;
use crate::report::{Checked, Verdict};
use crate::text::Text;
use anyhow::Result;
use std::path::Path;

/// A review form to make.
#[derive(Debug, Clone, Copy)]
pub struct FormOrder<'f> {
    /// The dossier's folder.
    pub folder: &'f Path,
    /// How many copies the file is to hold; as the profile says where `None`.
    pub copies: Option<u16>,
    /// What earlier checks of the folder found out.
    pub known: Option<&'f Known>,
}

/// Checks the folder, then makes the form. An incomplete dossier has a form all the same.
///
/// # Errors
/// As the check, and where the folder has no applicant or the profile no form.
pub fn make_form(order: FormOrder<'_>, settings: &Settings, listener: Listener<'_>) -> Result<Rendered> {
    let checked = check_for_paper(order.folder, order.known, settings, listener)?;
    let layout = form::of_profile(&checked.dossier.profile)?;
    let fingerprint = fingerprint(&checked, order.folder);
    let mut form = form::render(FormInput {
        layout: &layout,
        applicant: applicant(&checked, order.folder)?,
        photo: photo(&checked, order.folder),
        fingerprint: fingerprint.as_deref(),
        copies: order.copies.map(usize::from),
    })?;
    form.warnings.extend(left_open(&checked));
    Ok(form)
}

/// What a paper says nothing of: pictures that nobody has read, and files that are left out.
pub(super) fn left_open(checked: &Checked) -> impl Iterator<Item = Text> {
    let unread = checked.dossier.unread();
    (unread > 0).then(|| not_read(unread)).into_iter().chain(checked.dossier.left_out_in_words())
}

/// Who applies; without that there is nothing to print.
pub(super) fn applicant<'c>(checked: &'c Checked, folder: &Path) -> Result<&'c Applicant> {
    checked.dossier.applicant.as_ref().ok_or_else(|| {
        let shown = folder.display();
        failure(
            format!("“{shown}”里没有 applicant.toml，表上没有内容可填；可用 dossier init 生成"),
            format!("{shown} has no applicant.toml: there is nothing to fill in; `dossier init` writes one"),
        )
    })
}

/// The photo's file, where it passed the check.
pub(super) fn photo(checked: &Checked, folder: &Path) -> Option<Vec<u8>> {
    photo_scan(checked).and_then(|scan| file::read(&scan.path.below(folder), FILE_LIMIT).ok())
}

/// The photo, where it passed the check.
pub(super) fn photo_scan(checked: &Checked) -> Option<&Scan> {
    let slot = checked.dossier.slots_of(Role::Photo).next()?;
    let scan = checked.dossier.scans_of(slot).next()?;
    let errors = checked.report.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let faulty = errors.into_iter().any(|finding| finding.place.path.as_ref() == Some(&scan.path));
    (!faulty).then_some(scan)
}

/// The fingerprint of the package that `pack` would make; `None` while there are errors, for then it makes none.
pub(super) fn fingerprint(checked: &Checked, folder: &Path) -> Option<String> {
    // A closed window stops neither `pack` nor the form that goes with its package.
    if report_beside_window(&checked.dossier).verdict == Verdict::Incomplete {
        return None;
    }
    let Checked { dossier, report } = as_packed(checked.dossier.clone());
    let payload = plan::payload(&dossier, folder).ok()?;
    Some(plan::plan(&dossier, &report, payload).ok()?.fingerprint())
}
