//! Material × person: the columns that all rows together need.

use crate::batch::Row;
use crate::report::{PartRow, Status};
use crate::text::Text;

/// The most columns: Excel takes 16 384, a person reads far fewer; a dossier with a thousand papers is no one's.
const MOST: usize = 400;

/// The places of the checklist that any row has, in its order.
#[derive(Debug, Default)]
pub(super) struct Matrix {
    columns: Vec<(PlaceId, Text)>,
    /// Places that found no column.
    pub(super) left_out: usize,
}

/// Item, part, key.
type PlaceId = (String, String, Option<String>);

impl Matrix {
    /// Adds the places of a row that are new, each behind the one before it in the row.
    pub(super) fn add(&mut self, row: &Row) {
        let mut next = 0;
        for (place, part) in places(row) {
            if let Some(at) = self.columns.iter().position(|(known, _)| *known == place) {
                next = at + 1;
            } else if self.columns.len() < MOST {
                self.columns.insert(next, (place, part.label.clone()));
                next += 1;
            } else {
                self.left_out += 1;
            }
        }
    }

    /// The labels of the columns.
    pub(super) fn labels(&self) -> impl Iterator<Item = &Text> {
        self.columns.iter().map(|(_, label)| label)
    }

    /// The state of each column's place in a row; `None` where the row has no such place.
    pub(super) fn states(&self, row: &Row) -> Vec<Option<Status>> {
        let mut states = vec![None; self.columns.len()];
        for (place, part) in places(row) {
            let at = self.columns.iter().position(|(known, _)| *known == place);
            if let Some(state) = at.and_then(|at| states.get_mut(at)) {
                *state = Some(part.status);
            }
        }
        states
    }
}

fn places(row: &Row) -> impl Iterator<Item = (PlaceId, &PartRow)> {
    let parts = row.report.items.iter().flat_map(|item| item.parts.iter().map(move |part| (item, part)));
    parts.map(|(item, part)| ((item.id.clone(), part.id.clone(), part.key.clone()), part))
}
