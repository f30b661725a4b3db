//! Places for pictures that have none: what each seems to be, and the renames that somebody chose.

use super::check::{CheckOrder, check_dossier};
use super::event::Listener;
use super::settings::Settings;
use crate::dossier::{Dossier, RelPath, Skipped};
use crate::failure::{kept_words, said};
use crate::file::Unfit;
use crate::journal::Journal;
use crate::seen::Trouble;
use crate::sort::{Choice, Moves, Row, State, rows};
use crate::text::Text;
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
    /// What the system did not let the program see, with its words: nobody knows what belongs where.
    pub fn unread(&self) -> Vec<(&RelPath, Text)> {
        let notes = self.dossier.notes.iter().filter_map(|note| match &note.why {
            Skipped::Unreadable(why) => Some((&note.path, kept_words(why))),
            _ => None,
        });
        let scans = self.dossier.scans.iter().filter_map(|scan| match &scan.inspected.trouble {
            Some(Trouble::Unreadable(why)) => Some((&scan.path, kept_words(why))),
            Some(Trouble::InTheCloud) => Some((&scan.path, said(&Unfit::InTheCloud.into()))),
            _ => None,
        });
        notes.chain(scans).collect()
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assign::assign;
    use crate::dossier::{Note, Scan};
    use crate::profile::builtin;
    use crate::seen::Inspected;
    use std::sync::Arc;

    #[test]
    fn what_cannot_be_read_is_told_and_not_in_its_place() {
        let profile = Arc::new(builtin::find("bazhou-vocational-2021").expect("built in").expect("no faults"));
        let date = "2021-09-10".parse().expect("a day");
        let refused = || "Permission denied".to_owned();
        let folder = Note { path: RelPath::new("07-论文"), why: Skipped::Unreadable(refused()) };
        let litter = Note { path: RelPath::new("Thumbs.db"), why: Skipped::System };
        let file = Scan::unopened("IMG_1.jpg");
        let trouble = Some(Trouble::Unreadable(refused()));
        let file = Scan { inspected: Inspected { trouble, ..file.inspected.clone() }, ..file };
        let dossier = assign(profile, None, date, vec![file], vec![folder, litter]);
        let sorting = Sorting { rows: rows(&dossier), dossier };
        let unread: Vec<&str> = sorting.unread().into_iter().map(|(path, _)| path.shown()).collect();
        assert_eq!(unread, ["07-论文", "IMG_1.jpg"]);
    }
}
