//! What becomes of one file of the plan, before anything is written.

use super::judge::Judge;
use super::make::{Opened, make};
use super::planned::{Planned, Work};
use super::probe::read;
use super::step::{Step, left_as_it_is};
use super::write::Done;
use crate::dossier::Dossier;
use crate::pdf::{Obstacle, of_page};
use crate::text::Text;
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
    let (number, work) = (planned.scan, planned.work.clone());
    let mut done = row(dossier, planned);
    let Some(scan) = dossier.scans.get(number) else { return Ok((done, Outcome::Same)) };
    if work == Work::Copy {
        return Ok((done, Outcome::Same));
    }
    let content = scan.inspected.content;
    let file = match opened.take().filter(|(opened, _)| *opened == number) {
        Some((_, file)) => file,
        None => Opened::new(read(folder, scan)?, content),
    };
    let outcome = match work {
        Work::Make(work) => match make(&file, &work, done.steps.clone(), Judge::of(dossier, number)) {
            Ok(made) => {
                done.after = made.bytes.len() as u64;
                done.steps = made.steps;
                Outcome::Made(made.bytes)
            }
            Err(obstacle) => {
                done.obstacle = left_with_reason(dossier, planned, obstacle);
                done.steps = Vec::new();
                Outcome::Left(file.bytes().to_vec())
            }
        },
        _ => Outcome::Left(file.bytes().to_vec()),
    };
    *opened = Some((number, file));
    Ok((done, outcome))
}

/// The row of a file before anything is done to it.
pub(super) fn row(dossier: &Dossier, planned: &Planned) -> Done {
    let Planned { scan, from, to, steps, obstacle, .. } = planned.clone();
    let bytes = dossier.scans.get(scan).map_or(0, |scan| scan.inspected.bytes);
    Done { from, to, before: bytes, after: bytes, steps, obstacle }
}

/// Why a picture is left, with its page where it is one of several.
pub(super) fn left_with_reason(dossier: &Dossier, planned: &Planned, obstacle: Obstacle) -> Option<Text> {
    let content = dossier.scans.get(planned.scan)?.inspected.content;
    let page = planned.steps.iter().find_map(Step::page);
    let why = left_as_it_is(content, Some(obstacle))?;
    Some(page.map_or_else(|| why.clone(), |(page, of)| of_page(page, of, &why)))
}

/// The files of a folder that pages are made from; the last one stays open, for the next page is mostly in it too.
pub(super) struct Files<'d> {
    dossier: &'d Dossier,
    folder: &'d Path,
    last: Option<(usize, Opened)>,
}

impl<'d> Files<'d> {
    /// Those of a dossier.
    pub(super) fn of(dossier: &'d Dossier, folder: &'d Path) -> Self {
        Self { dossier, folder, last: None }
    }

    /// Opens a file, by its position in [`Dossier::scans`].
    ///
    /// # Errors
    /// It cannot be read, or is not the one that was checked.
    pub(super) fn open(&mut self, number: usize) -> Result<&Opened> {
        let file = if let Some((_, file)) = self.last.take().filter(|(open, _)| *open == number) {
            file
        } else {
            let scan = &self.dossier.scans[number];
            Opened::new(read(self.folder, scan)?, scan.inspected.content)
        };
        Ok(&self.last.insert((number, file)).1)
    }
}
