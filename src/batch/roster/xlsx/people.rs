//! The sheet of people: the verdict of each, and what the profile's list of people says.

use super::sheet::{Styles, finish, headings, widths};
use crate::batch::Roster;
use crate::batch::roster::columns::{Column, Holds, columns};
use crate::batch::roster::say;
use crate::text::Lang;
use crate::workbook::{MOST_ROWS, text as cell};
use anyhow::Result;
use rust_xlsxwriter::Worksheet;

/// The HR list: a title, the line that HR fills by hand, two lines of headings, one row for each person.
pub(super) fn people(roster: &Roster, lang: Lang, styles: &Styles, sheet: &mut Worksheet) -> Result<()> {
    /// Rows above the first person.
    const HEAD: u32 = 4;
    sheet.set_name(say(lang, "情况一览表", "People"))?;
    let columns = columns(roster.person_columns());
    widths(sheet, columns.iter().map(|column| column.width))?;
    sheet.write_string_with_format(0, 0, say(lang, "申报人员情况一览表", "Applicants"), &styles.title)?;
    for (at, text) in [
        (0, say(lang, "单位（盖章）：", "Unit (seal):")),
        (8, say(lang, "填报人：", "Filled in by:")),
        (16, say(lang, "填报时间：", "Date:")),
    ] {
        sheet.write_string(1, at, text)?;
    }
    groups(sheet, 2, &columns, lang, styles)?;
    headings(sheet, 3, columns.iter().map(|column| column.heading(lang)), styles)?;
    let mut at = HEAD;
    for (number, row) in (1..).zip(roster.rows()) {
        let row = row?;
        if at == MOST_ROWS {
            break;
        }
        for (column, content) in (0..).zip(&columns) {
            let text = content.cell(&row, number, lang);
            let style = if matches!(content.holds, Holds::Verdict) { styles.of(&row) } else { &styles.plain };
            match text.parse::<u32>() {
                Ok(number) if content.counts() => {
                    sheet.write_number_with_format(at, column, number, style)?;
                }
                _ => cell(sheet, at, column, &text, style)?,
            }
        }
        at += 1;
    }
    finish(sheet, HEAD - 1, at, columns.len(), 4, HEAD - 2)
}

/// The line of headings above the headings: one cell over the columns that belong together.
fn groups(sheet: &mut Worksheet, at: u32, columns: &[Column], lang: Lang, styles: &Styles) -> Result<()> {
    let mut first = 0;
    for same in columns.chunk_by(|a, b| a.group(lang) == b.group(lang)) {
        let next = first + u16::try_from(same.len())?;
        match same.first().map_or("", |column| column.group(lang)) {
            "" => (first..next).try_for_each(|column| cell(sheet, at, column, "", &styles.heading))?,
            group => {
                sheet.merge_range(at, first, at, next - 1, group, &styles.heading)?;
            }
        }
        first = next;
    }
    Ok(())
}
