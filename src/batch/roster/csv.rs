//! The roster as CSV: UTF-8 with a byte-order mark and CRLF, so that Excel opens it with a double click.

use super::columns::COLUMNS;
use crate::batch::Roster;
use crate::text::Lang;
use anyhow::Result;
use csv::{Terminator, WriterBuilder};
use std::io::Write;

/// Writes a heading and one line for each dossier.
///
/// # Errors
/// When the rows cannot be read, or whatever the writer gives.
pub fn render(roster: &Roster, lang: Lang, out: &mut dyn Write) -> Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    csv.write_record(COLUMNS.iter().map(|column| column.whole_heading(lang)))?;
    for (number, row) in (1..).zip(roster.rows()?) {
        let row = row?;
        csv.write_record(COLUMNS.iter().map(|column| inert(column.cell(&row, number, lang))))?;
    }
    csv.flush()?;
    Ok(())
}

/// A text that Excel would take for a formula gets an apostrophe before it: names come from strangers.
fn inert(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}
