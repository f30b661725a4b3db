//! The roster as JSON: an array of rows, each as `check` says it, with its folder.

use crate::batch::Roster;
use crate::render::json::render_line;
use anyhow::Result;
use std::io::Write;

/// Writes the array, one row a line.
///
/// # Errors
/// When the rows cannot be read, or whatever the writer gives.
pub fn render(roster: &Roster, out: &mut dyn Write) -> Result<()> {
    let mut before = "[\n";
    for row in roster.rows()? {
        out.write_all(before.as_bytes())?;
        render_line(&row?, out)?;
        before = ",\n";
    }
    Ok(writeln!(out, "{}", if roster.is_empty() { "[]" } else { "\n]" })?)
}
