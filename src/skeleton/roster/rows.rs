//! The rows of a table: who stands in each, and what is told of those that say nobody.

use super::columns::Columns;
use super::headings::{Headings, Meaning};
use super::names::{Named, read, unstretched};
use super::tables::Table;
use super::{Person, Place, Roster, RosterNote};
use crate::profile::facts::{FactKind, FactRole, Facts};
use crate::text::{amount, masked_numbers};
use crate::workbook::{Row, Sheet, Unusable, Value, cell_name, column_name};
use std::collections::BTreeMap;

impl Roster {
    /// Everybody of one table.
    pub(super) fn table(&mut self, sheet: &Sheet, table: &Table<'_>, headings: &Headings, asked: &Facts) {
        let columns = &table.columns;
        let said = columns.unused(&sheet.name);
        if let Some(said) = said.filter(|said| self.notes.iter().all(|note| note.said != *said)) {
            self.notes.push(RosterNote { at: None, said, left_out: 0 });
        }
        for column in columns.more_names() {
            self.beside(sheet, table, *column, headings);
        }
        let mut hidden = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let before = self.people.len();
            let is_last = at + 1 == table.rows.len();
            let is_title = is_last && table.has_next && is_title(table, row, headings);
            if is_title && section(sheet, row, columns).is_none() {
                self.title(sheet, row);
                continue;
            }
            self.row(sheet, row, columns, headings, asked);
            if row.hidden && self.people.len() > before {
                hidden.push(row.number.to_string());
            }
        }
        if let [first, ..] = hidden.as_slice() {
            let at = Place { sheet: sheet.name.clone(), row: first.parse().unwrap_or_default() };
            let (zh, en) = (hidden.join("、"), hidden.join(", "));
            self.note(
                &at,
                format!("这些行在表里是隐藏的，也算在内：{zh}。不要的，从表里删掉再运行"),
                format!("these rows are hidden and were taken too: {en}; delete those that are not meant"),
                0,
            );
        }
    }

    fn row(&mut self, sheet: &Sheet, row: &Row, columns: &Columns, headings: &Headings, asked: &Facts) {
        let at = Place { sheet: sheet.name.clone(), row: row.number };
        let Some(column) = columns.name() else { return };
        if let Some(title) = section(sheet, row, columns) {
            return self.note(
                &at,
                format!("“{title}”是合并成一格的标题，不是人，没有建文件夹"),
                format!("“{title}” is a title in merged cells and nobody; no folder was made"),
                0,
            );
        }
        let name = match row.value(column).map(Value::typed) {
            Some(Ok(name)) => unstretched(&name),
            Some(Err(unusable)) => return self.unusable(&at, "姓名", "name", &unusable),
            None => return self.nameless(sheet, row, columns, &at),
        };
        if columns.is_heading_of(column, &name) {
            return;
        }
        match read(&name, headings) {
            Named::Person => {}
            Named::Nobody => {
                return self.note(
                    &at,
                    format!("“{name}”不是人，没有建文件夹"),
                    format!("“{name}” is nobody; no folder was made"),
                    0,
                );
            }
            Named::Unclear(why) => {
                let name = masked_numbers(&name);
                return self.note(
                    &at,
                    format!("姓名一栏写的是“{name}”，{}，没有建文件夹；是一个人的，在这一栏只写姓名，再运行一次", why.zh),
                    format!(
                        "“{name}” stands where the name belongs, and {}, so no folder was made; if it is a person, leave \
                         only the name there and run again",
                        why.en
                    ),
                    1,
                );
            }
        }
        let mut person =
            Person { at: at.clone(), name: name.clone(), department: String::new(), answers: BTreeMap::new() };
        for (column, meaning) in columns.iter() {
            let merged = sheet.merged.iter().find(|area| area.rows.0 < area.rows.1 && area.holds(row.number, column));
            let is_number = matches!(meaning, Meaning::Fact(id) if is_id_number(asked, id));
            if is_number && merged.is_some() {
                return self.note(
                    &at,
                    format!("{name} 的证件号和别的行合并成一格，不知道是谁的，没有建文件夹；拆开合并的单元格，每人一行"),
                    format!("{name}: the ID number's cell is merged with other rows, so no folder was made; unmerge it, one row each"),
                    1,
                );
            }
            let first = merged.and_then(|area| sheet.row(area.rows.0));
            let Some(value) = row.value(column).or_else(|| first?.value(column)) else { continue };
            let label = columns.label(column);
            match (value.typed(), meaning) {
                (Err(unusable), _) if is_number => return self.unusable(&at, label, label, &unusable),
                (Err(unusable), _) => {
                    let (why, cure) = (unusable.why(), unusable.cure());
                    let cell = cell_name(row.number, column);
                    self.note(
                        &at,
                        format!("{cell}（{label}）{}，没有用；{}", why.zh, cure.zh),
                        format!("{cell} ({label}) {} and was not used; {}", why.en, cure.en),
                        0,
                    );
                }
                (Ok(text), Meaning::Department) => text.trim().clone_into(&mut person.department),
                (Ok(text), Meaning::Fact(id)) => {
                    person.answers.insert(id.clone(), text.trim().to_owned());
                }
            }
        }
        if let Some(fact) = asked.of_role(FactRole::Name) {
            person.answers.insert(fact.id.clone(), name);
        }
        self.people.push(person);
    }

    /// The line above the headings of the next table.
    fn title(&mut self, sheet: &Sheet, row: &Row) {
        let at = Place { sheet: sheet.name.clone(), row: row.number };
        let said = row.cells.first().and_then(|cell| cell.value.typed().ok()).unwrap_or_default();
        let said = masked_numbers(said.trim());
        self.note(
            &at,
            format!("只有“{said}”，下一行是新的表头：当作标题，没有建文件夹；是一个人的，在这一行补上别的内容再运行一次"),
            format!(
                "holds only “{said}”, and new headings follow: taken as a title, so no folder was made; if it is a person, \
                 fill in more of the row and run again"
            ),
            1,
        );
    }

    /// The people of a further column of names: of a list that stands beside the first.
    fn beside(&mut self, sheet: &Sheet, table: &Table<'_>, column: u32, headings: &Headings) {
        let is_person = |row: &&Row| {
            row.value(column).and_then(|value| value.typed().ok()).is_some_and(|name| !headings.holds(&name))
        };
        let mut people = table.rows.iter().filter(is_person);
        let Some(first) = people.next() else { return };
        let at = Place { sheet: sheet.name.clone(), row: first.number };
        let count = 1 + people.count();
        let label = table.columns.label(column);
        let [own, other] = [table.columns.name().unwrap_or_default(), column].map(column_name);
        self.note(
            &at,
            format!(
                "“{label}”有两列，只用了 {own} 列；{other} 列的 {count} 人没有建文件夹：把他们的那几列移到 {own} 列的人下面，\
                 再运行一次"
            ),
            format!(
                "there are two columns “{label}”, of which {own} was used; {} in column {other} got no folder: move their \
                 columns below the people of column {own} and run again",
                amount::count(count, "person", "people")
            ),
            count,
        );
    }

    fn unusable(&mut self, at: &Place, zh: &str, en: &str, unusable: &Unusable) {
        let (why, cure) = (unusable.why(), unusable.cure());
        self.note(
            at,
            format!("“{zh}”{}，没有建文件夹；{}", why.zh, cure.zh),
            format!("“{en}” {}, so no folder was made; {}", why.en, cure.en),
            1,
        );
    }

    fn nameless(&mut self, sheet: &Sheet, row: &Row, columns: &Columns, at: &Place) {
        let column = columns.name().unwrap_or_default();
        let above = sheet.merged.iter().find(|area| area.rows.0 < row.number && area.holds(row.number, column));
        match above {
            Some(area) => {
                let first = area.rows.0;
                self.note(
                    at,
                    format!("姓名和第 {first} 行合并成一格，只用了第 {first} 行；这一行另有内容的，填到那个人的申报信息里"),
                    format!("the name is merged with row {first}, which is the only one used; what else stands here belongs into that person's data"),
                    0,
                );
            }
            None if columns.is_numbered_only(row) => {}
            None => self.note(
                at,
                "没有姓名，没有建文件夹；是一个人的，写上姓名再运行一次",
                "has no name, so no folder was made; if it is a person, add the name and run again",
                1,
            ),
        }
    }
}

/// Whether the last row above new headings may be their title: one cell only, where others have more.
fn is_title(table: &Table<'_>, row: &Row, headings: &Headings) -> bool {
    let [cell] = row.cells.as_slice() else { return false };
    let may_be_somebody =
        cell.value.typed().is_ok_and(|name| matches!(read(&unstretched(&name), headings), Named::Person));
    may_be_somebody && table.rows.iter().any(|row| row.cells.len() > 1)
}

/// What stands in a row whose only cell reaches over the column of names and others.
fn section(sheet: &Sheet, row: &Row, columns: &Columns) -> Option<String> {
    let [cell] = row.cells.as_slice() else { return None };
    let area = sheet.merged.iter().find(|area| area.holds(row.number, cell.column))?;
    let name = columns.name().filter(|name| area.holds(row.number, *name))?;
    let others = columns.labelled().any(|column| column != name && area.holds(row.number, column));
    others.then(|| cell.value.typed().map(|title| masked_numbers(title.trim()).into_owned()).unwrap_or_default())
}

fn is_id_number(asked: &Facts, id: &str) -> bool {
    asked.facts.iter().any(|fact| fact.id == id && matches!(fact.kind, FactKind::IdNumber(_)))
}
