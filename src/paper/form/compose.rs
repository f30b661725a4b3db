//! The applicant's data set into the form: sections flow over sheets, pages are padded and numbered.
//!
//! Sheets here are those of one copy, in the table's own coordinates until [`decorate`] puts each on its side of the
//! leaf, away from the binding edge.

use super::fields::{Field, NONE, Rows};
use super::layout::{Block, CellContent, CellPlan, Column, Content, FormLayout, Section, Start};
use crate::dossier::applicant::Applicant;
use crate::font;
use crate::paper::budget::Budget;
use crate::paper::flow::{Flow, Space};
use crate::paper::sheet::{A4_WIDTH, Align, Block as Lines, Border, Cell, Drawing, MM, PAD_X, Rect, Sheet};
use crate::paper::table::{self, Row, Spanned, Strip};
use crate::text::{Lang, Text};
use anyhow::Result;
use indexmap::IndexSet;
use std::cell::RefCell;

/// The part of a page that the form may use: below the notice, above the page number and the digests.
const SPACE: Space = Space { top: 54.0, bottom: 772.0 };

/// Where the page number stands, points.
const PAGE_NUMBER: f32 = 780.0;

/// Where the digests stand, points.
const DIGESTS: f32 = 801.0;

/// Size of values in growing tables, points.
pub(super) const TABLE_VALUE: f32 = 10.5;

/// Width and height that the cell of the photo has at least, points: a one-inch photo, the smallest that forms ask for, is
/// 25 × 35 mm.
pub(super) const PHOTO: (f32, f32) = (25.0 * MM, 35.0 * MM);

/// Size of notes in cells that are filled by hand, points.
const NOTE: f32 = 9.0;

/// A heading stands nearer to its own table than to the one before, points.
const ABOVE_HEADING: f32 = 12.0;

/// Less room than this at the end of a page is not worth a frame, points.
const WORTH_FRAMING: f32 = 40.0;

/// One copy of the form, and what it lacks.
#[derive(Debug)]
pub struct Composed {
    /// An even number of sheets.
    pub sheets: Vec<Sheet>,
    /// What was not filled in, and is blank on the form; each once, in the form's order.
    pub not_filled_in: Vec<Text>,
}

/// One copy of the form: an even number of sheets. `has_photo` says whether picture 0 is the photo.
///
/// # Errors
/// Where it would be longer than any form that is printed.
pub fn compose(layout: &FormLayout, applicant: &Applicant, has_photo: bool, budget: &Budget) -> Result<Composed> {
    let filler = Filler { layout, applicant, has_photo, budget, blank: RefCell::default() };
    let mut flow = Flow::new(SPACE);
    for section in &layout.sections {
        start(&mut flow, section, layout);
        for block in &section.blocks {
            filler.lay(&mut flow, block)?;
        }
    }
    if flow.len() % 2 == 1 {
        flow.insert(blank(layout.width, layout.lang));
    }
    let not_filled_in = filler.blank.into_inner().into_iter().collect();
    Ok(Composed { sheets: flow.into_sheets(), not_filled_in })
}

/// Puts every sheet on its side of the leaf, with notice, page number and digests.
pub fn decorate(sheets: &mut [Sheet], layout: &FormLayout, digests: &[String]) {
    let pages = sheets.len();
    for (at, sheet) in sheets.iter_mut().enumerate() {
        let line = |y, text: &str, size| {
            let cell = Cell::centred(layout.width, text, size);
            let rect = Rect { x: 0.0, y, w: layout.width, h: cell.needs() };
            Cell { rect, body: cell.body.in_grey(), ..cell }
        };
        sheet.cells.push(line(26.0, &layout.notice, 8.5));
        sheet.cells.push(line(PAGE_NUMBER, &page_number(at + 1, pages, layout.lang), 9.0));
        sheet.cells.push(line(DIGESTS, &digests.join("\n"), 7.0));
        let margin = (A4_WIDTH - layout.width) / 2.0;
        let away = if at % 2 == 0 { layout.binding } else { -layout.binding };
        for cell in &mut sheet.cells {
            cell.rect.x += margin + away;
        }
    }
}

fn page_number(page: usize, pages: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("第 {page} 页　共 {pages} 页"),
        Lang::En => format!("Page {page} of {pages}"),
    }
}

/// A page that only pads.
pub fn blank(width: f32, lang: Lang) -> Sheet {
    let cell = Cell::centred(width, lang.say("本页空白", "This page is blank"), 12.0);
    let rect = Rect { x: 0.0, y: SPACE.top, w: width, h: SPACE.bottom - SPACE.top };
    let cell = Cell { rect, body: cell.body.in_grey(), ..cell };
    Sheet { cells: vec![cell], begins: Vec::new() }
}

fn start(flow: &mut Flow, section: &Section, layout: &FormLayout) {
    let wanted = match section.start {
        Start::Flow | Start::Page => None,
        Start::Front => Some(1),
        Start::Back => Some(0),
    };
    if wanted.is_some_and(|wanted| (flow.len() + 1) % 2 != wanted) {
        flow.insert(blank(layout.width, layout.lang));
    }
    if section.start != Start::Flow || flow.is_empty() {
        flow.turn();
    }
    flow.begin(&section.title);
}

/// What fills the cells.
struct Filler<'a> {
    layout: &'a FormLayout,
    applicant: &'a Applicant,
    has_photo: bool,
    budget: &'a Budget,
    blank: RefCell<IndexSet<Text>>,
}

