//! `[total]` of `checklist.toml`, of an item and of a part: what all files may come to together.

use super::terms::{bytes, row, row_or_none};
use crate::config::fields::Fields;
use crate::profile::Total;
use crate::text::Text;

/// Reads that of the whole submission, which rests on a row of its own.
pub(super) fn of_everything(top: &Fields<'_, '_>) -> Total {
    let read = |fields: &Fields<'_, '_>| Total { row: row(fields), ..bytes_and_counts(fields) };
    total(top, "max_bytes = \"50MB\"", read)
}

/// Reads that of an item.
pub(super) fn of_item(fields: &Fields<'_, '_>) -> Total {
    let read = |fields: &Fields<'_, '_>| Total { row: row_or_none(fields), ..bytes_and_counts(fields) };
    total(fields, "max_bytes = \"20MB\"", read)
}

/// Reads that of a part, which has rows already.
pub(super) fn of_part(fields: &Fields<'_, '_>) -> Total {
    total(fields, "max_bytes = \"10MB\"", bytes_and_counts)
}

fn total(fields: &Fields<'_, '_>, example: &str, read: impl Fn(&Fields<'_, '_>) -> Total) -> Total {
    let Some(table) = fields.table_as("total", &format!("{{ {example} }}")) else { return Total::default() };
    let total = read(&table);
    if !["max_bytes", "max_files", "max_pages"].iter().any(|key| table.has(key)) {
        let message = Text {
            zh: format!("total 没有写最多多少，要写成 total = {{ {example} }} 这样"),
            en: format!("`total` limits nothing: write total = {{ {example} }} or the like"),
        };
        fields.faults().add(fields.place("total"), message, None);
    }
    table.finish();
    total
}

fn bytes_and_counts(fields: &Fields<'_, '_>) -> Total {
    let counted = |key| fields.integer_within(key, 1..=100_000).and_then(|most| usize::try_from(most).ok());
    Total {
        max_bytes: bytes(fields, "max_bytes"),
        max_files: counted("max_files"),
        max_pages: counted("max_pages"),
        row: String::new(),
    }
}
