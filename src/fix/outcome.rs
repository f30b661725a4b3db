//! What becomes of one file of the plan, before anything is written.

use super::make::{Opened, make};
use super::plan::{Planned, Work, parts_of};
use super::probe::read;
use super::step::{Step, left_as_it_is};
use super::write::Done;
use crate::dossier::{Dossier, Inspected, Scan};
use crate::pdf::of_page;
use crate::profile::Part;
use crate::rules::distrusts_orientation;
use anyhow::Result;
use std::path::Path;

/// The content of a new file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// That of the old one.
    Same,
    /// Another.
    Made(Vec<u8>),
    /// That of the old one, although it needs more: the row says why.
    Left(Vec<u8>),
}

/// Makes one file of the plan from the folder's. `opened` is the file that the last one was made from, by its position in
/// [`Dossier::scans`]: the next page is in it too.
///
/// # Errors
/// The file cannot be read, or is not the one that was checked.
pub(super) fn outcome(
    dossier: &Dossier,
    folder: &Path,
    planned: &Planned,
    opened: &mut Option<(usize, Opened)>,
) -> Result<(Done, Outcome)> {
    let Planned { scan: number, from, to, work, steps, obstacle } = planned.clone();
    let mut done = Done { from, to, before: 0, after: 0, steps, obstacle };
    let Some(scan) = dossier.scans.get(number) else { return Ok((done, Outcome::Same)) };
    done.before = scan.inspected.bytes;
    done.after = scan.inspected.bytes;
    if work == Work::Copy {
        return Ok((done, Outcome::Same));
    }
    let content = scan.inspected.content;
    let file = match opened.take().filter(|(opened, _)| *opened == number) {
        Some((_, file)) => file,
        None => Opened::new(read(folder, scan)?, content),
    };
    let outcome = match work {
        Work::Make(work) => {
            let parts: Vec<&Part> = parts_of(dossier, number).collect();
            let contradicts = |inspected: &Inspected| {
                let scan = Scan { inspected: inspected.clone(), ..scan.clone() };
                parts.iter().any(|part| distrusts_orientation(part, &scan))
            };
            match make(&file, &work, done.steps.clone(), &contradicts) {
                Ok(made) => {
                    done.after = made.bytes.len() as u64;
                    done.steps = made.steps;
                    Outcome::Made(made.bytes)
                }
                Err(obstacle) => {
                    let page = done.steps.iter().find_map(Step::page);
                    let why = left_as_it_is(content, Some(obstacle));
                    done.obstacle =
                        why.map(|why| page.map_or_else(|| why.clone(), |(page, of)| of_page(page, of, &why)));
                    done.steps = Vec::new();
                    Outcome::Left(file.bytes().to_vec())
                }
            }
        }
        _ => Outcome::Left(file.bytes().to_vec()),
    };
    *opened = Some((number, file));
    Ok((done, outcome))
}
