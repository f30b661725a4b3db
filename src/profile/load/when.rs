//! Conditions: `when = ["transferred", "level=intermediate"]`, or `when = { all = […], any = […], not = […] }`.

use crate::config::fields::Fields;
use crate::config::hint::one_of;
use crate::profile::facts::{FactKind, Facts, Named};
use crate::profile::when::{Test, When, Word};
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
    let words = |fields: &Fields<'_, '_>, key: &str| -> Vec<Word> {
        let texts = fields.texts(key).unwrap_or_default();
        texts.into_iter().filter_map(|(text, span)| word(fields, &text, span, scope)).collect()
    };
    if !fields.is_table(key) {
        return When { all: words(fields, key), ..When::default() };
    }
    let Some(table) = fields.table(key) else { return When::default() };
    let when = When { all: words(&table, "all"), any: words(&table, "any"), not: words(&table, "not") };
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
        return fault(message, Some(one_of(&word.name, &names)));
    };
    match (named, &word.test) {
        (_, Test::Given) => Some(word),
        (Named::List(list), _) => fault(
            Text {
                zh: format!("“{}”是一列，不能与一个值比较", list.id),
                en: format!("`{}` is a list: it cannot be compared with a value", list.id),
            },
            None,
        ),
        (Named::Fact(fact) | Named::Own(_, fact), Test::Is(value) | Test::IsNot(value)) => {
            let words = values(&fact.kind);
            if words.is_empty() || words.contains(&value.as_str()) {
                return Some(word);
            }
            let message = Text {
                zh: format!("“{}”不会是“{value}”", fact.id),
                en: format!("`{}` is never \"{value}\"", fact.id),
            };
            fault(message, Some(one_of(value, &words)))
        }
    }
}

fn is_own_fact(facts: &Facts, name: &str) -> bool {
    matches!(facts.named(name), Some(Named::Own(..)))
}

/// The words a fact can be compared with; none where any will do.
fn values(kind: &FactKind) -> Vec<&str> {
    match kind {
        FactKind::YesNo => vec!["yes", "no"],
        FactKind::Choice(options) => options.iter().map(|option| option.id.as_str()).collect(),
        _ => Vec::new(),
    }
}

fn parse(text: &str) -> Word {
    let text = text.trim();
    let (name, test) = if let Some((name, value)) = text.split_once("!=") {
        (name, Test::IsNot(value.trim().to_owned()))
    } else if let Some((name, value)) = text.split_once('=') {
        (name, Test::Is(value.trim().to_owned()))
    } else {
        (text, Test::Given)
    };
    Word { name: name.trim().to_owned(), test }
}
