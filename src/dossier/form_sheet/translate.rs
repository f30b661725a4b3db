//! A workbook's answers, sheet by sheet, as an applicant.

use super::source::{Fault, Line, Writer, is_bare};
use super::{ANSWER, CellRef, EXPLAINS, FACTS, FILES, LIST, MARK, NOTES, and_those_of_cells};
use crate::config::date::PartialDate;
use crate::config::diagnostic::Diagnostic;
use crate::dossier::applicant::Applicant;
use crate::dossier::load::from_source;
use crate::text::Text;
use crate::text::blank::is_blank;
use crate::workbook::{Book, Row, Sheet, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What says in place of a list's entries that there are none.
const NONE: [&str; 3] = ["无", "没有", "none"];

/// The applicant of a workbook. What is wrong with it stands in the result's `faults`, each at a line that came from the
/// cell.
///
/// # Errors
/// Never but for a mistake of this translation: what it writes is TOML.
pub fn applicant(book: &Book) -> Result<Applicant, Vec<Diagnostic>> {
    let mut answers = Answers::default();
    for sheet in &book.sheets {
        answers.sheet(sheet);
    }
    let (source, cells) = answers.written();
    let mut applicant = from_source(&source)?;
    applicant.faults = and_those_of_cells(Some(&cells), applicant.faults);
    applicant.cells = Some(cells);
    Ok(applicant)
}

/// What the sheets say, in the order that TOML wants: no answer of the top may stand behind a table.
#[derive(Default)]
struct Answers {
    top: Vec<Line>,
    tables: Vec<(String, Vec<Line>)>,
    lists: Vec<(String, CellRef, Vec<Line>)>,
    files: Vec<Line>,
    /// Faults of cells that no answer came from.
    lost: Vec<(CellRef, Fault)>,
    /// Keys, tables and lists that are there already.
    seen: BTreeSet<String>,
}

impl Answers {
    fn sheet(&mut self, sheet: &Sheet) {
        let Some((row, column, mark)) = mark(sheet) else {
            let first = sheet.rows.iter().find_map(|row| Some((row.number, row.cells.first()?.column)));
            if let Some((row, column)) = first.filter(|_| !sheet.hidden) {
                self.lost(
                    CellRef::new(&sheet.name, row, column),
                    "这张工作表不是申报表的一部分，里面的内容没有读；用不着就删掉它",
                    "this sheet is no part of the form, and nothing of it was read; delete it if it is not needed",
                );
            }
            return;
        };
        let below = || sheet.rows.iter().filter(|below| below.number > row.number);
        if mark == FACTS {
            self.facts(sheet, row, column, below());
        } else if let Some(list) = mark.strip_prefix(LIST).filter(|list| is_bare(list)) {
            self.list(sheet, list, row, column, below());
        } else if mark != NOTES {
            self.lost(
                CellRef::new(&sheet.name, row.number, column),
                "不认识这个代号，这张工作表没有读；用 dossier form-sheet 重新生成一份",
                "this key is unknown, and the sheet was not read; make a new one with dossier form-sheet",
            );
        }
    }

    fn lost(&mut self, cell: CellRef, zh: &str, en: &str) {
        self.lost.push((cell, (Text { zh: zh.to_owned(), en: en.to_owned() }, None)));
    }

    /// One question a row.
    fn facts<'s>(&mut self, sheet: &Sheet, head: &Row, keys: u32, rows: impl Iterator<Item = &'s Row>) {
        let is_answer = |value: &Value| matches!(value, Value::Text(text) if ANSWER.contains(&text.trim()));
        let Some(answers) = head.cells.iter().find(|cell| is_answer(&cell.value)).map(|cell| cell.column) else {
            return self.lost(
                CellRef::new(&sheet.name, head.number, keys),
                "这一行里没有“填在这里”这个列标题，不知道哪一列是回答；请把标题改回来",
                "no column of this row is called “Answer here”, so nothing was read; put the heading back",
            );
        };
        for row in rows {
            let answer = row.value(answers);
            let cell = CellRef::new(&sheet.name, row.number, answers);
            match key(row, keys) {
                Some(EXPLAINS) => {}
                Some(key) => self.fact(key, answer, cell),
                None if answer.is_some() => self.lost(
                    cell,
                    "这一行最左边没有代号，这里填的没有读；写到原有的行里",
                    "this row has no key in its first column, and its answer was not read; write it into one of the \
                     rows of the form",
                ),
                None => {}
            }
        }
    }

    fn fact(&mut self, key: &str, answer: Option<&Value>, cell: CellRef) {
        if !self.seen.insert(key.to_owned()) {
            if answer.is_some() {
                let (zh, en) = (
                    format!("“{key}”填了两次，这一次没有读"),
                    format!("`{key}` is there twice; this one was not read"),
                );
                self.lost(cell, &zh, &en);
            }
            return;
        }
        match key.split_once('.').filter(|(table, key)| is_bare(table) && is_bare(key)) {
            Some((table, key)) => {
                let line = line(key, answer, cell);
                match self.tables.iter_mut().find(|(name, _)| name == table) {
                    Some((_, lines)) => lines.push(line),
                    None => self.tables.push((table.to_owned(), vec![line])),
                }
            }
            None => self.top.push(line(key, answer, cell)),
        }
    }

    /// One entry a row, one question a column.
    fn list<'s>(&mut self, sheet: &Sheet, list: &str, head: &Row, first: u32, rows: impl Iterator<Item = &'s Row>) {
        let columns: BTreeMap<u32, &str> = head
            .cells
            .iter()
            .filter(|cell| cell.column > first)
            .filter_map(|cell| if let Value::Text(key) = &cell.value { Some((cell.column, key.trim())) } else { None })
            .collect();
        let mut entries = Vec::new();
        for row in rows.filter(|row| key(row, first) != Some(EXPLAINS)) {
            let answers = row.cells.iter().filter(|cell| cell.column > first);
            let (asked, strange): (Vec<_>, Vec<_>) = answers.partition(|cell| columns.contains_key(&cell.column));
            for cell in strange {
                self.lost(
                    CellRef::new(&sheet.name, row.number, cell.column),
                    "这一列上面没有代号，这里填的没有读",
                    "this column has no key above it, and its content was not read",
                );
            }
            if !asked.is_empty() {
                entries.push((row, asked));
            }
        }
        if let [(row, cells)] = entries.as_slice()
            && let [only] = cells.as_slice()
            && let Value::Text(said) = &only.value
            && NONE.contains(&&*said.trim().to_lowercase())
        {
            return self.fact(list, Some(&only.value), CellRef::new(&sheet.name, row.number, only.column));
        }
        let known = self.lists.iter().any(|(name, ..)| name == list);
        if !entries.is_empty() && !known && !self.seen.insert(list.to_owned()) {
            let (zh, en) = (
                format!("“{list}”填了两次，这一张没有读"),
                format!("`{list}` is there twice; this sheet was not read"),
            );
            return self.lost(CellRef::new(&sheet.name, head.number, first), &zh, &en);
        }
        for (row, _) in entries {
            let lines = columns
                .iter()
                .map(|(column, key)| line(key, row.value(*column), CellRef::new(&sheet.name, row.number, *column)));
            let lines: Vec<Line> = lines.collect();
            let cell = CellRef::new(&sheet.name, row.number, first);
            if list == "files" { self.file(lines, cell) } else { self.lists.push((list.to_owned(), cell, once(lines))) }
        }
    }

    /// A row of the sheet that gives files their places.
    fn file(&mut self, lines: Vec<Line>, cell: CellRef) {
        let [mut path, mut part] = [None, None];
        for line in lines {
            match FILES.iter().position(|key| *key == line.key) {
                Some(0) => path = Some(line),
                Some(_) => part = Some(line),
                None => {}
            }
        }
        let path = path.map(|line| line.value).filter(|path| !is_blank(path));
        match (path, part) {
            (Some(path), Some(part)) if self.seen.insert(format!("files\0{path}")) => {
                self.files.push(Line { key: path, ..part });
            }
            (Some(_), Some(_)) => {
                self.lost(cell, "这个文件写了两次，这一行没有读", "this file is there twice; this row was not read");
            }
            _ => self.lost(cell, "这一行没有写文件名", "this row names no file"),
        }
    }

    fn written(self) -> (String, super::Cells) {
        let mut out = Writer::default();
        self.top.into_iter().for_each(|line| out.answer(line));
        for (cell, fault) in self.lost {
            out.anchor(cell, fault);
        }
        for (table, lines) in self.tables {
            // A table that stands there says that there is something: one without answers is left out.
            let says = |line: &Line| !is_blank(&line.value) || line.fault.is_some();
            if let Some(first) = lines.iter().find(|line| says(line)).map(|line| line.cell.clone()) {
                out.header(&format!("[{table}]"), first);
                for line in lines {
                    out.answer(line);
                }
            }
        }
        for (list, cell, lines) in self.lists {
            out.header(&format!("[[{list}]]"), cell);
            for line in lines {
                out.answer(line);
            }
        }
        if let Some(first) = self.files.first().map(|line| line.cell.clone()) {
            out.header("[files]", first);
            self.files.into_iter().for_each(|line| out.answer(line));
        }
        out.finish()
    }
}

