//! The report as JSON: DESIGN's contract, for programs.

use crate::report::Report;
use std::io::{self, Write};

/// Writes the report with two-space indents and a final newline.
///
/// # Errors
/// Whatever the writer gives.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
    writeln!(out)
}
