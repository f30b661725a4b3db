//! Checking one folder, as `check` and every paper do.

use super::applicant::read_applicant;
use super::event::Listener;
use super::pictures::check_with_pictures;
use super::settings::Settings;
use super::stages::{Started, check};
use super::submissions::{RegisterChoice, Submissions};
use crate::render::html::picture::Pictures;
use crate::report::Checked;
use anyhow::Result;
use std::path::Path;

/// One folder to check.
#[derive(Debug, Clone, Copy)]
pub struct CheckOrder<'c> {
    /// The dossier's folder.
    pub folder: &'c Path,
    /// The register that counts submissions; `None` where they do not matter.
    pub register: Option<&'c RegisterChoice>,
    /// Whether a report with pictures will be written.
    pub pictures: bool,
}

/// Checks a folder; with its small pictures where they are wanted.
///
/// # Errors
/// When the folder, its applicant file, the profile or the register cannot be read.
pub fn check_dossier(
    order: CheckOrder<'_>,
    settings: &Settings,
    listener: Listener<'_>,
) -> Result<(Checked, Option<Pictures>)> {
    let CheckOrder { folder, register, pictures } = order;
    let applicant = read_applicant(folder)?;
    let profile = settings.profile(applicant.as_ref())?;
    let submissions = match register {
        Some(register) => Submissions::open(register)?.of(applicant.as_ref(), &profile)?,
        None => None,
    };
    let date = settings.date;
    settings.with_threads(|| {
        if pictures {
            let order = Started { profile, applicant, date, submissions };
            let checked = check_with_pictures(folder, order, settings.show_private, listener);
            checked.map(|(checked, pictures)| (checked, Some(pictures)))
        } else {
            check(folder, profile, applicant, date, submissions, listener).map(|checked| (checked, None))
        }
    })?
}

/// The check that every paper starts with: without the register, which is never printed or packed.
pub(super) fn check_for_paper(folder: &Path, settings: &Settings, listener: Listener<'_>) -> Result<Checked> {
    let order = CheckOrder { folder, register: None, pictures: false };
    check_dossier(order, settings, listener).map(|(checked, _)| checked)
}
