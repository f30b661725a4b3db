//! A repaired copy of a folder, planned, made, and checked again before it gets its name; or the repair of the folder
//! itself.

use super::applicant::read_applicant;
use super::check::{CheckOrder, check_dossier};
use super::event::{Event, Listener};
use super::settings::Settings;
use super::stages::{check, report_beside_window};
use crate::dossier::{Dossier, RelPath, Scan};
use crate::fix::{
    Done, Options, Plan, Planned, Probe, Remaining, check_choices, check_target, is_cured, plan, probe, remaining,
    write, write_in_place,
};
use crate::pdf::Work;
use crate::text::Text;
use anyhow::Result;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A repair to make.
#[derive(Debug, Clone, Copy)]
pub struct FixOrder<'f> {
    /// The dossier's folder.
    pub folder: &'f Path,
    /// The new folder, which does not exist yet; `None` where the dossier's own is repaired.
    pub output: Option<&'f Path>,
    /// Plan only, and write nothing.
    pub dry_run: bool,
    /// What may be done.
    pub options: &'f Options,
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
    if let Some(output) = order.output {
        check_target(order.folder, output)?;
    }
    // What a repair does to a picture does not depend on what it says; what was read before is known.
    let check = CheckOrder { folder: order.folder, register: None, pictures: false };
    let (checked, _) = check_dossier(check, &settings.without_new_readings(), listener)?;
    let probes = probes(&checked.dossier, order.folder, listener)?;
    check_choices(&checked.dossier, &probes, &order.options.pages)?;
    let plan = plan(&checked.dossier, &probes, order.options);
    if order.dry_run {
        let report = report_beside_window(&checked.dossier);
        let left = remaining(&report, |finding| is_cured(&plan, finding));
        let mut repair = planned(&checked.dossier, plan, left);
        if order.output.is_none() {
            repair.left_out.clear();
        }
        Ok(repair)
    } else {
        make(&checked.dossier, plan, order, settings, listener)
    }
}

fn probes(dossier: &Dossier, folder: &Path, listener: Listener<'_>) -> Result<Vec<Probe>> {
    listener(Event::Making(dossier.scans.len()));
    let work = Work::default();
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
    let go_on = |file: &Planned| {
        listener(Event::Made(file.to.shown()));
        !order.stop.load(Ordering::Relaxed)
    };
    let Some(output) = order.output else {
        let rows = write_in_place(dossier, order.folder, &plan, &go_on)?;
        let left = checked_again(dossier, (order.folder, order.folder), settings)?;
        // Nothing is left out of the folder itself.
        return Ok(Repair { made: true, rows, left_out: Vec::new(), left });
    };
    let copy = write(dossier, order.folder, output, &plan, &go_on)?;
    let left = checked_again(dossier, (order.folder, copy.folder()), settings)?;
    Ok(Repair { made: true, rows: copy.publish()?, left_out: plan.left_out, left })
}

/// What the check says of the repaired `folder`; the checklist is that of the dossier's own.
fn checked_again(dossier: &Dossier, (own, folder): (&Path, &Path), settings: &Settings) -> Result<Remaining> {
    let applicant = read_applicant(folder)?;
    let profile = settings.profile(own, dossier.applicant.as_ref())?;
    let checked = settings
        .with_threads(|| check(folder, Arc::clone(&profile), applicant, settings.date.of(&profile), None, &|_| {}))??;
    Ok(remaining(&report_beside_window(&checked.dossier), |_| false))
}
