//! `valid_until` of `says`: the day until which a document must be valid.

use super::checks::span_or_none;
use super::days::{day_at, one_day_at};
use super::when::Scope;
use crate::config::fields::Fields;
use crate::profile::says::Validity;

const KEY: &str = "valid_until";

/// As it may be written.
const EXAMPLE: &str = "{ day = \"closing\", months = 6 }";

/// Reads it: `true`, a day, or a table of a day and how long beyond it.
pub(super) fn valid_until(says: &Fields<'_, '_>, scope: Scope<'_>) -> Option<Validity> {
    if says.is_flag(KEY) {
        return says.flag(KEY).unwrap_or_default().then_some(Validity::Filing);
    }
    if says.is_text(KEY) {
        return Some(Validity::Until { day: one_day_at(says, KEY, scope.facts, scope.list), beyond: None });
    }
    let fields = says.table_or(
        KEY,
        &format!("true、一个日子（\"closing\"）或一个表，如 {EXAMPLE}"),
        &format!("true, a day (\"closing\") or a table, as {EXAMPLE}"),
    )?;
    let day = day_at(&fields, "day", scope.facts, scope.list);
    let until = Validity::Until { day, beyond: span_or_none(&fields) };
    fields.finish();
    Some(until)
}
