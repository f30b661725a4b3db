//! Conditions: `when = ["transferred", "level=intermediate"]`, or `when = { all = […], any = […], not = […] }`.

use super::contradiction;
use super::two_choices::{beside, same_options};
use crate::config::date::{PartialDate, YEARS, means_to_now};
use crate::config::fields::Fields;
use crate::config::hint::one_of;
use crate::profile::facts::{Fact, FactKind, Facts, Named};
use crate::profile::when::{Order, Test, When, Word};
use crate::text::Text;
use std::ops::Range;

/// The word that means the year of a part with `years`, in `year=exemptions.year`.
pub(super) const YEAR: &str = "year";

/// Where a condition stands, which says what its words may speak of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope<'f> {
    /// Every fact of the profile.
    pub(super) facts: &'f Facts,
    /// The list whose entry is at hand: its facts may be named without the list's name.
    pub(super) list: Option<&'f str>,
    /// Whether there is a year at hand.
    pub(super) year: bool,
}

/// Reads `when`; always, where it is absent.
pub(super) fn when(fields: &Fields<'_, '_>, scope: Scope<'_>) -> When {
    when_at(fields, "when", scope)
}

/// Reads a condition under another key.
pub(super) fn when_at(fields: &Fields<'_, '_>, key: &str, scope: Scope<'_>) -> When {
    if !fields.is_table(key) {
        let when = When { all: words(fields, key, scope), ..When::default() };
        contradiction::check(fields, key, &when.all, scope);
        return when;
    }
    let Some(table) = fields.table(key) else { return When::default() };
    let [all, any, not] = ["all", "any", "not"].map(|key| words(&table, key, scope));
    let when = When { all, any, not };
    contradiction::check(&table, "all", &when.all, scope);
    table.finish();
    when
}

fn word(fields: &Fields<'_, '_>, text: &str, span: Range<usize>, scope: Scope<'_>) -> Option<Word> {
    let word = parse(text);
    let fault = |message: Text, hint: Option<Text>| {
        fields.faults().add(span.clone(), message, hint);
        None
    };
    if word.name == YEAR && scope.year {
        return match &word.test {
            Test::Is(name) | Test::IsNot(name) if is_own_fact(scope.facts, name) => Some(word),
            _ => fault(
                Text {
                    zh: format!("“{text}”：年度只能与清单的一项比较，如 \"year=exemptions.year\""),
                    en: format!("\"{text}\": a year is compared with a list's fact: \"year=exemptions.year\""),
                },
                None,
            ),
        };
    }
    let own = scope.list.map(|list| format!("{list}.{}", word.name));
    let named = own.as_deref().and_then(|own| scope.facts.named(own)).or_else(|| scope.facts.named(&word.name));
    let Some(named) = named else {
        let names = scope.facts.names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let message = Text {
            zh: format!("facts.toml 里没有“{}”", word.name),
            en: format!("facts.toml has no `{}`", word.name),
        };
        match negated(&word.name, scope) {
            Some(hint) => fields.faults().add(span, message, Some(hint)),
            None => fields.faults().add_not_asked(span, &word.name, &names, message),
        }
        return None;
    };
    match (named, &word.test) {
        (_, Test::Given) => Some(word),
        (named, Test::Order(_, beside)) => match order_fault(text, named, beside, scope) {
            Some(message) => fault(message, None),
            None => Some(word),
        },
        (Named::List(list), _) => fault(
            Text {
                zh: format!("“{}”是一列，不能与一个值比较", list.id),
                en: format!("`{}` is a list: it cannot be compared with a value", list.id),
            },
            None,
        ),
        (Named::Condition(_) | Named::Table(_), _) => fault(
            Text {
                zh: format!("“{}”不能与一个值比较", word.name),
                en: format!("`{}` cannot be compared with a value", word.name),
            },
            None,
        ),
        (Named::Fact(fact) | Named::Own(_, fact), test) => {
            if let Some(beside) = beside(fact, test, scope) {
                return match same_options(&word, (named, fact), beside) {
                    Ok(test) => Some(Word { test, ..word }),
                    Err(message) => fault(message, None),
                };
            }
            let words = values(&fact.kind);
            let compared: Vec<&str> = match test {
                Test::Is(value) | Test::IsNot(value) => vec![value],
                Test::Among(values) => values.iter().map(String::as_str).collect(),
                Test::Given | Test::Same(_) | Test::Other(_) | Test::Order(..) => Vec::new(),
            };
            let is_never = |value: &&str| match &fact.kind {
                _ if !words.is_empty() => !words.contains(value),
                kind => !can_be(kind, value),
            };
            let Some(value) = compared.into_iter().find(is_never) else { return Some(word) };
            let message = Text {
                zh: format!("“{}”不会是“{value}”", fact.id),
                en: format!("`{}` is never \"{value}\"", fact.id),
            };
            fault(message, Some(meant(fact, value, &words)))
        }
    }
}