/// Where a sheet says what it is: row, column, and what.
fn mark(sheet: &Sheet) -> Option<(&Row, u32, &str)> {
    sheet.rows.iter().find_map(|row| {
        let cell = row.cells.first()?;
        let Value::Text(text) = &cell.value else { return None };
        Some((row, cell.column, text.trim().strip_prefix(MARK)?))
    })
}

fn key(row: &Row, column: u32) -> Option<&str> {
    match row.value(column)? {
        Value::Text(text) => Some(text.trim()),
        _ => None,
    }
}

fn line(key: &str, answer: Option<&Value>, cell: CellRef) -> Line {
    let (value, fault) = match answer.map(Value::typed) {
        None => (String::new(), None),
        Some(Ok(text)) => (text, None),
        Some(Err(unusable)) => (String::new(), Some((unusable.why(), Some(unusable.cure())))),
    };
    let bare = answer.and_then(bare).filter(|_| fault.is_none());
    Line { key: key.to_owned(), is_bare: bare.is_some(), value: bare.unwrap_or(value), cell, fault }
}

/// An answer that is no text, as TOML writes one of its kind: a month, which TOML does not know, as a number `2014.10`.
fn bare(answer: &Value) -> Option<String> {
    match answer {
        Value::Text(_) | Value::Error(_) | Value::NotCalculated => None,
        Value::Number(number) => Some(number.to_string()),
        Value::YesNo(yes) => Some(yes.to_string()),
        Value::Date(PartialDate::Day(day)) => Some(day.to_string()),
        Value::Date(month) => Some(month.to_string().replace('-', ".")),
    }
}

/// Without the keys that are there twice: the first one counts, and a second one is told where it is typed.
fn once(lines: Vec<Line>) -> Vec<Line> {
    let mut seen = BTreeSet::new();
    lines.into_iter().filter(|line| seen.insert(line.key.clone())).collect()
}
