//! Reads `form.toml`, or says everything that is wrong with it, each with its line and column.
//!
//! What would come out wrong on paper is a fault here: a label that its cell cannot hold in one run, a row that does not
//! fill the table, a character that the font lacks.

use super::compose::TABLE_VALUE;
use super::fields::{Field, Rows, Shown, Side, names, names_in_braces};
use super::layout::{Block, CellContent, CellPlan, Column, Content, FormLayout, Heading, RowPlan, Section, Start};
use super::room::{must_fit, must_hold, must_hold_photo};
use crate::config::diagnostic::Diagnostic;
use crate::config::fields::{Faults, Fields, one_of};
use crate::paper::printed::{copies, printed, printed_in, printed_lines};
use crate::paper::sheet::{Align, Border};
use crate::profile::facts::Facts;
use crate::text::{Lang, Text};
use std::ops::Range;

/// Sizes where the profile does not say: labels 14 pt, values 12 pt, headings 18 pt (REQUIREMENTS §4).
pub(super) const LABEL: f32 = 14.0;
const VALUE: f32 = 12.0;
const HEADING: f32 = 18.0;

/// Reads the text of a `form.toml`. `file` is how messages call it.
///
/// # Errors
/// All faults of the file, in its order.
pub fn load(file: &str, source: &str, asked: &Facts) -> Result<FormLayout, Vec<Diagnostic>> {
    let faults = Faults::new(file, source).of_profile();
    let layout = layout(faults.parse(), asked);
    let list = faults.into_list();
    if list.is_empty() { Ok(layout) } else { Err(list) }
}

fn layout(form: Fields<'_, '_>, asked: &Facts) -> FormLayout {
    let width = measure(&form, "width", 100.0..=540.0).unwrap_or(473.0);
    let lang = printed_in(&form);
    let layout = FormLayout {
        asked: asked.clone(),
        lang,
        title: form.label("title"),
        copies: copies(&form).unwrap_or(1),
        width,
        binding: measure(&form, "binding", 0.0..=40.0).unwrap_or(14.0),
        notice: printed(&form, "notice").unwrap_or_default(),
        empty: printed(&form, "empty").unwrap_or_else(|| lang.say("无", "none").to_owned()),
        sections: form
            .tables("section")
            .unwrap_or_default()
            .into_iter()
            .map(|one| section(one, width, asked))
            .collect(),
    };
    form.require("section");
    form.finish();
    layout
}

fn section(fields: Fields<'_, '_>, width: f32, asked: &Facts) -> Section {
    let starts = [("flow", Start::Flow), ("page", Start::Page), ("front", Start::Front), ("back", Start::Back)];
    let section = Section {
        title: fields.required_text("title"),
        start: fields.choice("start", &starts).unwrap_or(Start::Page),
        blocks: fields.tables("block").unwrap_or_default().into_iter().map(|one| block(one, width, asked)).collect(),
    };
    fields.require("block");
    fields.finish();
    section
}

fn block(fields: Fields<'_, '_>, width: f32, asked: &Facts) -> Block {
    let size = size(&fields, "heading_size", HEADING);
    let heading = printed(&fields, "heading").map(|text| Heading { text, size });
    if let Some(heading) = &heading {
        must_fit(&fields, "heading", &heading.text, heading.size, width);
    }
    let content = if fields.has("list") { table(&fields, width, asked) } else { rows(&fields, width, asked) };
    fields.finish();
    Block { heading, content }
}

fn rows(fields: &Fields<'_, '_>, width: f32, asked: &Facts) -> Content {
    let mut hanging: Vec<(usize, f32)> = Vec::new();
    let mut plans = Vec::new();
    for row in fields.tables("row").unwrap_or_default() {
        let above: f32 = hanging.iter().map(|(_, width)| width).sum();
        let height = measure(&row, "height", 0.0..=700.0).unwrap_or(30.0);
        let free = width - above;
        let cells = cells(&row, free, asked);
        row.require("cells");
        let filled: f32 = cells.iter().map(|cell| cell.width).sum();
        if (filled - free).abs() > 0.5 {
            let message = Text {
                zh: format!("这一行的单元格共宽 {filled} 磅，应为 {free} 磅"),
                en: format!("the cells of this row are {filled} pt wide together, they must fill {free} pt"),
            };
            row.faults().add(row.span(), message, None);
        }
        hanging.extend(cells.iter().map(|cell| (cell.down, cell.width)));
        hanging = hanging.into_iter().map(|(down, width)| (down.saturating_sub(1), width)).collect();
        hanging.retain(|(down, _)| *down > 0);
        plans.push(RowPlan { height, cells });
        row.finish();
    }
    fields.require("row");
    Content::Rows(plans)
}

