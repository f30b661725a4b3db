//! The roster as CSV: UTF-8 with a byte-order mark and CRLF, so that Excel and WPS open it with a double click.

use super::columns::{Holds, columns, first_columns};
use super::say;
use crate::batch::Roster;
use crate::text::Lang;
use crate::text::escape::escaped_lines;
use anyhow::Result;
use csv::{Terminator, WriterBuilder};
use std::io::Write;

/// Writes a heading and one line for each dossier, then one for each thing that was not checked.
///
/// # Errors
/// When the rows cannot be read, or whatever the writer gives.
pub fn render(roster: &Roster, lang: Lang, out: &mut dyn Write) -> Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    let columns = columns(roster.person_columns());
    csv.write_record(columns.iter().map(|column| column.whole_heading(lang)))?;
    for (number, row) in (1..).zip(roster.rows()) {
        let row = row?;
        csv.write_record(columns.iter().map(|column| {
            let cell = column.cell(&row, number, lang);
            if column.counts() { cell } else { kept_as_text(cell) }
        }))?;
    }
    for skipped in roster.skipped() {
        csv.write_record(columns.iter().map(|column| match column.holds {
            Holds::Verdict => say(lang, "没有检查", "not checked").to_owned(),
            Holds::Worst => kept_as_text(skipped.why.get(lang).to_owned()),
            Holds::Folder => kept_as_text(escaped_lines(&skipped.folder)),
            _ => String::new(),
        }))?;
    }
    csv.flush()?;
    Ok(())
}

/// Whether this is the beginning of a roster written here before: its first headings, in either language.
pub fn is_roster(head: &[u8]) -> bool {
    [Lang::Zh, Lang::En].iter().any(|lang| {
        let mut csv = WriterBuilder::new().from_writer("\u{feff}".as_bytes().to_vec());
        let written = csv.write_record(first_columns().iter().map(|column| column.whole_heading(*lang)));
        written.is_ok() && csv.into_inner().is_ok_and(|heading| head.starts_with(heading.trim_ascii_end()))
    })
}

/// A text that a spreadsheet would take for something else: an apostrophe goes before a formula, for names come from
/// strangers; a tab before a number or a date, or an ID number loses its last digits and 1988-03 becomes a day.
fn kept_as_text(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        return format!("'{cell}");
    }
    if reads_as_value(&cell) { format!("\t{cell}") } else { cell }
}

/// Whether it begins as a number or a date does, or is a truth value.
fn reads_as_value(cell: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = cell.trim_start().to_lowercase();
    let first = start.chars().next().unwrap_or(' ');
    let digit = first.is_numeric() || matches!(first, '.' | '．' | '¥' | '￥' | '$' | '(' | '（');
    let month = MONTHS.iter().any(|month| start.starts_with(month)) && start.chars().any(char::is_numeric);
    digit && start.chars().any(char::is_numeric) || month || start == "true" || start == "false"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_changes_no_text() {
        for cell in ["990000198803070017", "1988-03", "2021年3月", "000001", "1E5", "３", "3/4", "May 5", "TRUE", ".5"]
        {
            assert_eq!(kept_as_text(cell.to_owned()), format!("\t{cell}"));
        }
        for cell in ["王小明", "99**************17 ", "staff/000001", "", "Marta", "D101 缺"] {
            let kept = kept_as_text(cell.to_owned());
            assert_eq!(kept.trim_start_matches('\t'), cell);
        }
        assert_eq!(kept_as_text("王小明".to_owned()), "王小明");
        assert_eq!(kept_as_text("=1+1".to_owned()), "'=1+1");
    }
}
