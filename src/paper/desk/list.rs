//! The list that opens the set, with boxes to tick, and the reminders that close it.

use super::plan::{DeskPlan, Document, Made};
use super::{WIDTH, flowed};
use crate::dossier::Applicant;
use crate::font::printable;
use crate::paper::budget::Budget;
use crate::paper::form::fields::{NONE, filled, of_name};
use crate::paper::sheet::{Align, Border, Cell, Drawing, Sheet};
use crate::paper::table::Row;
use crate::profile::facts::Facts;
use crate::text::{Lang, Text};
use anyhow::Result;
use std::collections::BTreeSet;

/// Columns: label, width in points. They fill the page's width.
const COLUMNS: [([&str; 2], f32); 6] = [
    (["序号", "No."], 36.0),
    (["材料", "Document"], 158.0),
    (["份数", "Nos."], 36.0),
    (["原件/复印件", "Original/copy"], 78.0),
    (["备注", "Remarks"], 125.0),
    (["核对", "Seen"], 40.0),
];
/// Size of labels and values, points.
const SIZE: f32 = 10.5;

/// The list of documents.
pub(super) fn sheets(
    plan: &DeskPlan,
    documents: &[&Document],
    asked: &Facts,
    applicant: &Applicant,
    budget: &Budget,
) -> Result<Vec<Sheet>> {
    let mut rows = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        let kind = match document.made {
            Made::Copies { .. } => plan.lang.say("复印件", "copy"),
            _ => plan.lang.say("原件", "original"),
        };
        let copies = document.copies.map_or_else(|| "—".to_owned(), |copies| copies.to_string());
        let texts = [(at + 1).to_string(), document.label.clone(), copies, kind.to_owned(), note(document, plan.lang)];
        rows.push(row(&texts));
    }
    let mut sheets = flowed(
        plan.lang.say("纸质材料清单", "List of documents"),
        vec![person(plan, asked, applicant, budget)?, header(plan.lang)],
        rows,
    )?;
    if let Some(first) = sheets.first_mut() {
        first.begins.clear();
    }
    Ok(sheets)
}

/// What a person must still do, each with a box to tick.
pub(super) fn reminders(plan: &DeskPlan, documents: &[&Document], by_hand: &[Text]) -> Result<Vec<Sheet>> {
    let mut said = BTreeSet::new();
    let originals = documents.iter().filter(|one| matches!(one.made, Made::Original)).map(|one| bring(one, plan.lang));
    let texts = plan.reminders.iter().chain(by_hand).map(|text| text.get(plan.lang).to_owned());
    let mut rows = Vec::new();
    for text in texts.chain(originals) {
        let text = printable(text.trim());
        if said.insert(text.clone()) {
            let tick = Cell { drawing: Drawing::Tick, border: Border::None, ..Cell::text(30.0, "", SIZE) };
            rows.push(Row::of(30.0, [tick, Cell::text(WIDTH - 30.0, &text, 12.0)]));
        }
    }
    flowed(plan.lang.say("报送提醒", "Reminders"), Vec::new(), rows)
}

/// The reminder of a document that no program can print.
fn bring(document: &Document, lang: Lang) -> String {
    let Document { label, reminder, .. } = document;
    match (document.copies, lang) {
        (Some(copies), Lang::Zh) => format!("自备：{label}，{copies} 份。{reminder}"),
        (None, Lang::Zh) => format!("自备：{label}。{reminder}"),
        (Some(copies), Lang::En) => format!("Bring: {label}, {copies} of it. {reminder}"),
        (None, Lang::En) => format!("Bring: {label}. {reminder}"),
    }
}

fn note(document: &Document, lang: Lang) -> String {
    let recommended = document.copies.filter(|_| document.recommended);
    let recommended = recommended.map_or("", |_| lang.say("份数为建议。", "The number is a recommendation. "));
    recommended.to_owned() + &document.reminder
}

/// Who applies, in the words of the profile; what is not given stays empty.
fn person(plan: &DeskPlan, asked: &Facts, applicant: &Applicant, budget: &Budget) -> Result<Row> {
    let text = filled(&plan.heading, budget, |name| match of_name(asked, applicant, name, plan.lang).trim() {
        NONE => String::new(),
        given => printable(given),
    })?;
    Ok(Row::of(30.0, [Cell::text(WIDTH, &text, SIZE)]))
}

fn header(lang: Lang) -> Row {
    let label = |([zh, en], width): ([&str; 2], f32)| Cell {
        border: Border::All,
        ..Cell::centred(width, lang.say(zh, en), SIZE)
    };
    Row::of(26.0, COLUMNS.map(label))
}

fn row(texts: &[String; 5]) -> Row {
    let widths = COLUMNS.map(|(_, width)| width);
    let mut cells = Vec::new();
    for (text, width) in texts.iter().zip(widths) {
        let align = if width < 100.0 { Align::Centre } else { Align::Left };
        cells.push(Cell { border: Border::All, align, ..Cell::text(width, text, SIZE) });
    }
    let [.., tick] = widths;
    cells.push(Cell { border: Border::All, drawing: Drawing::Tick, ..Cell::text(tick, "", SIZE) });
    Row::of(30.0, cells)
}
