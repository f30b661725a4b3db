//! `[[checks]]` of `facts.toml`: what must hold of the answers.

use super::check_kinds::{KINDS, Kind, check_kind};
use super::days::day_at;
use super::terms::row_or_none;
use super::when::{Scope, when, words};
use crate::config::fields::Fields;
use crate::config::hint::{of_a_list, one_of};
use crate::profile::Role;
use crate::profile::checks::{DataCheck, Must, Span, SpanUnit};
use crate::profile::facts::{FactKind, Facts, IdKind, Named};
use crate::profile::reckoned::Term;
use crate::profile::text_form::TextForm;
use crate::profile::when::Word;
use crate::text::Text;

const UNITS: [(&str, SpanUnit); 3] =
    [("days", SpanUnit::Days), ("months", SpanUnit::Months), ("years", SpanUnit::Years)];

const LEVELS: &[(&str, bool)] = &[("error", false), ("warning", true)];

pub(super) fn check(fields: Fields<'_, '_>, facts: &Facts) -> DataCheck {
    fields.require("kind");
    let fact = fields.required_text("fact");
    let named = named(&fields, "fact", &fact, facts);
    let list = match named {
        Some(Named::Own(list, _)) => Some(list.id.as_str()),
        _ => None,
    };
    let check = DataCheck {
        must: must(&fields, facts, named, list),
        code: code(&fields),
        when: when(&fields, Scope { facts, list, year: false }),
        warns: warns(&fields),
        because: fields.has("because").then(|| fields.label("because")),
        row: row_or_none(&fields),
        fact,
    };
    fields.finish();
    check
}

/// Whether a fault only warns.
pub(super) fn warns(fields: &Fields<'_, '_>) -> bool {
    fields.choice("level", LEVELS).unwrap_or_default()
}

/// The rule that tells it; empty for the one that tells what no other does. Which rules tell checks, they declare themselves.
pub(super) fn code(fields: &Fields<'_, '_>) -> String {
    let Some((code, span)) = fields.spanned_text("code") else { return String::new() };
    let good =
        code.strip_prefix('D').is_some_and(|number| number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit()));
    if !good {
        let message = Text {
            zh: format!("“{code}”不是规则的编号：字母 D 和三位数字"),
            en: format!("\"{code}\" is no rule's code: a D and three digits"),
        };
        fields.faults().add(span, message, None);
    }
    code
}

fn named<'f>(fields: &Fields<'_, '_>, key: &str, name: &str, facts: &'f Facts) -> Option<Named<'f>> {
    let named = facts.named(name);
    if named.is_none() && !name.trim().is_empty() {
        let names = facts.names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let message =
            Text { zh: format!("facts.toml 里没有“{name}”"), en: format!("facts.toml has no `{name}`") };
        fields.faults().add(
            fields.place(key),
            message,
            Some(of_a_list(name, &names).unwrap_or_else(|| one_of(name, &names))),
        );
    }
    named
}

fn must(fields: &Fields<'_, '_>, facts: &Facts, named: Option<Named<'_>>, list: Option<&str>) -> Must {
    let Some(kind) = fields.choice("kind", KINDS) else {
        // What else it needs depends on its kind.
        for key in ["than", "or", "days", "months", "years", "min", "max", "values", "with", "odd", "words", "role"] {
            fields.has(key);
        }
        return Must::Given;
    };
    check_kind(fields, kind, named);
    let day = || day_at(fields, "than", facts, list);
    match kind {
        Kind::NotBefore => Must::NotBefore(day()),
        Kind::NotAfter => Must::NotAfter(day()),
        Kind::Within => Must::Within(span(fields), day()),
        Kind::AtLeast => Must::AtLeast(span(fields), day()),
        Kind::Gap => {
            let span = span(fields);
            Must::Gap(span, last_day(fields, facts, list))
        }
        Kind::WithoutText => Must::WithoutText(texts(fields)),
        Kind::Range => range(fields, facts),
        Kind::Holds => {
            fields.require("words");
            Must::Holds(some_words(fields, Scope { facts, list, year: false }))
        }
        Kind::OneOf => Must::OneOf(values(fields, named)),
        Kind::NoneOf => Must::NoneOf(values(fields, named)),
        Kind::Agrees => Must::Agrees(number_of_a_resident(fields, facts, list), odd(fields, named)),
        Kind::YearAgrees => {
            let apart = span_or_none(fields);
            Must::YearAgrees(apart, day())
        }
        Kind::Given => Must::Given,
        Kind::Without => {
            fields.require("words");
            Must::Without(some_words(fields, Scope { facts, list: None, year: false }))
        }
        Kind::AskedBy => {
            let with = fields.required_text("with");
            if !with.trim().is_empty() && facts.condition(&with).is_none() {
                let known: Vec<&str> = facts.conditions.iter().map(|condition| condition.id.as_str()).collect();
                let message = Text {
                    zh: format!("facts.toml 里没有 [[conditions]]“{with}”"),
                    en: format!("facts.toml has no condition `{with}`"),
                };
                fields.faults().add(fields.place("with"), message, Some(one_of(&with, &known)));
            }
            Must::AskedBy(with)
        }
        Kind::Covers => {
            fields.require("role");
            Must::Covers(fields.choice("role", Role::ALL).unwrap_or(Role::Assessment))
        }
    }
}

