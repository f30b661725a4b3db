//! `[[reckoned]]` of `facts.toml`: numbers that follow from the answers.

use super::checks::day_at;
use super::terms::{id_of_fact, list};
use crate::config::fields::Fields;
use crate::config::hint::one_of;
use crate::profile::checks::SpanUnit;
use crate::profile::facts::{Fact, FactKind, Facts, Named, Required};
use crate::profile::reckoned::{How, Reckoned, Term};
use crate::text::Text;
use std::ops::Range;

/// Reads them all. Each may speak of the facts and of those above it.
pub(super) fn reckoned(top: &Fields<'_, '_>, facts: &Facts) -> Vec<Reckoned> {
    let mut known = facts.clone();
    for fields in list(top, "reckoned") {
        let one = one(&fields, &known);
        fields.finish();
        known.reckoned.push(one);
    }
    known.reckoned.split_off(facts.reckoned.len())
}

fn one(fields: &Fields<'_, '_>, known: &Facts) -> Reckoned {
    let each = each(fields, known);
    let id = id_of_fact(fields);
    let full = if each.is_empty() { id.clone() } else { format!("{each}.{id}") };
    if known.named(&full).is_some() {
        let message = Text {
            zh: format!("代号“{full}”前面已经用过"),
            en: format!("the id \"{full}\" is already in use above"),
        };
        fields.faults().add(fields.place("id"), message, None);
    }
    Reckoned { fact: number(&id, fields.label("label")), how: how(fields, &each, known), each }
}

/// As a number that must be answered: nothing follows from it where it cannot be reckoned.
fn number(id: &str, label: Text) -> Fact {
    Fact { required: Required::Yes, ..Fact::plain(id, label, FactKind::Number) }
}

fn each(fields: &Fields<'_, '_>, known: &Facts) -> String {
    let Some((id, span)) = fields.spanned_text("each") else { return String::new() };
    if known.list(&id).is_none() {
        let lists: Vec<&str> = known.lists.iter().map(|list| list.id.as_str()).collect();
        let message = Text {
            zh: format!("facts.toml 里没有 [[lists]]“{id}”"),
            en: format!("facts.toml has no list `{id}`"),
        };
        fields.faults().add(span, message, Some(one_of(&id, &lists)));
    }
    id
}

fn how(fields: &Fields<'_, '_>, each: &str, known: &Facts) -> How {
    const UNITS: [(&str, SpanUnit); 3] =
        [("years", SpanUnit::Years), ("months", SpanUnit::Months), ("days", SpanUnit::Days)];
    let (of, by) = (terms(fields, "sum", each, known), terms(fields, "divided_by", each, known));
    let spans: Vec<(&str, SpanUnit)> = UNITS.into_iter().filter(|(key, _)| fields.has(key)).collect();
    let to = fields.has("to").then(|| day_at(fields, "to", known));
    match (spans.as_slice(), of.is_empty(), to) {
        ([], false, None) => How::Sum { of, by },
        ([(key, unit)], true, Some(to)) if by.is_empty() => {
            let from = fields.text(key).unwrap_or_default();
            let is_date =
                |fact: &Fact| matches!(fact.kind, FactKind::Date | FactKind::Month | FactKind::Until | FactKind::Year);
            named(
                fields,
                &from,
                fields.place(key),
                each,
                known,
                &|named| matches!(named, Named::Fact(fact) | Named::Own(_, fact) if is_date(fact)),
            );
            How::Since { unit: *unit, from, to }
        }
        _ => {
            let message = Text {
                zh: "要写 sum（如 sum = [\"points.score\"]），或者 years（months、days）和 to（如 years = \"born\"、to = \"closing\"），二选一"
                    .to_owned(),
                en: "write either `sum`, as sum = [\"points.score\"], or one of `years`, `months`, `days` with `to`, as years = \
                     \"born\" and to = \"closing\""
                    .to_owned(),
            };
            fields.faults().add(fields.place("id"), message, None);
            How::Sum { of, by }
        }
    }
}

fn terms(fields: &Fields<'_, '_>, key: &str, each: &str, known: &Facts) -> Vec<Term> {
    let texts = fields.texts(key).unwrap_or_default();
    let term = |(text, span): (String, Range<usize>)| {
        if let Some(number) = text.trim().parse().ok().filter(|number: &f64| number.is_finite()) {
            return Term::Number(number);
        }
        named(fields, &text, span, each, known, &|named| match named {
            Named::Fact(fact) | Named::Own(_, fact) => fact.kind == FactKind::Number,
            Named::List(_) => true,
            Named::Table(_) | Named::Condition(_) => false,
        });
        Term::Name(text)
    };
    texts.into_iter().map(term).collect()
}

/// Says of a name that is none, or none that fits here.
fn named(
    fields: &Fields<'_, '_>,
    name: &str,
    span: Range<usize>,
    each: &str,
    known: &Facts,
    fits: &dyn Fn(Named<'_>) -> bool,
) {
    let own = known.named(&format!("{each}.{name}"));
    if own.or_else(|| known.named(name)).is_some_and(fits) {
        return;
    }
    let names: Vec<String> = known.names().into_iter().filter(|name| known.named(name).is_some_and(fits)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let message = Text {
        zh: format!("“{name}”不能这样算：facts.toml 里没有它，或者它不是这一类"),
        en: format!("`{name}` cannot be reckoned with: facts.toml has none, or it is of another kind"),
    };
    fields.faults().add(span, message, Some(one_of(name, &names)));
}