/// The cells of a row; one of them may leave its width out and takes what the others leave.
fn cells(row: &Fields<'_, '_>, free: f32, asked: &Facts) -> Vec<CellPlan> {
    let tables = row.tables("cells").unwrap_or_default();
    let widths: Vec<_> = tables.iter().map(|cell| measure(cell, "width", 4.0..=540.0)).collect();
    let given: f32 = widths.iter().flatten().sum();
    let rest = (free - given).max(4.0);
    tables.into_iter().zip(widths).map(|(cell, width)| cell_plan(cell, width.unwrap_or(rest), asked)).collect()
}

fn cell_plan(cell: Fields<'_, '_>, width: f32, asked: &Facts) -> CellPlan {
    let content = cell_content(&cell, asked);
    let is_label = matches!(content, CellContent::Label(_));
    let plan = CellPlan {
        width,
        down: cell.integer_within("down", 1..=40).and_then(|down| usize::try_from(down).ok()).unwrap_or(1),
        size: size(&cell, "size", if is_label { LABEL } else { VALUE }),
        align: align(&cell, if is_label { Align::Centre } else { Align::Left }),
        border: border(&cell),
        content,
    };
    if let CellContent::Fields(fields) = &plan.content {
        for field in fields {
            must_hold(&cell, &field.name, asked, plan.size, width);
        }
    }
    match &plan.content {
        CellContent::Label(label) => must_fit(&cell, "label", label, plan.size, width),
        CellContent::Hand { sign, .. } => sign.iter().for_each(|line| must_fit(&cell, "sign", line, plan.size, width)),
        CellContent::Photo => must_hold_photo(&cell, width),
        CellContent::Fields(_) => {}
    }
    cell.finish();
    plan
}

fn cell_content(cell: &Fields<'_, '_>, asked: &Facts) -> CellContent {
    let label = printed(cell, "label");
    let fields = named_fields(cell, asked);
    let (hand, photo) = (cell.flag("hand").unwrap_or(false), cell.flag("photo").unwrap_or(false));
    let (note, sign) = (printed(cell, "note").unwrap_or_default(), printed_lines(cell, "sign"));
    match (label, fields, hand, photo) {
        (Some(label), None, false, false) => CellContent::Label(label),
        (None, Some(fields), false, false) => CellContent::Fields(fields),
        (None, None, true, false) => CellContent::Hand { note, sign },
        (None, None, false, true) => CellContent::Photo,
        _ => {
            let message = Text {
                zh: "每个单元格只能有 label、field、fields、hand、photo 之一".to_owned(),
                en: "a cell has exactly one of `label`, `field`, `fields`, `hand`, `photo`".to_owned(),
            };
            cell.faults().add(cell.span(), message, None);
            CellContent::Label(String::new())
        }
    }
}

fn named_fields(cell: &Fields<'_, '_>, asked: &Facts) -> Option<Vec<Field>> {
    let several = cell.texts("fields");
    let texts = match cell.spanned_text("field") {
        Some(one) => vec![one],
        None => several?,
    };
    let known = names(asked);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let field = |(name, span): (String, Range<usize>)| {
        let inside = names_in_braces(&name).find(|name| !known.contains(name));
        let unknown = if name.contains('{') { inside } else { Some(&*name).filter(|name| !known.contains(name)) };
        if let Some(unknown) = unknown {
            unknown_name(cell, unknown, span, &known);
            return None;
        }
        Some(Field::new(asked, &name))
    };
    Some(texts.into_iter().filter_map(field).collect())
}

fn table(fields: &Fields<'_, '_>, width: f32, asked: &Facts) -> Content {
    let list = listed(fields, asked);
    let tables = fields.tables("columns").unwrap_or_default();
    fields.require("columns");
    let columns: Vec<Column> = tables.into_iter().map(|one| column(one, &list, asked)).collect();
    let filled: f32 = columns.iter().map(|column| column.width).sum();
    if (filled - width).abs() > 0.5 {
        let message = Text {
            zh: format!("各栏共宽 {filled} 磅，应为 {width} 磅"),
            en: format!("the columns are {filled} pt wide together, they must fill {width} pt"),
        };
        fields.faults().add(fields.span(), message, None);
    }
    let height = measure(fields, "height", 0.0..=200.0).unwrap_or(28.0);
    Content::Table { list, columns, height, rest: printed(fields, "rest").unwrap_or_default() }
}

