//! `dossier fix DIR -o NEW`: a repaired copy. It never asks, and never writes into DIR.

use super::args::{Global, LangChoice};
use super::interrupt::stop_flag;
use super::output::{self, Answer};
use super::progress::Progress;
use super::repair::{self, Outlook};
use super::setup::{date, language, profile, with_threads};
use super::{Outcome, form};
use crate::dossier::Dossier;
use crate::fix::{Options, Plan, Probe, check_target, is_cured, plan, probe, remaining, write};
use crate::pipeline::{self, report_beside_window};
use crate::text::Lang;
use anyhow::Result;
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

/// `dossier fix`
#[derive(Debug, Args)]
pub(super) struct Fix {
    /// The folder to repair
    pub(super) dir: PathBuf,
    /// The new folder, which must not be there yet
    #[arg(long, short, value_name = "NEW")]
    pub(super) output: PathBuf,
    /// Only say what would be done, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Cut photos to the profile's frame
    #[arg(long)]
    pub(super) crop_photo: bool,
    /// Keep the names of files
    #[arg(long)]
    pub(super) keep_names: bool,
}

/// Plans the repair; without `--dry-run` also makes it, and checks what came of it.
pub(super) fn run(arguments: &Fix, global: &Global) -> Result<Outcome> {
    let targets = output::answer_targets(global)?;
    check_target(&arguments.dir, &arguments.output)?;
    let checked = form::check(&arguments.dir, global)?;
    let probes = probes(&checked.dossier, &arguments.dir, global)?;
    let options = Options {
        crop_photo: arguments.crop_photo,
        keep_names: arguments.keep_names,
        names: if global.lang == LangChoice::En { Lang::En } else { Lang::Zh },
    };
    let plan = plan(&checked.dossier, &probes, options);
    let outlook = if arguments.dry_run {
        let report = report_beside_window(&checked.dossier);
        let left = remaining(&report, |finding| is_cured(&plan, finding));
        Outlook::planned(&checked.dossier, &plan, left)
    } else {
        make(&checked.dossier, &plan, arguments, global)?
    };
    let lang = language(global.lang);
    output::deliver(&targets, |format| match format {
        Answer::Terminal => Ok(repair::text(&outlook, &arguments.output, lang).into_bytes()),
        Answer::Json => Ok(format!("{:#}\n", repair::json(&outlook)).into_bytes()),
    })?;
    Ok(Outcome::Good)
}

fn probes(dossier: &Dossier, folder: &Path, global: &Global) -> Result<Vec<Probe>> {
    let progress = Progress::new(global);
    progress.begin(dossier.scans.len());
    let look = |scan: &crate::dossier::Scan| {
        progress.make(scan.path.shown());
        probe(folder, scan)
    };
    dossier.scans.iter().map(look).collect()
}

fn make(dossier: &Dossier, plan: &Plan, arguments: &Fix, global: &Global) -> Result<Outlook> {
    let stop = stop_flag();
    let progress = Progress::new(global);
    progress.begin(plan.files.len());
    let copy = write(dossier, &arguments.dir, &arguments.output, plan, &|file| {
        progress.make(file.to.shown());
        !stop.load(Ordering::Relaxed)
    })?;
    drop(progress);
    let applicant = pipeline::read_applicant(copy.folder())?;
    let profile = profile(global, dossier.applicant.as_ref())?;
    let checked =
        with_threads(global, || pipeline::check(copy.folder(), profile, applicant, date(global), None, &|_| {}))??;
    let left = remaining(&report_beside_window(&checked.dossier), |_| false);
    let done = copy.publish()?;
    Ok(Outlook::done(plan, done, left))
}