/// `than` of a gap: the fact of the same list that says when an entry ended.
fn last_day(fields: &Fields<'_, '_>, facts: &Facts, list: Option<&str>) -> String {
    let than = fields.required_text("than");
    let is_own = |named: Named<'_>| matches!(named, Named::Own(of, fact) if fact.kind.is_date() && list.is_none_or(|list| list == of.id));
    if than.trim().is_empty() || facts.named(&than).is_some_and(is_own) {
        return than;
    }
    let names: Vec<String> = facts.names().into_iter().filter(|name| facts.named(name).is_some_and(is_own)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let message = Text {
        zh: format!("than 要写同一列里说哪天结束的日期：“{than}”不是"),
        en: format!("`than` must be the date of the same list that says when an entry ended: `{than}` is none"),
    };
    fields.faults().add(fields.place("than"), message, Some(one_of(&than, &names)));
    than
}

/// `values` of `without-text`: what must not stand in a text.
fn texts(fields: &Fields<'_, '_>) -> Vec<String> {
    fields.require("values");
    let values = fields.texts("values").unwrap_or_default();
    if fields.has("values") && values.iter().all(|(value, _)| value.trim().is_empty()) {
        nothing_in(fields, "values");
    }
    values.into_iter().map(|(value, _)| value).filter(|value| !value.trim().is_empty()).collect()
}

/// The words that a check speaks of: at least one.
fn some_words(fields: &Fields<'_, '_>, scope: Scope<'_>) -> Vec<Word> {
    if fields.texts("words").is_some_and(|words| words.is_empty()) {
        nothing_in(fields, "words");
    }
    words(fields, "words", scope)
}

/// Says of a list that there is nothing in it to check by.
fn nothing_in(fields: &Fields<'_, '_>, key: &str) {
    let message = Text {
        zh: format!("“{key}”是空的，没有什么可以检查"),
        en: format!("`{key}` is empty: there is nothing to check by"),
    };
    fields.faults().add(fields.place(key), message, None);
}

/// `with` of `agrees`: a resident's ID number, asked once or of the same entry. No other says a date of birth.
fn number_of_a_resident(fields: &Fields<'_, '_>, facts: &Facts, list: Option<&str>) -> String {
    let with = fields.required_text("with");
    let Some(found) = named(fields, "with", &with, facts) else { return with };
    let good = match found {
        Named::Fact(fact) => is_of_a_resident(&fact.kind),
        Named::Own(of, fact) => is_of_a_resident(&fact.kind) && list == Some(of.id.as_str()),
        Named::List(_) | Named::Table(_) | Named::Condition(_) => false,
    };
    if !good {
        let message = Text {
            zh: format!(
                "with 要写居民身份证号的代号（kind = \"id-number\"，accepts 里有 \"cn-resident\"；一列的要是同一列的）：“{with}”不是"
            ),
            en: format!(
                "`with` must be a resident's ID number (kind = \"id-number\", with \"cn-resident\" among `accepts`; of a list, of the \
                 same): `{with}` is none"
            ),
        };
        fields.faults().add(fields.place("with"), message, None);
    }
    with
}

fn is_of_a_resident(kind: &FactKind) -> bool {
    matches!(kind, FactKind::IdNumber(kinds) if kinds.contains(&IdKind::CnResident))
}

/// `odd`: the option that an odd 17th digit of a resident's number means; only a choice has it.
fn odd(fields: &Fields<'_, '_>, named: Option<Named<'_>>) -> String {
    let options = match named {
        Some(Named::Fact(fact) | Named::Own(_, fact)) => fact.options(),
        _ => &[],
    };
    if options.is_empty() {
        return String::new();
    }
    fields.require("odd");
    let known: Vec<(&str, &str)> = options.iter().map(|option| (option.id.as_str(), option.id.as_str())).collect();
    fields.choice("odd", &known).unwrap_or_default().to_owned()
}

/// `min` and `max`, one of which must be there.
fn range(fields: &Fields<'_, '_>, facts: &Facts) -> Must {
    let (least, most) = (bound(fields, "min", facts), bound(fields, "max", facts));
    let message = match (&least, &most) {
        (None, None) if !fields.has("min") && !fields.has("max") => Text {
            zh: "range 要写 min 或 max，如 min = 72；不然什么数都行".to_owned(),
            en: "a range needs `min` or `max`, as min = 72: without them any number will do".to_owned(),
        },
        (Some(Term::Number(least)), Some(Term::Number(most))) if least > most => Text {
            zh: format!("min（{least}）大于 max（{most}），没有数能满足"),
            en: format!("`min` ({least}) is above `max` ({most}): no number will do"),
        },
        _ => return Must::Range(least, most),
    };
    let key = if fields.has("min") { "min" } else { "kind" };
    fields.faults().add(fields.place(key), message, None);
    Must::Range(least, most)
}

/// A number, or the name of one that is answered or reckoned: `max = 3000`, `max = "limit"`.
fn bound(fields: &Fields<'_, '_>, key: &str, facts: &Facts) -> Option<Term> {
    if !fields.is_text(key) {
        return fields.has(key).then(|| fields.number(key)).flatten().map(Term::Number);
    }
    let name = fields.text(key)?;
    let is_number =
        |named: Named<'_>| matches!(named, Named::Fact(fact) | Named::Own(_, fact) if fact.kind == FactKind::Number);
    if !facts.named(&name).is_some_and(is_number) {
        let names: Vec<String> =
            facts.names().into_iter().filter(|name| facts.named(name).is_some_and(is_number)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let message = Text {
            zh: format!("“{name}”不是数：要写成 {key} = 3000，或者 kind = \"number\" 的事项的代号"),
            en: format!("\"{name}\" is no number: write {key} = 3000, or the id of a fact of kind \"number\""),
        };
        fields.faults().add(fields.place(key), message, Some(one_of(&name, &names)));
    }
    Some(Term::Name(name))
}

/// One of `days`, `months`, `years`, where any of them is there.
pub(super) fn span_or_none(fields: &Fields<'_, '_>) -> Option<Span> {
    let given = UNITS.map(|(key, _)| fields.has(key));
    given.contains(&true).then(|| span(fields))
}

/// One of `days`, `months`, `years`.
fn span(fields: &Fields<'_, '_>) -> Span {
    let given: Vec<Span> = UNITS
        .into_iter()
        .filter(|(key, _)| fields.has(key))
        .filter_map(|(key, unit)| {
            let count = fields.integer_within(key, 1..=36_500)?;
            Some(Span { count: u32::try_from(count).unwrap_or_default(), unit })
        })
        .collect();
    if let [span] = given.as_slice() {
        return *span;
    }
    let message = Text {
        zh: "要写 days、months、years 里的一个".to_owned(),
        en: "write one of `days`, `months`, `years`".to_owned(),
    };
    fields.faults().add(fields.place("kind"), message, None);
    Span { count: 1, unit: SpanUnit::Years }
}

fn values(fields: &Fields<'_, '_>, named: Option<Named<'_>>) -> Vec<String> {
    fields.require("values");
    let values = fields.texts("values").unwrap_or_default();
    let known = match named {
        Some(Named::Fact(fact) | Named::Own(_, fact)) => super::when::values(&fact.kind),
        _ => Vec::new(),
    };
    if !known.is_empty() {
        for (value, span) in values.iter().filter(|(value, _)| !known.contains(&value.as_str())) {
            let message =
                Text { zh: format!("没有“{value}”这个选项"), en: format!("there is no option \"{value}\"") };
            fields.faults().add(span.clone(), message, Some(one_of(value, &known)));
        }
    }
    if fields.has("values") && values.is_empty() && fields.texts("values").is_some() {
        nothing_in(fields, "values");
    }
    if let Some(Named::Fact(fact) | Named::Own(_, fact)) = named
        && !fact.form.is_empty()
    {
        let never = values.iter().find(|(value, _)| !fact.form.iter().any(|form| form.fits(value)));
        if let Some((value, span)) = never {
            let form = TextForm::in_words(&fact.form);
            let message = Text {
                zh: format!("它不会是“{value}”：要{}", form.zh),
                en: format!("it is never \"{value}\": it is written {}", form.en),
            };
            let hint = Text {
                zh: "文字里不能有这几个字的，写成 kind = \"without-text\"".to_owned(),
                en: "where this must not stand within the text, write kind = \"without-text\"".to_owned(),
            };
            fields.faults().add(span.clone(), message, Some(hint));
        }
    }
    if let Some(Named::Fact(fact) | Named::Own(_, fact)) = named
        && fact.kind == FactKind::Number
    {
        // As the number is shown: 500000, never 500000.0 or 500,000.
        let is_shown = |value: &str| value.parse().is_ok_and(|number: f64| number.to_string() == value);
        for (value, span) in values.iter().filter(|(value, _)| !is_shown(value)) {
            let message = Text {
                zh: format!("“{value}”不是数：要写成 \"500000\"、\"1.5\" 这样，不用逗号"),
                en: format!("\"{value}\" is no number: write \"500000\" or \"1.5\", without commas"),
            };
            fields.faults().add(span.clone(), message, None);
        }
    }
    values.into_iter().map(|(value, _)| value).collect()
}
