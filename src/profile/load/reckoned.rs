//! `[[reckoned]]` of `facts.toml`: numbers that follow from the answers.

use super::days::day_at;
use super::points;
use super::terms::{id_of_fact, in_use, list};
use crate::config::fields::Fields;
use crate::config::hint::one_of;
use crate::profile::checks::SpanUnit;
use crate::profile::facts::{Fact, FactKind, Facts, Named, Required};
use crate::profile::reckoned::{How, Reckoned, Term};
use crate::text::Text;
use std::ops::Range;

const UNITS: [(&str, SpanUnit); 3] =
    [("years", SpanUnit::Years), ("months", SpanUnit::Months), ("days", SpanUnit::Days)];

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
        fields.faults().add(fields.place("id"), in_use(&full), None);
    }
    let how = how(fields, &each, known);
    Reckoned { fact: number(&id, fields.label("label")), how, most: fields.number("most"), each }
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
    let (of, by) = (terms(fields, "sum", each, known), terms(fields, "divided_by", each, known));
    let best = fields.integer_within("best", 1..=10_000).and_then(|best| usize::try_from(best).ok());
    let times = fields.number("times");
    refuse_zero(fields, times, &by);
    let spans: Vec<(&str, SpanUnit)> = UNITS.into_iter().filter(|(key, _)| fields.has(key)).collect();
    let to = fields.has("to").then(|| day_at(fields, "to", known, Some(each).filter(|each| !each.is_empty())));
    let of_table = ["of", "steps", "otherwise"].map(|key| fields.has(key));
    let (no_table, table) = (!of_table.contains(&true), of_table.starts_with(&[true, true]));
    let is_plain = by.is_empty() && best.is_none() && times.is_none();
    match (spans.as_slice(), of.is_empty(), to, table) {
        ([], false, None, false) if no_table => {
            check_best(fields, best, &of, each, known);
            How::Sum { of, by, best, times: times.unwrap_or(1.0) }
        }
        ([(key, unit)], true, Some(to), false) if is_plain && no_table => {
            let from = fields.text(key).unwrap_or_default();
            let fits =
                |named: Named<'_>| matches!(named, Named::Fact(fact) | Named::Own(_, fact) if fact.kind.is_date());
            named(fields, &from, fields.place(key), each, known, &fits);
            How::Since { unit: *unit, from, to }
        }
        ([], true, None, true) if is_plain => {
            let of = fields.text("of").unwrap_or_default();
            let fits = named(fields, &of, fields.place("of"), each, known, &has_worth);
            let table = points::points(fields, resolved(&of, each, known).filter(|_| fits));
            How::Points { of, table }
        }
        _ => {
            let message = Text {
                zh: "要写 sum（如 sum = [\"points.score\"]），或者 years（months、days）和 to（如 years = \"born\"、to = \"closing\"），或者 of 和 steps（如 of = \"service\"），三选一"
                    .to_owned(),
                en: "write `sum`, as sum = [\"points.score\"], or one of `years`, `months`, `days` with `to`, as years = \
                     \"born\" and to = \"closing\", or `of` with `steps`, as of = \"service\": one of the three"
                    .to_owned(),
            };
            fields.faults().add(fields.place("id"), message, None);
            How::Sum { of, by, best, times: 1.0 }
        }
    }
}

/// Nothing is worth reckoning times 0, and nothing is divided by 0.
fn refuse_zero(fields: &Fields<'_, '_>, times: Option<f64>, by: &[Term]) {
    let numbers = by.iter().map(|term| if let Term::Number(number) = term { Some(*number) } else { None });
    let divisor = numbers.sum::<Option<f64>>().filter(|_| !by.is_empty());
    let (key, message) = if times == Some(0.0) {
        let en = "`times` is 0, so it always comes to 0".to_owned();
        ("times", Text { zh: "times 是 0，怎么算都是 0".to_owned(), en })
    } else if divisor == Some(0.0) {
        let en = "it is divided by 0, so it can never be reckoned".to_owned();
        ("divided_by", Text { zh: "除数是 0，永远算不出来".to_owned(), en })
    } else {
        return;
    };
    fields.faults().add(fields.place(key), message, None);
}

/// Whether a table of points can be for it.
fn has_worth(named: Named<'_>) -> bool {
    match named {
        Named::Fact(fact) | Named::Own(_, fact) => {
            matches!(fact.kind, FactKind::Number | FactKind::Year | FactKind::YesNo | FactKind::Choice(_))
        }
        Named::List(_) => true,
        Named::Table(_) | Named::Condition(_) => false,
    }
}

/// Only of a list are there entries of which the best count.
fn check_best(fields: &Fields<'_, '_>, best: Option<usize>, of: &[Term], each: &str, known: &Facts) {
    let is_list = |term: &Term| match term {
        Term::Number(_) => false,
        Term::Name(name) => {
            matches!(known.named(name), Some(Named::List(_)))
                || matches!(known.named(name), Some(Named::Own(..)) if each.is_empty())
        }
    };
    if best.is_some() && !of.iter().any(is_list) {
        let message = Text {
            zh: "best 是一列里只计最高的几项，sum 里却没有一列：要写成 sum = [\"papers.points\"]、best = 3 这样".to_owned(),
            en: "`best` says how many entries of a list count, and `sum` has none of a list: write sum = [\"papers.points\"] and \
                 best = 3 or the like"
                .to_owned(),
        };
        fields.faults().add(fields.place("best"), message, None);
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

/// What a name means here: a fact of the entry at hand before one of the applicant.
fn resolved<'f>(name: &str, each: &str, known: &'f Facts) -> Option<Named<'f>> {
    known.named(&format!("{each}.{name}")).or_else(|| known.named(name))
}

/// Whether a name is one that fits here; says so where it is not.
fn named(
    fields: &Fields<'_, '_>,
    name: &str,
    span: Range<usize>,
    each: &str,
    known: &Facts,
    fits: &dyn Fn(Named<'_>) -> bool,
) -> bool {
    if resolved(name, each, known).is_some_and(fits) {
        return true;
    }
    let names: Vec<String> = known.names().into_iter().filter(|name| known.named(name).is_some_and(fits)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let message = Text {
        zh: format!("“{name}”不能这样算：facts.toml 里没有它，或者它不是这一类"),
        en: format!("`{name}` cannot be reckoned with: facts.toml has none, or it is of another kind"),
    };
    fields.faults().add(span, message, Some(one_of(name, &names)));
    false
}