/// What to write for a word that means the contrary of one that is known: `not extended`, `!extended`.
fn negated(name: &str, scope: Scope<'_>) -> Option<Text> {
    let plain = ["not ", "!", "非"].iter().find_map(|not| name.strip_prefix(not))?.trim();
    let own = scope.list.and_then(|list| scope.facts.named(&format!("{list}.{plain}")));
    own.or_else(|| scope.facts.named(plain))?;
    Some(Text {
        zh: format!("不成立的写成 {{ not = [\"{plain}\"] }}"), en: format!("write {{ not = [\"{plain}\"] }}")
    })
}

/// Whether an answer of this kind, which has no words of its own, can be this.
pub(super) fn can_be(kind: &FactKind, value: &str) -> bool {
    match kind {
        FactKind::Number => value.parse().is_ok_and(f64::is_finite),
        FactKind::Year => value.parse().is_ok_and(|year: i16| YEARS.contains(&year)),
        // As it is shown: to the day, or to the month.
        FactKind::Date | FactKind::Month | FactKind::Until => {
            let date = PartialDate::parse(value).filter(|date| date.to_string() == value);
            let is_day = matches!(date, Some(PartialDate::Day(_)));
            date.is_some_and(|_| is_day || *kind != FactKind::Date) || (*kind == FactKind::Until && means_to_now(value))
        }
        _ => true,
    }
}

/// What to write in place of a word that an answer is never.
fn meant(fact: &Fact, value: &str, words: &[&str]) -> Text {
    let example = match &fact.kind {
        FactKind::YesNo => match value {
            "true" | "是" => Some("yes"),
            "false" | "否" => Some("no"),
            _ => None,
        }
        .map(|word| format!("{}={word}", fact.id)),
        FactKind::Number => Some(format!("{}=500000", fact.id)),
        FactKind::Year => Some(format!("{}=2026", fact.id)),
        FactKind::Date => Some(format!("{}=2026-10-01", fact.id)),
        FactKind::Month | FactKind::Until => Some(format!("{}=2026-10", fact.id)),
        _ => None,
    };
    match example {
        Some(example) if words.is_empty() => {
            Text { zh: format!("要写成“{example}”这样"), en: format!("write `{example}` or the like") }
        }
        Some(example) => {
            Text { zh: format!("您是不是想写“{example}”？"), en: format!("did you mean `{example}`?") }
        }
        None => one_of(value, words),
    }
}

/// Reads the words under a key, `["current_title", "level=junior"]`.
pub(super) fn words(fields: &Fields<'_, '_>, key: &str, scope: Scope<'_>) -> Vec<Word> {
    if let Some(span) = fields.table_among(key) {
        fields.has(key);
        let message = Text {
            zh: "这一列里只能是文字；有不能成立的，整个写成 { all = [\"…\"], not = [\"…\"] }".to_owned(),
            en: "this list holds texts alone: where some must not hold, write { all = [\"…\"], not = [\"…\"] } in its place"
                .to_owned(),
        };
        fields.faults().add(span, message, None);
        return Vec::new();
    }
    let texts = fields.texts(key).unwrap_or_default();
    texts.into_iter().filter_map(|(text, span)| word(fields, &text, span, scope)).collect()
}

/// Reads `when` in a file that other rooms read.
pub(crate) fn when_of_facts(fields: &Fields<'_, '_>, facts: &Facts) -> When {
    when(fields, Scope { facts, list: None, year: true })
}

