//! The numbers the pictures were judged by, and which of them the notice gives.
//!
//! A notice rarely says how many dots an inch; who is told “below 200 dpi” has a right to know who says so.

use crate::profile::{Profile, Source};
use serde::{Deserialize, Serialize};

/// One number in force, and the parts it is for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LimitRow {
    /// Its key in the profile, `dpi_error`.
    pub name: String,
    /// The number, in the unit its name says.
    pub value: f64,
    /// `notice` or `recommended`.
    pub source: String,
    /// The parts, `item/part`, in the order of the checklist.
    pub parts: Vec<String>,
}

/// Every number that holds, the usual ones among them, in the order of their documentation; different values for different parts are rows of
/// their own.
pub fn rows(profile: &Profile) -> Vec<LimitRow> {
    let mut rows: Vec<(crate::profile::LimitName, LimitRow)> = Vec::new();
    for part in profile.items.iter().flat_map(|item| &item.parts) {
        let place = format!("{}/{}", part.item, part.id);
        for (name, limit) in part.limits.iter() {
            let source = match limit.source {
                Source::Notice => "notice",
                Source::Recommended => "recommended",
            };
            let row = LimitRow {
                name: name.key().to_owned(),
                value: limit.value,
                source: source.to_owned(),
                parts: vec![place.clone()],
            };
            let same = |(_, known): &&mut (_, LimitRow)| {
                known.name == row.name && known.source == row.source && known.value.to_bits() == row.value.to_bits()
            };
            match rows.iter_mut().find(same) {
                Some((_, known)) => known.parts.push(place.clone()),
                None => rows.push((name, row)),
            }
        }
    }
    rows.sort_by_key(|(name, _)| *name);
    rows.into_iter().map(|(_, row)| row).collect()
}
