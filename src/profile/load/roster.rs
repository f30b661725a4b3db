//! `[[roster]]` of `facts.toml`: the roster's columns about a person.

use super::terms::{is_plain, list, twice};
use crate::config::fields::Fields;
use crate::config::hint::one_of;
use crate::profile::facts::{Fact, FactKind, Facts, Named};
use crate::profile::roster::{RosterColumn, Shown};
use crate::text::Text;

/// How wide a column is where the profile does not say: a name of four characters and its edges.
const WIDTH: f32 = 11.0;

/// The narrowest and widest column that a person would read; a spreadsheet takes 0 to 255.
const WIDTHS: std::ops::RangeInclusive<f32> = 3.0..=60.0;

/// The columns, each of a fact that is `known`, or of none.
pub(super) fn columns(top: &Fields<'_, '_>, known: &Facts) -> Vec<RosterColumn> {
    let tables = list(top, "roster");
    let places: Vec<_> = tables.iter().map(|fields| fields.place("id")).collect();
    let columns: Vec<RosterColumn> = tables.iter().map(|fields| column(fields, known)).collect();
    tables.into_iter().for_each(Fields::finish);
    twice(top, columns.iter().map(|column| column.id.as_str()).zip(places));
    columns
}

/// The column of a fact that says of itself that it has one.
pub(super) fn of_fact(fact: &Fact) -> Option<RosterColumn> {
    fact.roster.then(|| RosterColumn {
        id: fact.id.clone(),
        label: fact.label.clone(),
        group: None,
        fact: fact.id.clone(),
        shows: Shown::Answer,
        width: WIDTH.into(),
    })
}

fn column(fields: &Fields<'_, '_>, known: &Facts) -> RosterColumn {
    const SHOWN: &[(&str, Shown)] = &[("answer", Shown::Answer), ("month", Shown::Month), ("years", Shown::Years)];
    let id = fields.required_text("id");
    if !id.trim().is_empty() && !is_plain(&id) {
        let message = Text {
            zh: format!("代号“{id}”只能用小写字母、数字和下划线，如 \"years_in_post\""),
            en: format!("the id \"{id}\" may hold a-z, 0-9 and _ only, as \"years_in_post\""),
        };
        fields.faults().add(fields.place("id"), message, None);
    }
    let column = RosterColumn {
        id,
        label: fields.label("label"),
        group: fields.has("group").then(|| fields.label("group")),
        fact: fields.text("fact").unwrap_or_default(),
        shows: fields.choice("shows", SHOWN).unwrap_or_default(),
        width: f64::from(fields.number_within("width", WIDTHS, [" 个字符", " characters"]).unwrap_or(WIDTH)),
    };
    check_fact(fields, &column, known);
    column
}

/// The roster has a column of ID numbers already, and masks it: a passport's number looks like any other text.
pub(super) fn refuse_number(fields: &Fields<'_, '_>, fact: &Fact, key: &str) {
    if matches!(fact.kind, FactKind::IdNumber(_)) {
        let message = Text {
            zh: "证件号在花名册里已有一列，不完整显示；不能再加".to_owned(),
            en: "the roster has a column of ID numbers already, which masks them; no other may show them".to_owned(),
        };
        fields.faults().add(fields.place(key), message, None);
    }
}

/// The fact is known, and a date where a month or years are shown of it.
fn check_fact(fields: &Fields<'_, '_>, column: &RosterColumn, known: &Facts) {
    let name = column.fact.as_str();
    if name.is_empty() {
        return;
    }
    let Some(Named::Fact(fact) | Named::Own(_, fact)) = known.named(name) else {
        let message = Text { zh: format!("没有“{name}”这一项"), en: format!("no fact is called \"{name}\"") };
        let names = known.names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        fields.faults().add(fields.place("fact"), message, Some(one_of(name, &names)));
        return;
    };
    refuse_number(fields, fact, "fact");
    let is_date = matches!(fact.kind, FactKind::Date | FactKind::Month | FactKind::Until);
    if column.shows != Shown::Answer && !is_date {
        let message = Text {
            zh: format!("“{name}”不是日期，花名册里显示不出它的年月、年限"),
            en: format!("\"{name}\" is no date, so the roster cannot show a month or years of it"),
        };
        fields.faults().add(fields.place("shows"), message, None);
    }
}
