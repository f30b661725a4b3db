//! A repaired copy of a folder: planned, made, and checked again before it gets its name.

use super::applicant::read_applicant;
use super::check::check_for_paper;
use super::event::{Event, Listener};
use super::settings::Settings;
use super::stages::{check, report_beside_window};
use crate::dossier::{Dossier, RelPath, Scan};
use crate::fix::{
    Done, DrawingWork, Options, Plan, Planned, Probe, Remaining, check_target, is_cured, plan, probe, remaining, write,
};
use crate::text::Text;
use anyhow::Result;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// A repair to make.
#[derive(Debug, Clone, Copy)]
pub struct FixOrder<'f> {
    /// The dossier's folder, which is never written.
    pub folder: &'f Path,
    /// The new folder, which does not exist yet.
    pub output: &'f Path,
    /// Plan only, and write nothing.
    pub dry_run: bool,
    /// What may be done.
    pub options: Options,
    /// Set from outside, it ends the repair before it is published.
    pub stop: &'f AtomicBool,
}

/// A repair that was made, or would be.
#[derive(Debug)]
pub struct Repair {
    /// Whether anything was written.
    pub made: bool,
    /// One row for each file of the copy.
    pub rows: Vec<Done>,
    /// Files that are not in the copy, with the reason.
    pub left_out: Vec<(RelPath, Text)>,
    /// What no repair cures.
    pub left: Remaining,
}

/// Plans the repair; without `dry_run` also makes it, and checks the copy.
///
/// # Errors
/// As the check; where the new folder is there already, a file changed meanwhile, or the disk does not take it.
pub fn fix_dossier(order: FixOrder<'_>, settings: &Settings, listener: Listener<'_>) -> Result<Repair> {
    check_target(order.folder, order.output)?;
    let checked = check_for_paper(order.folder, settings, listener)?;
    let probes = probes(&checked.dossier, order.folder, listener)?;
    let plan = plan(&checked.dossier, &probes, order.options);
    if order.dry_run {
        let report = report_beside_window(&checked.dossier);
        let left = remaining(&report, |finding| is_cured(&plan, finding));
        Ok(planned(&checked.dossier, plan, left))
    } else {
        make(&checked.dossier, plan, order, settings, listener)
    }
}

fn probes(dossier: &Dossier, folder: &Path, listener: Listener<'_>) -> Result<Vec<Probe>> {
    listener(Event::Making(dossier.scans.len()));
    let work = DrawingWork::default();
    let look = |scan: &Scan| {
        listener(Event::Made(scan.path.shown()));
        probe(folder, scan, &work)
    };
    dossier.scans.iter().map(look).collect()
}

/// The repair that the plan would make: sizes afterwards are not known.
fn planned(dossier: &Dossier, plan: Plan, left: Remaining) -> Repair {
    let row = |file: Planned| Done {
        before: dossier.scans.get(file.scan).map_or(0, |scan| scan.inspected.bytes),
        after: 0,
        from: file.from,
        to: file.to,
        steps: file.steps,
        obstacle: file.obstacle,
    };
    Repair { made: false, rows: plan.files.into_iter().map(row).collect(), left_out: plan.left_out, left }
}

fn make(
    dossier: &Dossier,
    plan: Plan,
    order: FixOrder<'_>,
    settings: &Settings,
    listener: Listener<'_>,
) -> Result<Repair> {
    listener(Event::Making(plan.files.len()));
    let copy = write(dossier, order.folder, order.output, &plan, &|file| {
        listener(Event::Made(file.to.shown()));
        !order.stop.load(Ordering::Relaxed)
    })?;
    let applicant = read_applicant(copy.folder())?;
    let profile = settings.profile(order.folder, dossier.applicant.as_ref())?;
    let checked =
        settings.with_threads(|| check(copy.folder(), profile, applicant, settings.date, None, &|_| {}))??;
    let left = remaining(&report_beside_window(&checked.dossier), |_| false);
    Ok(Repair { made: true, rows: copy.publish()?, left_out: plan.left_out, left })
}
