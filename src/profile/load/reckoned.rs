//! `[[reckoned]]` of `facts.toml`: numbers that follow from the answers.

use super::days::{day_at, fixed_day_at};
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

/// What a number may speak of.
#[derive(Clone, Copy)]
struct Known<'f> {
    /// The facts, and the numbers above it.
    facts: &'f Facts,
    /// The list for each of whose entries it is reckoned; empty where once.
    each: &'f str,
    /// The names of those below it.
    below: &'f [String],
}

/// Reads them all. Each may speak of the facts and of those above it.
pub(super) fn reckoned(top: &Fields<'_, '_>, facts: &Facts) -> Vec<Reckoned> {
    let mut known = facts.clone();
    let tables = list(top, "reckoned");
    let name = |fields: &Fields<'_, '_>| {
        let id = fields.text("id").unwrap_or_default();
        fields.text("each").map_or_else(|| id.clone(), |each| format!("{each}.{id}"))
    };
    let names: Vec<String> = tables.iter().map(name).collect();
    for (at, fields) in tables.into_iter().enumerate() {
        let one = one(&fields, &known, names.get(at..).unwrap_or_default());
        fields.finish();
        known.reckoned.push(one);
    }
    known.reckoned.split_off(facts.reckoned.len())
}

fn one(fields: &Fields<'_, '_>, facts: &Facts, below: &[String]) -> Reckoned {
    let each = each(fields, facts);
    let id = id_of_fact(fields);
    let full = if each.is_empty() { id.clone() } else { format!("{each}.{id}") };
    if facts.named(&full).is_some() {
        fields.faults().add(fields.place("id"), in_use(&full), None);
    }
    let known = Known { facts, each: &each, below };
    let how = how(fields, known);
    let whole = fields.flag("whole").unwrap_or_default();
    if whole && !matches!(how, How::Sum { .. }) {
        let message = Text { zh: "whole 只与 sum 同用".to_owned(), en: "`whole` goes with `sum` alone".to_owned() };
        fields.faults().add(fields.place("whole"), message, None);
    }
    let (least, most) = bounds(fields, known);
    Reckoned { fact: number(&id, fields.label("label")), how, whole, least, most, each }
}