impl Filler<'_> {
    fn lay(&self, flow: &mut Flow, block: &Block) -> Result<()> {
        let mut lead = Strip::default();
        if let Some(heading) = &block.heading {
            let cell = Cell::centred(self.layout.width, &heading.text, heading.size);
            let row = Row::of(heading.size * 2.2, [cell]);
            lead.append(table::lay(vec![row]));
            flow.skip(ABOVE_HEADING);
        }
        match &block.content {
            Content::Rows(plans) => {
                let mut rows = Vec::new();
                for plan in plans {
                    let cells = plan.cells.iter().map(|cell| self.cell(cell)).collect::<Result<_>>()?;
                    rows.push(Row { height: plan.height, cells });
                }
                flow.lay(&lead, &Strip::default(), table::lay(rows))
            }
            Content::Table { list, columns, height, rest } => {
                let header = table::lay(vec![header(columns, *height)]);
                lead.append(header.clone());
                flow.lay(&lead, &header, table::lay(self.entries(list, columns, *height)?))?;
                if flow.room() >= WORTH_FRAMING && !rest.is_empty() {
                    let cell = Cell::centred(self.layout.width, rest, TABLE_VALUE);
                    let cell = Cell { border: Border::All, body: cell.body.in_grey(), middle: false, ..cell };
                    let frame = table::lay(vec![Row::of(flow.room(), [cell])]);
                    flow.lay(&Strip::default(), &Strip::default(), frame)?;
                }
                Ok(())
            }
        }
    }

    fn cell(&self, plan: &CellPlan) -> Result<Spanned> {
        let text =
            |text: &str| Cell { border: plan.border, align: plan.align, ..Cell::text(plan.width, text, plan.size) };
        let cell = match &plan.content {
            CellContent::Label(label) => Cell { again: true, ..text(label) },
            CellContent::Fields(fields) => text(&self.values(fields)?),
            CellContent::Hand { note, sign } => {
                let inner = plan.width - 2.0 * PAD_X;
                let body = Lines::text(note, NOTE, inner).in_grey();
                Cell { body, foot: Lines::text(&sign.join("\n\n"), plan.size, inner), middle: false, ..text("") }
            }
            CellContent::Photo if self.has_photo => {
                Cell { drawing: Drawing::Picture { at: 0, fill: true }, least: PHOTO.1, ..text("") }
            }
            CellContent::Photo => {
                let cell = text(self.layout.lang.say("照片", "Photo"));
                Cell { body: cell.body.in_grey(), align: Align::Centre, least: PHOTO.1, ..cell }
            }
        };
        Ok(Spanned { cell, down: plan.down })
    }

    /// The values of a cell's fields, one after the other.
    fn values(&self, fields: &[Field]) -> Result<String> {
        let FormLayout { asked, lang, .. } = self.layout;
        let value = |field: &Field| field.value(asked, self.applicant, *lang, self.budget);
        let values: Vec<String> = fields.iter().map(value).collect::<Result<_>>()?;
        let given = values.iter().filter(|value| !matches!(value.trim(), "" | NONE));
        let given: Vec<String> = given.map(|value| font::printable(value.trim())).collect();
        for (field, _) in fields.iter().zip(&values).filter(|(_, value)| value.trim().is_empty()) {
            self.note_blank(field.label.clone());
        }
        let says_none = given.is_empty() && values.iter().any(|value| value == NONE);
        Ok(if says_none { self.layout.empty.clone() } else { given.join(lang.say("，", ", ")) })
    }

    fn entries(&self, list: &Rows, columns: &[Column], height: f32) -> Result<Vec<Row>> {
        let shown: Vec<_> = columns.iter().map(|column| &column.shown).collect();
        let FormLayout { asked, lang, .. } = self.layout;
        let mut entries = list.rows(asked, self.applicant, &shown, *lang, self.budget)?;
        if entries.is_empty() {
            entries.push(vec![String::new(); columns.len()]);
        }
        let only = entries.len() == 1 && entries.iter().flatten().all(String::is_empty);
        let mut rows = Vec::new();
        for (number, entry) in (1..).zip(&entries) {
            let mut cells = Vec::new();
            for (column, value) in columns.iter().zip(entry) {
                let text = if value == NONE { self.layout.empty.clone() } else { font::printable(value.trim()) };
                if text.is_empty() && !only {
                    let Text { zh, en } = &list.label;
                    let zh = format!("{zh}第 {number} 行的{}", column.label);
                    let label = column.shown.label(&self.layout.asked, &list.lists);
                    self.note_blank(Text { zh, en: format!("{en} {number}, {}", label.en) });
                }
                let cell = Cell::text(column.width, &text, TABLE_VALUE);
                cells.push(Cell { border: Border::All, align: column.align, ..cell });
            }
            rows.push(Row::of(height, cells));
        }
        if only {
            self.note_blank(list.label.clone());
        }
        Ok(rows)
    }

    fn note_blank(&self, what: Text) {
        self.blank.borrow_mut().insert(what);
    }
}

fn header(columns: &[Column], height: f32) -> Row {
    let label = |column: &Column| Cell {
        border: Border::All,
        ..Cell::centred(column.width, &column.label, super::load::LABEL)
    };
    Row::of(height, columns.iter().map(label))
}
