//! Reads `paper.toml`, or says everything that is wrong with it, each with its line and column.

use super::plan::{DeskPlan, Document, Letter, Made, Stamp};
use crate::config::diagnostic::Diagnostic;
use crate::config::fields::{Faults, Fields, one_of};
use crate::dossier::applicant::PartRef;
use crate::paper::form::fields;
use crate::paper::form::fields::names_in_braces;
use crate::paper::printed::{copies, printed, printed_in, printed_lines};
use crate::paper::sheet::MM;
use crate::profile::facts::Facts;
use crate::profile::load::when_of_facts;
use crate::text::{Lang, Text};

/// Reads the text of a `paper.toml`. `file` is how messages call it.
///
/// # Errors
/// All faults of the file, in its order.
pub fn load(file: &str, source: &str, asked: &Facts) -> Result<DeskPlan, Vec<Diagnostic>> {
    let faults = Faults::new(file, source).of_profile();
    let plan = plan(faults.parse(), asked);
    let list = faults.into_list();
    if list.is_empty() { Ok(plan) } else { Err(list) }
}

fn plan(top: Fields<'_, '_>, asked: &Facts) -> DeskPlan {
    top.has("schema");
    top.require("stamp");
    let lang = printed_in(&top);
    let plan = DeskPlan {
        lang,
        stamp: top.table("stamp").map_or_else(no_stamp, |fields| stamp(fields, lang)),
        heading: heading(&top, asked, lang),
        reminders: top.tables("reminders").unwrap_or_default().into_iter().map(reminder).collect(),
        documents: top
            .tables("documents")
            .unwrap_or_default()
            .into_iter()
            .map(|fields| document(fields, asked, lang))
            .collect(),
    };
    top.require("documents");
    top.finish();
    plan
}

/// The line over the list of documents.
fn heading(top: &Fields<'_, '_>, asked: &Facts, lang: Lang) -> String {
    let heading =
        printed(top, "heading").unwrap_or_else(|| lang.say("姓名：{name}　　单位：{unit}", "{name}").to_owned());
    must_be_known(top, "heading", &heading, asked);
    heading
}

/// Says of a name in braces that nothing is called so.
fn must_be_known(fields: &Fields<'_, '_>, key: &str, text: &str, asked: &Facts) {
    let known = fields::names(asked);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    if let Some(name) = names_in_braces(text).find(|name| !known.contains(name)) {
        let message =
            Text { zh: format!("没有叫“{name}”的数据"), en: format!("there is no data called `{name}`") };
        fields.faults().add(fields.place(key), message, Some(one_of(name, &known)));
    }
}

fn no_stamp() -> Stamp {
    Stamp { text: String::new(), label: String::new(), seal: 0.0, date: false }
}

fn stamp(fields: Fields<'_, '_>, lang: Lang) -> Stamp {
    fields.has("row");
    fields.require("text");
    let stamp = Stamp {
        text: printed(&fields, "text").unwrap_or_default(),
        label: label(&fields, lang),
        seal: fields.number_within("seal_mm", 10.0..=60.0, [" 毫米", " mm"]).unwrap_or(42.0) * MM,
        date: fields.flag("date").unwrap_or(true),
    };
    fields.finish();
    stamp
}

/// The label in the language of the paper, printable.
fn label(fields: &Fields<'_, '_>, lang: Lang) -> String {
    fields.label("label");
    fields
        .table_as("label", "{ zh = \"…\", en = \"…\" }")
        .and_then(|label| printed(&label, lang.id()))
        .unwrap_or_default()
}

fn reminder(fields: Fields<'_, '_>) -> Text {
    fields.has("row");
    let text = fields.label("text");
    fields.finish();
    text
}

fn document(fields: Fields<'_, '_>, asked: &Facts, lang: Lang) -> Document {
    for key in ["id", "rows"] {
        fields.has(key);
    }
    let sources = [("notice", false), ("recommended", true)];
    let document = Document {
        label: label(&fields, lang),
        made: made(&fields, asked),
        copies: copies(&fields),
        recommended: fields.choice("source", &sources).unwrap_or(false),
        when: when_of_facts(&fields, asked),
        parts: parts(&fields),
        reminder: fields
            .table_as("reminder", "{ zh = \"…\", en = \"…\" }")
            .and_then(|text| printed(&text, lang.id()))
            .unwrap_or_default(),
    };
    fields.finish();
    document
}

fn made(fields: &Fields<'_, '_>, asked: &Facts) -> Made {
    #[derive(Clone, Copy)]
    enum Way {
        Form,
        Copies,
        Text,
        Original,
    }
    let ways = [("form", Way::Form), ("copies", Way::Copies), ("text", Way::Text), ("original", Way::Original)];
    fields.require("made");
    let stamp = fields.flag("stamp").unwrap_or(false);
    let one_sheet = fields.flag("one_sheet");
    let way = fields.choice("made", &ways);
    if way.is_some_and(|way| !matches!(way, Way::Copies)) && one_sheet.is_some() {
        let message = Text {
            zh: "“one_sheet”只用于 made = \"copies\"".to_owned(),
            en: "`one_sheet` is for made = \"copies\" alone".to_owned(),
        };
        fields.faults().add(fields.place("one_sheet"), message, None);
    }
    match way.unwrap_or(Way::Original) {
        Way::Form => Made::Form,
        Way::Original => Made::Original,
        Way::Copies => {
            fields.require("parts");
            Made::Copies { stamp, one_sheet: one_sheet.unwrap_or(false) }
        }
        Way::Text => {
            fields.require("text");
            fields.table("text").map_or(Made::Original, |text| Made::Text(letter(text, asked)))
        }
    }
}

fn letter(fields: Fields<'_, '_>, asked: &Facts) -> Letter {
    fields.require("title");
    let letter = Letter {
        title: printed(&fields, "title").unwrap_or_default(),
        body: printed(&fields, "body").unwrap_or_default(),
        choices: printed_lines(&fields, "choices"),
        lines: fields.integer_within("lines", 1..=20).and_then(|lines| usize::try_from(lines).ok()).unwrap_or(0),
        copied_by_hand: printed(&fields, "copied_by_hand").unwrap_or_default(),
        signature: printed_lines(&fields, "signature"),
    };
    must_be_known(&fields, "body", &letter.body, asked);
    fields.finish();
    letter
}

fn parts(fields: &Fields<'_, '_>) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    for (text, span) in fields.texts("parts").unwrap_or_default() {
        match PartRef::parse(&text, span.clone()) {
            Some(part) if part.key.is_none() => parts.push((part.item, part.part)),
            _ => {
                let message = Text {
                    zh: format!("“{text}”应写成 \"item/part\""),
                    en: format!("\"{text}\" must be \"item/part\""),
                };
                fields.faults().add(span, message, None);
            }
        }
    }
    parts
}
