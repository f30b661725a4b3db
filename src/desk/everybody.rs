//! What is sent to the roster's page.

use crate::batch::folders::Skipped;
use crate::batch::since::{Change, Fault, Kind, Since};
use crate::text::Text;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a page needs.
#[derive(Serialize)]
pub(super) struct Everybody<'p> {
    pub(super) version: u64,
    pub(super) folder: &'p str,
    pub(super) ready: bool,
    pub(super) checking: Option<Progress>,
    pub(super) trouble: Option<&'p Text>,
    /// Everybody's id, in the order of the rows.
    pub(super) order: Vec<&'p str>,
    /// Those who are not as the page saw them.
    pub(super) people: Vec<&'p Person>,
    pub(super) titles: BTreeMap<&'static str, &'p Text>,
    pub(super) skipped: Vec<Left<'p>>,
    pub(super) since: Option<Changes<'p>>,
}

#[derive(Serialize)]
pub(super) struct Progress {
    pub(super) done: usize,
    pub(super) of: usize,
}

/// One person's row.
#[derive(Serialize)]
pub(super) struct Person {
    pub(super) id: String,
    pub(super) name: String,
    /// Below the staff folder.
    pub(super) folder: String,
    /// As the row names it.
    #[serde(skip)]
    pub(super) named: String,
    pub(super) department: String,
    pub(super) unit: String,
    pub(super) id_masked: String,
    pub(super) complete: bool,
    /// Whether the dossier could not be checked at all.
    pub(super) unchecked: bool,
    /// How many of the scans were not read.
    pub(super) unread: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) worst: Option<Gravest>,
    pub(super) codes: Vec<&'static str>,
    /// The lines to send to the person.
    pub(super) text: Text,
}

#[derive(Serialize)]
pub(super) struct Gravest {
    pub(super) code: &'static str,
    pub(super) message: Text,
    pub(super) more: usize,
}

/// What is nobody's dossier.
#[derive(Serialize)]
pub(super) struct Left<'p> {
    folder: &'p str,
    why: &'p Text,
}

impl<'p> Left<'p> {
    /// `staff` is what the run calls the folder that holds everybody.
    pub(super) fn of(skipped: &'p Skipped, staff: &str) -> Self {
        let below = skipped.folder.strip_prefix(staff).map(|below| below.trim_start_matches('/'));
        Self { folder: below.unwrap_or(&skipped.folder), why: &skipped.why }
    }
}

/// What changed since the run before.
#[derive(Serialize)]
pub(super) struct Changes<'p> {
    date: &'p str,
    kinds: Vec<Changed<'p>>,
}

/// Those whose dossiers changed in the same way.
#[derive(Serialize)]
struct Changed<'p> {
    label: Text,
    people: Vec<WhoChanged<'p>>,
}

#[derive(Serialize)]
struct WhoChanged<'p> {
    /// `None` of whoever is not there any more.
    id: Option<&'p str>,
    name: &'p str,
    fresh: Vec<Named<'p>>,
    fixed: Vec<Named<'p>>,
}

#[derive(Serialize)]
struct Named<'p> {
    code: &'p str,
    message: &'p Text,
}

impl<'p> Changes<'p> {
    /// `ids` by what rows call the folders.
    pub(super) fn of(since: &'p Since, ids: &BTreeMap<&str, &'p str>) -> Self {
        let named = |faults: &'p [Fault]| {
            faults.iter().map(|fault| Named { code: &fault.code, message: &fault.message }).collect()
        };
        let who = |change: &'p Change| WhoChanged {
            id: ids.get(&*change.folder).copied(),
            name: &change.name,
            fresh: named(&change.fresh),
            fixed: named(&change.fixed),
        };
        let kind = |kind: Kind| Changed {
            label: kind.label(),
            people: since.changes.iter().filter(|change| change.kind == kind).map(who).collect(),
        };
        Self { date: &since.date, kinds: since.kinds().into_iter().map(kind).collect() }
    }
}