/// `list = "work"`, or `list = "education"` with `also = ["training"]`; `before` or `after` the day that a fact gives.
fn listed(fields: &Fields<'_, '_>, asked: &Facts) -> Rows {
    let known: Vec<&str> = asked.lists.iter().map(|list| list.id.as_str()).collect();
    let mut texts: Vec<_> = fields.spanned_text("list").into_iter().collect();
    texts.extend(fields.texts("also").unwrap_or_default());
    let mut lists = Vec::new();
    for (name, span) in texts {
        if known.contains(&name.as_str()) {
            lists.push(name);
        } else {
            unknown_name(fields, &name, span, &known);
        }
    }
    let days = names(asked);
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    let day = |key: &str| {
        let (name, span) = fields.spanned_text(key)?;
        if !days.contains(&name.as_str()) {
            unknown_name(fields, &name, span, &days);
        }
        Some(name)
    };
    let (before, after, or) = (day("before"), day("after"), day("or"));
    let is_before = before.is_some();
    let side =
        before.or(after).map(|first| Side { before: is_before, day: std::iter::once(first).chain(or).collect() });
    let called = |lang| {
        let labels = lists.iter().filter_map(|id| Some(asked.list(id)?.1.label.get(lang)));
        labels.collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " })
    };
    let label = Text { zh: printed(fields, "heading").unwrap_or_else(|| called(Lang::Zh)), en: called(Lang::En) };
    Rows { lists, label, side }
}

fn column(fields: Fields<'_, '_>, list: &Rows, asked: &Facts) -> Column {
    let width = measure(&fields, "width", 16.0..=540.0).unwrap_or(16.0);
    fields.require("width");
    let label = printed(&fields, "label").unwrap_or_default();
    must_fit(&fields, "label", &label, LABEL, width);
    fields.require("field");
    let (words, span) = fields.spanned_text("field").unwrap_or_default();
    let shown = Shown { words, months: fields.flag("months").unwrap_or_default() };
    let own = list.lists.iter().filter_map(|id| asked.list(id)).flat_map(|(_, list)| &list.facts);
    let reckoned = asked.reckoned.iter().filter(|number| list.lists.contains(&number.each)).map(|number| &number.fact);
    let known: Vec<&str> = own.chain(reckoned).map(|fact| fact.id.as_str()).collect();
    if let Some(unknown) = shown.facts().find(|name| !known.contains(name) && !known.is_empty() && !name.is_empty()) {
        unknown_name(&fields, unknown, span, &known);
    }
    for name in shown.facts() {
        let whole = |id: &String| format!("{id}.{name}");
        list.lists.iter().map(whole).for_each(|name| must_hold(&fields, &name, asked, TABLE_VALUE, width));
    }
    let align = align(&fields, Align::Left);
    fields.finish();
    Column { label, width, shown, align }
}

fn unknown_name(fields: &Fields<'_, '_>, name: &str, span: Range<usize>, known: &[&str]) {
    let message =
        Text { zh: format!("没有叫“{name}”的数据"), en: format!("there is no data called `{name}`") };
    fields.faults().add(span, message, Some(one_of(name, known)));
}

fn align(fields: &Fields<'_, '_>, otherwise: Align) -> Align {
    let choices = [("left", Align::Left), ("centre", Align::Centre), ("right", Align::Right)];
    fields.choice("align", &choices).unwrap_or(otherwise)
}

fn border(fields: &Fields<'_, '_>) -> Border {
    let choices = [("all", Border::All), ("none", Border::None), ("under", Border::Under)];
    fields.choice("border", &choices).unwrap_or(Border::All)
}

fn size(fields: &Fields<'_, '_>, key: &'static str, otherwise: f32) -> f32 {
    measure(fields, key, 6.0..=40.0).unwrap_or(otherwise)
}

/// A number of points within a range.
fn measure(fields: &Fields<'_, '_>, key: &'static str, range: std::ops::RangeInclusive<f32>) -> Option<f32> {
    fields.number_within(key, range, [" 磅", " points"])
}
