//! `facts.toml`: what the applicant is asked, and what must hold of the answers.

use super::checks;
use super::terms::{list, row_or_none, twice};
use super::when::{Scope, when_at};
use crate::config::fields::Fields;
use crate::limits::ENTRIES;
use crate::profile::facts::{Choice, Fact, FactKind, FactRole, Facts, IdKind, List, Required};
use crate::text::Text;
use std::ops::Range;

const ROLES: &[(&str, FactRole)] =
    &[("name", FactRole::Name), ("id-number", FactRole::IdNumber), ("unit", FactRole::Unit)];

const ID_KINDS: &[(&str, IdKind)] =
    &[("cn-resident", IdKind::CnResident), ("passport", IdKind::Passport), ("other", IdKind::Other)];

/// Keys that `applicant.toml` has for every profile, and the word that conditions call a part's year by.
const TAKEN: &[&str] = &["profile", "files", "waive", super::when::YEAR];

/// Reads the whole of `facts.toml`.
pub(super) fn facts(top: Fields<'_, '_>) -> Facts {
    top.integer_within("schema", 1..=1);
    let own = list(&top, "facts");
    let places: Vec<_> = own.iter().map(|fields| fields.place("id")).collect();
    // A condition may speak of any fact, also of one below: so they are read once without conditions.
    let known = Facts {
        facts: list(&top, "facts").iter().map(|fields| fact(fields, TAKEN, None)).collect(),
        lists: list(&top, "lists").iter().map(|fields| entries(fields, None)).collect(),
        checks: Vec::new(),
    };
    let facts: Vec<Fact> = own.iter().map(|fields| fact(fields, TAKEN, Some(&known))).collect();
    own.into_iter().for_each(Fields::finish);
    let tables = list(&top, "lists");
    let list_places: Vec<_> = tables.iter().map(|fields| fields.place("id")).collect();
    let lists: Vec<List> = tables.iter().map(|fields| entries(fields, Some(&known))).collect();
    tables.into_iter().for_each(Fields::finish);
    let ids = facts.iter().map(|fact| fact.id.as_str()).zip(places);
    twice(&top, ids.chain(lists.iter().map(|list| list.id.as_str()).zip(list_places)));
    let checks = list(&top, "checks").into_iter().map(|fields| checks::check(fields, &known)).collect();
    top.finish();
    Facts { facts, lists, checks }
}

/// Without `known`, only its id, label and kind are read.
fn fact(fields: &Fields<'_, '_>, taken: &[&str], known: Option<&Facts>) -> Fact {
    let id = fact_id(fields, taken);
    let kind = kind(fields);
    let fact = Fact {
        label: fields.label("label"),
        required: known.map_or(Required::No, |known| required(fields, known)),
        role: fields.choice("role", ROLES),
        hint: fields.has("hint").then(|| fields.label("hint")),
        roster: fields.flag("roster").unwrap_or_default(),
        row: row_or_none(fields),
        id,
        kind,
    };
    check_role(fields, &fact);
    fact
}

fn check_role(fields: &Fields<'_, '_>, fact: &Fact) {
    let fits = match fact.role {
        None => true,
        Some(FactRole::IdNumber) => matches!(fact.kind, FactKind::IdNumber(_)),
        Some(FactRole::Name | FactRole::Unit) => fact.kind == FactKind::Text,
    };
    // Packages and registers are read without the profile, and know these by their keys.
    let key = fact.role.map(|role| match role {
        FactRole::Name => "name",
        FactRole::IdNumber => "id_number",
        FactRole::Unit => "unit",
    });
    if let Some(key) = key.filter(|key| *key != fact.id) {
        let message = Text {
            zh: format!("这个 role 的代号要写成 \"{key}\""),
            en: format!("the fact of this role has the id \"{key}\""),
        };
        fields.faults().add(fields.place("id"), message, None);
    }
    if !fits {
        let message = Text {
            zh: "role 与 kind 不合：姓名、单位是 text，证件号是 id-number".to_owned(),
            en: "the role does not fit the kind: a name or a unit is `text`, an ID number is `id-number`".to_owned(),
        };
        fields.faults().add(fields.place("role"), message, None);
    }
}

