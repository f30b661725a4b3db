//! `dossier check DIR`: the main job.

use super::Outcome;
use super::args::Global;
use super::output::{self, Shown};
use super::progress::Progress;
use super::register;
use super::register::RegisterFile;
use super::setup::{date, profile, with_threads};
use crate::pipeline::{self, Checked};
use crate::report::Verdict;
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;

/// `dossier check`
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The folder with the scans and applicant.toml
    pub(super) dir: PathBuf,
    #[command(flatten)]
    pub(super) register: RegisterFile,
}

/// Checks the folder and writes the report.
pub(super) fn run(arguments: &Check, global: &Global) -> Result<Outcome> {
    let targets = output::targets(global, &arguments.dir)?;
    let applicant = pipeline::read_applicant(&arguments.dir)?;
    let profile = profile(global, applicant.as_ref())?;
    let submissions = register::submissions(&arguments.register, applicant.as_ref(), &profile)?;
    let progress = Progress::new(global);
    let (dir, date) = (&arguments.dir, date(global));
    let (checked, pictures) = with_threads(global, || {
        let listener = |event: pipeline::Event<'_>| progress.show(event);
        if output::wants_pictures(&targets) {
            let checked = pipeline::check_with_pictures(dir, profile, applicant, date, submissions, &listener);
            checked.map(|(checked, pictures)| (checked, Some(pictures)))
        } else {
            pipeline::check(dir, profile, applicant, date, submissions, &listener).map(|checked| (checked, None))
        }
    })??;
    drop(progress);
    let Checked { dossier, report } = &checked;
    output::write_shown(Shown { folder: dir, dossier, report, pictures: pictures.as_ref() }, &targets, global)?;
    Ok(match checked.report.verdict {
        Verdict::Complete => Outcome::Good,
        Verdict::Incomplete => Outcome::Faults,
    })
}
