//! The sheet of materials: which place of the checklist is filled, person by person.

use super::sheet::{Styles, finish, headings, widths};
use crate::batch::Roster;
use crate::batch::roster::matrix::Matrix;
use crate::batch::roster::say;
use crate::report::Status;
use crate::text::Lang;
use crate::text::escape::escaped_lines;
use crate::workbook::{MOST_ROWS, text as cell};
use anyhow::Result;
use rust_xlsxwriter::{Format, Worksheet};

/// One row for each person, one column for each place of the checklist.
pub(super) fn materials(roster: &Roster, lang: Lang, styles: &Styles, sheet: &mut Worksheet) -> Result<()> {
    let mut matrix = Matrix::default();
    for row in roster.rows() {
        matrix.add(&row?);
    }
    let labels: Vec<&str> = matrix.labels().map(|label| label.get(lang)).collect();
    sheet.set_name(say(lang, "材料对照", "Materials"))?;
    // Labels stand upright, so that all materials fit on the page.
    widths(sheet, [16.0, 10.0].into_iter().chain(labels.iter().map(|_| 3.6)))?;
    sheet.set_row_height(0, 150)?;
    headings(sheet, 0, [say(lang, "文件夹", "Folder"), say(lang, "姓名", "Name")], styles)?;
    for (column, label) in (2..).zip(&labels) {
        cell(sheet, 0, column, label, &styles.upright)?;
    }
    let mut at = 1;
    for row in roster.rows() {
        let row = row?;
        if at == MOST_ROWS {
            break;
        }
        cell(sheet, at, 0, &escaped_lines(&row.folder), &styles.plain)?;
        cell(sheet, at, 1, &escaped_lines(row.name()), styles.of(&row))?;
        for (column, state) in (2..).zip(matrix.states(&row)) {
            let (text, style) = state.map_or(("", &styles.plain), |state| shown(state, lang, styles));
            cell(sheet, at, column, text, style)?;
        }
        at += 1;
    }
    let columns = labels.len() + 2;
    if matrix.left_out > 0 {
        let text = format!("… +{}", matrix.left_out);
        cell(sheet, 0, u16::try_from(columns).unwrap_or(u16::MAX), &text, &styles.bad)?;
    }
    finish(sheet, 0, at, columns, 2, 0)
}

fn shown(state: Status, lang: Lang, styles: &Styles) -> (&'static str, &Format) {
    match state {
        Status::Ok => ("✓", &styles.good),
        Status::Warning => ("!", &styles.neutral),
        Status::Error => ("✗", &styles.bad),
        Status::Missing => (say(lang, "缺", "none"), &styles.bad),
        Status::CannotTell => ("?", &styles.neutral),
        Status::NotRequired => ("–", &styles.plain),
    }
}
