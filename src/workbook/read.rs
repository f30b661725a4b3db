//! Reads the cells of a workbook, as they come, without room for those that are not there.

use super::checked::{self, Most, damaged};
use super::value::Value;
use super::{Area, Book, Cell, Row, Sheet};
use crate::config::date::PartialDate;
use crate::guard::caught;
use crate::limits::CELLS_TEXT;
use crate::text::Text;
use crate::text::amount::size_limit;
use crate::text::blank::is_blank;
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Style, Xlsx};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

/// The formats of Excel's own that show a month without its day in Chinese (ECMA-376 part 1, 18.8.30).
const MONTH_FORMATS: &[u32] = &[17, 27, 36, 50, 52, 57];

/// The whole workbook, as far as it is no more than `most`.
///
/// # Errors
/// What it is instead, and what to do; the end of a sentence that begins with the file's name.
pub fn read(bytes: &[u8], most: Most) -> Result<Book, Text> {
    // A parser that gives up on a stranger's bytes ends this piece of work, not the run.
    caught(|| unguarded(bytes, most)).unwrap_or_else(|_| Err(damaged()))
}

fn unguarded(bytes: &[u8], most: Most) -> Result<Book, Text> {
    let mut unsaid = checked::check(bytes, most)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut left = (most.cells, CELLS_TEXT);
    let mut book = Book::default();
    for sheet in workbook.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let unsaid = unsaid.remove(&sheet.name).unwrap_or_default();
        let mut cells = cells(&mut workbook, &sheet.name, &mut left, most)?;
        for (row, column) in unsaid.without_result.iter().filter_map(|name| position(name)) {
            cells.entry(row).or_default().entry(column).or_insert(Value::NotCalculated);
        }
        let merged = workbook.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let merged = merged
            .iter()
            .map(|area| Area { rows: (area.start.0 + 1, area.end.0 + 1), columns: (area.start.1, area.end.1) });
        book.sheets.push(Sheet {
            hidden: sheet.visible != SheetVisible::Visible,
            rows: rows(cells, &unsaid.hidden_rows),
            merged: merged.collect(),
            name: sheet.name,
        });
    }
    Ok(book)
}

type Cells = BTreeMap<u32, BTreeMap<u32, Value>>;

fn cells(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    (left, text): &mut (usize, usize),
    most: Most,
) -> Result<Cells, Text> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|_| damaged())?;
    let mut cells = Cells::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|_| damaged())? {
        let style = reader.styles().get(style);
        let Some(value) = value(cell.get_value(), style) else { continue };
        *left = left.checked_sub(1).ok_or_else(|| too_many(most))?;
        if let Value::Text(content) = &value {
            *text = text.checked_sub(content.len()).ok_or_else(|| too_many(most))?;
        }
        let (row, column) = cell.get_position();
        cells.entry(row + 1).or_default().insert(column, value);
    }
    Ok(cells)
}

/// The row, from 1, and the column, from 0, of a cell as Excel calls it: `C7`.
fn position(name: &str) -> Option<(u32, u32)> {
    let (letters, row) = name.split_at(name.find(|character: char| character.is_ascii_digit())?);
    let value = |letter: u8| letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1);
    let column = letters.bytes().try_fold(0_u32, |column, letter| column.checked_mul(26)?.checked_add(value(letter)?));
    Some((row.parse().ok()?, column?.checked_sub(1)?))
}

fn too_many(Most { cells, .. }: Most) -> Text {
    let text = size_limit(CELLS_TEXT as u64);
    Text {
        zh: format!("里的内容太多：最多读 {cells} 格，{text} 的文字；只留要用的行和列，另存一份"),
        en: format!(
            "holds too much: at most {cells} cells and {text} of text are read; keep the rows and columns that count, \
             and save a copy"
        ),
    }
}

fn rows(cells: Cells, hidden: &BTreeSet<u32>) -> Vec<Row> {
    let row = |(number, cells): (u32, BTreeMap<u32, Value>)| Row {
        number,
        hidden: hidden.contains(&number),
        cells: cells.into_iter().map(|(column, value)| Cell { column, value }).collect(),
    };
    cells.into_iter().map(row).collect()
}

fn value(content: &DataRef<'_>, style: Option<&Style>) -> Option<Value> {
    let text = |text: &str| (!is_blank(text)).then(|| Value::Text(text.to_owned()));
    match content {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(Value::Number(*number as f64)),
        DataRef::Float(number) => Some(Value::Number(*number)),
        DataRef::String(content) | DataRef::DurationIso(content) => text(content),
        DataRef::SharedString(content) => text(content),
        DataRef::Bool(yes) => Some(Value::YesNo(*yes)),
        DataRef::DateTime(moment) => Some(date(moment, style).map_or(Value::Number(moment.as_f64()), Value::Date)),
        DataRef::DateTimeIso(content) => {
            let day = content.split('T').next().and_then(PartialDate::parse);
            day.map(Value::Date).or_else(|| text(content))
        }
        DataRef::Error(error) => Some(Value::Error(error.to_string())),
    }
}

/// The day or month that a cell shows; `None` where it is a time of day, or no day that there is.
fn date(moment: &ExcelDateTime, style: Option<&Style>) -> Option<PartialDate> {
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return None;
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = |day: u8| Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    if shows_no_day(style) { date(1).map(PartialDate::Month) } else { date(day).map(PartialDate::Day) }
}

/// Whether a cell's format shows a month and no day: what was typed was a month, whatever Excel made of it.
fn shows_no_day(style: Option<&Style>) -> bool {
    let Some(format) = style.and_then(|style| style.number_format.as_ref()) else { return false };
    if format.format_id.is_some_and(|id| MONTH_FORMATS.contains(&id)) {
        return true;
    }
    let code = letters(&format.format_code);
    code.contains('y') && !code.contains('d')
}

/// The letters of a format that stand for parts of a date: not those in quotes or brackets, or behind a backslash.
fn letters(code: &str) -> String {
    let mut letters = String::new();
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        let end = match character {
            '"' => '"',
            '[' => ']',
            '\\' | '_' | '*' => {
                characters.next();
                continue;
            }
            // The other sections are for negative numbers and texts.
            ';' => break,
            other => {
                letters.extend(other.to_lowercase());
                continue;
            }
        };
        characters.by_ref().find(|next| *next == end);
    }
    letters
}