/// `least` and `most`: numbers, or the names of some.
fn bounds(fields: &Fields<'_, '_>, known: Known<'_>) -> (Option<Term>, Option<Term>) {
    let bound = |key: &str| {
        if !fields.is_text(key) {
            return fields.number(key).map(Term::Number);
        }
        let (name, span) = fields.spanned_text(key)?;
        named(fields, &name, span, known, &is_number);
        Some(Term::Name(name))
    };
    let (least, most) = (bound("least"), bound("most"));
    if let (Some(Term::Number(low)), Some(Term::Number(high))) = (&least, &most)
        && low > high
    {
        let message = Text {
            zh: format!("least（{low}）大于 most（{high}）"),
            en: format!("`least` ({low}) is above `most` ({high})"),
        };
        fields.faults().add(fields.place("least"), message, None);
    }
    (least, most)
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

fn how(fields: &Fields<'_, '_>, known: Known<'_>) -> How {
    let [of, minus, by, greatest, least] =
        ["sum", "minus", "divided_by", "max", "min"].map(|key| terms(fields, key, known));
    let best = fields.integer_within("best", 1..=10_000).and_then(|best| usize::try_from(best).ok());
    let times = fields.number("times");
    refuse_zero(fields, times, &by);
    let spans: Vec<(&str, SpanUnit)> = UNITS.into_iter().filter(|(key, _)| fields.has(key)).collect();
    let to =
        fields.has("to").then(|| day_at(fields, "to", known.facts, Some(known.each).filter(|each| !each.is_empty())));
    let now = fields.has("now").then(|| fixed_day_at(fields, "now"));
    let of_table = ["of", "steps", "otherwise"].map(|key| fields.has(key));
    let has_time = !spans.is_empty() || to.is_some() || now.is_some();
    let has_sum = !of.is_empty() || !minus.is_empty() || !by.is_empty() || best.is_some() || times.is_some();
    match (has_sum, !greatest.is_empty(), !least.is_empty(), has_time, of_table.contains(&true)) {
        (true, false, false, false, false) if !of.is_empty() => {
            check_best(fields, best, &of, known);
            return How::Sum { of, minus, by, best, times: times.unwrap_or(1.0) };
        }
        (false, true, false, false, false) => return How::Extreme { of: greatest, greatest: true },
        (false, false, true, false, false) => return How::Extreme { of: least, greatest: false },
        (false, false, false, true, false) => {
            if let ([(key, unit)], Some(to)) = (spans.as_slice(), to) {
                let from = fields.text(key).unwrap_or_default();
                let fits =
                    |named: Named<'_>| matches!(named, Named::Fact(fact) | Named::Own(_, fact) if fact.kind.is_date());
                named(fields, &from, fields.place(key), known, &fits);
                return How::Since { unit: *unit, from, to, now: now.flatten() };
            }
        }
        (false, false, false, false, true) if of_table.starts_with(&[true, true]) => {
            let of = fields.text("of").unwrap_or_default();
            let fits = named(fields, &of, fields.place("of"), known, &has_worth);
            let table = points::points(fields, resolved(&of, known).filter(|_| fits));
            return How::Points { of, table };
        }
        _ => {}
    }
    let message = Text {
        zh: "要写 sum（如 sum = [\"points.score\"]），或者 max、min（如 max = [\"a\", \"b\"]，取高、取低），或者 years（months、days）和 to（如 years = \"born\"、to = \"closing\"），或者 of 和 steps（如 of = \"service\"），只写一种"
            .to_owned(),
        en: "write `sum`, as sum = [\"points.score\"], or `max` or `min`, as max = [\"a\", \"b\"], or one of `years`, `months`, \
             `days` with `to`, as years = \"born\" and to = \"closing\", or `of` with `steps`, as of = \"service\": one of the four"
            .to_owned(),
    };
    fields.faults().add(fields.place("id"), message, None);
    How::Sum { of, minus, by, best, times: 1.0 }
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
fn check_best(fields: &Fields<'_, '_>, best: Option<usize>, of: &[Term], known: Known<'_>) {
    let is_list = |term: &Term| match term {
        Term::Number(_) => false,
        Term::Name(name) => match known.facts.named(name) {
            Some(Named::List(_)) => true,
            Some(Named::Own(..)) => known.each.is_empty(),
            _ => false,
        },
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

fn terms(fields: &Fields<'_, '_>, key: &str, known: Known<'_>) -> Vec<Term> {
    let texts = fields.texts(key).unwrap_or_default();
    let term = |(text, span): (String, Range<usize>)| {
        if let Some(number) = text.trim().parse().ok().filter(|number: &f64| number.is_finite()) {
            return Term::Number(number);
        }
        named(fields, &text, span, known, &is_number);
        Term::Name(text)
    };
    texts.into_iter().map(term).collect()
}

/// Whether it is a number, or a list, which is as many as it has entries.
fn is_number(named: Named<'_>) -> bool {
    match named {
        Named::Fact(fact) | Named::Own(_, fact) => fact.kind == FactKind::Number,
        Named::List(_) => true,
        Named::Table(_) | Named::Condition(_) => false,
    }
}

/// What a name means here: a fact of the entry at hand before one of the applicant.
fn resolved<'f>(name: &str, known: Known<'f>) -> Option<Named<'f>> {
    known.facts.named(&known.facts.full_name(known.each, name))
}

/// Whether a name is one that fits here; says so where it is not.
fn named(
    fields: &Fields<'_, '_>,
    name: &str,
    span: Range<usize>,
    known: Known<'_>,
    fits: &dyn Fn(Named<'_>) -> bool,
) -> bool {
    let facts = known.facts;
    let found = resolved(name, known);
    if found.is_some_and(fits) {
        return true;
    }
    let is_below = known.below.iter().any(|below| *below == name || *below == format!("{}.{name}", known.each));
    if found.is_none() && is_below {
        let message = Text {
            zh: format!("“{name}”写在下面，这里还用不了：一个数只能由它上面的数算出来"),
            en: format!("`{name}` stands below: a number follows only from those above it"),
        };
        let hint = Text {
            zh: format!("把“{name}”的那一段 [[reckoned]] 移到前面"),
            en: format!("move the [[reckoned]] of `{name}` up"),
        };
        fields.faults().add(span, message, Some(hint));
        return false;
    }
    let names: Vec<String> = facts.names().into_iter().filter(|name| facts.named(name).is_some_and(fits)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let message = match found {
        Some(_) => Text {
            zh: format!("“{name}”不能这样算：它不是这一类"),
            en: format!("`{name}` cannot be reckoned with here: it is of another kind"),
        },
        None => Text {
            zh: format!("“{name}”不能这样算：facts.toml 里没有它"),
            en: format!("`{name}` cannot be reckoned with: facts.toml has none"),
        },
    };
    fields.faults().add(span, message, Some(one_of(name, &names)));
    false
}
