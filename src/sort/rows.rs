//! One row for each picture without a place.

use super::candidates::{Candidate, candidates};
use crate::assign::natural_order;
use crate::dossier::Dossier;
use crate::profile::Pages;
use std::collections::BTreeMap;

/// A picture without a place, and what it seems to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Position in [`Dossier::scans`].
    pub scan: usize,
    /// What it may be, the likeliest first.
    pub candidates: Vec<Candidate>,
    /// What may be done with it.
    pub state: State,
}

/// What may be done with a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Its first guess may be taken without a look.
    Sure,
    /// Its candidates are to be looked at.
    Unsure,
    /// Others claim the place of its first guess as well: their positions in [`Dossier::scans`]. A person chooses.
    Contested(Vec<usize>),
    /// Nothing is known of it.
    Unknown,
}

impl State {
    /// The word JSON uses.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Unsure => "unsure",
            Self::Contested(_) => "contested",
            Self::Unknown => "unknown",
        }
    }
}

/// The rows of a dossier, by the order of its checklist, then of its files; what is unknown comes last.
pub fn rows(dossier: &Dossier) -> Vec<Row> {
    let candidates = candidates(dossier);
    let mut claims: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (scan, candidates) in &candidates {
        if let Some(first) = candidates.first().filter(|first| first.said) {
            claims.entry(first.place).or_default().push(*scan);
        }
    }
    let state = |scan: usize, candidates: &[Candidate]| match candidates.first() {
        None => State::Unknown,
        Some(first) if !first.said => State::Unsure,
        Some(first) => {
            claimed(dossier, first.place, scan, claims.get(&first.place).map_or(&[], Vec::as_slice), first.sure)
        }
    };
    let mut rows: Vec<Row> = candidates
        .into_iter()
        .map(|(scan, candidates)| Row { scan, state: state(scan, &candidates), candidates })
        .collect();
    let place = |row: &Row| row.candidates.first().map_or(usize::MAX, |guess| guess.place);
    let name = |row: &Row| dossier.scans.get(row.scan).map(|scan| natural_order(&scan.path));
    rows.sort_by_cached_key(|row| (place(row), name(row)));
    rows
}

/// The state of a picture that says to belong to a place which all of `claims` claim.
fn claimed(dossier: &Dossier, place: usize, scan: usize, claims: &[usize], sure: bool) -> State {
    let Some(slot) = dossier.slots.get(place) else { return State::Unknown };
    let there = slot.files.iter().map(|claim| claim.scan);
    let others: Vec<usize> = there.chain(claims.iter().copied()).filter(|other| *other != scan).collect();
    if others.is_empty() && sure {
        State::Sure
    } else if !others.is_empty() && dossier.part(slot).1.pages == Pages::One {
        State::Contested(others)
    } else if sure && slot.files.is_empty() && one_series(dossier, claims) {
        State::Sure
    } else {
        // Pages of which nobody knows the order.
        State::Unsure
    }
}

/// Whether one camera or scanner named all of these, so that their numbers are their order.
fn one_series(dossier: &Dossier, scans: &[usize]) -> bool {
    let texts = |scan: &usize| -> Option<Vec<String>> {
        let path = &dossier.scans.get(*scan)?.path;
        Some(natural_order(path).into_iter().map(|(text, _)| text).collect())
    };
    let mut series = scans.iter().map(texts);
    let first = series.next().flatten();
    first.is_some() && series.all(|other| other == first)
}
