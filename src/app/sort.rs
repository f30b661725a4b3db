//! Places for pictures that have none: what each seems to be, and the renames that somebody chose.

use super::check::{CheckOrder, check_dossier};
use super::event::Listener;
use super::settings::Settings;
use crate::dossier::Dossier;
use crate::journal::Journal;
use crate::sort::{Choice, Moves, Row, State, rows};
use anyhow::Result;
use std::path::Path;

/// A dossier and what its pictures without a place seem to be.
#[derive(Debug)]
pub struct Sorting {
    /// The dossier as it is.
    pub dossier: Dossier,
    /// One row for each picture without a place.
    pub rows: Vec<Row>,
}

impl Sorting {
    /// Every picture whose place is sure, each as a choice.
    pub fn sure(&self) -> Vec<Choice> {
        let sure = self.rows.iter().filter(|row| row.state == State::Sure);
        sure.filter_map(|row| {
            let first = row.candidates.first()?;
            Some(Choice { scan: row.scan, place: first.place, kind: first.kind })
        })
        .collect()
    }
}

/// Looks at a folder and says what its pictures without a place seem to be. Nothing is written.
///
/// # Errors
/// As the check.
pub fn sort_dossier(folder: &Path, settings: &Settings, listener: Listener<'_>) -> Result<Sorting> {
    let order = CheckOrder { folder, register: None, pictures: false };
    let dossier = check_dossier(order, settings, listener)?.0.dossier;
    Ok(Sorting { rows: rows(&dossier), dossier })
}

/// Renames the files in their folder, with a journal. `by` is who the journal says did it: `sort`, `desk`.
///
/// # Errors
/// Where the folder cannot be changed, or a file cannot be renamed; what was renamed before can be undone.
pub fn make_moves(folder: &Path, moves: &Moves, by: &str) -> Result<()> {
    if moves.moves.is_empty() {
        return Ok(());
    }
    let mut journal = Journal::open(folder)?;
    journal.begin(by)?;
    let moves: Vec<_> = moves.moves.iter().map(|one| (one.from.clone(), one.to.clone())).collect();
    journal.rename(&moves)
}
