//! `[merged]` of `checklist.toml`: the one PDF of everything.

use super::terms::{bytes, row};
use crate::config::fields::Fields;
use crate::profile::Merged;
use crate::text::{Lang, Text};

/// Reads `[merged]`, where it is there.
pub(super) fn merged(top: &Fields<'_, '_>) -> Option<Merged> {
    let fields = top.table("merged")?;
    let merged = Merged {
        lang: fields.choice("lang", &[("zh", Lang::Zh), ("en", Lang::En)]).unwrap_or(Lang::Zh),
        max_bytes: bytes(&fields, "max_bytes"),
        min_bytes: bytes(&fields, "min_bytes"),
        row: row(&fields),
    };
    if let (Some(least), Some(most)) = (merged.min_bytes, merged.max_bytes)
        && least > most
    {
        let message = Text {
            zh: format!("“min_bytes”是 {least}，不能高于“max_bytes”的 {most}"),
            en: format!("`min_bytes` is {least}, which must not be above `max_bytes`, {most}"),
        };
        fields.faults().add(fields.place("min_bytes"), message, None);
    }
    fields.finish();
    Some(merged)
}
