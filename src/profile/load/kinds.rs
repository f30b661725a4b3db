//! `kind` of a fact, and what only some kinds have: options, kinds of ID numbers.

use super::terms::twice;
use crate::config::fields::Fields;
use crate::profile::facts::{Choice, FactKind, IdKind};
use crate::text::Text;
use std::collections::BTreeMap;

const ID_KINDS: &[(&str, IdKind)] =
    &[("cn-resident", IdKind::CnResident), ("passport", IdKind::Passport), ("other", IdKind::Other)];

pub(super) fn kind(fields: &Fields<'_, '_>) -> FactKind {
    const KINDS: &[(&str, &FactKind)] = &[
        ("text", &FactKind::Text),
        ("long-text", &FactKind::LongText),
        ("yes-no", &FactKind::YesNo),
        ("choice", &FactKind::Choice(Vec::new())),
        ("number", &FactKind::Number),
        ("date", &FactKind::Date),
        ("month", &FactKind::Month),
        ("until", &FactKind::Until),
        ("year", &FactKind::Year),
        ("id-number", &FactKind::IdNumber(Vec::new())),
        ("phone", &FactKind::Phone),
    ];
    fields.require("kind");
    let options = options(fields);
    let accepts = fields.choices("accepts", ID_KINDS);
    let kind = fields.choice("kind", KINDS).cloned().unwrap_or(FactKind::Text);
    let misplaced = |key: &str, zh: &str, en: &str| {
        let message = Text { zh: zh.to_owned(), en: en.to_owned() };
        fields.faults().add(fields.place(key), message, None);
    };
    match kind {
        FactKind::Choice(_) => {
            let options = options.unwrap_or_default();
            if options.len() < 2 {
                misplaced("kind", "choice 至少要有两个 options", "a choice needs at least two `options`");
            }
            FactKind::Choice(options)
        }
        FactKind::IdNumber(_) => {
            let kinds: Vec<IdKind> = accepts.into_iter().map(|(kind, _)| kind).collect();
            FactKind::IdNumber(if kinds.is_empty() { vec![IdKind::Other] } else { kinds })
        }
        kind => {
            if options.is_some() {
                misplaced("options", "只有 kind = \"choice\" 才有 options", "only kind = \"choice\" has `options`");
            }
            if !accepts.is_empty() {
                misplaced(
                    "accepts",
                    "只有 kind = \"id-number\" 才有 accepts",
                    "only kind = \"id-number\" has `accepts`",
                );
            }
            kind
        }
    }
}

/// The options of a choice. No two have the same id, nor a word in common: what somebody answers is one of them.
fn options(fields: &Fields<'_, '_>) -> Option<Vec<Choice>> {
    let tables = fields.tables("options")?;
    let places: Vec<_> = tables.iter().map(|table| (table.place("id"), table.span())).collect();
    let options: Vec<Choice> = tables.into_iter().map(choice).collect();
    twice(fields, options.iter().map(|option| option.id.as_str()).zip(places.iter().map(|(id, _)| id.clone())));
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for (option, (_, place)) in options.iter().zip(places) {
        for word in option.answers().filter(|word| !word.trim().is_empty()) {
            let first = *known.entry(word.trim().to_lowercase()).or_insert(&option.id);
            if first != option.id {
                let message = Text {
                    zh: format!("“{word}”已经指选项 {first} 了，填它就分不清是哪一个"),
                    en: format!("\"{word}\" means the option `{first}` already: nobody could tell which is answered"),
                };
                fields.faults().add(place.clone(), message, None);
            }
        }
    }
    Some(options)
}

fn choice(fields: Fields<'_, '_>) -> Choice {
    let choice = Choice { id: fields.required_text("id"), label: fields.label("label"), words: fields.words("words") };
    fields.finish();
    choice
}
