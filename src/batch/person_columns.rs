//! Which columns about people a roster has: those of every profile that its rows were checked against.

use super::Row;
use crate::profile::builtin;
use crate::profile::roster::RosterColumn;
use std::collections::BTreeMap;

/// The columns of each profile, and the first of the folders that was checked against it.
#[derive(Debug, Default)]
pub(super) struct PersonColumns(BTreeMap<(String, String), (String, Vec<RosterColumn>)>);

impl PersonColumns {
    /// Counts a row in.
    pub(super) fn add(&mut self, row: &Row) {
        let profile = &row.report.profile;
        let of_profile = || {
            let known = builtin::find(&profile.id).filter(|_| builtin::is_builtin(&profile.id, &profile.digest));
            known.and_then(Result::ok).map_or_else(|| row.columns.clone(), |known| known.asked.roster)
        };
        let key = (profile.id.clone(), profile.digest.clone());
        let (first, _) = self.0.entry(key).or_insert_with(|| (row.folder.clone(), of_profile()));
        if row.folder < *first {
            first.clone_from(&row.folder);
        }
    }

    /// All of them, profile after profile as the roster's folders have them; one that a profile before has too stands once.
    pub(super) fn into_columns(self) -> Vec<RosterColumn> {
        let mut profiles: Vec<_> = self.0.into_values().collect();
        profiles.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut all: Vec<RosterColumn> = Vec::new();
        for column in profiles.into_iter().flat_map(|(_, columns)| columns) {
            if !all.iter().any(|known| known.id == column.id) {
                all.push(column);
            }
        }
        all
    }
}
