//! `dossier paper DIR -o FILE.pdf`: the whole paper set for the desk.

use super::Outcome;
use super::args::Global;
use super::form::{applicant, check, fingerprint, photo, warn};
use super::output;
use crate::file;
use crate::inspect::FILE_LIMIT;
use crate::paper::desk::{self, DeskInput};
use crate::paper::form::{self, FormInput};
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;

/// `dossier paper`
#[derive(Debug, Args)]
pub(super) struct Paper {
    /// The folder with the scans and applicant.toml
    pub(super) dir: PathBuf,
    /// The PDF to write
    #[arg(long, short, value_name = "FILE.pdf")]
    pub(super) output: PathBuf,
    /// Printed lightly across every copy, such as 仅用于职称评审
    #[arg(long, value_name = "TEXT")]
    pub(super) watermark: Option<String>,
}

/// Checks the folder, then writes the set. What failed the check is a page that says so.
pub(super) fn run(arguments: &Paper, global: &Global) -> Result<Outcome> {
    let folder = &arguments.dir;
    let checked = check(folder, global)?;
    let (dossier, report) = (&checked.dossier, &checked.report);
    let layout = form::of_profile(&dossier.profile)?;
    let fingerprint = fingerprint(&checked, folder);
    let input = DeskInput {
        plan: &desk::of_profile(&dossier.profile)?,
        form: FormInput {
            layout: &layout,
            applicant: applicant(&checked, folder)?,
            photo: photo(&checked, folder),
            fingerprint: fingerprint.as_deref(),
            copies: None,
        },
        dossier,
        findings: &report.findings,
        by_hand: &report.by_hand,
        watermark: arguments.watermark.as_deref(),
        read: &|path| file::read(&path.below(folder), FILE_LIMIT),
    };
    let mut warnings = Vec::new();
    output::write_file_with(&arguments.output, |out| {
        warnings = desk::write(&input, out)?;
        Ok(())
    })?;
    warn(&warnings, global);
    Ok(Outcome::Good)
}