/// Reads `when`, and the short keys under which facts let their answers be named: `levels = ["junior"]`.
pub(super) fn when_or_short(fields: &Fields<'_, '_>, facts: &Facts) -> When {
    let mut all: Vec<Word> = Vec::new();
    for fact in facts.facts.iter().filter(|fact| !fact.short.is_empty() && fields.has(&fact.short)) {
        let options: Vec<(&str, &str)> =
            fact.options().iter().map(|option| (option.id.as_str(), option.id.as_str())).collect();
        let chosen: Vec<String> =
            fields.choices(&fact.short, &options).into_iter().map(|(id, _)| id.to_owned()).collect();
        if !chosen.is_empty() {
            all.push(Word { name: fact.id.clone(), test: Test::Among(chosen) });
        }
    }
    let when = when_of_facts(fields, facts);
    all.extend(when.all);
    When { all, ..when }
}

fn is_own_fact(facts: &Facts, name: &str) -> bool {
    matches!(facts.named(name), Some(Named::Own(..)))
}

/// The words a fact can be compared with; none where any will do.
pub(super) fn values(kind: &FactKind) -> Vec<&str> {
    match kind {
        FactKind::YesNo => vec!["yes", "no"],
        FactKind::Choice(options) => options.iter().map(|option| option.id.as_str()).collect(),
        _ => Vec::new(),
    }
}

fn parse(text: &str) -> Word {
    let text = text.trim();
    let sign = text.find(['!', '=', '<', '>', '≤', '≥']).unwrap_or(text.len());
    let (name, rest) = text.split_at(sign);
    let order = Order::SIGNS.iter().find_map(|(sign, order)| Some((*order, rest.strip_prefix(sign)?)));
    let (name, test) = if let Some((order, beside)) = order {
        (name, Test::Order(order, beside.trim().to_owned()))
    } else if let Some(value) = rest.strip_prefix("!=") {
        (name, Test::IsNot(value.trim().to_owned()))
    } else if let Some(value) = rest.strip_prefix('=') {
        match value.split_once('|') {
            None => (name, Test::Is(value.trim().to_owned())),
            Some(_) => (name, Test::Among(value.split('|').map(|value| value.trim().to_owned()).collect())),
        }
    } else {
        (text, Test::Given)
    };
    Word { name: name.trim().to_owned(), test }
}

/// What `<`, `≤`, `≥` and `>` go with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ordered {
    Number,
    Date,
}

fn ordered(named: Named<'_>) -> Option<Ordered> {
    match named {
        Named::List(_) => Some(Ordered::Number),
        Named::Fact(fact) | Named::Own(_, fact) => match fact.kind {
            FactKind::Number | FactKind::Year => Some(Ordered::Number),
            FactKind::Date | FactKind::Month | FactKind::Until => Some(Ordered::Date),
            _ => None,
        },
        Named::Table(_) | Named::Condition(_) => None,
    }
}

/// What is wrong with an order: what it is asked of has none, or stands beside nothing of its kind.
fn order_fault(text: &str, named: Named<'_>, beside: &str, scope: Scope<'_>) -> Option<Text> {
    let own = scope.list.and_then(|list| scope.facts.named(&format!("{list}.{beside}")));
    let other = own.or_else(|| scope.facts.named(beside)).filter(|other| !matches!(other, Named::List(_)));
    let good = match ordered(named) {
        None => {
            return Some(Text {
                zh: format!("“{text}”：只有数、年、日期和一列的项数能比大小，如 \"income<=3000\""),
                en: format!(
                    "\"{text}\": only numbers, years, dates and the length of a list have an order, as \"income<=3000\""
                ),
            });
        }
        Some(Ordered::Number) if beside.parse().is_ok_and(f64::is_finite) => true,
        Some(Ordered::Date) if PartialDate::parse(beside).is_some() => true,
        kind => other.is_some_and(|other| ordered(other) == kind),
    };
    let example = match ordered(named) {
        Some(Ordered::Date) => "2026-10-01",
        _ => "16",
    };
    (!good).then(|| Text {
        zh: format!("“{text}”：“{beside}”不能与它比大小，要写成 \"{example}\" 这样，或者同类事项的代号"),
        en: format!(
            "\"{text}\": \"{beside}\" does not compare with it: write \"{example}\" or the like, or a fact of its kind"
        ),
    })
}
