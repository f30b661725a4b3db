//! `dossier check DIR`: the main job.

use super::Outcome;
use super::args::{Check, Global};
use super::output;
use super::progress::Progress;
use super::register;
use super::setup::{date, profile, with_threads};
use crate::pipeline;
use crate::report::Verdict;
use anyhow::Result;

/// Checks the folder and writes the report.
pub(super) fn run(arguments: &Check, global: &Global) -> Result<Outcome> {
    let targets = output::targets(global)?;
    let applicant = pipeline::read_applicant(&arguments.dir)?;
    let profile = profile(global, applicant.as_ref())?;
    let submissions = register::submissions(&arguments.register, applicant.as_ref(), &profile)?;
    let progress = Progress::new(global);
    let checked = with_threads(global, || {
        pipeline::check(&arguments.dir, profile, applicant, date(global), submissions, &|event| progress.show(event))
    })??;
    drop(progress);
    output::write(&arguments.dir, &checked.dossier, &checked.report, &targets, global)?;
    Ok(match checked.report.verdict {
        Verdict::Complete => Outcome::Good,
        Verdict::Incomplete => Outcome::Faults,
    })
}
