//! Reads the answers to a profile's own facts from `applicant.toml`.

use super::answers::{Answers, Entry, Value, means_none};
use super::applicant::Applicant;
use super::form_sheet;
use super::load::{FILE_NAME, of_any_profile, without_mark};
use crate::config::date::{End, PartialDate, YEARS};
use crate::config::fields::{Faults, Fields};
use crate::limits::ENTRIES;
use crate::profile::facts::{Choice, Fact, FactKind, Facts, List};
use crate::text::blank::is_blank;
use std::collections::BTreeMap;

/// The applicant as a profile asks: every fault of the file at once, each with its place.
#[must_use]
pub fn as_asked(applicant: Applicant, asked: &Facts) -> Applicant {
    let faults = Faults::new(FILE_NAME, without_mark(&applicant.source));
    let top = faults.parse();
    let answers = answers(&top, asked);
    let of_any = of_any_profile(&top);
    let Applicant { profile, digest, cells, .. } = applicant;
    let read = Applicant { profile, answers, cells, digest, source: applicant.source.clone(), ..of_any };
    top.finish();
    let lines = faults.lines();
    let faults = form_sheet::and_those_of_cells(read.cells.as_ref(), faults.into_list());
    Applicant { faults, lines, ..read }
}

fn answers(top: &Fields<'_, '_>, facts: &Facts) -> Answers {
    let mut answers = Answers { facts: own(top, &facts.facts), ..Answers::default() };
    for (table, facts) in by_table(&facts.facts) {
        let Some(fields) = top.table(table) else { continue };
        let key = |fact: &'_ Fact| fact.id.split_once('.').map_or_else(|| fact.id.clone(), |(_, key)| key.to_owned());
        let read: Entry =
            facts.iter().filter_map(|fact| Some((fact.id.clone(), value(&fields, &key(fact), fact)?))).collect();
        fields.finish();
        // `name = "无"`: there is none of what the table is about.
        let first = facts.first().and_then(|fact| read.get(&fact.id));
        if !first.is_some_and(|value| means_none(value.text()) && matches!(value, Value::Text(_))) {
            answers.tables.insert(table.to_owned());
            answers.facts.extend(read);
        }
    }
    for list in &facts.lists {
        if let Some(entries) = entries(top, list) {
            answers.lists.insert(list.id.clone(), entries);
        }
    }
    answers
}

/// The facts that stand in tables of their own, by table.
fn by_table(facts: &[Fact]) -> BTreeMap<&str, Vec<&Fact>> {
    let mut tables: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
    for fact in facts {
        if let Some(table) = fact.table() {
            tables.entry(table).or_default().push(fact);
        }
    }
    tables
}

fn own(fields: &Fields<'_, '_>, facts: &[Fact]) -> Entry {
    let flat = facts.iter().filter(|fact| !fact.id.contains('.'));
    flat.filter_map(|fact| Some((fact.id.clone(), value(fields, &fact.id, fact)?))).collect()
}

fn entries(top: &Fields<'_, '_>, list: &List) -> Option<Vec<Entry>> {
    let tables = top.entries(&list.id, ENTRIES)?;
    let entry = |fields: Fields<'_, '_>| {
        let entry = own(&fields, &list.facts);
        fields.finish();
        entry
    };
    Some(tables.into_iter().map(entry).collect())
}

fn value(fields: &Fields<'_, '_>, key: &str, fact: &Fact) -> Option<Value> {
    let text = |text: String| Some(text).filter(|text| !is_blank(text)).map(Value::Text);
    match &fact.kind {
        FactKind::Text => text(fields.line(key)),
        FactKind::LongText => text(fields.essay(key)),
        FactKind::Phone | FactKind::IdNumber(_) => text(fields.digits(key)),
        FactKind::YesNo => fields.yes(key).map(Value::YesNo),
        FactKind::Number => fields.amount(key).map(Value::Number),
        FactKind::Date => fields.day(key).map(|day| Value::Date(PartialDate::Day(day))),
        FactKind::Month => fields.date(key).map(Value::Date),
        FactKind::Until => fields.end(key).map(|end| match end {
            End::On(date) => Value::Date(date),
            End::ToNow => Value::ToNow,
        }),
        FactKind::Year => fields.year_if_any(key, YEARS).map(Value::Year),
        FactKind::Choice(options) => {
            let default = || Some(fact.default.clone()).filter(|default| !default.is_empty());
            choice(fields, key, options).or_else(default).map(Value::Choice)
        }
    }
}

fn choice(fields: &Fields<'_, '_>, key: &str, options: &[Choice]) -> Option<String> {
    let ids: Vec<(&str, usize)> = options.iter().enumerate().map(|(at, option)| (&*option.id, at)).collect();
    let others: Vec<(&str, usize)> = options
        .iter()
        .enumerate()
        .flat_map(|(at, option)| {
            let labels = [&*option.label.zh, &*option.label.en];
            labels.into_iter().chain(option.words.iter().map(String::as_str)).map(move |word| (word, at))
        })
        .collect();
    let at = fields.answer(key, &ids, &others)?;
    options.get(at).map(|option| option.id.clone())
}
