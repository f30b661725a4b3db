//! The roster as an Excel workbook: the HR list with the verdicts, every finding, and material × person; then what changed
//! since an earlier run, and what was not checked. Each sheet prints on landscape pages as wide as the sheet.
//!
//! Rows go to disk as they are written, so that a region's roster needs no more memory than a school's.

mod findings;
mod materials;
mod people;
mod sheet;

use super::say;
use crate::batch::Roster;
use crate::batch::since::{Change, Fault, Since};
use crate::text::Lang;
use crate::text::escape::escaped_lines;
use crate::workbook::{self, MOST_ROWS, text as cell};
use anyhow::Result;
use findings::findings;
use materials::materials;
use people::people;
use rust_xlsxwriter::Worksheet;
use sheet::{Styles, finish, headings, widths};
use std::io::Write;

/// Writes the workbook.
///
/// # Errors
/// When the rows cannot be read, or whatever the writer gives.
pub fn render(roster: &Roster, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let mut workbook = workbook::new("dossier")?;
    let styles = Styles::new();
    people(roster, lang, &styles, workbook.add_worksheet_with_constant_memory()?)?;
    findings(roster, lang, &styles, workbook.add_worksheet_with_constant_memory()?)?;
    materials(roster, lang, &styles, workbook.add_worksheet_with_constant_memory()?)?;
    if let Some(since) = roster.since() {
        changes(since, lang, &styles, workbook.add_worksheet_with_constant_memory()?)?;
    }
    if !roster.skipped().is_empty() {
        not_checked(roster, lang, &styles, workbook.add_worksheet_with_constant_memory()?)?;
    }
    Ok(out.write_all(&workbook.save_to_buffer()?)?)
}

/// Whether these are the beginning and the end of a roster written here before: the list of its parts gives each one's CRC-32, and the part
/// that names the author, with the day that no other program gives, is the same in all of ours.
pub fn is_roster(head: &[u8], tail: &[u8]) -> bool {
    const ENTRY: &[u8] = b"PK\x01\x02";
    const NAME: &[u8] = b"docProps/core.xml";
    /// Where in an entry its CRC-32 stands, and its name (APPNOTE.TXT 4.3.12).
    const CRC: usize = 16;
    const NAME_AT: usize = 46;
    /// Of that part, as the test reads it from a new roster.
    const OURS: u32 = 0x6715_55FD;
    let ours = |entry: &[u8]| {
        entry.starts_with(ENTRY)
            && entry.get(NAME_AT..).is_some_and(|rest| rest.starts_with(NAME))
            && entry.get(CRC..CRC + 4) == Some(&OURS.to_le_bytes())
    };
    head.starts_with(b"PK\x03\x04") && tail.windows(NAME_AT + NAME.len()).any(ours)
}

/// Who became ready, what is new, what is fixed, who did nothing.
fn changes(since: &Since, lang: Lang, styles: &Styles, sheet: &mut Worksheet) -> Result<()> {
    let columns = [
        ("变化", "Change", 14.0),
        ("姓名", "Name", 10.0),
        ("新出的问题", "New faults", 55.0),
        ("已改正的问题", "Fixed faults", 55.0),
        ("文件夹", "Folder", 18.0),
    ];
    sheet.set_name(say(lang, "与上次相比", "Since last time"))?;
    widths(sheet, columns.iter().map(|column| column.2))?;
    headings(sheet, 0, columns.iter().map(|(zh, en, _)| say(lang, zh, en)), styles)?;
    let mut at = 1;
    for Change { kind, name, folder, fresh, fixed } in since.changes.iter().take(MOST_ROWS as usize - 1) {
        let label = kind.label();
        let cells = [label.get(lang).to_owned(), name.clone(), lines(fresh, lang), lines(fixed, lang), folder.clone()];
        for (column, text) in (0..).zip(cells) {
            cell(sheet, at, column, &escaped_lines(&text), &styles.plain)?;
        }
        at += 1;
    }
    finish(sheet, 0, at, columns.len(), 2, 0)
}

fn lines(faults: &[Fault], lang: Lang) -> String {
    let lines = faults.iter().map(|fault| format!("{} {}", fault.code, fault.message.get(lang)));
    lines.collect::<Vec<_>>().join("\n")
}

/// What lies in the staff folder and is nobody's dossier.
fn not_checked(roster: &Roster, lang: Lang, styles: &Styles, sheet: &mut Worksheet) -> Result<()> {
    sheet.set_name(say(lang, "没有检查", "Not checked"))?;
    widths(sheet, [40.0, 60.0])?;
    headings(sheet, 0, [say(lang, "文件或文件夹", "File or folder"), say(lang, "原因", "Why")], styles)?;
    let mut at = 1;
    for skipped in roster.skipped().iter().take(MOST_ROWS as usize - 1) {
        cell(sheet, at, 0, &escaped_lines(&skipped.folder), &styles.plain)?;
        cell(sheet, at, 1, skipped.why.get(lang), &styles.plain)?;
        at += 1;
    }
    finish(sheet, 0, at, 2, 1, 0)
}
