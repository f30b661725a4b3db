//! Checking one folder, as `check` and every paper do.

use super::applicant::read_applicant;
use super::event::Listener;
use super::known::Known;
use super::one_person::check_one_person;
use super::pictures::check_with_pictures;
use super::reading::Reader;
use super::settings::Settings;
use super::stages::Started;
use super::submissions::{RegisterChoice, Submissions};
use crate::dossier::Dossier;
use crate::finding::Finding;
use crate::render::html::picture::Pictures;
use crate::report::{Checked, assemble};
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
    if !pictures {
        return Ok((report(examine(folder, register, None, settings, listener)?), None));
    }
    let started = start(folder, register, settings)?;
    settings.with_reader(|reader| {
        let checked = check_with_pictures(folder, started, settings.show_private, (reader, listener));
        checked.map(|(checked, pictures)| (checked, Some(pictures)))
    })
}

/// Checks a folder that was checked before: the same answer as [`check_dossier`], sooner. `known` may be empty.
///
/// # Errors
/// As there.
pub fn check_again(
    folder: &Path,
    register: Option<&RegisterChoice>,
    settings: &Settings,
    known: &Known,
    listener: Listener<'_>,
) -> Result<Checked> {
    examine(folder, register, Some(known), settings, listener).map(report)
}

/// The dossier and all that the rules find, before waivers. `check`, `pack` and every paper look at a folder in this way, so
/// that one does not pass what another refuses. `known` is what earlier checks found out.
pub(super) fn examine(
    folder: &Path,
    register: Option<&RegisterChoice>,
    known: Option<&Known>,
    settings: &Settings,
    listener: Listener<'_>,
) -> Result<(Dossier, Vec<Finding>)> {
    let started = start(folder, register, settings)?;
    settings.with_reader(|reader| started.examine(folder, Reader { known, ..reader }, listener))
}

fn report((dossier, findings): (Dossier, Vec<Finding>)) -> Checked {
    Checked { report: assemble(&dossier, findings), dossier }
}

/// All that is known before a file is opened.
fn start(folder: &Path, register: Option<&RegisterChoice>, settings: &Settings) -> Result<Started> {
    check_one_person(folder)?;
    let applicant = read_applicant(folder)?;
    let profile = settings.profile(folder, applicant.as_ref())?;
    let submissions = match register {
        Some(register) => Submissions::open(register)?.of(applicant.as_ref(), &profile)?,
        None => None,
    };
    let (date, time) = (settings.date.of(&profile), settings.date.time_of(&profile));
    Ok(Started { profile, applicant, date, time, submissions })
}

/// The check that every paper starts with: without the register, for the form of a package that was submitted is printed after
/// that. Whatever has to be read is read now: a form bears the fingerprint of no package that `pack` would refuse.
pub(super) fn check_for_paper(
    folder: &Path,
    known: Option<&Known>,
    settings: &Settings,
    listener: Listener<'_>,
) -> Result<Checked> {
    examine(folder, None, known, settings, listener).map(report)
}
