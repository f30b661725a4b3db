//! The tables of a sheet. Offices put one below the other, each with headings of its own and in an order of its own: every
//! row in which the heading of the names stands begins one.

use super::columns::Columns;
use super::headings::Headings;
use crate::workbook::{Row, Sheet, Value};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Rows from the top in which the first headings are looked for: titles and notes stand above them.
pub(super) const HEAD_ROWS: usize = 30;

/// One table.
pub(super) struct Table<'s> {
    pub(super) columns: Columns,
    /// What stands below its headings.
    pub(super) rows: &'s [Row],
    /// Whether another table begins below it.
    pub(super) has_next: bool,
}

/// The tables of a sheet, from top to bottom; none where its first rows have no column of names.
pub(super) fn tables<'s>(sheet: &'s Sheet, headings: &Headings) -> Vec<Table<'s>> {
    let rows = with_names(sheet, headings);
    let columns = |at: &usize| {
        let columns = sheet.rows.get(*at).map(|row| Columns::of(sheet, row, headings))?;
        columns.name().is_some().then_some((*at, columns))
    };
    let first = rows.range(..HEAD_ROWS).filter_map(columns);
    let Some((best, _)) = first.max_by_key(|(at, columns)| (columns.known(), Reverse(*at))) else { return Vec::new() };
    // Where the rows of each begin, and its columns.
    let mut begun: Vec<(usize, Columns)> = Vec::new();
    for (at, columns) in rows.iter().filter_map(columns) {
        let last = begun.last_mut();
        let begins = at == best
            || columns.known() > 1
            || match &last {
                None => columns.all_used(),
                Some((_, above)) => at > best && !is_somebody(sheet, at, above, headings),
            };
        match last {
            _ if !begins => {}
            // Headings in two rows, or in two languages: those that say more.
            Some((rows, above)) if *rows == at => {
                *rows = at + 1;
                if columns.known() > above.known() {
                    *above = columns;
                }
            }
            // The same again at the top of a page.
            Some((_, above)) if *above == columns => {}
            _ => begun.push((at + 1, columns)),
        }
    }
    let ends: Vec<usize> = begun.iter().skip(1).map(|(rows, _)| rows - 1).collect();
    let table = |(number, (from, columns)): (usize, (usize, Columns))| {
        let end = ends.get(number).copied();
        let rows = sheet.rows.get(from..end.unwrap_or(sheet.rows.len())).unwrap_or_default();
        Table { columns, rows, has_next: end.is_some() }
    };
    begun.into_iter().enumerate().map(table).collect()
}

/// Whether the column of names holds a name there: then what looks like a heading is what somebody is, as 申报人.
fn is_somebody(sheet: &Sheet, at: usize, above: &Columns, headings: &Headings) -> bool {
    let name = sheet.rows.get(at).zip(above.name()).and_then(|(row, column)| row.value(column));
    name.is_some_and(|name| !matches!(name, Value::Text(text) if headings.holds(text)))
}

/// The rows that hold the heading of the names, counted from 0, with those into which it reaches from above.
fn with_names(sheet: &Sheet, headings: &Headings) -> BTreeSet<usize> {
    let is_name = |value: &Value| match value {
        Value::Text(text) => headings.meaning(text).is_some_and(|meaning| headings.is_name(meaning)),
        _ => false,
    };
    let rows = sheet.rows.iter().enumerate();
    let mut found: BTreeSet<usize> =
        rows.filter(|(_, row)| row.cells.iter().any(|cell| is_name(&cell.value))).map(|(at, _)| at).collect();
    for area in sheet.merged.iter().filter(|area| area.rows.0 < area.rows.1) {
        if sheet.row(area.rows.0).and_then(|row| row.value(area.columns.0)).is_some_and(is_name) {
            let from = sheet.rows.partition_point(|row| row.number <= area.rows.0);
            let below = sheet.rows.iter().enumerate().skip(from).take(HEAD_ROWS);
            found.extend(below.take_while(|(_, row)| row.number <= area.rows.1).map(|(at, _)| at));
        }
    }
    found
}
