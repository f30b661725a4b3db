//! The roster as JSON: an array of rows, each as `check` reports it, with its folder; then, with `skipped` in place of a
//! report, what was not checked.

use crate::batch::Roster;
use crate::render::json::render_line;
use anyhow::Result;
use serde_json::json;
use std::io::Write;

/// Writes the array, one element a line.
///
/// # Errors
/// When the rows cannot be read, or whatever the writer gives.
pub fn render(roster: &Roster, out: &mut dyn Write) -> Result<()> {
    let mut before = "[\n";
    for row in roster.rows() {
        out.write_all(before.as_bytes())?;
        render_line(&row?, out)?;
        before = ",\n";
    }
    for skipped in roster.skipped() {
        out.write_all(before.as_bytes())?;
        render_line(&json!({ "folder": skipped.folder, "skipped": skipped.why }), out)?;
        before = ",\n";
    }
    Ok(writeln!(out, "{}", if before == "[\n" { "[]" } else { "\n]" })?)
}