/// A key of `applicant.toml`: `a-z`, `0-9` and `_`, at most one dot between a table and its key.
fn fact_id(fields: &Fields<'_, '_>, taken: &[&str]) -> String {
    let id = fields.required_text("id");
    let plain = |name: &str| {
        let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        !name.is_empty() && name.bytes().all(letters)
    };
    let good = match id.split_once('.') {
        Some((table, key)) => plain(table) && plain(key),
        None => plain(&id),
    };
    let first = id.split('.').next().unwrap_or_default();
    if !id.trim().is_empty() && (!good || taken.contains(&first)) {
        let message = Text {
            zh: format!("代号“{id}”不能用：只能用小写字母、数字和下划线，如 \"birth_date\"、\"guarantor.name\""),
            en: format!("the id \"{id}\" cannot be used: a-z, 0-9 and _ only, as \"birth_date\" or \"guarantor.name\""),
        };
        fields.faults().add(fields.place("id"), message, None);
    }
    id
}

fn kind(fields: &Fields<'_, '_>) -> FactKind {
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
    let options = fields.tables("options").map(|tables| tables.into_iter().map(choice).collect::<Vec<_>>());
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

fn choice(fields: Fields<'_, '_>) -> Choice {
    let choice = Choice { id: fields.required_text("id"), label: fields.label("label"), words: fields.words("words") };
    fields.finish();
    choice
}

/// `true`, `false`, or `{ when = … }`.
fn required(fields: &Fields<'_, '_>, known: &Facts) -> Required {
    if !fields.is_table("required") {
        return if fields.flag("required").unwrap_or_default() { Required::Yes } else { Required::No };
    }
    let Some(table) = fields.table("required") else { return Required::No };
    table.require("when");
    let when = when_at(&table, "when", Scope { facts: known, list: None, year: false });
    table.finish();
    Required::When(when)
}

fn entries(fields: &Fields<'_, '_>, known: Option<&Facts>) -> List {
    let tables = list(fields, "facts");
    let places: Vec<Range<usize>> = tables.iter().map(|own| own.place("id")).collect();
    let facts: Vec<Fact> = tables.iter().map(|own| fact(own, &[], known)).collect();
    if known.is_some() {
        tables.into_iter().for_each(Fields::finish);
        twice(fields, facts.iter().map(|fact| fact.id.as_str()).zip(places));
    }
    let (min, max) = count(fields);
    let list = List {
        id: fact_id(fields, TAKEN),
        label: fields.label("label"),
        facts,
        min,
        max,
        none_is_said: fields.flag("none_is_said").unwrap_or_default(),
        row: row_or_none(fields),
    };
    if list.facts.is_empty() {
        let message = Text {
            zh: format!("“{}”没有 [[lists.facts]]", list.id),
            en: format!("\"{}\" has no [[lists.facts]]", list.id),
        };
        fields.faults().add(fields.place("id"), message, None);
    }
    list
}

/// `count = { min, max }`: any number where it is absent.
pub(super) fn count(fields: &Fields<'_, '_>) -> (usize, Option<usize>) {
    let Some(table) = fields.table("count") else { return (0, None) };
    // As many as are read.
    let most = i64::try_from(ENTRIES).unwrap_or(i64::MAX);
    let number = |key: &str| table.integer_within(key, 0..=most).and_then(|count| usize::try_from(count).ok());
    let (min, max) = (number("min").unwrap_or_default(), number("max"));
    if max.is_some_and(|max| max < min || max == 0) {
        let message = Text {
            zh: format!("count 最多不能少于最少（{min}），也不能是 0"),
            en: format!("`max` cannot be below `min` ({min}), nor 0"),
        };
        table.faults().add(table.place("max"), message, None);
    }
    table.finish();
    (min, max)
}
